"""Narrowing the log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Verdict


class LookFilterForm(forms.Form):
    """Finds looks by who, at which family, when, and what the door answered."""

    all_optional = True

    person = forms.CharField(label=_("Who"), max_length=80, required=False)
    family = forms.CharField(label=_("Family"), max_length=80, required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    verdict = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("All")), *Verdict.choices])

"""The outbox: narrowing it, and having a mail sent once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Mail, MailState, Professional
from families.pages import DeedForm


class MailFilterForm(forms.Form):
    """Finds mails by how far they have come, and to whom."""

    all_optional = True

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *MailState.choices])
    person = forms.CharField(label=_("To"), max_length=80, required=False)


class RetryMailForm(DeedForm):
    """Why it is sent again; of an unknown one also that it may come twice."""

    reason = forms.CharField(label=_("Why is it sent again?"), max_length=300)
    may_come_twice = forms.BooleanField(label=_("I know that the receiver may get it twice."))

    def __init__(self, data: Any = None, *, mail: Mail) -> None:
        super().__init__(data)
        self.mail = mail
        if mail.state != MailState.UNKNOWN:
            del self.fields["may_come_twice"]

    def do(self, *, by: Professional) -> None:
        self.mail.retry(by=by, reason=self.cleaned_data["reason"])

"""Who stands around a family, how close and why."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Involvement, Professional, Reason, Sector, Tier
from families.pages import DeedForm, RecordForm
from roskilde import clock, danish

PERSON_FIELDS = ("email", "name", "title", "sector", "phone")


class _InvolvementForm(RecordForm):
    class Meta:
        model = Involvement
        fields = ("tier", "function", "reason", "note", "legal_basis")
        widgets = {"tier": forms.RadioSelect, "reason": forms.RadioSelect, "legal_basis": forms.TextInput}

    def stands(self) -> dict[str, Any]:
        """How the person is to stand around the family."""
        return {name: self.cleaned_data.get(name, "") for name in self.Meta.fields}


class InvolveForm(_InvolvementForm):
    """Let somebody who is in the system stand around the family."""

    def __init__(self, data: Any = None, *, family: Family, person: Professional) -> None:
        super().__init__(
            data, instance=Involvement(family=family, professional=person, function=person.title)
        )
        if person.sector.is_municipal:
            del self.fields["legal_basis"]
        else:
            self.fields["legal_basis"].required = True

    def do(self, *, by: Professional) -> None:
        self.instance.family.involve(self.instance.professional, by=by, **self.stands())


class InviteForm(_InvolvementForm):
    """Let somebody in who is not in the system yet, and involve them at once."""

    def __init__(self, data: Any = None, *, family: Family) -> None:
        super().__init__(data, instance=Involvement(family=family))
        person = cast("dict[str, forms.Field]", forms.fields_for_model(Professional, fields=PERSON_FIELDS))
        self.fields = {**person, **self.fields}
        sectors = Sector.objects.active_on(clock.today())
        cast("Any", self.fields["sector"]).queryset = sectors
        outside = "|".join(str(sector.pk) for sector in sectors if not sector.is_municipal)
        self.fields["legal_basis"].widget.attrs["data-shown-when"] = f"sector={outside}"

    def clean_email(self) -> str:
        """An e-mail that is known already belongs to somebody who can be involved right away."""
        email = str(self.cleaned_data["email"]).strip().lower()
        known = Professional.objects.filter(email=email).first()
        if known is None:
            return email
        if not known.is_active:
            raise ValidationError(
                _("%(name)s no longer works here. Ask the administrator if that is wrong."),
                params={"name": known},
            )
        family = self.instance.family
        raise ValidationError(
            format_html(
                '{} <a href="{}">{}</a>',
                _("%(name)s is in the system already.") % {"name": known},
                reverse("families:involve", args=[family.pk, known.pk]),
                _("Involve %(name)s") % {"name": known},
            ),
            code="known",
        )

    def do(self, *, by: Professional) -> None:
        person = Professional.invite(by=by, **{name: self.cleaned_data[name] for name in PERSON_FIELDS})
        self.instance.family.involve(person, by=by, **self.stands())


class ChangeTierForm(_InvolvementForm):
    """Move somebody closer to the family or further away."""

    def __init__(self, data: Any = None, *, involvement: Involvement) -> None:
        self.tier_now = Tier(involvement.tier)  # checking the form writes the new tier into the involvement
        super().__init__(data, instance=involvement, initial={"tier": None, "reason": None, "note": ""})
        tier = cast("forms.ChoiceField", self.fields["tier"])
        tier.choices = [(value, label) for value, label in Tier.choices if value != involvement.tier]
        tier.label = gettext_lazy("New tier")
        if involvement.professional.sector.is_municipal:
            del self.fields["legal_basis"]

    def do(self, *, by: Professional) -> None:
        self.instance.change_tier(by=by, **self.stands())


class EmergencyForm(DeedForm):
    """Which family, and why now; the looks that follow repeat the reason."""

    name = forms.CharField(label=gettext_lazy("Family name"), max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("Why do you need access now?"),
        max_length=300,
        min_length=15,
        widget=forms.Textarea,
        help_text=gettext_lazy("The look is checked afterwards, and the project leader is told at once."),
    )

    def do(self, *, by: Professional) -> None:
        named = Family.objects.enrolled().filter(name_key=danish.key(self.cleaned_data["name"]))
        if len(named) != 1:
            raise ValidationError(
                {"name": _("No family is enrolled under exactly that name.")}, code="unknown"
            )
        self.involvement = named[0].open_in_emergency(by=by, reason=self.cleaned_data["reason"])


class EndForm(DeedForm):
    """Why somebody leaves the family."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Ended because of"), choices=Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("In a sentence"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, involvement: Involvement) -> None:
        super().__init__(data)
        self.involvement = involvement

    def do(self, *, by: Professional) -> None:
        self.involvement.end(by=by, reason=self.cleaned_data["reason"], note=self.cleaned_data["note"])

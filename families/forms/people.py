"""Who stands around a family, how close and why."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import leaving
from families.models import Family, Involvement, Look, Professional, Reason, Sector, Tier
from families.pages import DeedForm, RecordForm
from families.sections import Carried, Words
from roskilde import clock, danish

LONGEST_LABEL = 100
PERSON_FIELDS = ("email", "name", "title", "sector", "phone")


class _InvolvementForm(RecordForm):
    class Meta:
        model = Involvement
        fields = ("tier", "function", "works_with", "reason", "note", "legal_basis")
        widgets = {
            "tier": forms.RadioSelect,
            "works_with": forms.CheckboxSelectMultiple(attrs={"data-shown-when": f"tier={Tier.NEAR}"}),
            "reason": forms.RadioSelect,
            "legal_basis": forms.TextInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_whom_they_work_with(self)

    def stands(self) -> dict[str, Any]:
        """How the person is to stand around the family; whom one works with counts for the near alone."""
        asked = {name: self.cleaned_data.get(name, "") for name in self.Meta.fields}
        is_near = asked["tier"] == Tier.NEAR
        return asked | {"works_with": list(asked["works_with"]) if is_near else []}


def _ask_whom_they_work_with(form: Any) -> None:
    """The members at home; one who has left stays ticked where they were."""
    standing = form.instance
    members = standing.family.members.at_home()
    if not standing._state.adding:
        members = standing.family.members.filter(Q(left_on=None) | Q(pk__in=standing.works_with.values("pk")))
    form.fields["works_with"].queryset = members


class ChangeInvolvementForm(RecordForm):
    """What a professional does in the family, and with which children."""

    class Meta:
        model = Involvement
        fields = ("function", "works_with")
        widgets = {"works_with": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_whom_they_work_with(self)
        if self.instance.tier != Tier.NEAR:
            del self.fields["works_with"]

    def do(self, *, by: Professional) -> None:
        asked = self.cleaned_data
        self.instance.change(by=by, function=asked["function"], works_with=asked.get("works_with", ()))


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
                {
                    "name": ValidationError(
                        _("No family is enrolled under exactly that name. The attempt has been logged."),
                        code="unknown",
                    )
                }
            )
        self.involvement = named[0].open_in_emergency(by=by, reason=self.cleaned_data["reason"])

    def done(self, *, by: Professional) -> bool:
        """A name tried in vain leaves its entry in the log, once what was begun has been undone."""
        is_done: bool = super().done(by=by)
        if self.has_error("name", "unknown"):
            Look.objects.note_in_vain(by, page="families:take_emergency_access")
        return is_done


NOBODY = "nobody"


class HandOnForm(DeedForm):
    """Asks of each thing that somebody carries here who takes over; what is left open stays theirs."""

    all_optional = True
    must_be_handed_on = False
    left_open: Words = gettext_lazy("Still me")

    def __init__(self, data: Any = None, *, involvement: Involvement, items: list[Carried]) -> None:
        super().__init__(data)
        self.involvement = involvement
        self.items = {f"owner-{each.key}": each for each in items}
        could = leaving.who_could_take(involvement, items)
        self.people = {str(one.professional_id): one.professional for each in could.values() for one in each}
        for name, each in self.items.items():
            self.fields[name] = self._ask(each, could[each.key])
        self.order_fields([*self.items, *self.base_fields])

    def _ask(self, each: Carried, could: list[Involvement]) -> forms.ChoiceField:
        choices = [("", str(self.left_open))]
        if each.without:
            choices.append((NOBODY, str(each.without)))
        choices += [(str(one.professional_id), f"{one.professional}, {one.function}") for one in could]
        hint = "" if could or each.without else _("Nobody else near can see it. Name somebody in it first.")
        return forms.ChoiceField(
            label=f"{each.kind}: {Truncator(each.label).chars(LONGEST_LABEL)}",
            choices=choices,
            required=self.must_be_handed_on,
            initial=self._first_choice(each, could),
            help_text=hint,
            error_messages={"required": _("Choose who takes over.")},
        )

    def _first_choice(self, each: Carried, could: list[Involvement]) -> str:
        return ""

    def do(self, *, by: Professional) -> None:
        for name, each in self.items.items():
            if chosen := self.cleaned_data[name]:
                try:
                    each.hand_to(self.people.get(chosen), by)
                except ValidationError as refusal:
                    raise ValidationError({name: refusal.messages}) from refusal


class TakeOverForm(HandOnForm):
    """Asks of each thing that a substitute left who takes over: whoever asks, unless they choose another."""

    left_open = gettext_lazy("Choose who takes over")

    def __init__(
        self, data: Any = None, *, involvement: Involvement, items: list[Carried], by: Professional
    ) -> None:
        self.by = by
        super().__init__(data, involvement=involvement, items=items)

    def _first_choice(self, each: Carried, could: list[Involvement]) -> str:
        return _first(self.by.pk, could)


def _first(person: UUID, could: list[Involvement]) -> str:
    """The person, if they are among those who could take over."""
    return str(person) if person in {one.professional_id for one in could} else ""


class EndForm(HandOnForm):
    """Who takes over, and why somebody leaves the family: one save for all of it."""

    all_optional = False
    must_be_handed_on = True
    left_open = gettext_lazy("Choose who takes over")

    reason = forms.ChoiceField(
        label=gettext_lazy("Ended because of"), choices=Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("In a sentence"), required=False, max_length=300)

    def _first_choice(self, each: Carried, could: list[Involvement]) -> str:
        """The others go on with what they share; all else falls to the coordinator, if that is allowed."""
        return NOBODY if each.is_shared else _first(self.involvement.family.coordinator_id, could)

    def do(self, *, by: Professional) -> None:
        super().do(by=by)
        self.involvement.end(by=by, reason=self.cleaned_data["reason"], note=self.cleaned_data["note"])

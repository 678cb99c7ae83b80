"""What is asked for about a family and its members."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Pilot, Professional, Protection, Role
from families.pages import DeedForm, RecordForm
from families.protection import home_of
from roskilde import clock
from roskilde.cpr import digits_of, validate_cpr

FAMILY_FIELDS = ("name", "language", "needs_interpreter", "hopes", "what_works", "instead_of_oasen")
MOST_MEMBERS = 30
# A day at the end of the calendar has no next one, and no midnight in every time zone.
THINKABLE = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1)))


def in_a_year() -> date:
    """So long name and address protection lasts, unless it is prolonged."""
    today = clock.today()
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year + 1, day=28)


class SearchForm(forms.Form):
    """One word or more of a name."""

    all_optional = True
    q = forms.CharField(label=gettext_lazy("Search by name"), required=False, max_length=100)

    @property
    def words(self) -> str:
        """What was searched for; a search that cannot be read finds everything."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""


class FamilyForm(RecordForm):
    """What is known of the family as a whole."""

    class Meta:
        model = Family
        fields = (*FAMILY_FIELDS, "address", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.input_type = "tel"
        if home_of(self.instance).is_kept:
            self.other_readers = ("address", "phone")
            for name in self.other_readers:
                self.fields[name].help_text = _("Only the core sees it: somebody at home is protected.")


class _BornForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_born_on(self) -> date:
        born_on: date = self.cleaned_data["born_on"]
        if born_on > clock.today():
            raise ValidationError(_("The date of birth lies in the future."))
        return born_on


class MemberForm(_BornForm, RecordForm):
    """One member of a family."""

    class Meta:
        model = Member
        fields = (
            "name",
            "relation",
            "born_on",
            "needs_interpreter",
            "language",
            "preferred_future",
            "left_on",
            "phone",
            "email",
            "address",
            "protection",
            "protected_until",
        )

    # Not the record's own field: what stands there is shown in no form and no conflict.
    new_cpr = forms.CharField(label=gettext_lazy("CPR number"), required=False, max_length=20)
    forget_cpr = forms.BooleanField(label=gettext_lazy("Take the number away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = self.instance
        fields: Any = self.fields
        if member._state.adding:
            del fields["left_on"]
        number = fields["new_cpr"]
        number.widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}
        number.help_text = _("Ten digits. Leave it empty where there is none yet.")
        if member.cpr:
            number.label = _("New CPR number")
            number.help_text = _("%(number)s stands here. Write only if it shall be another.") % {
                "number": member.masked_cpr
            }
        else:
            del fields["forget_cpr"]
        fields["phone"].widget.input_type = "tel"
        fields["protection"].choices = Protection.choices
        fields["protected_until"].validators.extend(THINKABLE)
        fields["protected_until"].widget.attrs["data-shown-when"] = "protection=" + "|".join(
            each.value for each in Protection if each != Protection.NONE
        )
        if not member.is_protected:
            self.initial["protected_until"] = in_a_year()
        self.order_fields([*self.Meta.fields[:5], "new_cpr", "forget_cpr", *self.Meta.fields[5:]])

    def clean_new_cpr(self) -> str:
        number = digits_of(self.cleaned_data["new_cpr"])
        if number:
            validate_cpr(number)
        return number

    def clean_protection(self) -> str:
        """A browser that leaves it out takes nobody's protection away."""
        return str(self.cleaned_data["protection"] or self.instance.protection)

    def clean_protected_until(self) -> date | None:
        """What is suggested for who is protected counts for nobody else."""
        if self.cleaned_data.get("protection") == Protection.NONE:
            return None
        until: date | None = self.cleaned_data["protected_until"]
        return until

    def do(self, *, by: Professional) -> None:
        if self.cleaned_data["new_cpr"] or self.cleaned_data.get("forget_cpr"):
            self.instance.cpr = self.cleaned_data["new_cpr"]
        if self.instance._state.adding:
            self.instance.family.add_member(self.instance, by=by)
        else:
            super().do(by=by)


class MemberRow(_BornForm):
    """One member while the family is enrolled; a row left empty is no member."""

    class Meta:
        model = Member
        fields = ("name", "relation", "born_on", "needs_interpreter", "language")


class _MemberRows(BaseFormSet):  # type: ignore[type-arg]
    """Rows that may hold text from a draft: all of them are new, and those left empty do not count."""

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or []) + self.extra, MOST_MEMBERS)


MemberRows = formset_factory(
    MemberRow, formset=_MemberRows, extra=0, max_num=MOST_MEMBERS, absolute_max=MOST_MEMBERS
)


class EnrolForm(RecordForm):
    """The first day's questions: few, so that they are asked while the family sits there."""

    coordinator = forms.ModelChoiceField(Professional.objects.none(), label=gettext_lazy("Coordinator"))

    class Meta:
        model = Family
        fields = FAMILY_FIELDS

    def __init__(self, data: Any = None, *, pilot: Pilot, enroller: Professional) -> None:
        super().__init__(data)
        self.pilot = pilot
        coordinators = Professional.objects.with_role(Role.COORDINATOR, Role.PROJECT_LEADER)
        cast("Any", self.fields["coordinator"]).queryset = coordinators
        if Role.COORDINATOR in enroller.roles or Role.PROJECT_LEADER in enroller.roles:
            self.initial["coordinator"] = enroller.pk
        self._typed_rows: list[dict[str, Any]] = []
        self._more_rows = 1

    @cached_property
    def members(self) -> Any:
        """The rows of members."""
        rows: Any = MemberRows
        if self.is_bound:
            return rows(self.data, prefix="members")
        formset = rows(initial=self._typed_rows, prefix="members")
        formset.extra = self._more_rows
        return formset

    def ask_for_another_member(self, typed: Mapping[str, list[str]]) -> None:
        """Show what is typed so far, unjudged, with one row more."""
        self._fill(typed)
        self.draft_note = ""  # what stands here now is newer than any draft
        self._more_rows = 1
        self.members.forms[-1].fields["name"].widget.attrs["autofocus"] = True

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        super().drafted_for(request, name, family)
        if not self.is_bound and not self._typed_rows and (draft := self._draft.first()):
            self._fill_rows(draft.fields)
            self._more_rows = 0 if self._typed_rows else 1
        return self

    def _fill(self, typed: Mapping[str, list[str]]) -> None:
        for name, field in self.fields.items():
            values = typed.get(name, [])
            checked = isinstance(field, forms.BooleanField)
            self.initial[name] = bool(values) if checked else (values[-1] if values else "")
        self._fill_rows(typed)

    def _fill_rows(self, typed: Mapping[str, list[str]]) -> None:
        asked = (typed.get("members-TOTAL_FORMS") or ["0"])[-1]
        total = min(int(asked), MOST_MEMBERS) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        self._typed_rows = [
            {
                name: values[-1]
                for name in MemberRow.base_fields
                if (values := typed.get(f"members-{number}-{name}"))
            }
            for number in range(total)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number, row in enumerate(self.members.forms, start=1):
            for name, errors in row.errors.items():
                field = row[name] if name in row.fields else row["name"]
                self.add_error(
                    None,
                    ValidationError(
                        format_html(
                            '<a href="#{}">{}: {}</a>',
                            field.id_for_label,
                            _("Member %(number)s") % {"number": number},
                            f"{field.label}: {' '.join(errors)}",
                        )
                    ),
                )
        if not self.members.is_valid() and not any(row.errors for row in self.members.forms):
            self.add_error(None, ValidationError(self.members.non_form_errors().as_data()))
        if not any(row.has_changed() for row in self.members.forms):
            self.add_error(
                None, ValidationError(_("Write at least one member of the family."), code="no_members")
            )
        return cleaned

    def do(self, *, by: Professional) -> None:
        asked = {name: self.cleaned_data[name] for name in (*FAMILY_FIELDS, "coordinator")}
        self.family = Family.enrol(
            by=by,
            pilot=self.pilot,
            members=[Member(**row.cleaned_data) for row in self.members.forms if row.has_changed()],
            **asked,
        )


class HandForm(DeedForm):
    """Whom the family is given to."""

    coordinator = forms.ModelChoiceField(Professional.objects.none(), label=gettext_lazy("New coordinator"))

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = family
        others = Professional.objects.with_role(Role.COORDINATOR, Role.PROJECT_LEADER).exclude(
            pk=family.coordinator_id
        )
        cast("Any", self.fields["coordinator"]).queryset = others

    def do(self, *, by: Professional) -> None:
        self.family.hand_to(self.cleaned_data["coordinator"], by=by)


class LooksForm(forms.Form):
    """Whose looks, and from when to when."""

    all_optional = True
    who = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=100)
    since = forms.DateField(label=gettext_lazy("From"), required=False, validators=THINKABLE)
    until = forms.DateField(label=gettext_lazy("To"), required=False, validators=THINKABLE)

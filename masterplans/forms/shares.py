"""What the forms of goals and activities have in common: who carries it, and who may see it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.visible import visibilities_with_names
from families.models import Family, Involvement, Member, Professional, Tier, Visibility
from families.models.share import Shareable
from families.models.visibility import who_sees
from families.pages import RecordForm
from families.rights import Right, rights_in
from masterplans.models import Masterplan, ShareRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ShareForm(RecordForm):
    """Writes a goal or an activity; whoever is near writes their own part, the core writes for everybody."""

    named = forms.ModelMultipleChoiceField(
        queryset=Professional.objects.none(),
        required=False,
        label=gettext_lazy("Named people"),
        help_text=gettext_lazy(
            "They see it too, whoever else does. With “Only named people” nobody else does."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    folded: tuple[str, ...] = ()

    def __init__(self, *args: Any, family: Family, by: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.by = family, by
        self.composes = Right.CHANGE_PLAN in rights_in(family, by)
        self.standing: list[Involvement] = list(
            family.involvements.open().select_related("professional").order_by("professional__name_key")
        )
        if self.composes:
            self._offer_people()
        else:
            for name in ("responsible", "co_owners", "named", "network_name"):
                self.fields.pop(name, None)
        self._say_who_sees()

    def _offer_people(self) -> None:
        inner = [each.professional_id for each in self.standing if each.tier != Tier.PERIPHERAL]
        # Who carries it and has left the family stays until somebody takes over.
        kept = [] if self.instance._state.adding else [person.pk for person in self.instance.carriers()]
        for name in ("responsible", "co_owners"):
            self._choices(name).queryset = Professional.objects.filter(pk__in=[*inner, *kept])
        self.fields["co_owners"].widget = forms.CheckboxSelectMultiple()
        self._choices("co_owners").widget.choices = self._choices("co_owners").choices
        named = self._choices("named")
        named.queryset = Professional.objects.filter(pk__in=[each.professional_id for each in self.standing])
        if not self.instance._state.adding:
            self.initial["named"] = list(self.instance.named)

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def _members(self, *chosen: object) -> "QuerySet[Member]":
        """Who lives at home, and who was chosen before they left."""
        return self.family.members.filter(Q(left_on=None) | Q(pk__in=chosen))

    def _say_who_sees(self) -> None:
        """Each choice names the people, so that nobody has to guess what "everybody near" means today."""
        author = self.by if self.instance._state.adding else self.instance.author
        # Where the named stand in a field of their own, its ticks tell of them.
        named = [] if self.instance._state.adding or "named" in self.fields else list(self.instance.named)
        choices = visibilities_with_names(self.family, self.standing, author=author, named=named)
        field = self.fields["visibility"]
        field.widget = forms.RadioSelect(choices=choices)

    @property
    def is_unfolded(self) -> bool:
        """Whether something that is rarely used has been used here, or is wrong."""
        return any(self[name].errors or self[name].value() for name in self.folded if name in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = self.composes or cleaned.get("visibility") != Visibility.NAMED
        if not own and self.instance.author_id not in (None, self.by.pk):
            self.add_error("visibility", _("Only the core or the author can hide it."))
        if self.composes and "visibility" in cleaned:
            self._ask_that_carriers_see(cleaned)
        return cleaned

    def _ask_that_carriers_see(self, cleaned: dict[str, Any]) -> None:
        """Whoever carries a part must be able to read it."""
        carriers = {cleaned.get("responsible"), *(cleaned.get("co_owners") or ())} - {None}
        seeing = who_sees(
            self.family,
            Visibility(cleaned["visibility"]),
            author=self.by if self.instance._state.adding else self.instance.author,
            named=cleaned.get("named") or (),
            standing=self.standing,
        )
        here = {each.professional for each in self.standing}
        for person in sorted((carriers & here) - set(seeing), key=lambda each: each.name_key):
            self.add_error(
                "visibility",
                _(
                    "%(name)s carries it and could not see it. "
                    "Choose a wider circle, or name %(name)s under More."
                )
                % {"name": person.name},
            )

    def write(self, item: Shareable, *, by: Professional) -> None:
        """What both forms do around their own verb: open the plan for changes, keep the names."""
        open_for_change(self.family, by=by)
        if "named" in self.cleaned_data:
            item.name_people(self.cleaned_data["named"], by=by)
        ShareRequest.meet(item, by=by)

    def fields_to_write(self) -> dict[str, Any]:
        """What the verb is given; who is near carries what they write first."""
        names = self._meta.fields or ()
        values = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if not self.composes and self.instance._state.adding:
            values |= {"responsible": self.by}
        return values

    def _post_clean(self) -> None:
        if self.instance._state.adding:
            self.instance.family, self.instance.author = self.family, self.by
            if not self.composes:
                self.instance.responsible = self.by
        super()._post_clean()  # type: ignore[misc]


def open_for_change(family: Family, *, by: Professional) -> None:
    """Whatever changes the plan's content opens an agreed one for revision."""
    if plan := Masterplan.of(family):
        plan.revise(by=by)


def standing_near(family: Family) -> "QuerySet[Professional]":
    """Who may carry a part: core and near."""
    standing = family.involvements.open().exclude(tier=Tier.PERIPHERAL)
    return Professional.objects.filter(pk__in=standing.values("professional"))

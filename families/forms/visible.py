"""What the forms of records that carry who may see them have in common: every choice names the people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Family, Involvement, Member, Professional, Tier, Visibility
from families.models.visibility import who_sees
from families.pages import RecordForm

if TYPE_CHECKING:
    from families.models.visibility import Visible


def visibilities_with_names(
    family: Family,
    standing: Iterable[Involvement],
    *,
    author: Professional,
    named: Iterable[Professional] = (),
    anyway: Iterable[Professional] = (),
    about: Iterable[Member | UUID] = (),
) -> list[tuple[str, str]]:
    """The choices of "Can be seen by", each with its people: nobody has to guess who is near today.

    ``anyway``: who sees it under each but the named people's.
    """
    standing, named, anyway, about = list(standing), list(named), list(anyway), list(about)
    choices = []
    for each in Visibility:
        let_in = named if each == Visibility.NAMED else [*named, *anyway]
        people = who_sees(family, each, author=author, named=let_in, standing=standing, about=about)
        names = ", ".join(person.name for person in people)
        choices.append((each.value, f"{each.label}: {names}" if names else str(each.label)))
    return choices


class VisibleForm(RecordForm):
    """Writes a record with a visibility; who wrote it and the core say who sees it, others do not. Of what is
    for named people only, who wrote it alone."""

    named = forms.ModelMultipleChoiceField(
        queryset=Professional.objects.none(),
        required=False,
        label=_("Named people"),
        help_text=_("They see it too, whoever else does. With “Only named people” nobody else does."),
        widget=forms.CheckboxSelectMultiple,
    )

    # Who can be named: those who could open the page that shows it.
    can_be_named: ClassVar[frozenset[Tier]] = frozenset(Tier)
    folded: tuple[str, ...] = ("named",)

    def __init__(
        self, *args: Any, family: Family, by: Professional, about: Iterable[Member | UUID] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.by = family, by
        self.standing: list[Involvement] = list(
            family.involvements.open()
            .select_related("professional", "stands_in_for")
            .order_by("professional__name_key")
        )
        record: Visible = self.instance
        self.author = by if record._state.adding else record.author
        is_core = any(each.professional_id == by.pk and each.tier == Tier.CORE for each in self.standing)
        if self.author.pk != by.pk and (not is_core or record.visibility == Visibility.NAMED):
            self.say_not_who_sees()
            return
        self.choice("named").queryset = self.who_stands(*self.can_be_named)
        if not record._state.adding:
            self.initial["named"] = list(record.named)
        choices = visibilities_with_names(
            family, self.standing, author=self.author, anyway=record.read_anyway(), about=about
        )
        self.fields["visibility"].widget = forms.RadioSelect(choices=choices)

    def say_not_who_sees(self) -> None:
        """It is somebody else's to say."""
        del self.fields["visibility"], self.fields["named"]

    def choice(self, name: str) -> Any:
        """A field with choices; Django's own type does not say that it has them."""
        return self.fields[name]

    def who_stands(self, *tiers: Tier) -> Any:
        """Those who stand around the family now, in these tiers."""
        keys = [each.professional_id for each in self.standing if each.tier in tiers]
        return Professional.objects.filter(pk__in=keys)

    @property
    def is_unfolded(self) -> bool:
        """Whether something that is rarely used has been used here, or is wrong."""
        return any(self[name].errors or self[name].value() for name in self.folded if name in self.fields)

    def fields_to_write(self) -> dict[str, Any]:
        """What the verb is given: the record's own fields, and the names where this person says them."""
        names = (*(self._meta.fields or ()), "named")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def _post_clean(self) -> None:
        if self.instance._state.adding:
            self.instance.family, self.instance.author = self.family, self.by
        super()._post_clean()  # type: ignore[misc]

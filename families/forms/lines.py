"""Writing a line, mending one, and finding one again."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.visible import VisibleForm
from families.happenings import kinds
from families.models import Family, Involvement, Kind, Line, Member, Professional, Sector, Visibility
from families.models.visibility import lets_in
from families.rights import Right


class LineForm(VisibleForm):
    """A few words about the family; whatever one leaves as it is, is as it usually is."""

    class Meta:
        model = Line
        fields = ("text", "about", "kind", "minutes", "visibility")
        labels = {"text": gettext_lazy("What happened?")}
        help_texts = {"about": ""}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "autofocus": True}),
            "about": forms.RadioSelect,
            "kind": forms.RadioSelect,
            "minutes": forms.NumberInput(attrs={"data-shown-when": f"kind={Kind.HELP}"}),
        }

    def __init__(
        self, *args: Any, family: Family, by: Professional, rights: frozenset[Right], **kwargs: Any
    ) -> None:
        super().__init__(*args, family=family, by=by, **kwargs)
        if Right.SEE_PEOPLE not in rights:
            # Neither who lives in the family nor who stands around it is for the peripheral.
            for name in ("about", "visibility", "named"):
                del self.fields[name]
            return
        about = self.choice("about")
        children = family.members.at_home() | family.members.filter(pk=self.instance.about_id)
        about.queryset, about.empty_label = children, _("The whole family")
        self.choice("kind").choices = Kind.choices
        self._name_who_works_with_each_child()

    def _name_who_works_with_each_child(self) -> None:
        """What is for one's own sector also reaches those who work with the child it is about."""
        widget: Any = self.fields["visibility"].widget
        widget.choices = [
            (value, format_html("{}{}", label, self._further()) if value == Visibility.SECTOR else label)
            for value, label in widget.choices
        ]

    def _further(self) -> str:
        """For each child the people who would see the line besides, shown once the child is chosen."""
        through = Involvement.works_with.through._default_manager
        standing = {each.pk: each for each in self.standing}
        further: dict[Member, list[str]] = {}
        for row in through.filter(involvement__in=standing).select_related("member"):
            each = standing[row.involvement_id]
            if self._is_let_in(each, works_with_child=True) and not self._is_let_in(each):
                further.setdefault(row.member, []).append(each.professional.name)
        pieces = [
            format_html(
                '<span data-shown-when="about={}">; {}</span>',
                member.pk,
                _("about %(child)s also %(names)s") % {"child": member, "names": ", ".join(sorted(names))},
            )
            for member, names in further.items()
        ]
        return format_html("{}" * len(pieces), *pieces) if pieces else ""

    def _is_let_in(self, standing: Involvement, *, works_with_child: bool = False) -> bool:
        absent = standing.stands_in_for
        sectors = {standing.professional.sector_id, absent.sector_id if absent else None}
        return lets_in(
            Visibility.SECTOR,
            tier=standing.tier,
            is_own_sector=works_with_child or self.author.sector_id in sectors,
            is_own=self.author.pk in (standing.professional_id, standing.stands_in_for_id),
        )

    def do(self, *, by: Professional) -> None:
        if self.instance._state.adding:
            self.instance = Line.write(self.family, by=by, **self.fields_to_write())
        else:
            # What was checked stands in the record already; the verb reads it anew before it changes it.
            self.instance.change(by=by, **self.fields_to_write())


class TimelineForm(forms.Form):
    """Narrows the timeline: by words, by child, by what it is, by sector."""

    all_optional = True
    folded = ("member", "kind", "sector")

    q = forms.CharField(
        label=gettext_lazy("Find in the lines"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    member = forms.ModelChoiceField(
        label=gettext_lazy("About"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=gettext_lazy("The whole family"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=Sector.objects.none(),
        required=False,
        empty_label=gettext_lazy("All sectors"),
    )

    def __init__(self, data: Any = None, *, family: Family, rights: frozenset[Right]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = kinds(rights)
        fields["member"].queryset = family.members.all()
        around = family.involvements.values("professional__sector")
        fields["sector"].queryset = Sector.objects.filter(pk__in=around)
        if Right.SEE_MEMBERS not in rights:
            del self.fields["member"]
        if Right.SEE_PEOPLE not in rights:
            del self.fields["sector"]

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].value() for name in self.folded if name in self.fields)

    def narrowing(self) -> dict[str, Any]:
        """What was asked for; nonsense asks for nothing."""
        if not self.is_bound:
            return {}
        self.full_clean()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in found:
            found["words"] = found.pop("q")
        return found

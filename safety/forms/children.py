"""Hearing a child: its words in three panels, what it drew, and to whom that may be shown."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from families.forms.papers import WithPapers
from families.forms.visible import visibilities_with_names
from families.models import Family, Member, Professional, Tier, Visibility
from families.pages import DeedForm, RecordForm
from roskilde.documents import DocumentsField
from safety import hearing
from safety.models import ChildVoice, Drawing, MayShow, Tool
from safety.models.child import MOST_DRAWINGS, leaders_of

INNER = (Tier.CORE, Tier.NEAR)
PANELS = ("worries", "good_things", "wishes")


def drawings_field(*, required: bool) -> DocumentsField:
    return DocumentsField(
        most=MOST_DRAWINGS,
        required=required,
        label=gettext_lazy("What the child drew"),
        help_text=gettext_lazy(
            "At most ten photos (JPEG, PNG, WebP) or PDFs of 10 MB each. A draft does not keep them: leave "
            "them on your telephone until you have saved."
        ),
    )


class ChildVoiceForm(RecordForm):
    """Puts right what a child said; who sees it is said by releasing it."""

    folded = ("placement_on", "told_on")

    class Meta:
        model = ChildVoice
        fields = (
            "child", "tool", "on", *PANELS, "present", "interpreter", "interpreter_name",
            "may_show", "may_show_to", "placement_on", "told_on",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "tool": forms.RadioSelect,
            "interpreter": forms.RadioSelect,
            "interpreter_name": forms.TextInput(attrs={"data-shown-when": "interpreter=present|video|phone"}),
            "may_show": forms.RadioSelect,
            "may_show_to": forms.TextInput(attrs={"data-shown-when": f"may_show={MayShow.YES}"}),
            **{panel: forms.Textarea(attrs={"rows": 3}) for panel in PANELS},
        }

    def __init__(self, *args: Any, family: Family, by: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.by = family, by
        fields: dict[str, Any] = self.fields
        children = hearing.children_of(family)
        heard = [self.instance.child_id] if self.instance.child_id else []
        fields["child"].queryset = family.members.filter(pk__in=[*(each.pk for each in children), *heard])
        fields["child"].empty_label = "–"
        for name in ("tool", "interpreter", "may_show"):
            fields[name].choices = [each for each in fields[name].choices if each[0]]
        for name, told in zip(PANELS, _panel_hints(), strict=True):
            fields[name].help_text = told

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].errors or self[name].value() for name in self.folded)

    def _post_clean(self) -> None:
        if self.instance._state.adding:
            self.instance.family, self.instance.author = self.family, self.by
        super()._post_clean()  # type: ignore[misc]

    def do(self, *, by: Professional) -> None:
        self.instance.change(by=by, **self.fields_to_write())

    def fields_to_write(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


def _panel_hints() -> list[SafeString]:
    """What each panel is called in the tool that is chosen; without scripts, in each tool."""
    by_panel = zip(*(tool.panels for tool in Tool), strict=True)
    return [
        format_html_join(
            "",
            '<span class="panel-hint" data-shown-when="tool={}">{}</span>',
            zip(Tool.values, names, strict=True),
        )
        for names in by_panel
    ]


class HearForm(WithPapers, ChildVoiceForm):
    """Writes down what a child says."""

    papers = "drawings"
    drawings = drawings_field(required=False)
    field_order = ("child", "tool", "on", *PANELS, "drawings")

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """What one child said is not found again under another."""
        child = self.initial.get("child")
        return super().drafted_for(request, f"{name}?child={child}" if child else name, family)

    def do(self, *, by: Professional) -> None:
        drawings = self.cleaned_data["drawings"]
        self.instance = ChildVoice.hear(self.family, by=by, drawings=drawings, **self.fields_to_write())


class AddDrawingsForm(WithPapers, DeedForm):
    """Puts more drawings to what a child said."""

    adds = True
    papers = "drawings"
    drawings = drawings_field(required=True)

    def __init__(self, *args: Any, voice: ChildVoice, **kwargs: Any) -> None:
        self.voice = voice
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.voice.add_drawings(self.cleaned_data["drawings"], by=by)


class RemoveDrawingForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, drawing: Drawing, **kwargs: Any) -> None:
        self.drawing = drawing
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.drawing.remove(by=by)


class ReleaseForm(DeedForm):
    """Opens a child's words to somebody: what the child answered, and why."""

    adds = True  # a release is a row for good

    answer = forms.ChoiceField(
        label=gettext_lazy("May they see it? What did the child answer?"),
        choices=MayShow,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Ask the child first, and ask what is to be left out."),
    )
    answer_words = forms.CharField(label=gettext_lazy("In the child's words"), max_length=300, required=False)
    members = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("Who of the family may be shown it?"),
        widget=forms.CheckboxSelectMultiple,
    )
    visibility = forms.ChoiceField(
        choices=Visibility,
        label=gettext_lazy("Which colleagues see it from now on?"),
        widget=forms.RadioSelect,
    )
    named = forms.ModelMultipleChoiceField(
        queryset=Professional.objects.none(),
        required=False,
        label=gettext_lazy("Named colleagues"),
        help_text=gettext_lazy("Who heard the child and the project leader see it in any case."),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why may they see it, and why is that safe for the child?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever sees it from now on reads this, too."),
    )

    def __init__(self, *args: Any, voice: ChildVoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voice, family = voice, voice.family
        fields: dict[str, Any] = self.fields
        leaders = leaders_of(family)
        standing = list(
            family.involvements.open()
            .select_related("professional", "stands_in_for")
            .order_by("professional__name_key")
        )
        always = {voice.author_id, *(leader.pk for leader in leaders)}
        inner = [each.professional_id for each in standing if each.tier in INNER]
        fields["members"].queryset = family.members.at_home().exclude(pk=voice.child_id)
        fields["named"].queryset = Professional.objects.filter(pk__in=inner).exclude(pk__in=always)
        named = list(voice.named)
        fields["visibility"].widget.choices = visibilities_with_names(
            family, standing, author=voice.author, named=leaders
        )
        self.initial.setdefault("visibility", voice.visibility)
        self.initial.setdefault("named", [person.pk for person in named if person.pk not in always])

    def do(self, *, by: Professional) -> None:
        self.voice.release(by=by, **self.cleaned_data)

"""Words and pictures: a book for a child, its pages, and what the parents say to it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.forms.papers import WithPapers
from families.forms.visible import VisibleForm
from families.models import Family, Member, Professional, Tier
from families.pages import DeedForm, RecordForm
from roskilde import clock
from roskilde.documents import PDF, ChooseFiles, Document, DocumentsField
from safety import hearing
from safety.models import Approved, Book, BookPage, Picture
from safety.models.book import parents_of

PICTURES = "image/jpeg,image/png,image/webp"


class OnePicture(ChooseFiles):
    allow_multiple_selected = False


class PictureField(DocumentsField):
    """One picture; a book has no room for a PDF."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=1, widget=OnePicture(attrs={"accept": PICTURES}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Document]:
        found = super().clean(data, initial)
        if any(each.content_type == PDF for each in found):
            raise ValidationError(
                _("Choose a picture (JPEG, PNG or WebP): a page cannot show a PDF."), code="kind"
            )
        return found


class BookForm(VisibleForm):
    """What the book is called, in which languages, and who sees it."""

    can_be_named = frozenset({Tier.CORE, Tier.NEAR})

    class Meta:
        model = Book
        fields = ("child", "title", "language", "title_translated", "visibility")
        widgets: ClassVar[dict[str, Any]] = {
            "title_translated": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = self.choice("child")
        children = [each.pk for each in hearing.children_of(self.family)]
        stays = [self.instance.child_id] if self.instance.child_id else []
        child.queryset, child.empty_label = self.family.members.filter(pk__in=[*children, *stays]), "–"
        self.fields["title_translated"].widget.attrs["lang"] = self.instance.language or self.family.language

    def do(self, *, by: Professional) -> None:
        if not self.instance._state.adding:
            self.instance.change(by=by, **self.fields_to_write())
            return
        self.instance = Book.begin(self.family, by=by, **self.fields_to_write())


class PageForm(WithPapers, RecordForm):
    """One page: a picture, and one or two sentences in each language."""

    papers = "pictures"
    pictures = PictureField(
        required=False,
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "A photo of the child's or the parents' drawing, of 10 MB at most. It is only kept once you have "
            "saved, not with the draft."
        ),
    )

    class Meta:
        model = BookPage
        fields = ("words", "words_translated")
        widgets: ClassVar[dict[str, Any]] = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "words_translated": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        }

    field_order = ("words", "words_translated", "pictures")

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        if not book.language:
            del self.fields["words_translated"]
        else:
            translated = self.fields["words_translated"]
            translated.label = _("The same in %(language)s") % {
                "language": book.get_language_display().lower()
            }
            translated.widget.attrs["lang"] = book.language
        if self.instance.picture_id:
            self.fields["pictures"].label = _("Another picture")

    def _post_clean(self) -> None:
        if self.instance._state.adding:
            self.instance.book, self.instance.place = self.book, 0
        super()._post_clean()  # type: ignore[misc]

    def do(self, *, by: Professional) -> None:
        fields = {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields}
        picture = next(iter(self.cleaned_data["pictures"]), None)
        if not self.instance._state.adding:
            self.instance.change(by=by, picture=picture, **fields)
            return
        self.book.add_page(by=by, picture=picture, **fields)


class RemovePageForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, page: BookPage, **kwargs: Any) -> None:
        self.page = page
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.page.remove(by=by)


class ErasePictureForm(DeedForm):
    """Asks once."""

    def __init__(self, *args: Any, picture: Picture, **kwargs: Any) -> None:
        self.picture = picture
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.picture.remove(by=by)


class ApproveForm(DeedForm):
    """What one parent says to the book as it stands."""

    adds = True

    member = forms.ModelChoiceField(
        queryset=Member.objects.none(),
        label=gettext_lazy("Who?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("What do they say?"), choices=Approved, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("In their own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What should be otherwise? What is good?"),
    )
    on = forms.DateField(label=gettext_lazy("When?"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        member: Any = self.fields["member"]
        member.queryset = book.family.members.filter(pk__in=[each.pk for each in parents_of(book.family)])
        self.initial.setdefault("on", clock.today())
        self.initial.setdefault("version", book.version)

    def drafted_for(self, request: HttpRequest, name: str, family: Family | None = None) -> Any:
        """What was typed about one version does not speak of the next."""
        return super().drafted_for(request, f"{name}?version={self.book.version}", family)

    def do(self, *, by: Professional) -> None:
        self.book.answer(by=by, **self.cleaned_data)

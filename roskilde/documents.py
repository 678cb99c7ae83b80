"""What people upload is what it says inside, and nothing else comes with it (docs/adr/0008).

A picture is decoded, turned upright, made as small as it can be read, and written anew: whatever else lay in
the file, the place where it was taken included, does not come along. A PDF is parsed, all that it could do by
itself is taken out of it, and it is written anew. The name of the file decides nothing.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from PIL import Image, ImageOps

LARGEST = 10 * 1024 * 1024  # bytes, as uploaded
MOST_PIXELS = 50_000_000  # a phone's best camera; decoded they are 200 MB for a moment
LONGEST_SIDE = 2400  # pixels: a letter on A4 can be read at that
MOST_PAGES = 30
MOST_OBJECTS = 50_000  # in a PDF: a form of thirty pages has a few thousand

JPEG, PDF = "image/jpeg", "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {JPEG: "jpg", PDF: "pdf", WORD: "docx"}
# Named one by one: a telephone that photographs in HEIC then sends JPEG, which every browser can show.
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"

# A few bytes can decompress to more than the machine has; whatever reads a PDF here stops at this.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=100_000_000,
    run_length_max_memory=100_000_000,
    png_max_memory=100_000_000,
    tiff_max_memory=100_000_000,
    dct_max_memory=100_000_000,
    parser_max_container_size=1_000_000,
)


class Document(NamedTuple):
    """What is kept of an upload."""

    content: bytes
    content_type: str


def checked(upload: "UploadedFile[Any]") -> Document:
    """The document in an upload, made harmless.

    Raises:
        ValidationError: too large, neither a picture nor a PDF, or cannot be read; the message names it.
    """
    name = {"name": upload.name}
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty. Choose it once more.") % name, code="empty")
    if upload.size > LARGEST:
        raise ValidationError(
            _("“%(name)s” is larger than %(size)s. Take a new photo, or scan it at less.")
            % {**name, "size": filesizeformat(LARGEST)},
            code="too_large",
        )
    upload.seek(0)
    data: bytes = upload.read()
    read = _reader_of(data)
    if read is None:
        raise ValidationError(
            _("“%(name)s” is neither a photo (JPEG, PNG or WebP) nor a PDF.") % name, code="kind"
        )
    try:
        return read(data)
    except Refused as refusal:
        raise ValidationError(
            _("“%(name)s”: %(reason)s") % {**name, "reason": refusal}, code="refused"
        ) from refusal
    # Whoever decodes rubbish may stumble in any way; to people it is one and the same.
    except Exception as error:
        raise ValidationError(
            _("“%(name)s” cannot be read. It may be damaged: take a new photo, or save it anew.") % name,
            code="damaged",
        ) from error


def sent(content: bytes, content_type: str, *, name: str) -> HttpResponse:
    """A document on its way to the browser, where it can do nothing, whatever it was made of.

    ``name`` is what it is called without its ending. A picture is shown, all else handed over to be kept.
    """
    is_picture = content_type.startswith("image/")
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": (
                f'{"inline" if is_picture else "attachment"}; filename="{name}.{ENDINGS[content_type]}"'
            ),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


class Refused(Exception):
    """A document that can be read and is not taken: why, for people."""


def _reader_of(data: bytes) -> Callable[[bytes], Document] | None:
    """By the first bytes, as every program that opens the file will decide."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _picture
    if b"%PDF-" in data[:1024]:
        return _pdf
    return None


# -- Pictures ------------------------------------------------------------------------------------------------


def _picture(data: bytes) -> Document:
    try:
        found = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    with found as picture:
        if picture.width * picture.height > MOST_PIXELS:  # told by the header, before anything is decoded
            raise _too_many_pixels()
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a fraction of its size
        small = _in_colours_that_scale(picture)
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(small)
        # A new sheet: nothing that hung on the old one, a comment or a place, can come along.
        sheet = Image.new("RGB", upright.size, "white")
        if upright.has_transparency_data:
            upright = upright.convert("RGBA")
            sheet.paste(upright, mask=upright)
        else:
            sheet.paste(upright.convert("RGB"))
    written = BytesIO()
    sheet.save(written, "JPEG", quality=82, optimize=True)
    return Document(written.getvalue(), JPEG)


def _too_many_pixels() -> Refused:
    return Refused(_("the picture has too many pixels. Take it with the telephone's ordinary camera."))


def _in_colours_that_scale(picture: Image.Image) -> Image.Image:
    """A palette, two colours or sixteen bits would not survive being made smaller."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("L", "RGB", "RGBA", "CMYK"):
        return picture
    return picture.convert("RGBA")


# -- PDF -----------------------------------------------------------------------------------------------------

# What a dictionary in a PDF may hold that acts, carries other files, or tells of its makers.
_KEYS = (
    "/OpenAction", "/AA", "/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/AF", "/XFA", "/Collection", "/RF",
    "/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/Metadata", "/PieceInfo", "/Requirements",
)  # fmt: skip
_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
    "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


def _pdf(data: bytes) -> Document:
    try:
        opened = pikepdf.open(BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise _locked() from None
    with opened as pdf:
        if pdf.is_encrypted:
            raise _locked()
        pages = len(pdf.pages)
        if pages > MOST_PAGES:
            told = ngettext(
                "it has more than %(number)d page. Send the pages that matter.",
                "it has more than %(number)d pages. Send the pages that matter.",
                MOST_PAGES,
            )
            raise Refused(told % {"number": MOST_PAGES})
        if not pages or len(pdf.objects) > MOST_OBJECTS:
            raise pikepdf.PdfError("No pages, or more than a letter has.")
        for holder in list(pdf.objects):
            for each in _within(holder):
                _disarm(each)
        del pdf.docinfo
        written = BytesIO()
        pdf.save(written, deterministic_id=True)  # writes only what is still reached from the pages
    return Document(written.getvalue(), PDF)


def _locked() -> Refused:
    return Refused(_("it is locked with a password. Save it without one."))


def _within(holder: Any) -> Iterator[Any]:
    """The dictionaries and streams in an object, itself first, not those that have a number of their own."""
    waiting = [holder]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [item for item in each.as_list() if _is_nested(item)]
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            waiting += [each[key] for key in each.keys() if _is_nested(each[key])]  # noqa: SIM118


def _is_nested(each: Any) -> bool:
    return isinstance(each, (pikepdf.Array, pikepdf.Dictionary)) and not each.is_indirect


def _disarm(each: Any) -> None:
    """Take out of a dictionary what it could do; an action that acts outside the page is emptied whole."""
    if _name(each, "/S") in _ACTIONS:
        for key in list(each.keys()):
            del each[key]
    notes = each.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        each["/Annots"] = pikepdf.Array([note for note in notes.as_list() if _is_plain(note)])
    for key in _KEYS:
        if key in each:
            del each[key]


def _is_plain(note: Any) -> bool:
    """Words and links on a page, not a file or a film pinned to it."""
    return isinstance(note, pikepdf.Dictionary) and _name(note, "/Subtype") not in _ANNOTATIONS


def _name(each: Any, key: str) -> str:
    value = each.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


# -- Forms ---------------------------------------------------------------------------------------------------


class ChooseFiles(forms.ClearableFileInput):
    """Several files at once; a telephone offers its camera too."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPTED, **(attrs or {})})


class DocumentsField(forms.FileField):
    """Photos or PDFs, checked one by one; each that cannot be taken is named."""

    widget = ChooseFiles

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Document]:
        uploads = [each for each in (data if isinstance(data, (list, tuple)) else [data]) if each]
        if len(uploads) > self.most:
            told = ngettext(
                "Choose at most %(number)d file at a time.",
                "Choose at most %(number)d files at a time.",
                self.most,
            )
            raise ValidationError(told % {"number": self.most}, code="too_many")
        if not uploads and self.required:
            raise ValidationError(gettext_lazy("Choose at least one photo or PDF."), code="required")
        found, wrong = [], []
        for upload in uploads:
            try:
                found.append(checked(upload))
            except ValidationError as refusal:
                wrong.append(refusal)
        if wrong:
            raise ValidationError(wrong)
        return found


class NoMoreThanNeeded(FileUploadHandler):
    """Drops what comes after the largest file there may be: it is refused, and need not fill the disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= LARGEST else None

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

"""What people upload: pictures and PDFs that are what they say inside; nothing that acts comes along."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from roskilde.documents import (
    JPEG,
    LARGEST,
    LONGEST_SIDE,
    MOST_PAGES,
    MOST_PIXELS,
    PDF,
    ChooseFiles,
    DocumentsField,
    NoMoreThanNeeded,
    checked,
)

SCRIPT = b"<script>alert(1)</script>"


def upload(content: bytes, name: str = "brev.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **saving: Any) -> bytes:
    """Red on the left, blue on the right."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    written = BytesIO()
    drawn.convert(mode).save(written, kind, **saving)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def colour(seen: Image.Image, x: int, y: int) -> str:
    red, _green, blue = seen.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "red" if red > blue else "blue"


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **saving: Any) -> bytes:
    made = pikepdf.new()
    for _number in range(pages):
        made.add_blank_page(page_size=(595, 842))
    if change:
        change(made)
    written = BytesIO()
    made.save(written, **saving)
    return written.getvalue()


def refusal(content: bytes, name: str = "brev.jpg") -> str:
    """Why a file is not taken; the message names it, whatever the reason."""
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name))
    message = " ".join(refused.value.messages)
    assert name in message
    return str(refused.value.code)


# -- Pictures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_picture_is_kept_as_jpeg(kind: str) -> None:
    content, content_type = checked(upload(picture(kind), "brev.whatever", "text/html"))
    assert content_type == JPEG
    seen = opened(content)
    assert (seen.format, seen.size) == ("JPEG", (60, 40))
    assert (colour(seen, 5, 20), colour(seen, 55, 20)) == ("red", "blue")


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "1"), ("PNG", "P"), ("PNG", "LA"), ("JPEG", "CMYK")])
def test_scanners_have_their_own_colours(kind: str, mode: str) -> None:
    assert opened(checked(upload(picture(kind, mode=mode))).content).mode == "RGB"


def test_sixteen_bits_of_grey_stay_grey() -> None:
    written = BytesIO()
    Image.new("I;16", (20, 20), 40_000).save(written, "PNG")
    (value, *_rest) = opened(checked(upload(written.getvalue())).content).getpixel((5, 5))  # type: ignore[misc]
    assert 150 < value < 162


def test_what_is_transparent_lies_on_white_paper() -> None:
    written = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(checked(upload(written.getvalue())).content).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_becomes_as_small_as_it_can_be_read() -> None:
    seen = opened(checked(upload(picture(size=(4000, 3000)))).content)
    assert seen.size == (LONGEST_SIDE, 1800)
    tall = opened(checked(upload(picture("PNG", size=(30, 9000)))).content)
    assert tall.size == (8, LONGEST_SIDE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_taken_on_its_side_stands_upright(kind: str) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # a quarter to the right
    seen = opened(checked(upload(picture(kind, exif=turned.tobytes()))).content)
    assert seen.size == (40, 60)
    assert (colour(seen, 20, 5), colour(seen, 20, 55)) == ("red", "blue")
    assert not dict(seen.getexif())


def test_the_place_where_it_was_taken_does_not_come_along() -> None:
    told = Image.Exif()
    told[0x010F] = "Telefonmager"
    told.get_ifd(0x8825).update({1: "N", 2: (55.0, 38.0, 29.0), 3: "E", 4: (12.0, 5.0, 2.0)})
    content = picture(exif=told.tobytes(), comment=b"Holbaekvejen 44", xmp=b"<x:xmpmeta>sted</x:xmpmeta>")
    assert opened(content).getexif().get_ifd(0x8825)
    kept = checked(upload(content)).content
    assert not dict(opened(kept).getexif())
    for word in (b"Telefonmager", b"Holbaek", b"xmpmeta", b"Exif", b"ICC"):
        assert word not in kept
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_hangs_on_behind_a_picture_is_dropped() -> None:
    """A file that is a picture to one program and a page or an archive to another."""
    for tail in (SCRIPT, b"PK\x03\x04evil.exe", pdf()):
        kept = checked(upload(picture() + tail)).content
        assert tail[:8] not in kept
        assert opened(kept).size == (60, 40)
    hidden = picture(comment=b"%PDF-1.7 " + SCRIPT)
    assert SCRIPT not in checked(upload(hidden, "brev.pdf")).content


def test_a_moving_picture_shows_its_first_page() -> None:
    written = BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(written, "WEBP", save_all=True, append_images=[second])
    assert colour(opened(checked(upload(written.getvalue())).content), 5, 5) == "red"


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "size", [(10_000, 10_000), (30_000, 30_000), (MOST_PIXELS + 1, 1), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    content = bomb(*size)
    assert len(content) < 1000
    assert refusal(content) in ("refused", "damaged")


def test_a_text_that_unpacks_without_end_is_refused() -> None:
    text = zlib.compress(bytes(80_000_000), 9)
    chunk = b"zTXt" + b"Comment\0\0" + text
    packed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    content = picture("PNG")
    assert refusal(content[:33] + packed + content[33:]) == "damaged"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "tom.jpg", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>", "brev.jpg", "kind"),
        (b"<!doctype html>" + SCRIPT, "brev.pdf", "kind"),
        (b"%!PS-Adobe-3.0", "brev.pdf", "kind"),
        (b"GIF89a" + bytes(50), "brev.jpg", "kind"),
        (b"II*\x00" + bytes(50), "brev.jpg", "kind"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "IMG_1.HEIC", "kind"),
        (b"PK\x03\x04" + bytes(50), "brev.docx", "kind"),
        (b"MZ" + bytes(50), "brev.jpg", "kind"),
        (b"\xff\xd8\xff" + bytes(50), "brev.jpg", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "brev.png", "damaged"),
        (b"RIFF\x00\x00\x00\x00WEBP" + bytes(50), "brev.webp", "damaged"),
        (b"%PDF-1.7\n" + SCRIPT, "brev.pdf", "damaged"),
        (b"<html>%PDF-1.7\n" + SCRIPT, "brev.pdf", "damaged"),
        (b"\xff\xd8\xff" + bytes(LARGEST), "brev.jpg", "too_large"),
    ],
    ids=lambda value: value[:12].hex() if isinstance(value, bytes) else None,
)
def test_what_is_neither_a_picture_nor_a_pdf_is_refused_by_name(content: bytes, name: str, code: str) -> None:
    assert refusal(content, name) == code


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(kind: str, part: float) -> None:
    content = picture(kind, size=(600, 400))
    assert refusal(content[: int(len(content) * part)]) == "damaged"


def test_the_message_is_in_danish_and_says_what_to_do() -> None:
    with translation.override("da"), pytest.raises(ValidationError) as refused:
        checked(upload(bytes(LARGEST + 1), "side 2.jpg"))
    assert refused.value.messages[0].startswith("»side 2.jpg« fylder mere end 10")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "PDF"]), st.data())
def test_rubbish_is_refused_and_breaks_nothing(kind: str, data: Any) -> None:
    content = bytearray(pdf(2) if kind == "PDF" else picture(kind))
    for place in data.draw(st.lists(st.integers(8, len(content) - 1), min_size=1, max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        kept = checked(upload(bytes(content)))
    except ValidationError:
        return
    assert kept.content_type in (JPEG, PDF)


# -- PDF -----------------------------------------------------------------------------------------------------


def test_a_pdf_is_kept_with_its_pages() -> None:
    content, content_type = checked(upload(pdf(3), "brev.jpg"))
    assert content_type == PDF
    with pikepdf.open(BytesIO(content)) as kept:
        assert len(kept.pages) == 3


@pytest.mark.parametrize("password", ["x", ""])
def test_a_locked_pdf_is_refused(password: str) -> None:
    """Also one that anybody may read and nobody may change."""
    assert refusal(pdf(encryption=pikepdf.Encryption(user=password, owner="y")), "brev.pdf") == "refused"


def test_a_pdf_of_a_whole_book_is_refused() -> None:
    assert checked(upload(pdf(MOST_PAGES))).content_type == PDF
    assert refusal(pdf(MOST_PAGES + 1), "bog.pdf") == "refused"


def test_a_broken_pdf_is_refused() -> None:
    content = pdf(2)
    assert refusal(content[: len(content) // 2], "brev.pdf") == "damaged"
    assert refusal(pdf(0), "tom.pdf") == "damaged"


def arm(made: pikepdf.Pdf) -> None:
    """Everything that a PDF could do by itself, in each of the places where it can stand."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('EVIL-1')")
    stream = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=made.make_stream(b"app.alert('EVIL-2')"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="EVIL-3.exe", Next=action)
    made.Root.OpenAction = made.make_indirect(action)
    made.Root.AA = pikepdf.Dictionary(WC=action)
    made.attachments["EVIL-4.exe"] = b"EVIL-5"
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), made.make_indirect(stream)]))
    made.Root.Names.JavaScript = made.make_indirect(names)
    made.Root.AcroForm = pikepdf.Dictionary(
        XFA=made.make_stream(b"EVIL-6"),
        Fields=pikepdf.Array(
            [made.make_indirect(pikepdf.Dictionary(T="f", AA=pikepdf.Dictionary(K=stream)))]
        ),
    )
    page = made.pages[0].obj
    page.AA = pikepdf.Dictionary(O=launch)
    file = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F="EVIL-7",
            EF=pikepdf.Dictionary(F=made.make_stream(b"EVIL-8", Type=pikepdf.Name.EmbeddedFile)),
        )
    )
    rectangle = pikepdf.Array([0, 0, 10, 10])
    page.Annots = pikepdf.Array(
        [
            made.make_indirect(
                pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=rectangle, A=made.make_indirect(launch))
            ),
            pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=rectangle, FS=file),
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                Rect=rectangle,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.borger.dk/"),
            ),
        ]
    )
    page.AF = pikepdf.Array([file])
    made.Root.AF = pikepdf.Array([file])
    made.Root.Outlines = made.make_indirect(
        pikepdf.Dictionary(First=made.make_indirect(pikepdf.Dictionary(Title="1", A=stream)), Count=1)
    )
    made.docinfo["/Author"] = "EVIL-9"
    with made.open_metadata() as told:
        told["dc:creator"] = ["EVIL-10"]


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode))
def test_what_a_pdf_could_do_by_itself_is_taken_out_of_it(mode: pikepdf.ObjectStreamMode) -> None:
    armed = pdf(2, arm, object_stream_mode=mode, compress_streams=False)
    assert b"EVIL" in armed
    kept = checked(upload(armed, "brev.pdf")).content
    with pikepdf.open(BytesIO(kept)) as left:
        assert len(left.pages) == 2
        (_emptied, link) = left.pages[0].obj.Annots.as_list()
        assert str(link.A.URI) == "https://www.borger.dk/"
        assert not left.attachments
        flat = BytesIO()
        left.save(flat, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    for sign in (
        b"EVIL",
        b"/JavaScript",
        b"/JS",
        b"/OpenAction",
        b"/AA",
        b"/Launch",
        b"/EmbeddedFile",
        b"/XFA",
    ):
        assert sign not in flat.getvalue(), sign


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    """All in order, save that its catalogue is packed to a thousandth."""
    assert checked(upload(packed(1_000), "brev.pdf")).content_type == PDF
    content = packed(400_000_000)
    assert len(content) < LARGEST
    assert refusal(content, "brev.pdf") == "damaged"


def packed(spaces: int) -> bytes:
    parts = zlib.compress(b"2 0       <</Type/Catalog/Pages 4 0 R>>" + b" " * spaces, 9)
    body, places = b"%PDF-1.7\n", {}
    for number, what in (
        (1, b"<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (len(parts), parts)),
        (4, b"<</Type/Pages/Count 1/Kids[5 0 R]>>"),
        (5, b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>"),
    ):  # fmt: skip
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, what)
    where = [(0, 0, 0), (1, places[1], 0), (2, 1, 0), (1, len(body), 0), (1, places[4], 0), (1, places[5], 0)]
    rows = b"".join(struct.pack(">BIH", *row) for row in where)
    table = b"<</Type/XRef/Size 6/W[1 4 2]/Root 2 0 R/Length %d>>stream\n%s\nendstream" % (len(rows), rows)
    return body + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


# -- The field -----------------------------------------------------------------------------------------------


def test_several_are_checked_and_each_that_is_wrong_is_named() -> None:
    field = DocumentsField(most=3, required=False)
    assert [each.content_type for each in field.clean([upload(picture()), upload(pdf(), "2.pdf")])] == [
        JPEG,
        PDF,
    ]
    assert field.clean([]) == field.clean(None) == []
    with pytest.raises(ValidationError) as refused:
        field.clean([upload(b"", "1.jpg"), upload(picture()), upload(SCRIPT, "3.jpg")])
    assert ["1.jpg" in refused.value.messages[0], "3.jpg" in refused.value.messages[1]] == [True, True]
    with pytest.raises(ValidationError):
        field.clean([upload(picture())] * 4)
    with pytest.raises(ValidationError):
        DocumentsField(most=3).clean([])


def test_a_phone_is_asked_for_its_camera_and_for_several() -> None:
    shown = ChooseFiles().render("scans", None, {"id": "x"})
    for attribute in ("multiple", 'accept="image/jpeg,image/png,image/webp,application/pdf"'):
        assert attribute in shown
    assert "capture" not in shown  # which would shut out what is scanned or photographed already


def test_the_rest_of_a_file_that_is_too_large_is_dropped_on_the_way(settings: Any) -> None:
    assert settings.FILE_UPLOAD_HANDLERS[0] == f"{NoMoreThanNeeded.__module__}.NoMoreThanNeeded"
    handler = NoMoreThanNeeded()
    assert handler.receive_data_chunk(b"x", 0) == b"x"
    assert handler.receive_data_chunk(b"x", LARGEST) == b"x"  # so that it shows itself to be too large
    assert handler.receive_data_chunk(b"x", LARGEST + 1) is None

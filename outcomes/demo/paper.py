"""The letters of the demo as a telephone would photograph them: drawn here, of no office that exists."""

from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, DESK = "#fbfaf6", "#222222", "#8d8578"
WIDTH, HEIGHT, EDGE = 900, 1270, 46


def photographed(sender: str, *paragraphs: str) -> tuple[bytes, str]:
    """One page as JPEG, with its type."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), DESK)
    draw = ImageDraw.Draw(picture)
    draw.polygon(
        [
            (EDGE, EDGE + 9),
            (WIDTH - EDGE, EDGE),
            (WIDTH - EDGE - 7, HEIGHT - EDGE),
            (EDGE + 6, HEIGHT - EDGE - 8),
        ],
        fill=PAPER,
    )
    head, body = ImageFont.load_default(30), ImageFont.load_default(23)
    draw.text((120, 130), sender, INK, head)
    y = 260
    for paragraph in paragraphs:
        for line in wrap(paragraph, 56):
            draw.text((120, y), line, INK, body)
            y += 36
        y += 26
    content = BytesIO()
    picture.save(content, "JPEG", quality=70)
    return content.getvalue(), "image/jpeg"

"""Five faces for children who point rather than count; each stands for a number, and shows it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

# Even steps. Neither end: that a child cannot live at home, and that all is well, is not said by a face.
FACES = (1, 3, 5, 7, 9)


def face(number: int) -> SafeString:
    """The mouth follows the number: turned down at 1, straight at 5, up at 9."""
    corner, middle = 33 - (number - 5), 33 + 2 * (number - 5)
    return format_html(
        '<svg class="face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
        '<circle cx="24" cy="24" r="22"/><circle class="eye" cx="16.5" cy="19" r="2.6"/>'
        '<circle class="eye" cx="31.5" cy="19" r="2.6"/><path d="M13 {} Q24 {} 35 {}"/></svg>',
        corner,
        middle,
        corner,
    )

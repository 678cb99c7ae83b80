"""How hard a text is to read."""

import pytest

from roskilde.lix import lix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("Vi går ud.", None),
        ("Vi går en tur.", 4),
        ("Vi går en tur. Vi går en tur.", 4),
        ("Vi går en tur\nVi går en tur", 4),
        ("Vi mødes kl. 9.30 den 3. maj i huset", 7),
        ("Familien samarbejder kontinuerligt omkring dagligdagen", 105),
        ("Når Samir mærker uroen komme, går han en tur.", 9),
    ],
)
def test_it_counts_words_in_a_sentence_and_long_words_of_all(text: str, expected: int | None) -> None:
    assert lix(text) == expected

"""Danish order and search, the same on every database."""

import unicodedata

import pytest

from families.models import Family, Professional
from roskilde import danish
from tests.makers import make_family, make_person

# To Danes ö is an ø, and aa an old å.
IN_ORDER = ["Abdi", "Zaman", "Ærø", "Öberg", "Ørum", "Østergård", "Åberg", "Aaen"]


def test_the_last_letters_come_last() -> None:
    assert sorted(set(IN_ORDER), key=danish.key) == IN_ORDER


def test_the_database_sorts_as_danes_do(coordinator: Professional) -> None:
    for name in reversed(IN_ORDER):
        make_family(coordinator, name)
    assert [family.name for family in Family.objects.all()] == IN_ORDER


def test_small_and_capital_letters_stand_together(coordinator: Professional) -> None:
    for name in ("al-Khatib", "Alvi", "AL-HAMAD"):
        make_family(coordinator, name)
    assert [family.name for family in Family.objects.all()] == ["AL-HAMAD", "al-Khatib", "Alvi"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ørum", "Birgitte Ørum"),
        ("ØRU", "Birgitte Ørum"),
        ("sexo", "Berîvan Şêxo"),
        ("ŞÊXO", "Berîvan Şêxo"),
        ("berivan", "Berîvan Şêxo"),
        ("hasanovic", "Amela Hasanović"),
        ("Hasanović", "Amela Hasanović"),
        ("HASANOVIĆ", "Amela Hasanović"),
        ("ågård", "Kirsten Aagaard"),
        ("aagaard", "Kirsten Aagaard"),
        ("  kirsten   aag ", "Kirsten Aagaard"),
    ],
)
def test_search_finds_a_name_however_it_is_typed(typed: str, name: str, db: None) -> None:
    for each in ("Birgitte Ørum", "Berîvan Şêxo", "Amela Hasanović", "Kirsten Aagaard"):
        make_person(each, danish.key(each).replace(" ", ".").encode("ascii", "ignore").decode())
    assert [person.name for person in Professional.objects.searched(typed)] == [name]


@pytest.mark.parametrize("typed", ["orum", "aerø", "agard"])
def test_danish_letters_are_letters_of_their_own(typed: str, db: None) -> None:
    for each in ("Birgitte Ørum", "Lars Ærø", "Kirsten Aagaard"):
        make_person(each, danish.key(each).split()[0])
    assert not Professional.objects.searched(typed).exists()


@pytest.mark.parametrize("typed", ["%", "_", "\\"])
def test_what_databases_take_for_wildcards_are_just_signs(typed: str, db: None) -> None:
    make_person("Birgitte Ørum", "birgitte")
    assert not Professional.objects.searched(typed).exists()


def test_a_letter_and_its_accent_typed_apart_are_one() -> None:
    for word in ("Ågård", "Şêxo", "Ørum", "Hasanović"):
        assert danish.key(unicodedata.normalize("NFD", word)) == danish.key(word)


def test_a_new_name_is_found_and_the_old_one_is_not(coordinator: Professional) -> None:
    family = make_family(coordinator, "Ørum")
    family.name = "Şêxo"
    family.save(by=coordinator)
    assert list(Family.objects.searched("sexo")) == [family]
    assert not Family.objects.searched("ørum").exists()

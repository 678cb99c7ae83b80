"""Advice on how it could be said: never a block, and it keeps nothing."""

import pytest

from safety.advice import MOST_WORDS, TERMS, advise, of_goal, sentences

GOOD = (
    "Pernille, Thomas og Rima er bekymrede for, at Samir igen slår Omar, når han ikke har sovet, "
    "så Omar kommer til skade og ikke tør sove."
)
PEOPLE = ["Pernille Dahl", "Thomas Riis", "Rima", "Samir", "Omar"]


def said(words: str, category: str = "danger", **known: bool) -> str:
    return " ".join(advise(words, category=category, people=PEOPLE, children=["Omar"], **known))


def test_a_good_danger_statement_needs_none() -> None:
    assert said(GOOD) == ""
    assert advise("  ", category="danger") == []


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("Forvaltningen er bekymret for, at Omar bliver slået.", ""),
        ("Vi er bekymrede for, at han bliver slået.", "Hvilket barn"),
        ("Man er bekymret for, at han bliver slået.", "Hvem er bekymret?"),
        ("Rima er bekymret for Omar.", "Hvad kan der ske med barnet"),
        (f"{GOOD} {'ord ' * MOST_WORDS}", "lettere at sige højt"),
    ],
)
def test_it_names_what_is_missing(words: str, advice: str) -> None:
    assert advice in said(words)


def test_only_a_danger_is_asked_for_all_of_it() -> None:
    assert said("Trang bolig", category="complicating") == ""


@pytest.mark.parametrize("term", TERMS)
def test_each_word_of_the_trade_asks_for_a_plain_one(term: str) -> None:
    assert "Kan det siges mere enkelt?" in said(f"Der er {term.upper()} her.", category="strength")


def test_everyday_words_are_let_through() -> None:
    assert said("De spiser sammen og kompasset ligger i skuffen.", category="strength") == ""


def test_a_goal_tells_what_is_seen() -> None:
    assert of_goal("Far skal holde op med at råbe.")
    assert not of_goal("Far går en tur, når uroen kommer.")


def test_what_was_written_before_is_asked_about_without_where() -> None:
    assert "skrevet før" in said(GOOD, is_known=True)


def test_short_sentences_are_everybodys() -> None:
    assert sentences("De spiser sammen. Ja!") == []
    assert len(sentences(GOOD)) == 1

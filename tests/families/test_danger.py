"""What sounds like a child in danger: a word too many costs a glance, so only the plainly harmless passes."""

import pytest

from families.danger import HARMLESS, WORDS, folded, sounds_like_danger


@pytest.mark.parametrize(
    "text",
    [
        "Samir slog Omar på armen med et bælte.",
        "Hun har BLÅ MÆRKER på begge arme",
        "han slaar dem",
        "Han siger, at han får bank derhjemme",
        "Omar er bange for at gå hjem",
        "Hun tør ikke tage hjem i dag",
        "Han er bange for sin onkel",
        "Der har været partnervold",
        "Han havde en kniv i tasken",
        "Far truede med at slå hende ihjel",
        "Hun taler om selvmord",
        "hun vil ikke leve mere",
        "Drengen slår sig selv i hovedet",
        "Hun skal giftes bort til sommer",
        "Låst inde på værelset",
        "He hit her with a belt",
        "She is afraid of going home",
        "He wants to die",
        "self-harm again",
    ],
)
def test_it_hears(text: str) -> None:
    assert sounds_like_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zakariye rakte hånden op i dag.",
        "Vi slog op i bogen sammen",
        "Pengene slår ikke til",
        "De slog følge til skole",
        "Han slog sig på gyngen",
        "Hun slog rekorden i løb",
        "De lærer at spise med kniv og gaffel",
        "Han keder sig ihjel i ferien",
        "Han fik sort bælte i karate",
        "Det gik voldsomt godt",
        "Hun har blå øjne",
        "Han sparkede bolden i mål",
        "Hodan var i banken, og vi åbnede posten",
        "Vi spiste chokolade",
        "Han elsker sit eget liv som fodboldspiller",
    ],
)
def test_it_lets_pass(text: str) -> None:
    assert not sounds_like_danger(text)


@pytest.mark.parametrize("text", ["Vi slog ordet op", "Drengene slås i frikvarteret"])
def test_what_may_be_either_asks_too(text: str) -> None:
    assert sounds_like_danger(text)


def test_a_harmless_phrase_excuses_nothing_beside_it() -> None:
    assert sounds_like_danger("Vi slog op i bogen, og så fortalte han, at far slår.")


def test_the_browser_is_given_each_of_them_folded_like_the_text() -> None:
    words, harmless = folded()
    assert len(words.split(";")) == len(WORDS)
    assert len(harmless.split(";")) == len(HARMLESS)
    assert words.startswith("sl}/")

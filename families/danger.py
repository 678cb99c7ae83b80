"""What sounds like a child in danger: words that are listened for while somebody types, and again on saving.

It advises and never stops anybody, and nothing is kept of what it heard. Once too often costs a glance, once
too seldom may cost a child. So the everyday turns of phrase are let through ("slog op i bogen", "slår følge",
"kniv og gaffel", and who "slog sig" in play), and what may be either is left in: "slog ordet op" asks too.
"""

import re
from functools import cache

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from roskilde import danish

# Words in the order they are said; "/" stands for or, "*" for the rest of a word or its beginning.
WORDS = (
    # blows, and the marks they leave
    "slå/slår/slog/slået/slås",
    "slår/slog/slået sig selv",
    "får/fik/fået bank/klø/slag/tæv",
    "et/nogle/mange slag",
    "tæsk*",
    "tæve/tæver/tævede/tævet",
    "prygl*",
    "lussing*",
    "øretæve*",
    "bælte/bæltet",
    "livrem*",
    "spark* ham/hende/mig/barnet/børnene/drengen/pigen",
    "blå/blåt mærke*",
    "blåt øje",
    "brændemærke*/cigaretmærke*",
    "kvæl*/kvalt",
    "rusk*/ryst* baby*/babyen/spædbarnet",
    # violence, weapons, death
    "*vold/volden/voldelig*",
    "voldtægt*/voldtag*/voldtog",
    "overgreb*",
    "seksuel* misbrug*/krænk*",
    "misbrugt",
    "kniv/kniven/knive/knivene",
    "våben/skydevåben/pistol*",
    "ihjel",
    "dræb*",
    # fear of home, and being kept from it
    "bange for at gå/komme/tage/være hjem*",
    "tør/turde ikke at gå/komme/tage/være hjem*",
    "tør/turde ikke gå/komme/tage/være hjem*",
    "bange for far/mor/faderen/moderen/onkel",
    "bange for min/sin/hans/hendes far/mor/bror/onkel/farbror/morbror/stedfar/mand",
    "løbet/stukket af/væk hjemmefra",
    "løbet hjemmefra",
    "låst/lukket/spærret inde",
    "alene hele natten",
    "alene hjemme om natten",
    # a life in danger by one's own hand
    "selvmord*",
    "tage/tager/tog/taget mit/sit/hans/hendes eget liv",
    "tage/tager/tog/taget livet af sig/mig",
    "vil/ville/gider ikke leve",
    "vil/ville/gerne/ønsker at dø",
    "vil/ville/gerne dø",
    "selvskad*/cutter",
    "skær*/skar/skåret i sig",
    # marriages and journeys that nobody chose
    "tvangsgift*/tvangsægteskab*",
    "tvunget/tvinge/tvinges til at gifte/giftes",
    "giftes/giftet bort",
    "genopdragelse*",
    "omskær*/omskåret",
    # English
    "hit/hits/beat/beats him/her/me/them/us",
    "hitting/beaten/beating",
    "bruise*",
    "with a belt",
    "violence/violent/violently",
    "abuse*/abusive",
    "rape/raped/rapes",
    "knife/knives/gun/guns",
    "kill/kills/killed",
    "strangle*/choke/chokes/choked",
    "afraid/scared to go/come/be home",
    "afraid/scared of going/coming/being home",
    "suicid*",
    "want/wants/wanted to die",
    "self harm*",
    "hurt/hurts/cut/cuts himself/herself/myself/themselves",
    "locked in",
    "forced to marry",
    "forced marriage",
)

# Whatever stands wholly inside one of these, and says less than all of it, is not meant.
HARMLESS = (
    "slå/slår/slog/slået op/til/fra/an/ind/fast/igennem/følge/sig/græs*/fejl/rekord*/lejr/kolbøtter",
    "slå/slår/slog/slået ikke til",
    "slå/slår/slog/slået et slag for",
    "sort/gult/grønt/blåt/brunt/hvidt bælte",
    "kniv/knive og gaffel/gafler",
    "gaffel/gafler og kniv/knive",
    "kede/keder/kedede/kedet/grine/griner/grinede sig/os/mig ihjel",
)

_WORD = re.compile(r"[a-z0-9{|}]+")  # of a folded text, where the three last letters stand behind z

Pattern = list[list[str]]


@cache
def folded() -> tuple[str, str]:
    """The two lists as the browser is given them: folded like any text that is searched, ";" between."""
    return ";".join(map(danish.key, WORDS)), ";".join(map(danish.key, HARMLESS))


@cache
def _patterns() -> tuple[list[Pattern], list[Pattern]]:
    words, harmless = (
        [[each.split("/") for each in one.split()] for one in of.split(";")] for of in folded()
    )
    return words, harmless


def sounds_like_danger(text: str) -> bool:
    """Whether a text should bring up what to do when a child is in danger now."""
    said = _WORD.findall(danish.key(text))
    words, harmless = _patterns()
    harmless_spans = _spans(harmless, said)
    return any(
        not any(
            first <= start and end <= last and (first, last) != (start, end) for first, last in harmless_spans
        )
        for start, end in _spans(words, said)
    )


def _spans(patterns: list[Pattern], said: list[str]) -> list[tuple[int, int]]:
    """Where each of the patterns is said, from word to word."""
    return [
        (start, start + len(pattern))
        for pattern in patterns
        for start in range(len(said) - len(pattern) + 1)
        if all(_is(said[start + at], meant) for at, meant in enumerate(pattern))
    ]


def _is(word: str, meant: list[str]) -> bool:
    return any(
        word.startswith(each[:-1])
        if each.endswith("*")
        else word.endswith(each[1:])
        if each.startswith("*")
        else word == each
        for each in meant
    )


def advice() -> str:
    """The sentence that must never be missed."""
    return _(
        "If a child is in danger now, call Children and Young People or 112. A note here is not a report."
    )


def advise(request: HttpRequest, text: str) -> None:
    """Say it after saving too, for whoever reads without scripts; the text is saved whatever it says."""
    if sounds_like_danger(text):
        messages.warning(request, advice())

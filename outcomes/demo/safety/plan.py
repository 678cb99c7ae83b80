"""The families' own safety plans, who was told more, and the way to closure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING

from families.models import Knows, Visibility
from outcomes.demo.dates import Ago, Deed, When, moment
from outcomes.demo.safety.statements import speaker
from roskilde import clock
from safety.models import (
    Answer,
    CaseClosing,
    Criterion,
    Finding,
    Held,
    Milestone,
    Move,
    Question,
    RuleKind,
    SafetyRule,
    Standard,
)

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling


@dataclass(frozen=True)
class Tried:
    """A day on which a rule was needed: who saw it, and how it went."""

    on: When
    who: str
    result: Held
    words: str
    by: str = ""  # the coordinator, if nobody else


@dataclass(frozen=True)
class Rules:
    """One rule: who does it, for which worry; ``said`` when it is the family's answer to "How?"."""

    on: When
    who: str
    words: str
    trigger: str = ""
    kind: RuleKind = RuleKind.EVERYDAY
    child: str = ""
    danger: str = ""
    by: str = ""
    said: bool = False
    visibility: Visibility = Visibility.NEAR
    named: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True)
class Tells:
    """Somebody in the network is told more."""

    on: When
    person: str
    who: str
    knows: Knows
    agreed: str


@dataclass(frozen=True)
class Passes:
    """A step on the path: planned on a day, for a day, and reached on one."""

    words: str
    planned: When
    on: When
    reached: When | None = None


@dataclass(frozen=True)
class Asks:
    """A criterion, by its standard or in the family's own words, and what was answered to it when."""

    which: Standard | str
    on: When | None = None
    finding: Finding = Finding.MET
    evidence: str = ""


@dataclass(frozen=True)
class Closes:
    """What the town hall has decided about a case, and when somebody here noted it."""

    on: When
    decided_on: When
    member: str
    unit: str
    decided_by: str
    case_number: str


@dataclass(frozen=True)
class Path:
    """The plan and the path of one family; ``known`` is when it was told what must be seen."""

    known: When | None = None
    rules: tuple[Rules, ...] = ()
    tells: tuple[Tells, ...] = ()
    passes: tuple[Passes, ...] = ()
    asks: tuple[Asks, ...] = ()
    closes: tuple[Closes, ...] = ()


AL_KHATIB = Path(
    known=date(2024, 9, 23),
    rules=(
        Rules(
            date(2024, 11, 4),
            "Nabil",
            "Samir går en tur eller ringer til Nabil. Nabil kommer og bliver, til Samir er hjemme og rolig.",
            "Når Samir mærker uroen komme",
            RuleKind.STEPS_IN,
            danger="nat",
            by="Pernille Dahl",
            tried=(
                Tried(
                    date(2025, 2, 8),
                    "Rima",
                    Held.PARTLY,
                    "Samir gik, men glemte telefonen. Jeg ringede selv til Nabil.",
                    "Pernille Dahl",
                ),
                Tried(
                    date(2025, 4, 12),
                    "Nabil",
                    Held.HELD,
                    "Samir ringede kl. 22. Jeg kom, og børnene sov.",
                ),
                Tried(
                    date(2025, 11, 10),
                    "Nabil",
                    Held.HELD,
                    "Samir ringede selv efter en dårlig nat. Vi drak kaffe i gården.",
                    "Pernille Dahl",
                ),
            ),
        ),
        Rules(
            date(2024, 11, 4),
            "Rima",
            "Rima tager børnene med ind og læser højt. Døren står åben.",
            "Når der er larm, og Samir ikke har sovet",
            danger="nat",
            tried=(
                Tried(date(2025, 6, 20), "Maha", Held.HELD, "Mor læste for os, til far kom op igen."),
                Tried(date(2025, 10, 6), "Lina", Held.HELD, "Vi læste om bjørnen. Jeg faldt i søvn."),
            ),
        ),
        Rules(
            date(2024, 11, 4),
            "Nabil",
            "Omar ringer til Nabil fra Mahas telefon. Nabil svarer også om natten.",
            "Når far råber, og jeg ikke kan tælle til ti",
            RuleKind.CALL,
            "Omar",
            "nat",
            by="Pernille Dahl",
            tried=(Tried(date(2025, 1, 15), "Omar", Held.HELD, "Jeg ringede. Nabil svarede med det samme."),),
        ),
        Rules(
            date(2024, 11, 4),
            "Umm Khaled",
            "Lina banker på hos Umm Khaled. Hun må komme, som hun er.",
            "Når Lina bliver bange",
            RuleKind.CALL,
            "Lina",
            "nat",
        ),
        Rules(
            date(2024, 12, 5),
            "Rima",
            "Brevet lægges i kurven og læses på postcaféen om torsdagen med tolk. Maha læser ikke breve.",
            "Når der kommer et brev på dansk",
            danger="maha",
            tried=(
                Tried(
                    date(2025, 9, 4), "Rima", Held.HELD, "Der lå tre breve i kurven. Ingen af dem hos Maha."
                ),
            ),
        ),
        Rules(
            date(2025, 3, 10),
            "Samir",
            "Når der kommer dårlige nyheder hjemmefra, siger Samir det højt ved bordet, og vi taler om "
            "planen om fredagen.",
            kind=RuleKind.TRIAL,
            danger="nat",
            tried=(
                Tried(
                    date(2025, 9, 26),
                    "Yousef",
                    Held.PARTLY,
                    "Far sagde det om aftenen. Vi talte først om det om lørdagen.",
                ),
            ),
        ),
        Rules(
            date(2025, 9, 18),
            "Samir",
            "Jakken hænger ved døren. Når jeg tager den på, ved alle, hvad det betyder.",
            "Når uroen kommer",
            danger="nat",
            said=True,
            tried=(
                Tried(
                    date(2025, 10, 22),
                    "Maha",
                    Held.HELD,
                    "Far tog jakken på, før det kogte over. Vi spiste videre.",
                ),
            ),
        ),
    ),
    tells=(
        Tells(
            date(2024, 10, 28),
            "Nabil",
            "Samir",
            Knows.ALL,
            "Samir fortalte det selv, med Rima ved siden af. Nabil må ringes op om natten. Omar og Maha vil "
            "gerne have, at han ved det.",
        ),
    ),
    passes=(
        Passes(
            "Nabil ved det hele og er med i planen", date(2024, 9, 23), date(2024, 10, 31), date(2024, 10, 28)
        ),
        Passes("Planen er prøvet første gang", date(2024, 11, 4), date(2025, 1, 31), date(2025, 2, 8)),
        Passes("Omar begynder i sin nye klasse", date(2025, 3, 17), date(2025, 8, 11), date(2025, 8, 11)),
        Passes(
            "Maha har været i skole hver dag i tre måneder",
            date(2025, 3, 17),
            date(2025, 9, 12),
            date(2025, 9, 12),
        ),
        Passes("Planen har holdt i seks måneder, også i ramadanen", date(2025, 9, 18), date(2026, 3, 20)),
        Passes("En måned, hvor vi kun spørger Nabil", date(2025, 9, 18), date(2026, 4, 24)),
        Passes("Sidste møde med familien og netværket", date(2025, 9, 18), date(2026, 6, 1)),
    ),
    asks=(
        Asks(
            "Maha er i skole hver dag og har to eftermiddage for sig selv.",
            date(2025, 9, 12),
            evidence="Skolen: 96 procent siden april. Maha går til håndarbejde tirsdag og torsdag.",
        ),
        Asks(
            Standard.CHILD,
            date(2025, 9, 18),
            Finding.NOT_MET,
            "Omar sover fra kl. 21. Lina siger, at hun stadig lytter efter døren.",
        ),
    ),
    closes=(
        Closes(
            date(2025, 10, 6),
            date(2025, 10, 2),
            "Maha",
            "Børn og Unge",
            "Gitte Holm, afdelingsleder",
            "25/018842",
        ),
    ),
)

WARSAME = Path(
    known=date(2024, 9, 30),
    rules=(
        Rules(
            date(2024, 10, 28),
            "Fatuma",
            "Hodan går over til Fatuma, før børnene kommer hjem. Fatuma giver mad med.",
            "Når køleskabet er tomt",
            RuleKind.STEPS_IN,
            danger="husleje",
            by="Signe Toft",
            tried=(
                Tried(date(2025, 2, 19), "Ifrah", Held.HELD, "Der stod mad, da jeg kom hjem.", "Signe Toft"),
                Tried(
                    date(2025, 10, 20), "Fatuma", Held.HELD, "Hodan kom selv den 20. Vi lavede mad sammen."
                ),
            ),
        ),
        Rules(
            date(2024, 10, 28),
            "Hodan",
            "Kuverten åbnes om torsdagen sammen med Hassan eller Sara. Ingen kuvert ligger mere end en uge.",
            "Når der kommer post",
            danger="husleje",
            tried=(
                Tried(date(2025, 3, 13), "Hassan Nur", Held.PARTLY, "To kuverter havde ligget i tre uger."),
                Tried(date(2025, 11, 6), "Hassan Nur", Held.HELD, "Hodan havde åbnet dem selv."),
            ),
        ),
        Rules(
            date(2024, 11, 14),
            "Ifrah",
            "Khalid ringer til Ifrah. Ifrah siger, hvad der er i skabet, eller ringer til Fatuma.",
            "Når der ikke er morgenmad",
            RuleKind.CALL,
            "Khalid",
            "husleje",
            tried=(Tried(date(2025, 5, 8), "Ifrah", Held.HELD, "Han ringede til mig og ikke til mor."),),
        ),
        Rules(
            date(2024, 11, 14),
            "Inge Madsen",
            "Zakariye ringer til Inge, og de følges hjem.",
            "Når de store drenge venter ved porten",
            RuleKind.CALL,
            "Zakariye",
            "husleje",
            by="Birgitte Ørum",
            tried=(
                Tried(
                    date(2025, 9, 30),
                    "Zakariye",
                    Held.HELD,
                    "Inge hentede mig, så jeg turde.",
                    "Birgitte Ørum",
                ),
            ),
        ),
        Rules(
            date(2024, 11, 14),
            "Sara Lindskov",
            "Den 20. i hver måned ser Hodan og Sara sammen, om der er penge til huslejen.",
            kind=RuleKind.TRIAL,
            danger="husleje",
            tried=(Tried(date(2025, 10, 20), "Sara Lindskov", Held.HELD, "Huslejen lå der."),),
        ),
        Rules(
            date(2026, 3, 12),
            "Hodan",
            "Tre konvolutter: husleje, mad, resten. Ifrah har nøglen.",
            "Når pengene kommer",
            danger="husleje",
            said=True,
        ),
    ),
    tells=(
        Tells(
            date(2024, 10, 14),
            "Fatuma",
            "Hodan",
            Knows.ALL,
            "Hodan har fortalt om huslejen og de tomme dage. Børnene må spise hos Fatuma uden at spørge "
            "først.",
        ),
    ),
    passes=(
        Passes(
            "Aftalen om afdrag er skrevet under", date(2024, 9, 30), date(2024, 11, 15), date(2024, 11, 12)
        ),
        Passes(
            "Zakariye har gået i sin nye klasse i en måned",
            date(2025, 3, 20),
            date(2025, 9, 12),
            date(2025, 9, 15),
        ),
        Passes(
            "Huslejen er betalt til tiden tre gange i træk",
            date(2025, 3, 20),
            date(2025, 10, 1),
            date(2025, 10, 2),
        ),
        Passes("Huslejen er betalt til tiden seks gange i træk", date(2025, 3, 20), date(2026, 1, 2)),
        Passes("Hodan har haft sit job i tre måneder", date(2025, 10, 2), date(2026, 5, 1)),
        Passes("Sidste møde med familien, Fatuma og Sahra", date(2025, 10, 2), date(2026, 6, 1)),
    ),
    asks=(
        Asks(
            "Huslejen er betalt den 1. i seks måneder i træk.",
            date(2025, 10, 2),
            Finding.NOT_MET,
            "Tre måneder i træk. Hassan har set kvitteringerne.",
        ),
        Asks(
            Standard.CHILD,
            date(2025, 10, 9),
            evidence="Zakariye har en ven i klassen. Khalid siger, at der er morgenmad. Hørt af Inge og "
            "Nanna.",
        ),
    ),
)

HAIDARI = Path(
    known=date(2024, 10, 7),
    rules=(
        Rules(
            date(2024, 10, 28),
            "Parwin",
            "Tavlen viser dagens aftaler, mad og medicin. Den udfyldes om morgenen, før børnene går.",
            danger="køkken",
            tried=(
                Tried(
                    date(2025, 3, 24), "Ole Stender", Held.PARTLY, "Tavlen var udfyldt halvdelen af dagene."
                ),
                Tried(date(2025, 9, 10), "Elyas", Held.HELD, "Tavlen er udfyldt 26 af 30 dage."),
            ),
        ),
        Rules(
            date(2024, 10, 28),
            "Mustafa",
            "Mustafa sætter alarm på sin telefon og er i køkkenet, til der er slukket.",
            "Når Parwin er træt, og der står mad på komfuret",
            RuleKind.STEPS_IN,
            danger="køkken",
            by="Camilla Juhl",
            tried=(
                Tried(
                    date(2025, 10, 13), "Parwin", Held.HELD, "Alarmen ringede. Mustafa kom.", "Camilla Juhl"
                ),
            ),
        ),
        Rules(
            date(2024, 11, 11),
            "Mustafa",
            "Mina ringer til Mustafa. Svarer han ikke, ringer hun til Ole.",
            "Når det lugter, eller mor er blevet væk",
            RuleKind.CALL,
            "Mina",
            "køkken",
        ),
        Rules(
            date(2024, 11, 11),
            "Najib",
            "Klokken 16 siger Najib til, at nu er det legetid. Elyas og Mina rydder ikke op efter det.",
            danger="køkken",
            tried=(Tried(date(2025, 9, 10), "Mina", Held.HELD, "Far siger det næsten hver dag."),),
        ),
        Rules(
            date(2025, 9, 10),
            "Najib",
            "Vi valgte én ting om ugen.",
            "Når det bliver for meget på én gang",
            danger="køkken",
            said=True,
        ),
        # Only those whom the worry itself names know of this one.
        Rules(
            date(2024, 11, 25),
            "Karin Friis",
            "Shabnam skriver et punktum til Karin om dagen og ringer til Camillas vagttelefon om natten. Så "
            "ved vi det.",
            "Når Shabnam hører om en rejse",
            RuleKind.CALL,
            "Shabnam",
            "skærmet",
            by="Karin Friis",
            visibility=Visibility.NAMED,
            named=("Camilla Juhl", "Mette Krogh", "Karin Friis"),
            tried=(
                Tried(
                    date(2025, 1, 20), "Shabnam", Held.HELD, "Jeg skrev det. Karin ringede op.", "Karin Friis"
                ),
            ),
        ),
    ),
    passes=(
        Passes("Tavlen hænger i køkkenet", date(2024, 10, 7), date(2024, 10, 28), date(2024, 10, 24)),
        Passes("Mustafa har fast arbejde, og alarmen virker uden ham", date(2025, 3, 24), date(2025, 10, 31)),
        Passes("Tavlen er udfyldt i fire måneder", date(2025, 9, 10), date(2026, 1, 30)),
        Passes("Parwin henter selv Mina hver uge", date(2025, 9, 10), date(2025, 9, 24), date(2025, 9, 24)),
        Passes("Sidste møde med familien", date(2025, 9, 10), date(2026, 6, 1)),
    ),
    asks=(
        Asks(
            "En voksen er i køkkenet, når der laves mad.",
            date(2025, 10, 13),
            evidence="Ingen ulykker siden marts. Set af Ole og Camilla.",
        ),
        Asks(
            Standard.NETWORK,
            date(2025, 9, 10),
            Finding.NOT_MET,
            "Laila Noor vil gerne være med, men ved ikke nok endnu.",
        ),
    ),
)

HASANOVIC = Path(
    passes=(
        Passes("Tarik spiser aftensmad med Lejla hver dag i en uge", Ago(15), Ago(8), Ago(8)),
        Passes("Skærmen er slukket kl. 23 fem dage i træk", Ago(15), Ago(1)),
    ),
)

TESFAY = Path(
    known=date(2024, 10, 2),
    passes=(
        Passes(
            "Brevet om udsættelse er åbnet og besvaret",
            date(2024, 10, 9),
            date(2024, 10, 23),
            date(2024, 10, 16),
        ),
        Passes("Natnael begynder i sin nye klasse", date(2025, 3, 12), date(2025, 8, 11), date(2025, 8, 11)),
        Passes("Selam sover hele natten fire uger i træk", date(2025, 3, 12), date(2026, 2, 27)),
    ),
    asks=(
        Asks(
            Standard.GOALS,
            date(2025, 9, 24),
            evidence="Huslejen er betalt, og Natnael går i almenklassen. Set af Signe og klasselæreren.",
        ),
    ),
)

PATHS: Mapping[str, Path] = {
    "Al-Khatib": AL_KHATIB,
    "Warsame": WARSAME,
    "Haidari": HAIDARI,
    "Hasanović": HASANOVIC,
    "Tesfay": TESFAY,
}


def plan(telling: "FamilyTelling") -> Iterator[Deed]:
    """The rules and their trials, who was told more, and the way to closure."""
    path = PATHS.get(telling.story.name, Path())
    if path.known:
        yield _deed(telling, path.known, time(14, 45), _make_known, path)
    for tells in path.tells:
        yield _deed(telling, tells.on, time(16, 5), _tell, tells)
    for rule in path.rules:
        written: list[SafetyRule] = []
        yield _deed(telling, rule.on, time(16, 30), _write, rule, written)
        for tried in rule.tried:
            yield _deed(telling, tried.on, time(16, 40), _try, tried, written)
    for passes in path.passes:
        planned: list[Milestone] = []
        yield _deed(telling, passes.planned, time(16, 50), _plan, passes, planned)
        if passes.reached:
            yield _deed(telling, passes.reached, time(16, 55), _reach, planned)
    for asks in path.asks:
        if asks.on:
            yield _deed(telling, asks.on, time(17), _answer, asks)
    for closes in path.closes:
        yield _deed(telling, closes.on, time(17, 5), _close, closes)


def _deed(telling: "FamilyTelling", when: When, hour: time, do: Callable[..., object], *told: object) -> Deed:
    return Deed(moment(telling.calendar.by_weeks(when), hour), partial(do, telling, *told))


def _make_known(telling: "FamilyTelling", path: Path) -> None:
    Criterion.lay(telling.family, by=telling.coordinator)
    for asks in path.asks:
        if not isinstance(asks.which, Standard):
            Criterion.add(telling.family, by=telling.coordinator, words=asks.which)


def _answer(telling: "FamilyTelling", told: Asks) -> None:
    which = {"standard" if isinstance(told.which, Standard) else "words": told.which}
    criterion = telling.family.closure_criteria.get(**which)
    criterion.answer(by=telling.coordinator, finding=told.finding, evidence=told.evidence)


def _close(telling: "FamilyTelling", told: Closes) -> None:
    CaseClosing.note(
        telling.family,
        by=telling.coordinator,
        member=telling.members[told.member],
        decided_on=telling.calendar.by_weeks(told.decided_on),
        unit=told.unit,
        decided_by=told.decided_by,
        case_number=told.case_number,
    )


def _tell(telling: "FamilyTelling", told: Tells) -> None:
    Move.tell(
        telling.family.network.get(name=told.person),
        by=telling.coordinator,
        told_by=speaker(telling, told.who),
        knows=told.knows,
        agreed=told.agreed,
    )


def _write(telling: "FamilyTelling", told: Rules, written: list[SafetyRule]) -> None:
    answer = _said(telling, told.words) if told.said else None
    rule = SafetyRule.write(
        telling.family,
        by=telling.people[told.by or telling.story.coordinator],
        who=(answer and answer.speaker) or speaker(telling, told.who),
        kind=told.kind,
        trigger=told.trigger,
        words=told.words,
        child=telling.members.get(told.child),
        danger=telling.statements.get(told.danger),
        from_answer=answer,
        since=clock.today(),
        visibility=told.visibility,
        named=[telling.people[name] for name in told.named],
    )
    written.append(rule)


def _said(telling: "FamilyTelling", words: str) -> Answer | None:
    """The family's own answer, where the follow-up holds it word for word."""
    answers = Answer.objects.for_nobody("the rule grows out of it").to(Question.HOW).with_speakers()
    return answers.filter(family=telling.family, words__contains=words, safety_rule=None).first()


def _try(telling: "FamilyTelling", told: Tried, written: list[SafetyRule]) -> None:
    written[0].test(
        by=telling.people[told.by or telling.story.coordinator],
        seen_by=speaker(telling, told.who),
        result=told.result,
        words=told.words,
    )


def _plan(telling: "FamilyTelling", told: Passes, planned: list[Milestone]) -> None:
    milestone = Milestone.plan(
        telling.family,
        by=telling.coordinator,
        words=told.words,
        planned_on=telling.calendar.by_weeks(told.on),
    )
    planned.append(milestone)


def _reach(telling: "FamilyTelling", planned: list[Milestone]) -> None:
    planned[0].reach(by=telling.coordinator)

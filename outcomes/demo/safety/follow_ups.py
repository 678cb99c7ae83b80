"""The follow-ups: what the families answered, meeting by meeting, who came, and when they meet next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils import timezone

from families.models import InterpreterUse
from outcomes.demo.dates import Calendar, Deed, moment
from roskilde import clock
from safety.models import Answer, FollowUp, NextStep, Presence, Question, Speaker

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling

BETTER, SIGNS, TAKEN, HOW, ELSE, WORRY, PARKED = Question
TOGETHER_AT = time(14)
A_MOMENT = timedelta(minutes=6)
BOOKED_AFTER = timedelta(days=8)


@dataclass(frozen=True)
class Said:
    """One answer; what is no quote was told in short."""

    question: Question
    who: str
    words: str
    is_quote: bool = True
    goal: str = ""


@dataclass(frozen=True)
class Meeting:
    """What was said, who does what within so many days, and who did not come."""

    said: tuple[Said, ...]
    steps: tuple[tuple[str, str, int], ...] = ()
    excused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Series:
    """Who is asked to come, and what became of each meeting, in order; those of a told day stand apart."""

    family: tuple[str, ...]
    chosen: tuple[str, ...]  # whom the family asked for
    others: tuple[str, ...]
    place: str
    meetings: tuple[Meeting, ...]
    told: Mapping[date, Meeting] = field(default_factory=dict)
    books_in_time: bool = True
    leaves_the_next_open: bool = False


def brief(who: str, better: str, *more: Said, **rest: tuple[str, ...]) -> Meeting:
    return Meeting((Said(BETTER, who, better), *more), **rest)  # type: ignore[arg-type]


SERIES = {
    "Al-Khatib": Series(
        family=("Samir", "Rima", "Yousef", "Maha", "Omar"),
        chosen=("Nabil",),
        others=("Jonas Bech", "Pernille Dahl", "Thomas Riis", "Susanne Lykke"),
        place="Projektenheden, det store bord",
        told={
            date(2025, 9, 18): Meeting(
                (
                    Said(BETTER, "Rima", "Vi har haft en sommer uden råb om natten."),
                    Said(BETTER, "Omar", "Jeg går i en rigtig klasse nu."),
                    Said(SIGNS, "Susanne Lykke", "Omar sover fra kl. 21, skolen ser det.", False, "omar"),
                    Said(SIGNS, "Maha", "Jeg har ikke tænkt på at låse døren siden juni.", goal="nat"),
                    Said(TAKEN, "Samir", "At jeg fortalte min bror det hele. Det var det sværeste."),
                    Said(
                        HOW,
                        "Samir",
                        "Jakken hænger ved døren. Når jeg tager den på, ved alle, hvad det betyder.",
                    ),
                    Said(ELSE, "Yousef", "Jeg er hjemme om aftenen, når jeg har sagt det."),
                    Said(WORRY, "Maha", "At breve kommer til at ligge igen, når jeg har prøver."),
                ),
                steps=(
                    ("Rima", "Tager alle breve med til torsdag i posen", 14),
                    ("Nabil", "Kommer hver tirsdag aften, også når alt er roligt", 21),
                ),
                excused=("Thomas Riis",),
            )
        },
        meetings=(
            brief(
                "Rima",
                "Adam er begyndt i børnehave, og jeg sov en time om formiddagen.",
                Said(PARKED, "Maha", "Jeg vil gerne tale om, hvem der henter Lina."),
                absent=("Yousef",),
            ),
            brief(
                "Omar",
                "Far gik ned i gården i stedet for at råbe.",
                Said(HOW, "Samir", "Nabil sagde, at jeg skulle ringe, før jeg var vred. Det gjorde jeg."),
            ),
            brief(
                "Maha",
                "Jeg havde to eftermiddage i sidste uge, hvor jeg ikke skulle noget.",
                Said(TAKEN, "Rima", "At lade brevene ligge til om torsdagen, selv om jeg er bange for dem."),
            ),
            brief(
                "Samir",
                "Jeg sover fire timer i træk de fleste nætter.",
                Said(SIGNS, "Thomas Riis", "Omar er udhvilet om mandagen.", goal="omar"),
                excused=("Pernille Dahl",),
            ),
            brief("Yousef", "Jeg har fået en plads på FGU. Jeg begynder efter ferien.", absent=("Omar",)),
            brief(
                "Rima",
                "Jeg har været i køkkenet på plejehjemmet i tre uger og er ikke blevet væk en dag.",
                Said(SIGNS, "Omar", "Jeg har haft Jonathan med hjem.", goal="omar"),
            ),
            brief(
                "Maha",
                "Jeg har ikke ringet til Nabil siden jul.",
                Said(HOW, "Rima", "Vi siger det højt om morgenen, hvad det er for en dag."),
            ),
            brief("Omar", "Jeg har min egen seng."),
            brief(
                "Samir",
                "Jeg siger det selv, før det koger over.",
                Said(TAKEN, "Samir", "At lade børnene se, at jeg går. Og at jeg kommer tilbage."),
            ),
            brief("Rima", "Vi har selv bestilt tolken til lægen."),
        ),
    ),
    "Warsame": Series(
        family=("Hodan", "Abdirahman", "Ifrah", "Zakariye", "Sumaya"),
        chosen=("Fatuma", "Inge Madsen"),
        others=("Sara Lindskov", "Signe Toft", "Birgitte Ørum", "Hassan Nur"),
        place="Hjemme hos Hodan",
        books_in_time=False,
        told={
            date(2026, 3, 12): Meeting(
                (
                    Said(BETTER, "Hodan", "Vi spiser morgenmad alle syv."),
                    Said(BETTER, "Zakariye", "Jeg kender dem, jeg spiller håndbold med, også om tirsdagen."),
                    Said(SIGNS, "Hassan Nur", "Restancen er 6.000 kr.", False, "husleje"),
                    Said(SIGNS, "Sumaya", "Mor synger, når hun rører i gryden."),
                    Said(TAKEN, "Hodan", "At sige nej, når folk vil låne."),
                    Said(HOW, "Hodan", "Tre konvolutter: husleje, mad, resten. Ifrah har nøglen."),
                    Said(ELSE, "Abdirahman", "Jeg betaler strømmen. Det står på min konto."),
                    Said(WORRY, "Ifrah", "At jeg ikke kan passe nøglen, når jeg er i praktik om aftenen."),
                ),
                steps=(
                    ("Abdirahman", "Har nøglen til konvolutterne, når Ifrah er i praktik", 14),
                    ("Hodan", "Ringer selv til boligforeningen om de sidste rater", 10),
                ),
            )
        },
        meetings=(
            brief("Hodan", "Jeg har åbnet den første kuvert selv."),
            brief(
                "Ifrah",
                "Der var mad hele måneden.",
                Said(PARKED, "Zakariye", "Jeg vil ikke tale om de store drenge nu."),
            ),
            brief(
                "Zakariye",
                "Inge henter mig, så jeg tør.",
                Said(SIGNS, "Birgitte Ørum", "Han var i skole alle dage i januar.", goal="zakariye"),
                excused=("Hassan Nur",),
            ),
            brief("Hodan", "Hovedpinen kommer én gang om ugen og ikke hver dag."),
            brief(
                "Sumaya",
                "Vi har vores eget bord til lektier nu.",
                Said(TAKEN, "Hodan", "At flytte sofaen og sige, at det er børnenes hjørne."),
            ),
            brief("Abdirahman", "Jeg fik løn for første gang. Jeg købte ris til alle.", absent=("Zakariye",)),
            brief(
                "Hodan",
                "Huslejen er betalt til tiden tre gange.",
                Said(HOW, "Hodan", "Vi lægger pengene i en konvolut, samme dag de kommer."),
            ),
            brief("Zakariye", "Jeg går i klasse med nogen, der venter på mig.", excused=("Signe Toft",)),
            brief(
                "Ifrah",
                "Jeg har fået ti i dansk, og ingen vækkede mig om natten.",
                Said(SIGNS, "Hassan Nur", "Der har ikke været en rykker siden september.", goal="husleje"),
            ),
            brief("Hodan", "Jeg har sagt ja til job i køkkenet."),
            brief("Sumaya", "Mor sov ikke dagen væk i maj."),
            brief("Hodan", "Vi er fire, der kan åbne et brev."),
        ),
    ),
    "Haidari": Series(
        family=("Najib", "Parwin", "Mustafa", "Elyas", "Mina"),
        chosen=(),
        others=("Jonas Bech", "Camilla Juhl", "Karin Friis", "Ole Stender"),
        place="Projektenheden",
        told={
            date(2025, 9, 10): Meeting(
                (
                    Said(BETTER, "Mina", "Mor henter mig om onsdagen."),
                    Said(BETTER, "Mustafa", "Jeg går på arbejde og er ikke bange for, hvad der sker hjemme."),
                    Said(SIGNS, "Ole Stender", "Tavlen er udfyldt 26 af 30 dage.", False, "køkken"),
                    Said(SIGNS, "Elyas", "Jeg går til skak, og jeg tænker ikke på komfuret.", goal="skak"),
                    Said(TAKEN, "Najib", "At lade andre se vores køkken."),
                    Said(HOW, "Parwin", "Vi valgte én ting om ugen."),
                    Said(ELSE, "Mina", "Far har lært mig et ord på dari hver dag."),
                    Said(WORRY, "Najib", "At jeg glemmer at spørge om hjælp, når ryggen er god."),
                ),
                steps=(
                    ("Mustafa", "Sætter telefonalarm, også i ferien", 7),
                    ("Parwin", "Skriver selv onsdagen på tavlen", 14),
                ),
            )
        },
        meetings=(
            brief("Mina", "Der var madpakke hver dag i denne uge.", excused=("Ole Stender",)),
            brief(
                "Najib",
                "Ole kommer, og han spørger, før han rører ved noget.",
                Said(SIGNS, "Karin Friis", "Elyas og Mina har madpakke med hver dag.", goal="køkken"),
            ),
            brief(
                "Elyas",
                "Jeg kan gå til skak uden at ringe hjem først.",
                Said(TAKEN, "Mustafa", "At sige til min mor, at jeg slukker komfuret for hende."),
            ),
            brief("Parwin", "Tavlen husker for mig.", absent=("Mustafa",)),
            brief("Mustafa", "Der er ikke sket noget i køkkenet hele foråret."),
            brief(
                "Najib",
                "Parwin har selv ringet til klinikken.",
                Said(HOW, "Parwin", "Nummeret står øverst på tavlen."),
            ),
            brief("Elyas", "Jeg har haft en med hjem, og der var te."),
            brief(
                "Parwin",
                "Jeg ved nu, hvad det hedder, det jeg har. Det gør det lettere.",
                Said(TAKEN, "Najib", "At høre det sammen med hende og ikke bagefter."),
                excused=("Camilla Juhl",),
            ),
            brief("Mina", "Mor kom til min fremlæggelse."),
            brief("Najib", "Vi holder tavlen selv i weekenden."),
        ),
    ),
    "Tesfay": Series(
        family=("Selam", "Natnael"),
        chosen=("Menigheden",),
        others=("Sara Lindskov", "Signe Toft"),
        place="Menighedens lokale",
        leaves_the_next_open=True,
        meetings=(
            brief("Selam", "Jeg fik læst brevet samme dag, det kom."),
            brief("Natnael", "Noah sidder ved siden af mig."),
            brief("Selam", "Jeg sov fem timer søndag nat.", absent=("Menigheden",)),
            brief("Selam", "Der er en, der kommer og drikker kaffe om onsdagen."),
            brief("Natnael", "Jeg kommer i en rigtig klasse."),
            brief(
                "Selam",
                "Jeg er ikke bange for postkassen mere.",
                Said(HOW, "Selam", "Jeg lægger dem i en æske og åbner dem sammen med en anden."),
            ),
            brief("Natnael", "Mor griner i telefonen."),
            brief("Selam", "Rahwa sover i sin egen seng."),
            brief("Selam", "Jeg har lært to veje hjem, når det er mørkt."),
            brief("Natnael", "Jeg læste højt for hele klassen."),
        ),
    ),
    "Şêxo": Series(
        family=("Azad", "Rojda", "Berfîn", "Rêzan"),
        chosen=("Zozan",),
        others=("Sara Lindskov", "Jesper Lund"),
        place="Projektenheden",
        meetings=(
            brief("Rojda", "Zozan tager Lorîn om onsdagen. Jeg nåede at vaske.", absent=("Rêzan",)),
            brief("Berfîn", "Rêzan tog telefonen, da jeg ringede."),
            brief("Azad", "Vi spiste sammen fire aftener.", absent=("Rêzan",)),
            brief(
                "Rojda",
                "Tre af dem var ude ad døren klokken halv otte.",
                Said(HOW, "Berfîn", "Tøjet ligger på stolen aftenen før. De store tager en lille hver."),
            ),
            brief("Rêzan", "Jeg kom hjem, før I skrev."),
            brief("Berfîn", "Jeg er begyndt på FGU for min egen skyld."),
            brief("Azad", "Baran fortæller, hvad han har lavet i 0. klasse."),
            brief("Zozan", "Rojda ringede, før hun var træt.", Said(BETTER, "Rojda", "Ja. Det gjorde jeg.")),
            brief("Rojda", "Zîn læser højt for Hêvî."),
            brief("Azad", "Rêzan hjalp mig med bilen i to timer."),
        ),
    ),
    "Al-Jabouri": Series(
        family=("Layla", "Ali", "Zahra"),
        chosen=("Noor",),
        others=("Sara Lindskov", "Trine Overgaard", "Marianne Skytte"),
        place="Projektenheden",
        meetings=(
            brief("Layla", "Jeg låste døren to gange og ikke fire."),
            brief("Zahra", "Jeg gik selv til kor, og Noor stod i vinduet."),
            brief("Ali", "Mor spurgte, om jeg ville have en fridag.", excused=("Trine Overgaard",)),
            brief("Layla", "Jeg sov en hel nat."),
            brief(
                "Zahra",
                "Jeg sang solo.",
                Said(TAKEN, "Layla", "At sidde midt i salen, hvor andre kunne se mig."),
            ),
            brief("Layla", "Hussein har sagt et ord om det, han vil: træ."),
            brief("Ali", "Jeg gemmer lidt til en lejlighed."),
            brief("Layla", "Karen og jeg gik hele vejen til havnen."),
            brief("Zahra", "Jeg ser mig ikke tilbage på vej til skole."),
        ),
    ),
    "Farah": Series(
        family=("Asha", "Mohamed", "Hamdi"),
        chosen=("Halima",),
        others=("Jonas Bech", "Jesper Lund", "Bjarne Holt"),
        place="Hjemme hos Asha",
        books_in_time=False,
        meetings=(
            brief("Hamdi", "Jeg var i skole hele ugen, og Bjarne hængte min tegning op."),
            brief("Asha", "Halima kom med mad, uden at jeg bad om det."),
            brief("Mohamed", "Jeg spillede hele kampen.", excused=("Jesper Lund",)),
            brief(
                "Asha",
                "Børnene vidste, hvem der var hjemme, da jeg lå på hospitalet.",
                Said(HOW, "Mohamed", "Vi har en seddel på køleskabet med tre navne."),
            ),
            brief("Hamdi", "Halima sov her, da mormor var væk."),
            brief("Mohamed", "Jeg handler ind, når jeg har lyst."),
            brief("Asha", "Jeg har passet alle mine kontroller."),
            brief("Hamdi", "Jeg har tegnet hele familien i farver."),
            brief("Asha", "Jeg sad på bænken og så ham spille."),
        ),
    ),
    "Rahimi": Series(
        family=("Gholam", "Nasrin", "Sohrab"),
        chosen=("Maryam",),
        others=("Sara Lindskov", "Lotte Iversen"),
        place="Projektenheden",
        meetings=(
            brief("Nasrin", "Lørdagen var hos Maryam, og Farhad sov til klokken ni.", absent=("Sohrab",)),
            brief("Gholam", "Jeg ringede til Peter om torsdagen."),
            brief("Sohrab", "Far spurgte til bilen og ikke til pengene."),
            brief(
                "Nasrin",
                "Farhad har sovet i sit eget værelse i to uger.",
                Said(SIGNS, "Lotte Iversen", "Han bliver siddende, når det larmer."),
            ),
            brief("Gholam", "Jeg var ædru til Lailas fødselsdag."),
            brief(
                "Maryam",
                "De bliver hjemme om lørdagen nu. Jeg kommer til dem.",
                Said(BETTER, "Nasrin", "Vi var hjemme tre lørdage."),
            ),
            brief(
                "Sohrab",
                "Jeg er begyndt på værkstedet.",
                Said(TAKEN, "Gholam", "At sige højt, at jeg ikke kan være alene fredag aften."),
            ),
            brief("Nasrin", "Lørdag er en god dag, også hjemme."),
            brief("Gholam", "Farhad slukkede selv lyset."),
        ),
    ),
    "Hasanović": Series(
        family=("Mirsad", "Senada", "Edin", "Lejla", "Tarik"),
        chosen=("Amir",),
        others=("Jonas Bech", "Dorthe Vinter", "Anders Munk"),
        place="Hjemme hos Senada",
        meetings=(
            brief(
                "Lejla",
                "Tarik spiste aftensmad med mig fire dage i træk.",
                Said(SIGNS, "Senada", "Han kom ud af værelset, da Amir ringede på."),
                absent=("Tarik",),
            ),
        ),
    ),
}


def follow_ups(telling: "FamilyTelling") -> Iterator["Deed"]:
    """Each meeting agrees when the next one is; the first is agreed with the plan's draft."""

    if telling.story.follow_ups is None:
        return
    series, told = SERIES[telling.story.name], Told(telling)
    days = list(_days(telling.calendar, telling.story.follow_ups, told.begun))
    yield Deed(moment(told.begun, time(15, 10)), partial(told.arrange, days[0]))
    for number, (day, following) in enumerate(pairwise(days)):
        is_last = following >= telling.calendar.today
        yield from _held(
            told,
            moment(day, TOGETHER_AT),
            _meeting_of(series, telling.calendar, day, number),
            None if is_last and series.leaves_the_next_open else following,
        )
        if series.books_in_time:
            booked = moment(day, time(9)) + BOOKED_AFTER
            yield Deed(booked, partial(told.book_an_interpreter, following))


def _days(calendar: Calendar, rhythm: tuple[date, int], begun: date) -> Iterator[date]:
    """From the first after the draft on, up to the first that is not held yet."""
    day, weeks = calendar.by_weeks(rhythm[0]), timedelta(weeks=rhythm[1])
    while day <= begun:
        day += weeks
    while day < calendar.today:
        yield day
        day += weeks
    yield day


def _meeting_of(series: Series, calendar: Calendar, day: date, number: int) -> Meeting:
    told = {calendar.by_weeks(on): meeting for on, meeting in series.told.items()}
    if day in told:
        return told[day]
    before = sum(1 for on in told if on < day)
    return series.meetings[min(number - before, len(series.meetings) - 1)]


def _held(told: "Told", begins: datetime, meeting: Meeting, following: date | None) -> Iterator["Deed"]:
    """From sitting down to parting, a moment apart."""

    yield Deed(begins, told.begin)
    at = begins
    for said in meeting.said:
        at += A_MOMENT
        yield Deed(at, partial(told.say, said))
    for step in meeting.steps:
        at += A_MOMENT
        yield Deed(at, partial(told.agree, *step))
    yield Deed(at + A_MOMENT, partial(told.end, meeting, following))


class Told:
    """One family's series on its way into the database."""

    follow_up: FollowUp

    def __init__(self, telling: "FamilyTelling") -> None:
        self.telling, self.series = telling, SERIES[telling.story.name]
        self.begun = telling.calendar.by_weeks(telling.story.begun)
        self.next: FollowUp | None = None
        self.open_steps: list[NextStep] = []

    def _find(self, name: str) -> Speaker | None:
        """Who is called that, as long as they are around the family."""
        telling = self.telling
        if name in telling.members:
            return telling.members[name]
        if name in telling.people:
            return telling.people[name] if name in telling.standing else None
        return telling.family.network.open().filter(name=name).first()

    def _people(self, names: Sequence[str]) -> list[Speaker]:
        return [person for name in names if (person := self._find(name))]

    def arrange(self, on: date) -> None:
        self.next = FollowUp.arrange(
            self.telling.family,
            by=self.telling.coordinator,
            on=on,
            at=TOGETHER_AT,
            place=self.series.place,
            weeks_between=self.telling.story.follow_ups[1] if self.telling.story.follow_ups else 8,
            led_by=self.telling.coordinator,
            language=self.telling.story.language,
            chosen=self._people((*self.series.family, *self.series.chosen)),
            others=self._people(self.series.others),
        )

    def book_an_interpreter(self, on: date) -> None:
        if self.next is None or self.next.on != on or not self.telling.family.needs_interpreter:
            return
        self.next.change(
            by=self.telling.coordinator,
            chosen=self._people((*self.series.family, *self.series.chosen)),
            others=self._people(self.series.others),
            interpreter=InterpreterUse.PRESENT,
            interpreter_name="Tolkebureauet, fast tolk",
        )

    def begin(self) -> None:
        assert self.next
        self.follow_up, self.next = self.next, None
        self.follow_up.begin(by=self.telling.coordinator)
        for step in self.open_steps:
            step.finish(by=self.telling.coordinator)
        self.open_steps = []

    def say(self, said: Said) -> None:
        speaker = self._find(said.who)
        if speaker is None:
            return
        Answer.say(
            self.follow_up,
            said.question,
            by=self.telling.coordinator,
            speaker=speaker,
            words=said.words,
            is_quote=said.is_quote,
            goal=self.telling.goals.get(said.goal),
        )

    def agree(self, who: str, what: str, within: int) -> None:
        speaker = self._find(who)
        assert speaker, who
        step = NextStep.agree(
            self.telling.family,
            by=self.telling.coordinator,
            who=speaker,
            words=what,
            due_on=timezone.localtime(clock.now()).date() + timedelta(days=within),
            follow_up=self.follow_up,
        )
        self.open_steps.append(step)

    def end(self, meeting: Meeting, following: date | None) -> None:
        asked = (*self.series.family, *self.series.chosen, *self.series.others)
        away = dict.fromkeys(meeting.excused, Presence.EXCUSED) | dict.fromkeys(
            meeting.absent, Presence.ABSENT
        )
        needs = self.telling.story.needs_interpreter
        self.next = self.follow_up.end(
            by=self.telling.coordinator,
            presences={
                person: away.get(str(person), Presence.CAME) for name in asked if (person := self._find(name))
            },
            next_on=following,
            next_at=TOGETHER_AT,
            interpreter=InterpreterUse.PRESENT if needs else InterpreterUse.NOT_NEEDED,
            interpreter_name="Tolkebureauet, fast tolk" if needs else "",
            language=self.telling.story.language,
        )

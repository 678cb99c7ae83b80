"""What the children of the demo said and drew, to whom it was opened, and the book for Lina."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from families.models import InterpreterUse, Language, Visibility
from outcomes.demo.crayon import (
    Crayon,
    apart,
    drawn,
    telephone,
    three_houses,
    walk,
    wizard,
    worried,
)
from outcomes.demo.dates import Ago, Deed, When
from safety.models import Approved, Book, ChildVoice, MayShow, Tool

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling

INTERPRETER = "Tolkebureauet, fast tolk"


@dataclass(frozen=True)
class Opened:
    """To whom a child's words were opened, so many days later, and what the child answered."""

    reason: str
    members: tuple[str, ...] = ()
    visibility: Visibility = Visibility.CORE
    named: tuple[str, ...] = ()
    answer: MayShow = MayShow.YES
    words: str = ""
    after: int = 0


@dataclass(frozen=True)
class Hears:
    """A child is heard; ``released`` are the steps by which others were let in."""

    on: When
    by: str
    child: str
    worries: str = ""
    good: str = ""
    wishes: str = ""
    tool: Tool = Tool.TALK
    present: str = ""
    interpreted: bool = False
    may_show: MayShow = MayShow.NOT_ASKED
    to: str = ""
    draws: Callable[[Crayon], None] | None = None
    released: tuple[Opened, ...] = ()


TO_COLLEAGUES = Opened(
    "Vi, der er om barnet til daglig, skal vide det. Det ændrer ikke noget derhjemme.",
    visibility=Visibility.NEAR,
)


def lately(
    days: int, by: str, child: str, worries: str, good: str, wishes: str, *, tool: Tool = Tool.TALK
) -> Hears:
    """One of the talks that are held every three months; the child lets those who stand near know."""
    may_show, to = MayShow.YES, "jer, der hjælper"
    return Hears(
        Ago(days), by, child, worries, good, wishes, tool, may_show=may_show, to=to, released=(TO_COLLEAGUES,)
    )


HEARD: Mapping[str, tuple[Hears, ...]] = {
    "Al-Khatib": (
        Hears(
            date(2024, 9, 20),
            "Ida Vang",
            "Omar",
            "Når far råber, og jeg ikke kan tælle til ti.",
            "Nabils bil, Thomas' værksted.",
            "Min egen seng og en rigtig klasse.",
            Tool.HOUSES,
            present="Thomas Riis",
            interpreted=True,
            may_show=MayShow.YES,
            to="mor og far",
            draws=three_houses,
            released=(
                Opened(
                    "Omar vil selv vise dem husene, med tolk, og Pernille er hos ham imens. Rima og "
                    "Samir har bedt om at høre, hvordan han har det.",
                    ("Rima", "Samir"),
                    named=("Pernille Dahl", "Thomas Riis"),
                    words="Ja, men jeg vil sidde ved siden af Thomas.",
                    after=3,
                ),
            ),
        ),
        lately(
            33,
            "Susanne Lykke",
            "Omar",
            "At jeg glemmer min madpakke.",
            "Far gik ned i gården.",
            "At Yousef bliver ved med at hente mig.",
            tool=Tool.HOUSES,
        ),
        lately(
            40,
            "Pernille Dahl",
            "Maha",
            "Eksamen.",
            "Jeg har to eftermiddage, der er mine.",
            "At nogen spørger mig, før de aftaler noget.",
        ),
        lately(
            47,
            "Lone Kjær",
            "Lina",
            "Når der er helt stille.",
            "At bage med mor.",
            "En hund, der er lille.",
            tool=Tool.WIZARD,
        ),
        lately(
            54,
            "Lone Kjær",
            "Adam",
            "Den store gynge.",
            "Bilerne i børnehaven.",
            "Flere biler.",
            tool=Tool.HOUSES,
        ),
    ),
    "Warsame": (
        Hears(
            date(2024, 10, 2),
            "Nanna Lyng",
            "Khalid",
            "At mor ikke har ondt i hovedet.",
            "Ayaan synger. Ifrah deler sin mad.",
            "Morgenmad, der ikke slipper op.",
            Tool.WIZARD,
            may_show=MayShow.YES,
            to="mor og Birgitte",
            draws=wizard,
            released=(
                Opened(
                    "Hodan kender det selv og vil gerne tale om det. Khalid er med, når hun ser tegningen.",
                    ("Hodan",),
                    named=("Signe Toft", "Birgitte Ørum"),
                    words="Ja. Mor skal ikke være ked af det.",
                    after=2,
                ),
            ),
        ),
        lately(
            26,
            "Nanna Lyng",
            "Khalid",
            "Diktat.",
            "At vi spiser alle syv.",
            "En morgenmadsmaskine.",
            tool=Tool.WIZARD,
        ),
        lately(
            34,
            "Birgitte Ørum",
            "Zakariye",
            "At Inge holder op.",
            "Håndbold om tirsdagen.",
            "At blive i klassen.",
        ),
        lately(
            41,
            "Signe Toft",
            "Ifrah",
            "Konvolutterne, når de er tomme.",
            "Min praktik.",
            "At mor har en, der er hendes.",
        ),
        lately(48, "Signe Toft", "Sumaya", "Når de store skændes.", "Vi har hinanden.", "Et skrivebord."),
        lately(
            55, "Signe Toft", "Ayaan", "Mørket på trappen.", "Søndagsmad.", "En rød cykel.", tool=Tool.HOUSES
        ),
    ),
    "Haidari": (
        # § 18(3): nobody but Karin, Camilla and the project leader knows that she has said this.
        Hears(
            date(2024, 11, 1),
            "Karin Friis",
            "Shabnam",
            "Min onkel læser min telefon. Jeg må ikke komme med klassen på tur.",
            "Karins kontor. Elevrådet.",
            "Jeg vil selv bestemme over min skole. Ingen må sige det derhjemme.",
            may_show=MayShow.YES,
            to="Camilla, ingen derhjemme",
            released=(
                Opened(
                    "Camilla bestiller risikovurderingen (barnets lov § 18, stk. 3). Ingen i familien må "
                    "vide, at Shabnam har talt med os, før den er færdig.",
                    visibility=Visibility.NAMED,
                    named=("Camilla Juhl",),
                    words="Kun Camilla.",
                    after=3,
                ),
            ),
        ),
        lately(30, "Karin Friis", "Shabnam", "Matematik.", "Jeg laver lektier i ro.", "At læse videre."),
        lately(
            37,
            "Karin Friis",
            "Elyas",
            "Når telefonen ringer om aftenen.",
            "Skak.",
            "At vinde over Jakob igen.",
        ),
        lately(
            44,
            "Camilla Juhl",
            "Mina",
            "Når mor glemmer mit navn.",
            "Mor henter mig om onsdagen.",
            "At mor henter mig hver dag.",
            tool=Tool.HOUSES,
        ),
    ),
    "Hasanović": (
        # Heard, and long ago: it is time to ask him again.
        lately(130, "Dorthe Vinter", "Tarik", "Skoledage.", "Lejla spiser med mig.", "Min egen dør."),
        lately(
            35,
            "Dorthe Vinter",
            "Lejla",
            "At Tarik er alene, når jeg flytter.",
            "Værkstedet.",
            "En læreplads.",
        ),
    ),
    "Tesfay": (
        lately(28, "Malene Krag", "Natnael", "At mor græder i telefonen.", "Noah.", "At blive i klassen."),
        lately(
            36,
            "Signe Toft",
            "Rahwa",
            "Når det er mørkt klokken fire.",
            "At synge.",
            "At mor sover.",
            tool=Tool.HOUSES,
        ),
    ),
    "Şêxo": (
        lately(29, "Jesper Lund", "Rêzan", "Det gider jeg ikke tale om.", "Berfîn ringer.", "Penge."),
        lately(38, "Ulla Bjerre", "Dilan", "Når Rêzan ikke er hjemme.", "Fodbold.", "At komme på holdet."),
        lately(45, "Ulla Bjerre", "Zîn", "At skifte klasse igen.", "Min kusine.", "Min kusine i klassen."),
        lately(52, "Jesper Lund", "Hêvî", "Morgenen.", "Far i bussen.", "Et værelse.", tool=Tool.HOUSES),
        lately(
            52, "Jesper Lund", "Baran", "Ingenting.", "Alle mine søskende.", "En drage.", tool=Tool.WIZARD
        ),
        lately(52, "Jesper Lund", "Lorîn", "Hunden.", "Baran.", "Is.", tool=Tool.HOUSES),
    ),
    "Al-Jabouri": (
        lately(31, "Trine Overgaard", "Hussein", "At de spørger, hvor vi bor.", "Ali.", "Noget uden bøger."),
        lately(39, "Trine Overgaard", "Zahra", "Vejen hjem.", "Koret.", "En solo.", tool=Tool.HOUSES),
    ),
    "Farah": (
        lately(
            27,
            "Jesper Lund",
            "Mohamed",
            "Hvis mormor bliver indlagt.",
            "Jeg kan lave ris.",
            "At nogen har en plan.",
        ),
        lately(
            43, "Jesper Lund", "Hamdi", "Larmen i klassen.", "At tegne.", "Min egen klasse.", tool=Tool.HOUSES
        ),
    ),
    "Rahimi": (
        lately(
            32,
            "Lotte Iversen",
            "Farhad",
            "Lørdag aften.",
            "Moster.",
            "At sove med lyset slukket.",
            tool=Tool.HOUSES,
        ),
        lately(
            46,
            "Trine Overgaard",
            "Laila",
            "Når far er træt.",
            "Sohrab kører mig.",
            "En kat.",
            tool=Tool.WIZARD,
        ),
    ),
}

BOOK_OF, BOOK_FOR, BOOK_BY = "Al-Khatib", "Lina", "Pernille Dahl"
BOOK_BEGUN, BOOK_APPROVED, BOOK_BY_MOTHER = date(2025, 3, 24), date(2025, 4, 3), "Rima"
# No interpreter has read the Arabic, and the book says so.
BOOK_TITLE = ("Det gør de voksne nu (den arabiske tekst er ikke gennemlæst)", "ماذا يفعل الكبار الآن")
BOOK_PAGES: tuple[tuple[Callable[[Crayon], None], str, str], ...] = (
    (
        worried,
        "Mor, Pernille og Thomas er bekymrede. Far bliver nogle gange meget vred.",
        "ماما وبرنيلا وتوماس قلقون. بابا يغضب كثيرًا أحيانًا.",
    ),
    (
        apart,
        "En dag slog far Omar, og det må man ikke. Det er ikke børnenes skyld.",
        "في يوم من الأيام ضرب بابا عمر، وهذا ممنوع. هذا ليس ذنب الأطفال.",
    ),
    (
        walk,
        "Når far mærker uroen komme, går han en tur eller ringer til Nabil. Så er mor hos jer.",
        "عندما يشعر بابا بالتوتر، يخرج ليمشي أو يتصل بنبيل. وتبقى ماما معكم.",
    ),
    (
        telephone,
        "Bliver du bange, kan du ringe til Nabil eller Pernille. Du må altid ringe.",
        "إذا شعرتِ بالخوف، يمكنكِ أن تتصلي بنبيل أو ببرنيلا. يمكنكِ أن تتصلي دائمًا.",
    ),
)


def children(telling: "FamilyTelling") -> Iterator["Deed"]:
    """Each child heard at its day, each release some days after; and the book, which waits for the father."""

    for told in HEARD.get(telling.story.name, ()):
        heard: list[ChildVoice] = []
        hears = telling._deed(told.on, time(13, 40), partial(_hear, telling, told, heard))
        yield hears
        for opened in told.released:
            later = hears.at + timedelta(days=opened.after, hours=1)
            yield Deed(later, partial(_release, telling, opened, heard))
    if telling.story.name == BOOK_OF:
        books: list[Book] = []
        yield telling._deed(BOOK_BEGUN, time(10, 30), partial(_write, telling, books))
        yield telling._deed(BOOK_APPROVED, time(14), partial(_approve, telling, books))


def _hear(telling: "FamilyTelling", told: Hears, heard: list[ChildVoice]) -> None:
    voice = ChildVoice.hear(
        telling.family,
        by=telling.people[told.by],
        child=telling.members[told.child],
        tool=told.tool,
        worries=told.worries,
        good_things=told.good,
        wishes=told.wishes,
        present=told.present,
        interpreter=InterpreterUse.PRESENT if told.interpreted else InterpreterUse.NOT_NEEDED,
        interpreter_name=INTERPRETER if told.interpreted else "",
        may_show=told.may_show,
        may_show_to=told.to,
        drawings=[drawn(told.draws, told.child)] if told.draws else [],
    )
    heard.append(voice)


def _release(telling: "FamilyTelling", told: Opened, heard: list[ChildVoice]) -> None:
    (voice,) = heard
    voice.release(
        by=voice.author,
        answer=told.answer,
        answer_words=told.words,
        reason=told.reason,
        members=[telling.members[name] for name in told.members],
        visibility=told.visibility,
        named=[telling.people[name] for name in told.named],
    )


def _write(telling: "FamilyTelling", books: list[Book]) -> None:
    by = telling.people[BOOK_BY]
    title, title_translated = BOOK_TITLE
    book = Book.begin(
        telling.family,
        by=by,
        child=telling.members[BOOK_FOR],
        title=title,
        title_translated=title_translated,
        language=Language.ARABIC,
        visibility=Visibility.NEAR,
    )
    for what, words, words_translated in BOOK_PAGES:
        book.add_page(by=by, picture=drawn(what, BOOK_FOR), words=words, words_translated=words_translated)
    books.append(book)


def _approve(telling: "FamilyTelling", books: list[Book]) -> None:
    (book,) = books
    book.answer(
        telling.members[BOOK_BY_MOTHER],
        Approved.YES,
        by=telling.people[BOOK_BY],
        version=book.version,
        words="Jeg læser den for Lina om aftenen, når Samir også har sagt ja.",
    )

"""What is said of each family in its map: who is worried, what works, and what somebody does next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from families.models import Visibility
from outcomes.demo.dates import Ago, When
from safety.models import Category


@dataclass(frozen=True)
class Saw:
    """A day on which it protected the child, and who saw it."""

    on: date
    who: str
    words: str


@dataclass(frozen=True)
class Told:
    """When it was said to the family, and in which words where they were others."""

    on: date
    by: str
    to: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Stated:
    """One statement: who says it, who wrote it down, and what became of it."""

    key: str
    category: Category
    who: str
    words: str
    by: str = ""  # the coordinator, if nobody else
    about: tuple[str, ...] = ()
    on: When | None = None  # when the plan was begun, if not else
    addition: str = ""
    happened: tuple[date, date | None] | None = None
    goal: str = ""
    goal_on: When | None = None  # where the goal came later than the statement
    beside: tuple[str, ...] = ()  # the dangers that it answers
    seen: tuple[Saw, ...] = ()
    otherwise: tuple[tuple[date, str, str], ...] = ()  # who sees it otherwise
    told: tuple[Told, ...] = ()
    visibility: Visibility = Visibility.NEAR
    named: tuple[str, ...] = ()
    risk: tuple[date, date] | None = None  # ordered and finished
    resolved: tuple[date, str] | None = None


@dataclass(frozen=True)
class Agrees:
    """A next step: who does what by when."""

    on: When
    who: str
    words: str
    days: int
    danger: str = ""
    done: tuple[When, str] | None = None
    dropped: tuple[When, str] | None = None
    visibility: Visibility = Visibility.NEAR
    named: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Decided:
    """A bottom line: where the decision stands."""

    on: date
    decision: str
    unit: str
    case_number: str
    written_on: When
    by: str = ""


@dataclass(frozen=True)
class Map:
    """One family's map."""

    stated: tuple[Stated, ...]
    agreed: tuple[Agrees, ...] = ()
    decided: tuple[Decided, ...] = ()


HARM, DANGER = Category.PAST_HARM, Category.DANGER
HARDER, STRENGTH, SAFETY = Category.COMPLICATING, Category.STRENGTH, Category.SAFETY

AL_KHATIB = Map(
    stated=(
        Stated(
            "bælte",
            HARM,
            "Omar",
            "Samir slog Omar på armen med et bælte, fordi skolen havde skrevet hjem. Omar havde blå mærker "
            "i fem dage. Maha hørte det og tog Lina og Adam med ind på værelset.",
            by="Pernille Dahl",
            about=("Omar", "Maha", "Lina", "Adam"),
            addition="Henvisning: underretning dagen efter, behandlet på rådhuset.",
            happened=(date(2024, 3, 14), None),
        ),
        Stated(
            "nat",
            DANGER,
            "Pernille Dahl",
            "Pernille, Thomas og Rima er bekymrede for, at Samir igen slår Omar eller et af de andre børn, "
            "når han ikke har sovet og bliver presset af larm eller dårlige nyheder. De er bekymrede for, "
            "at Omar kommer til skade, og at Maha, Lina og Adam bliver så bange, at de ikke tør sove, ikke "
            "kan følge med i skolen og tror, at det er deres skyld.",
            by="Pernille Dahl",
            about=("Omar", "Maha", "Lina", "Adam"),
            goal="nat",
            otherwise=((date(2024, 9, 16), "Samir", "Samir mener, at det ikke sker igen."),),
            told=(Told(date(2024, 9, 23), "Pernille Dahl", ("Samir", "Rima"), ("Nabil",)),),
        ),
        Stated(
            "maha",
            DANGER,
            "Maha",
            "Skolen, Rima og Maha selv er bekymrede for, at Maha bliver hjemme for at passe de små og "
            "hjælpe med breve, så hun mister venner og ikke består 9. klasse.",
            about=("Maha",),
            goal="maha",
            told=(Told(date(2024, 9, 23), "Jonas Bech", ("Samir", "Rima", "Maha")),),
            resolved=(
                date(2026, 3, 12),
                "Maha har været i skole hver dag siden jul, og brevene læses med tolk.",
            ),
        ),
        Stated("ptsd", HARDER, "Samir", "Samirs PTSD og smerter", about=("Samir",)),
        Stated("trangt", HARDER, "Rima", "Trang bolig: syv personer på 88 m²"),
        Stated("restance", HARDER, "Rima", "Huslejerestance 9.400 kr.", by="Kasper Holst"),
        Stated("dansk", HARDER, "Rima", "Dansk på begynderniveau", by="Kasper Holst", about=("Rima",)),
        Stated("yousef", HARDER, "Rima", "Yousef ude om natten", about=("Yousef",)),
        Stated("skift", HARDER, "Jonas Bech", "Fem rådgivere på fire år (kommunens del)"),
        Stated(
            "nyt",
            HARDER,
            "Rima",
            "Der kommer dårligt nyt hjemmefra om aftenen, og så sover Samir ikke",
            about=("Samir",),
            on=Ago(24),
        ),
        Stated(
            "følger", STRENGTH, "Rima", "Rima følger selv Lina i skole", about=("Lina",), beside=("maha",)
        ),
        Stated("spiser", STRENGTH, "Maha", "Familien spiser sammen"),
        Stated("cykler", STRENGTH, "Yousef", "Yousef reparerer cykler for naboer", about=("Yousef",)),
        Stated(
            "behandling",
            STRENGTH,
            "Samir",
            "Samir går til traumebehandling",
            about=("Samir",),
            beside=("nat",),
            on=date(2024, 10, 7),
        ),
        Stated(
            "gården",
            SAFETY,
            "Rima",
            "Samir blev vred over larm, gik i gården og ringede til Nabil, mens Rima læste for børnene. "
            "Fire gange siden juni.",
            about=("Omar", "Maha", "Lina", "Adam"),
            beside=("nat",),
            seen=(
                Saw(
                    date(2024, 8, 2),
                    "Rima",
                    "Samir blev vred over larm, gik i gården og ringede til Nabil, mens Rima læste for "
                    "børnene.",
                ),
                Saw(date(2024, 8, 24), "Maha", "Maha bekræfter det: Han gik ned, før det kogte over."),
            ),
        ),
        Stated(
            "jakken",
            SAFETY,
            "Samir",
            "Jakken hænger ved døren. Når jeg tager den på, ved alle, hvad det betyder.",
            on=date(2025, 9, 18),
            about=("Omar", "Maha", "Lina", "Adam"),
            beside=("nat",),
            seen=(Saw(date(2025, 8, 30), "Omar", "Far tog jakken og gik ned i gården. Vi spiste videre."),),
        ),
        Stated(
            "sover",
            STRENGTH,
            "Omar",
            "Jeg sover fra klokken ni. Skolen siger, at de kan se det.",
            by="Ida Vang",
            on=date(2025, 10, 7),
            about=("Omar",),
            beside=("nat",),
        ),
    ),
    agreed=(
        Agrees(
            date(2024, 9, 16),
            "Samir",
            "Samir viser børnene, hvor jakken hænger, og siger, hvad den betyder.",
            11,
            "nat",
            done=(date(2024, 9, 26), "Omar hængte den selv op."),
        ),
        Agrees(
            date(2024, 9, 16),
            "Jonas Bech",
            "Jonas bestiller tolk til hvert brevmøde, så Maha kan gå til lektier.",
            7,
            "maha",
            done=(date(2024, 9, 20), "Tolken kommer hver torsdag."),
        ),
        Agrees(
            date(2025, 9, 18),
            "Pernille Dahl",
            "Pernille prøver planen af med Rima og Nabil en aften, hvor Samir er i behandling i København.",
            35,
            "nat",
            done=(date(2025, 10, 21), "Nabil kom, da Rima ringede. Børnene sov."),
        ),
        Agrees(
            Ago(24),
            "Jonas Bech",
            "Jonas spørger Umm Khaled, om hun også kan ringes op om natten.",
            14,
            "nat",
        ),
        Agrees(Ago(10), "Rima", "Rima øver nummeret til Nabil med Adam.", 20, "nat"),
        Agrees(Ago(10), "Ida Vang", "Ida spørger Omar, hvad der virkede i sidste uge.", 17, "nat"),
    ),
    decided=(
        Decided(
            date(2024, 4, 3),
            "Afgørelse efter underretning om Omar",
            "Børn og Unge",
            "24-10114",
            date(2024, 9, 23),
            by="Pernille Dahl",
        ),
    ),
)

WARSAME = Map(
    stated=(
        Stated(
            "fravær",
            HARM,
            "Zakariye",
            "Fra januar til juni var Zakariye væk fra skole 38 dage.",
            by="Birgitte Ørum",
            about=("Zakariye",),
            happened=(date(2024, 1, 8), date(2024, 6, 28)),
        ),
        Stated(
            "uden mad",
            HARM,
            "Hodan",
            "Khalid mødte uden mad 11 dage i maj.",
            by="Signe Toft",
            about=("Khalid",),
            happened=(date(2024, 5, 2), date(2024, 5, 30)),
        ),
        Stated(
            "strøm",
            HARM,
            "Abdirahman",
            "I april var der ingen strøm i fire dage.",
            about=("Zakariye", "Sumaya", "Khalid", "Ayaan"),
            happened=(date(2024, 4, 15), date(2024, 4, 18)),
        ),
        Stated(
            "husleje",
            DANGER,
            "Hodan",
            "Signe, Birgitte og Hodan er bekymrede for, at pengene slipper op før den 20., og at Hodan så "
            "bliver hjemme med hovedpine og lader være med at åbne post. De er bekymrede for, at familien "
            "mister lejligheden, at de små går sultne i skole, og at Zakariye giver op og følger de store "
            "drenge i stedet for sin klasse. Hodan tilføjer: ”Når de trækker i ydelsen, er det børnene, der "
            "betaler.”",
            by="Signe Toft",
            about=("Zakariye", "Sumaya", "Khalid", "Ayaan"),
            goal="husleje",
            told=(Told(date(2024, 9, 26), "Signe Toft", ("Hodan", "Abdirahman", "Ifrah")),),
        ),
        Stated("alene", HARDER, "Hodan", "Alene med seks børn"),
        Stated("migræne", HARDER, "Hodan", "Ubehandlet migræne", about=("Hodan",)),
        Stated("lån", HARDER, "Hodan", "Lån af bekendte"),
        Stated("breve", HARDER, "Ifrah", "Breve på svært dansk"),
        Stated("frister", HARDER, "Sara Lindskov", "To kontorer med modstridende frister (kommunens del)"),
        Stated("mørkt", HARDER, "Zakariye", "Det er mørkt, når jeg går til håndbold", on=Ago(15)),
        Stated("hjælp", STRENGTH, "Ifrah", "Hodan lærer børnene at bede om hjælp", beside=("husleje",)),
        Stated("ti", STRENGTH, "Ifrah", "Ifrah får 10 i dansk", about=("Ifrah",)),
        Stated("søndag", STRENGTH, "Sumaya", "Søndagsmad med tre andre familier"),
        Stated(
            "fatuma",
            SAFETY,
            "Ifrah",
            "Da køleskabet var tomt, gik Hodan selv til Fatuma og spurgte om mad, før børnene kom hjem. Er "
            "sket hver måned siden maj.",
            about=("Zakariye", "Sumaya", "Khalid", "Ayaan"),
            beside=("husleje",),
            seen=(
                Saw(
                    date(2024, 9, 3),
                    "Ifrah",
                    "Køleskabet var tomt. Hodan gik selv til Fatuma og spurgte, før vi kom hjem.",
                ),
            ),
        ),
        Stated(
            "kuverter",
            STRENGTH,
            "Hodan",
            "Jeg åbner kuverterne nu.",
            on=date(2025, 10, 16),
            about=("Hodan",),
            beside=("husleje",),
        ),
    ),
    agreed=(
        Agrees(
            date(2024, 9, 23),
            "Hassan Nur",
            "Hassan laver en afdragsordning med boligforeningen sammen med Hodan.",
            14,
            "husleje",
            done=(date(2024, 10, 3), "700 kr. om måneden. Hodan har skrevet under med tolk."),
        ),
        Agrees(
            date(2024, 9, 23),
            "Sara Lindskov",
            "Sara får de to kontorer til at aftale én frist.",
            21,
            "husleje",
            done=(date(2024, 10, 11), "Fristen er den 1. i måneden hos begge."),
        ),
        Agrees(Ago(9), "Hodan", "Hodan ringer til lægen om hovedpinen sammen med Ifrah.", 16, "husleje"),
        Agrees(Ago(20), "Birgitte Ørum", "Birgitte spørger Zakariye, hvem han sidder med.", 14, "husleje"),
    ),
)

SHIELDED_FOR = ("Camilla Juhl", "Karin Friis", "Mette Krogh")

HAIDARI = Map(
    stated=(
        Stated(
            "køkken",
            DANGER,
            "Najib",
            "Camilla, Karin og Najib er bekymrede for, at Parwin glemmer aftaler, medicin og mad på "
            "komfuret, når hun er træt, og at Najib ikke kan tage over på grund af ryggen. De er bekymrede "
            "for, at Mina og Elyas kommer til skade i køkkenet, går glip af skole og føler, at de skal "
            "passe på deres mor.",
            by="Camilla Juhl",
            about=("Elyas", "Mina"),
            goal="køkken",
            told=(Told(date(2024, 10, 9), "Camilla Juhl", ("Najib", "Parwin", "Mustafa")),),
        ),
        Stated(
            "skærmet",
            DANGER,
            "Karin Friis",
            "Shabnam har fortalt Karin, at hendes onkel læser hendes telefon, og at hun ikke må tage med "
            "klassen på tur. Camilla og Karin er bekymrede for, at Shabnam bliver presset til at stoppe i "
            "skolen eller sendt på en rejse, hun ikke selv har valgt, og at hun står alene, fordi hun er "
            "bange for at sige det derhjemme.",
            by="Karin Friis",
            on=date(2024, 11, 4),
            about=("Shabnam",),
            goal="skærmet",
            goal_on=date(2024, 11, 18),
            visibility=Visibility.NAMED,
            named=SHIELDED_FOR,
            risk=(date(2024, 11, 4), date(2024, 11, 18)),
            told=(
                Told(
                    date(2025, 2, 3),
                    "Karin Friis",
                    ("Najib",),
                    words="Shabnam vil gerne med sin klasse på tur og have sin telefon for sig selv. Hun "
                    "har bedt Karin om at sige det til dig, mens hun sidder her.",
                    reason="Shabnam har selv bedt om, at far får det at vide. Risikovurderingen siger, at "
                    "han er på hendes side. Onklen nævnes ikke.",
                ),
            ),
        ),
        Stated(
            "hukommelse", HARDER, "Najib", "Hukommelse: Parwin glemmer, når hun er træt", about=("Parwin",)
        ),
        Stated("smerter", HARDER, "Najib", "Smerter i ryggen", about=("Najib",)),
        Stated("skam", HARDER, "Parwin", "Skam ved at bede om hjælp"),
        Stated("onkel", HARDER, "Najib", "Besøg af onkel"),
        Stated("vinter", HARDER, "Parwin", "Når det bliver tidligt mørkt, bliver jeg forvirret", on=Ago(22)),
        Stated("ventetid", HARDER, "Jonas Bech", "Ventetid på udredning (systemets del)", about=("Parwin",)),
        Stated(
            "leksikon",
            STRENGTH,
            "Elyas",
            "Najib laver leksikonspil på dansk med børnene",
            about=("Elyas", "Mina"),
        ),
        Stated("arbejde", STRENGTH, "Mustafa", "Mustafa vil arbejde", about=("Mustafa",)),
        Stated("elevråd", STRENGTH, "Shabnam", "Shabnam er elevrådsrepræsentant", about=("Shabnam",)),
        Stated(
            "telefonalarm",
            SAFETY,
            "Ole Stender",
            "Mustafa slukkede komfuret og blev hjemme, til Ole kom. Siden sætter han telefonalarm hver dag.",
            by="Ole Stender",
            about=("Elyas", "Mina"),
            beside=("køkken",),
            seen=(
                Saw(
                    date(2024, 9, 7), "Ole Stender", "Mustafa slukkede komfuret og blev hjemme, til Ole kom."
                ),
            ),
        ),
        Stated(
            "tavlen",
            STRENGTH,
            "Parwin",
            "Tavlen husker for mig.",
            by="Ole Stender",
            on=date(2025, 9, 10),
            about=("Parwin",),
            beside=("køkken",),
        ),
        Stated(
            "telefon",
            STRENGTH,
            "Shabnam",
            "Jeg har selv min telefon, og jeg ved, hvem jeg ringer til.",
            by="Karin Friis",
            on=date(2025, 2, 11),
            about=("Shabnam",),
            beside=("skærmet",),
            visibility=Visibility.NAMED,
            named=SHIELDED_FOR,
        ),
    ),
    agreed=(
        Agrees(
            date(2024, 9, 30),
            "Ole Stender",
            "Ole sætter en tavle op i køkkenet sammen med Najib.",
            14,
            "køkken",
            done=(date(2024, 10, 14), "Den hænger, hvor alle går forbi."),
        ),
        Agrees(
            date(2024, 11, 18),
            "Camilla Juhl",
            "Camilla og Karin giver Shabnam to numre, hun kan ringe til dag og nat.",
            3,
            "skærmet",
            done=(date(2024, 11, 19), "Hun har dem i hovedet, ikke i telefonen."),
            visibility=Visibility.NAMED,
            named=SHIELDED_FOR,
            by="Karin Friis",
        ),
        Agrees(
            date(2025, 2, 10),
            "Camilla Juhl",
            "Camilla spørger lægen om et andet sted, hvor Parwin kan udredes hurtigere.",
            21,
            "køkken",
            dropped=(date(2025, 3, 5), "Regionen har ét venteliste-sted. Jonas rykker i stedet hver måned."),
        ),
        Agrees(Ago(12), "Mustafa", "Mustafa viser Elyas, hvem der slukker, når alarmen går.", 21, "køkken"),
        Agrees(
            Ago(26),
            "Camilla Juhl",
            "Camilla ser, om Elyas og Mina har fri klokken fire i to uger.",
            21,
            "køkken",
        ),
    ),
)

HASANOVIC = Map(
    stated=(
        Stated(
            "nat",
            DANGER,
            "Senada",
            "Dorthe, Anders og Senada er bekymrede for, at Tarik sidder inde om natten ved skærmen og slår "
            "ud i skolen, når han ikke har sovet, så han eller et andet barn kommer til skade, og han til "
            "sidst står uden klasse og uden venner.",
            by="Dorthe Vinter",
            about=("Tarik",),
            on=date(2024, 10, 9),
            goal="nat",
            goal_on=Ago(17),
            told=(Told(date(2024, 10, 16), "Dorthe Vinter", ("Mirsad", "Senada", "Tarik")),),
        ),
        Stated("stolthed", HARDER, "Edin", "Far og sønner taler ikke om arbejde", on=date(2024, 10, 9)),
        Stated(
            "aftensmad",
            SAFETY,
            "Lejla",
            "Lejla spiser aftensmad med Tarik hver dag. De aftener lægger han skærmen væk.",
            on=date(2024, 10, 9),
            about=("Tarik",),
            beside=("nat",),
            seen=(Saw(date(2024, 10, 2), "Senada", "De spiste sammen, og Tarik gik i seng uden skærm."),),
        ),
        Stated(
            "cykel",
            STRENGTH,
            "Tarik",
            "Edin og jeg gjorde min cykel i stand. Jeg kører selv til træning nu.",
            about=("Tarik",),
            on=Ago(72),
        ),
    ),
    agreed=(
        Agrees(Ago(15), "Lejla", "Lejla siger til, de dage hun ikke er hjemme til aftensmad.", 28, "nat"),
    ),
)

TESFAY = Map(
    stated=(
        Stated(
            "breve",
            DANGER,
            "Selam",
            "Signe og Selam er bekymrede for, at Selam ligger vågen og er alene med et brev om udsættelse, "
            "som hun ikke tør åbne. De er bekymrede for, at Natnael og Rahwa bliver hentet for sent, er "
            "alene hjemme om aftenen og mister det sted, de bor.",
            by="Signe Toft",
            about=("Natnael", "Rahwa"),
            goal="breve",
            told=(Told(date(2024, 10, 2), "Signe Toft", ("Selam",)),),
        ),
        Stated("ensom", HARDER, "Selam", "Ensomhed og søvn", about=("Selam",)),
        Stated(
            "menigheden",
            SAFETY,
            "Selam",
            "Menigheden henter børnene, når Selam ikke har sovet.",
            about=("Natnael", "Rahwa"),
            beside=("breve",),
            seen=(
                Saw(
                    date(2024, 9, 15), "Natnael", "De hentede os, og vi spiste der. Mor sov, da vi kom hjem."
                ),
            ),
        ),
    ),
    agreed=(
        Agrees(
            date(2024, 9, 25),
            "Tina Maj",
            "Tina læser brevet om udsættelse sammen med Selam og tolken.",
            2,
            "breve",
            done=(date(2024, 9, 27), "Der var en frist, og den kunne nås."),
        ),
    ),
)

SEXO = Map(
    stated=(
        Stated(
            "hjem",
            DANGER,
            "Berfîn",
            "Jesper, Bo og Berfîn er bekymrede for, at Rêzan er ude med de store drenge om natten, fordi "
            "der er mange børn og få hænder derhjemme. De er bekymrede for, at Rêzan bliver slået eller "
            "taget med til noget, han ikke kan komme ud af igen, og at Berfîn bliver den, der ringer og "
            "venter.",
            by="Bo Winther",
            about=("Rêzan", "Berfîn"),
            goal="hjem",
            otherwise=((date(2024, 10, 14), "Azad", "Azad mener, at Rêzan kan passe på sig selv."),),
            told=(Told(date(2024, 10, 21), "Jesper Lund", ("Azad", "Berfîn", "Rêzan")),),
        ),
        Stated("hænder", HARDER, "Azad", "Mange børn, få hænder"),
        Stated(
            "ringer",
            SAFETY,
            "Berfîn",
            "Berfîn ringer, når Rêzan er sen, og han tager den.",
            about=("Rêzan",),
            beside=("hjem",),
            seen=(Saw(date(2024, 10, 5), "Berfîn", "Han tog den og var hjemme efter tyve minutter."),),
        ),
    ),
    agreed=(
        Agrees(Ago(11), "Simon Elkjær", "Simon og Rêzan ser på to steder, han kan begynde.", 21, "hjem"),
    ),
)

AL_JABOURI = Map(
    stated=(
        Stated(
            "tryg",
            DANGER,
            "Layla",
            "Trine, Marianne og Layla er bekymrede for, at Layla bliver så bange efter volden, at hun ikke "
            "tør gå ud eller lukke nogen ind. De er bekymrede for, at Zahra og Hussein bliver hjemme for at "
            "passe på hende og ikke tør sove.",
            by="Trine Overgaard",
            about=("Hussein", "Zahra"),
            goal="tryg",
            told=(Told(date(2024, 10, 8), "Trine Overgaard", ("Layla", "Ali")),),
        ),
        Stated("flytning", HARDER, "Layla", "Tre flytninger på to år", about=("Layla",)),
        Stated(
            "søster",
            SAFETY,
            "Zahra",
            "Layla går ned til sin søster i samme opgang, når hun bliver bange, og Zahra går med.",
            about=("Zahra",),
            beside=("tryg",),
            seen=(
                Saw(date(2024, 9, 21), "Ali", "Det ringede på døren. De gik ned til Noor, og Zahra sov der."),
            ),
        ),
    ),
    agreed=(
        Agrees(
            date(2024, 10, 1),
            "Trine Overgaard",
            "Trine taler med skolen om, hvem der må hente Zahra.",
            7,
            "tryg",
            done=(date(2024, 10, 4), "Kun Layla, Ali og Noor."),
        ),
    ),
)

FARAH = Map(
    stated=(
        Stated(
            "afløser",
            DANGER,
            "Asha",
            "Jesper, Kirsten og Asha er bekymrede for, at Asha bliver indlagt uden varsel, og at der ingen "
            "er til at tage over. De er bekymrede for, at Mohamed og Hamdi er alene hjemme om natten, ikke "
            "kommer i skole og ikke tør sige det til nogen.",
            by="Jesper Lund",
            about=("Mohamed", "Hamdi"),
            goal="afløser",
            told=(Told(date(2024, 10, 16), "Jesper Lund", ("Asha", "Mohamed", "Hamdi")),),
        ),
        Stated(
            "hjemme",
            DANGER,
            "Bjarne Holt",
            "Bjarne og Asha er bekymrede for, at Hamdi bliver hjemme de dage, hvor Mohamed ikke kommer af "
            "sted, så hun mister sin plads i klassen og holder op med at tegne med de andre.",
            by="Bjarne Holt",
            on=Ago(12),
            about=("Hamdi",),
        ),
        Stated("helbred", HARDER, "Asha", "Ashas helbred svinger, og hun er alene om dem", about=("Asha",)),
        Stated(
            "handler",
            SAFETY,
            "Mohamed",
            "Mohamed handler ind, når Asha er syg, og Halima sover der.",
            about=("Mohamed", "Hamdi"),
            beside=("afløser",),
            seen=(Saw(date(2024, 9, 28), "Hamdi", "Mohamed købte mælk og brød, og Halima sov på sofaen."),),
        ),
        Stated(
            "tegner",
            STRENGTH,
            "Hamdi",
            "Jeg tegner sammen med to fra klassen, når Mohamed følger mig.",
            about=("Hamdi",),
            on=Ago(20),
        ),
    ),
    agreed=(
        Agrees(Ago(12), "Jonas Bech", "Jonas spørger Umm Idil, om hun vil have en nøgle.", 8, "afløser"),
    ),
    decided=(
        Decided(
            date(2025, 10, 20),
            "Afgørelse om støtte til Hamdi og Mohamed",
            "Børn og Unge",
            "25-10387",
            date(2025, 10, 27),
            by="Jesper Lund",
        ),
    ),
)

RAHIMI = Map(
    stated=(
        Stated(
            "lørdag",
            DANGER,
            "Nasrin",
            "Trine, Lotte og Nasrin er bekymrede for, at Gholam drikker i weekenden og råber, og at Farhad, "
            "som har været bange siden flugten, ikke sover og slår ud i skolen. De er bekymrede for, at "
            "Farhad og Laila tror, at det er deres skyld.",
            by="Trine Overgaard",
            about=("Farhad", "Laila"),
            goal="lørdag",
            otherwise=((date(2024, 10, 14), "Gholam", "Gholam siger, at han ikke råber ad børnene."),),
            told=(Told(date(2024, 10, 23), "Trine Overgaard", ("Gholam", "Nasrin")),),
        ),
        Stated("flugten", HARDER, "Nasrin", "Farhad er bange efter flugten", about=("Farhad",)),
        Stated(
            "moster",
            SAFETY,
            "Nasrin",
            "Nasrin og børnene er hos moster Maryam om lørdagen, når Gholam drikker.",
            about=("Farhad", "Laila"),
            beside=("lørdag",),
            seen=(
                Saw(
                    date(2024, 10, 5),
                    "Laila",
                    "Vi var hos moster hele lørdagen, og Farhad sov med lyset slukket.",
                ),
            ),
        ),
    ),
    agreed=(
        Agrees(Ago(16), "Peter Nygaard", "Peter og Gholam aftaler, hvem der ringer fredag.", 9, "lørdag"),
    ),
)

MAPS: Mapping[str, Map] = {
    "Al-Khatib": AL_KHATIB,
    "Warsame": WARSAME,
    "Haidari": HAIDARI,
    "Hasanović": HASANOVIC,
    "Tesfay": TESFAY,
    "Şêxo": SEXO,
    "Al-Jabouri": AL_JABOURI,
    "Farah": FARAH,
    "Rahimi": RAHIMI,
}

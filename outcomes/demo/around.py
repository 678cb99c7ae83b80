"""What stands around each family and what was said in passing: network, offices, lines, letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from families.models import Becoming, Kind, Knows, NetworkKind, Protection, Visibility
from outcomes.demo.dates import Ago, When

EVERYBODY_NEAR = Visibility.NEAR
CORE = Visibility.CORE


@dataclass(frozen=True)
class Says:
    """A line; ``to`` are those it was said to, ``answers`` who answered and what."""

    on: When
    by: str
    text: str
    about: str = ""
    kind: Kind = Kind.TALK
    visibility: Visibility = Visibility.SECTOR
    became: Becoming | None = None
    to: tuple[str, ...] = ()
    due: int | None = None  # days after it was said
    taken: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    minutes: int | None = None
    at: time = time(14, 10)


@dataclass(frozen=True)
class Brings:
    """A letter: ``within`` so many days after it was brought something must be done."""

    on: When
    by: str
    sender: str
    what_to_do: str
    within: int | None = None
    helper: str = ""
    settled: str = ""  # what came of it, a week later
    says: tuple[str, ...] = ()  # what stands in it, where somebody photographed it


@dataclass(frozen=True)
class Near:
    """Somebody in the family's own network."""

    name: str
    relation: str
    kind: NetworkKind
    knows: Knows
    helps_with: str = ""
    why_not_yet: str = ""
    phone: str = ""
    organisation: str = ""
    mentor_for: str = ""
    agreement: date | None = None
    certificate: date | None = None
    on: When | None = None
    ended: When | None = None
    why_ended: str = ""


@dataclass(frozen=True)
class Office:
    sector: str
    what: str
    name: str = ""
    phone: str = ""
    member: str = ""


@dataclass(frozen=True)
class Lacks:
    """A function that ought to stand near; ``asked`` was invited, and perhaps said no."""

    on: When
    function: str
    sector: str
    why: str
    asked: str = ""
    said_no: str = ""


@dataclass(frozen=True)
class Around:
    address: str
    phone: str
    phones: Mapping[str, str]
    works_with: Mapping[str, tuple[str, ...]]
    network: tuple[Near, ...] = ()
    offices: tuple[Office, ...] = ()
    lacks: tuple[Lacks, ...] = ()
    says: tuple[Says, ...] = ()
    brings: tuple[Brings, ...] = ()
    protected: Mapping[str, Protection] | None = None


AL_KHATIB = Around(
    address="Lærkeparken 14, 2. tv.",
    phone="20 10 00 11",
    phones={"Rima": "20 10 00 12", "Samir": "20 10 00 13", "Yousef": "20 10 00 14"},
    works_with={
        "Ida Vang": ("Omar",),
        "Thomas Riis": ("Omar",),
        "Susanne Lykke": ("Omar",),
        "Lone Kjær": ("Adam", "Lina"),
        "Amalie Brandt": ("Yousef",),
        "Pernille Dahl": ("Maha", "Omar", "Lina", "Adam"),
    },
    network=(
        Near(
            "Nabil",
            "farbror",
            NetworkKind.RELATIVE,
            Knows.SOME,  # all of it once Samir has told him himself
            "Kommer, når Samir ringer",
            phone="20 10 00 21",
        ),
        Near(
            "Umm Khaled", "nabo", NetworkKind.FRIEND, Knows.SOME, "Har Lina og Adam en time efter børnehave"
        ),
        Near(
            "Per",
            "Omars fodboldtræner",
            NetworkKind.ASSOCIATION,
            Knows.NOT_YET,
            "Fodbold om lørdagen",
            "Omar ønsker det ikke. Han vil bare være en på holdet.",
        ),
        Near(
            "Flemming Rask",
            "frivillig mentor",
            NetworkKind.MENTOR,
            Knows.SOME,
            "Cykler og breve med Yousef",
            organisation="Frivilligcentret",
            mentor_for="Yousef",
            agreement=date(2024, 11, 4),
            on=date(2024, 11, 4),
        ),
    ),
    offices=(
        Office("Borgerservice og Ydelse", "Ydelse og boligstøtte", "Vagttelefonen", "46 31 41 00"),
        Office("Sprogcenter", "Rimas danskundervisning", "Kursistvejlederen", "46 31 42 00", "Rima"),
        Office("Dagtilbud", "Adams børnehave", "Stuens pædagog", "46 31 43 00", "Adam"),
    ),
    lacks=(
        Lacks(
            Ago(9),
            "Børnehavepædagog for Adam",
            "Dagtilbud",
            "Adam fortæller mest i børnehaven, og ingen derfra er med i planen.",
        ),
    ),
    says=(
        Says(
            date(2024, 10, 2),
            "Thomas Riis",
            "Omar sad under bordet, da en stol væltede. Han sagde bagefter, at han troede, det var far.",
            "Omar",
            Kind.SCHOOL,
            became=Becoming.CONCERN,
        ),
        Says(
            date(2024, 11, 20),
            "Jonas Bech",
            "Maha kom for sent i skole tre dage, fordi hun fulgte Adam. Rima vidste det ikke.",
            "Maha",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
        ),
        Says(
            date(2025, 2, 12),
            "Lone Kjær",
            "Lina sover hele natten nu. Rima læser for hende, mens Samir går sin tur.",
            "Lina",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
        Says(
            date(2025, 4, 3),
            "Amalie Brandt",
            "Yousef har repareret tre cykler for naboerne. Han tager imod bestilling.",
            "Yousef",
            Kind.TALK,
            EVERYBODY_NEAR,
            Becoming.STRENGTH,
        ),
        Says(
            Ago(8),
            "Pernille Dahl",
            "Samir ringede selv efter en dårlig nat. Nabil var kommet, og børnene sov.",
            "",
            Kind.PHONE,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
        Says(
            Ago(6),
            "Kasper Holst",
            "Rima vil gerne have flere timer i køkkenet, hvis Adam kan blive i børnehaven til kl. 15.",
            "",
            Kind.PHONE,
            EVERYBODY_NEAR,
            to=("Jonas Bech",),
            answers=(("Jonas Bech", "Tak. Jeg tager det med børnehaven på torsdag."),),
        ),
        Says(
            Ago(4),
            "Jonas Bech",
            "Kan du spørge Omar, om han vil have en voksen med, når han begynder i den nye klasse?",
            "Omar",
            Kind.OTHER,
            EVERYBODY_NEAR,
            Becoming.NEXT_STEP,
            to=("Ida Vang",),
            due=10,
        ),
        Says(
            Ago(2),
            "Lone Kjær",
            "Hjalp Rima med at bestille tid hos tandlægen til Adam og skrive den i kalenderen.",
            "Adam",
            Kind.HELP,
            EVERYBODY_NEAR,
            minutes=20,
        ),
        Says(
            Ago(1),
            "Susanne Lykke",
            "Omar bad selv om at læse højt. Han nåede en hel side.",
            "Omar",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
        ),
    ),
    brings=(
        Brings(
            date(2025, 3, 6),
            "Jonas Bech",
            "Boligforeningen",
            "Underskriv aftalen om afdrag på huslejen.",
            10,
            "Kasper Holst",
            "Underskrevet og afleveret sammen med Rima.",
        ),
        Brings(
            Ago(3),
            "Jonas Bech",
            "Sygehuset, afdelingen for traumer",
            "Samir skal ringe og sige ja til den nye tid.",
            8,
            "Jonas Bech",
            says=(
                "Kære Samir",
                "Vi har flyttet din tid til en tirsdag klokken 9.00. Ring til os, hvis du kan komme.",
                "Du kan tale med os på arabisk om onsdagen mellem klokken 10 og 12.",
                "Venlig hilsen",
                "Sygeplejersken",
            ),
        ),
    ),
)

WARSAME = Around(
    address="Kornvænget 33, 1. th.",
    phone="20 20 00 11",
    phones={"Hodan": "20 20 00 12", "Abdirahman": "20 20 00 13", "Ifrah": "20 20 00 14"},
    works_with={
        "Birgitte Ørum": ("Zakariye",),
        "Nanna Lyng": ("Khalid",),
        "Signe Toft": ("Ifrah", "Zakariye", "Sumaya", "Khalid", "Ayaan"),
    },
    network=(
        Near("Fatuma", "nabo", NetworkKind.FRIEND, Knows.SOME, "Mad, når det kniber", phone="20 20 00 21"),
        Near("Sahra", "moster i Køge", NetworkKind.RELATIVE, Knows.SOME, "Har de små i ferierne"),
        Near(
            "Inge Madsen",
            "frivillig mentor",
            NetworkKind.MENTOR,
            Knows.SOME,
            "Følger Zakariye til håndbold",
            phone="20 20 00 22",
            organisation="Flygtningevennerne",
            mentor_for="Zakariye",
            agreement=date(2024, 10, 1),
            certificate=date(2024, 10, 1),
            on=date(2024, 10, 14),
        ),
    ),
    offices=(
        Office("Dagtilbud", "Ayaans børnehave", "Stuens pædagog", "46 31 43 10", "Ayaan"),
        Office("Skole", "Sumayas og Khalids klasser", "Skolens kontor", "46 31 44 00"),
        Office("Borgerservice og Ydelse", "Boligstøtte", "Vagttelefonen", "46 31 41 00"),
    ),
    lacks=(
        Lacks(
            Ago(16),
            "Sundhedsplejerske for Ayaan og Khalid",
            "Sundhedspleje og tandpleje",
            "Hodans hovedpine og børnenes mad hører sammen, og Gitte er kun perifer.",
            "Gitte Balle",
            "Jeg har ikke timer til det før nytår. Spørg Lone Kjær.",
        ),
    ),
    says=(
        Says(
            date(2024, 10, 30),
            "Birgitte Ørum",
            "Zakariye gik hjem i frikvarteret og kom ikke igen. De store drenge ventede ved porten.",
            "Zakariye",
            Kind.SCHOOL,
            became=Becoming.CONCERN,
        ),
        Says(
            date(2024, 12, 11),
            "Nanna Lyng",
            "Khalid havde ikke spist, da han kom. Han sagde, at det var hans tur til at vente.",
            "Khalid",
            Kind.SCHOOL,
            became=Becoming.CONCERN,
        ),
        Says(
            date(2025, 5, 8),
            "Sara Lindskov",
            "Ifrah har lært de små at ringe til hende, før de ringer til mor på arbejde.",
            "Ifrah",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.STRENGTH,
        ),
        Says(
            Ago(12),
            "Omid Karlsen",
            "Zakariye blev i klubben og hjalp med at lukke. Han ville ikke hjem, fordi strømmen var gået.",
            "",
            Kind.OTHER,
            CORE,
            answers=(("Sara Lindskov", "Tak, Omid. Vi har ringet til elselskabet sammen med Hodan."),),
        ),
        Says(
            Ago(7),
            "Signe Toft",
            "Hodan har hovedpine igen. Hun har ikke turdet ringe til lægen, fordi tolken ikke kom sidst.",
            "",
            Kind.PHONE,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
            to=("Sara Lindskov",),
            taken=("Sara Lindskov",),
        ),
        Says(
            Ago(5),
            "Hassan Nur",
            "Restancen er nede på 6.000 kr. Hodan viste mig selv kontoen.",
            "",
            Kind.TALK,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
        Says(
            Ago(3),
            "Sara Lindskov",
            "Kan du give Zakariye en plads ved siden af Emil, når klassen får nye borde?",
            "Zakariye",
            Kind.OTHER,
            EVERYBODY_NEAR,
            to=("Birgitte Ørum",),
        ),
        Says(
            Ago(2),
            "Rasmus Hald",
            "Hodan er blevet spurgt, om hun vil have 20 timer om ugen fra januar.",
            "",
            Kind.PHONE,
            EVERYBODY_NEAR,
        ),
        Says(
            Ago(1),
            "Birgitte Ørum",
            "Zakariye rakte hånden op i dansk og læste sit eget stykke højt.",
            "Zakariye",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            to=("Sara Lindskov",),
        ),
    ),
    brings=(
        Brings(
            Ago(6),
            "Hassan Nur",
            "Udbetaling Danmark",
            "Send lejekontrakten og de sidste tre huslejekvitteringer.",
            9,
            "Hassan Nur",
            says=(
                "Til Hodan",
                "Vi mangler nogle papirer for at regne din boligstøtte ud.",
                "Send os din lejekontrakt og de sidste tre kvitteringer for husleje.",
                "Hvis vi ikke hører fra dig, stopper vi udbetalingen.",
            ),
        ),
        Brings(
            Ago(20),
            "Sara Lindskov",
            "Elselskabet",
            "Ring og aftal, at regningen deles over tre måneder.",
            6,
            "Sara Lindskov",
            "Delt over tre måneder. Første rate er betalt.",
        ),
    ),
)

HAIDARI = Around(
    address="Engsvinget 7",
    phone="20 30 00 11",
    phones={"Najib": "20 30 00 12", "Shabnam": "20 30 00 13"},
    works_with={
        "Camilla Juhl": ("Shabnam", "Elyas", "Mina"),
        "Karin Friis": ("Shabnam", "Elyas", "Mina"),
    },
    network=(
        Near(
            "Laila Noor", "veninde fra kvindegruppen", NetworkKind.FRIEND, Knows.SOME, "Laver mad med Parwin"
        ),
        Near("Skakklubben", "Elyas' klub", NetworkKind.ASSOCIATION, Knows.SOME, "Lørdag kl. 10"),
    ),
    offices=(
        Office(
            "Læge og region",
            "Udredning af Parwins hukommelse",
            "Hukommelsesklinikken",
            "46 31 45 00",
            "Parwin",
        ),
        Office("Sundhedspleje og tandpleje", "Tandpleje for Elyas og Mina", "Klinikken", "46 31 46 00"),
    ),
    lacks=(
        Lacks(
            Ago(6),
            "KUI-vejleder for Shabnam",
            "Kommunal Ungeindsats",
            "Shabnam er begyndt på HF og har ingen at spørge om skole og job.",
            "Simon Elkjær",
        ),
    ),
    says=(
        Says(
            date(2024, 11, 6),
            "Ole Stender",
            "Komfuret var varmt, og Parwin lå og sov. Elyas havde slukket det og satte sig for at vente.",
            "Elyas",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
        ),
        Says(
            date(2025, 1, 22),
            "Karin Friis",
            "Elyas er begyndt at gå til skak. Han vandt sit første parti og ringede til far.",
            "Elyas",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.STRENGTH,
        ),
        Says(
            Ago(9),
            "Ole Stender",
            "Tavlen var udfyldt hele ugen. Parwin havde selv skrevet tandlægetiden.",
            "",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
        Says(
            Ago(5),
            "Camilla Juhl",
            "Mina spurgte, om mor kan hente hende to dage om ugen i stedet for én.",
            "Mina",
            Kind.TALK,
            EVERYBODY_NEAR,
            to=("Jonas Bech",),
        ),
        Says(
            Ago(3),
            "Tina Maj",
            "Hjalp Mustafa med at læse ansættelsesbrevet og skrive under.",
            "",
            Kind.HELP,
            EVERYBODY_NEAR,
            minutes=30,
        ),
        Says(
            Ago(1),
            "Jonas Bech",
            "Hvem kan være i køkkenet sammen med Parwin i uge 7, når Ole har ferie?",
            "",
            Kind.OTHER,
            EVERYBODY_NEAR,
            to=("Camilla Juhl", "Ole Stender"),
            due=14,
        ),
    ),
    brings=(
        Brings(
            Ago(2),
            "Ole Stender",
            "Hukommelsesklinikken",
            "Parwin skal møde fastende. Ole eller Najib tager med.",
            12,
            "Ole Stender",
        ),
    ),
)

HASANOVIC = Around(
    address="Skovbrynet 5",
    phone="20 40 00 11",
    phones={"Senada": "20 40 00 12"},
    works_with={"Anders Munk": ("Tarik",), "Dorthe Vinter": ("Tarik",), "Amalie Brandt": ("Lejla",)},
    network=(Near("Amir", "onkel", NetworkKind.RELATIVE, Knows.SOME, "Fisker med Tarik"),),
    lacks=(
        Lacks(
            Ago(2),
            "Psykolog omkring Tarik",
            "PPR",
            "Skolen og hjemmet ser hver sin Tarik, og ingen har talt med ham om nætterne.",
            "Ida Vang",
        ),
    ),
    says=(
        Says(
            Ago(11),
            "Anders Munk",
            "Tarik faldt i søvn to gange i dag. Han siger, at han spiller til klokken tre.",
            "Tarik",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
        ),
        Says(
            Ago(4),
            "Jonas Bech",
            "Lejla spiste sammen med Tarik hver aften i sidste uge. Senada fortalte det af sig selv.",
            "Lejla",
            Kind.PHONE,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
    ),
)

TESFAY = Around(
    address="Havevangen 21, st.",
    phone="20 50 00 11",
    phones={"Selam": "20 50 00 12"},
    works_with={"Malene Krag": ("Natnael",), "Signe Toft": ("Natnael", "Rahwa")},
    network=(
        Near("Menigheden", "søndagsfællesskab", NetworkKind.ASSOCIATION, Knows.SOME, "Henter børnene søndag"),
        Near(
            "Birthe Koch",
            "frivillig mentor",
            NetworkKind.MENTOR,
            Knows.SOME,
            "Gik til svømning med Natnael",
            organisation="Frivilligcentret",
            mentor_for="Natnael",
            agreement=date(2024, 12, 2),
            certificate=date(2024, 12, 9),
            on=date(2024, 12, 9),
            ended=date(2025, 4, 10),
            why_ended="Flyttede til en anden by.",
        ),
    ),
    says=(
        Says(
            Ago(6),
            "Malene Krag",
            "Natnael tog Rahwa med over i skolegården og viste hende, hvor man leger.",
            "Natnael",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.STRENGTH,
        ),
    ),
    brings=(
        Brings(Ago(4), "Sara Lindskov", "Boligforeningen", "Svar på brevet om afdrag.", 5, "Signe Toft"),
    ),
)

SEXO = Around(
    address="Teglgården 40, 3. th.",
    phone="20 60 00 11",
    phones={"Rojda": "20 60 00 12", "Berfîn": "20 60 00 13"},
    works_with={
        "Gitte Balle": ("Baran", "Lorîn"),
        "Ulla Bjerre": ("Zîn", "Dilan"),
        "Simon Elkjær": ("Berfîn", "Rêzan"),
        "Bo Winther": ("Rêzan",),
    },
    network=(Near("Zozan", "mors kusine", NetworkKind.RELATIVE, Knows.SOME, "Passer Lorîn om onsdagen"),),
    says=(
        Says(
            date(2024, 12, 3),
            "Bo Winther",
            "Rêzan stod ved stationen klokken et om natten. Berfîn ringede, og han gik hjem.",
            "Rêzan",
            Kind.TALK,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
        ),
        Says(
            Ago(3),
            "Ulla Bjerre",
            "Zîn er med i gruppearbejdet. Hun valgte selv, hvem hun ville sidde med.",
            "Zîn",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
    ),
)

AL_JABOURI = Around(
    address="Rosenlunden 9, 4. tv.",
    phone="20 70 00 11",
    phones={"Layla": "20 70 00 12"},
    works_with={"Trine Overgaard": ("Zahra", "Hussein"), "Simon Elkjær": ("Hussein",)},
    protected={"Layla": Protection.THREATENED, "Zahra": Protection.ADDRESS},
    network=(
        Near("Noor", "søster i samme opgang", NetworkKind.RELATIVE, Knows.ALL, "Zahra har nøgle til hende"),
        Near(
            "Karen Boisen",
            "frivillig mentor",
            NetworkKind.MENTOR,
            Knows.SOME,
            "Går ture med Layla",
            organisation="Flygtningevennerne",
            mentor_for="Layla",
            agreement=date(2025, 1, 13),
            certificate=date(2025, 1, 13),
            on=date(2025, 1, 13),
        ),
    ),
    says=(
        Says(
            Ago(5),
            "Trine Overgaard",
            "Layla gik selv til købmanden. Hun fortalte det først, da vi havde drukket te.",
            "",
            Kind.VISIT,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
    ),
)

FARAH = Around(
    address="Møllebakken 2",
    phone="20 80 00 11",
    phones={"Asha": "20 80 00 12"},
    works_with={"Kirsten Vad": ("Mohamed",), "Bjarne Holt": ("Hamdi",), "Jesper Lund": ("Mohamed", "Hamdi")},
    network=(
        Near("Halima", "Ashas veninde", NetworkKind.FRIEND, Knows.SOME, "Handler ind, når Asha er syg"),
    ),
    lacks=(
        Lacks(
            Ago(12),
            "En, der kan afløse Asha",
            "Social og Sundhed",
            "Asha har ingen at ringe til, når hun skal på sygehuset.",
        ),
    ),
    says=(
        Says(
            Ago(10),
            "Bjarne Holt",
            "Hamdi græd i frikvarteret. Hun er bange for, hvor hun skal være, når mormor skal på sygehuset.",
            "Hamdi",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.CONCERN,
            to=("Jonas Bech",),
        ),
    ),
)

RAHIMI = Around(
    address="Kildehøj 11, 1. tv.",
    phone="20 90 00 11",
    phones={"Nasrin": "20 90 00 12"},
    works_with={"Lotte Iversen": ("Farhad",), "Trine Overgaard": ("Farhad", "Laila")},
    network=(
        Near("Maryam", "moster", NetworkKind.RELATIVE, Knows.ALL, "Nasrin og børnene er hos hende lørdag"),
    ),
    says=(
        Says(
            Ago(8),
            "Lotte Iversen",
            "Farhad blev siddende, da brandalarmen blev prøvet. Han holdt mig i hånden hele tiden.",
            "Farhad",
            Kind.SCHOOL,
            EVERYBODY_NEAR,
            Becoming.SIGN,
        ),
    ),
)

AROUND: Mapping[str, Around] = {
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

"""What everybody answered on the scales of the nine families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from outcomes.demo.dates import When
from safety.models import NoNumber

# A number with its reason, a number alone, or why there is none; None where somebody was not there to ask.
Rates = tuple[int, str] | int | NoNumber


@dataclass(frozen=True)
class Scaled:
    """One danger's scale: its ends, the days of its measures, and each one's answers on those days."""

    danger: str
    on: When
    zero: str
    ten: str
    measures: Sequence[When]
    answers: Mapping[str, Sequence[Rates | None]]
    reasons_later: Mapping[tuple[str, When], str] = field(default_factory=dict)
    corrected: Mapping[tuple[str, When], int] = field(default_factory=dict)
    by: str = ""  # who sits with the family; its coordinator where nobody is named


DECLINED, UNKNOWN = NoNumber.DECLINED, NoNumber.UNKNOWN

# Start, half a year, a year, one and a half, the end.
AL_KHATIB = (date(2024, 9, 23), date(2025, 3, 13), date(2025, 9, 18), date(2026, 3, 12), date(2026, 6, 1))
WARSAME = (date(2024, 9, 26), date(2025, 3, 13), date(2025, 9, 11), date(2026, 3, 12), date(2026, 6, 1))
HAIDARI = (date(2024, 10, 9), date(2025, 3, 12), date(2025, 9, 10), date(2026, 3, 11), date(2026, 6, 1))

SCALES: Mapping[str, tuple[Scaled, ...]] = {
    "Al-Khatib": (
        Scaled(
            "nat",
            date(2024, 9, 16),
            "Et af børnene bliver slået igen, så de ikke kan bo hjemme.",
            "Alle er sikre på, at børnene er trygge, også når Samir har det værst.",
            AL_KHATIB,
            {
                "Rima": (
                    (3, "jeg sover med døren åben"),
                    (4, "han går i gården nu, men jeg lytter stadig efter ham"),
                    (5, "vi har haft en sommer uden råb om natten"),
                    (6, "jeg sover, til uret ringer"),
                    (7, "han siger det selv, før det koger over"),
                ),
                "Samir": (
                    (6, "det var en dårlig dag, og den kommer ikke igen"),
                    (5, "jeg så Adam gemme sig, derfor 5"),
                    (5, "jakken hænger ved døren, men jeg har også haft nætter uden søvn"),
                    (6, "Omar fortæller mig om skolen igen"),
                    (7, "jeg ringer til Nabil, før jeg bliver vred"),
                ),
                "Maha": (
                    (2, "jeg tager Lina og Adam med ind til mig, når han råber"),
                    (3, "der er gået lang tid nu, men jeg ved ikke, om det holder"),
                    (5, "jeg ved, at jeg må ringe til Nabil midt om natten"),
                    (6, "jeg har ikke ringet til Nabil siden jul"),
                    (7, "jeg går i byen med mine veninder og tænker ikke på, hvad der sker derhjemme"),
                ),
                "Omar": (
                    (3, "når far råber, og jeg ikke kan tælle til ti"),
                    (4, "han går ud, men han smækker med døren"),  # a wrong key, mended the day after
                    (4, "far tager jakken på, når han bliver sur"),
                    (6, "jeg falder i søvn, før det er mørkt"),
                    (7, "far gik ned i gården"),
                ),
                "Yousef": (
                    (5, "jeg er der jo, så der sker ikke noget"),
                    5,
                    (5, "bedre, når jeg er hjemme"),
                    (6, "far og jeg lavede en cykel sammen uden at skændes"),
                    (6, "de klarer det også, når jeg er på arbejde"),
                ),
                "Pernille Dahl": (
                    (2, "det er et halvt år siden, og ingen har prøvet planen endnu"),
                    (3, "Samir fortæller selv om de svære nætter"),
                    (4, "planen virker, når Nabil kan komme"),
                    (5, "børnene siger det samme, når jeg taler med dem hver for sig"),
                    (6, "otte måneder uden slag, netværket melder selv"),
                ),
                "Thomas Riis": (
                    (3, "Omar kryber sammen, når en voksen hæver stemmen"),
                    3,
                    (4, "han sover fra klokken 21, og det kan ses i timerne"),
                ),
                "Susanne Lykke": (
                    None,
                    None,
                    None,
                    (6, "Omar er udhvilet om mandagen"),
                    (6, "han fortæller om weekenden uden at kigge ned"),
                ),
                "Jonas Bech": (
                    (3, "alle i familien kan sige, hvad der skal ske, men kun Samir har prøvet det"),
                    (4, "Nabil har været der to gange, da det blev svært"),
                    (5, "planen brugt to gange"),
                    (6, "de ringer til os, når det er gået godt"),
                    (7, "planen har holdt en vinter med dårlige nyheder"),
                ),
            },
            reasons_later={
                ("Thomas Riis", AL_KHATIB[1]): "han er træt om mandagen, men har ikke haft mærker",
            },
            corrected={("Omar", AL_KHATIB[1]): 3},
        ),
        Scaled(
            "maha",
            date(2024, 9, 16),
            "Maha bliver hjemme det meste af ugen og går ud af skolen uden eksamen.",
            "Maha er i skole hver dag, og ingen beder hende om at læse breve eller passe de små.",
            (date(2024, 9, 23), date(2025, 3, 13), date(2025, 9, 18), date(2026, 3, 5)),
            {
                "Maha": (
                    (3, "jeg har ikke lavet lektier siden sommerferien"),
                    (5, "jeg har tirsdag og torsdag for mig selv"),
                    (7, "det er ikke mig, der åbner brevene mere"),
                    (9, "jeg har været i skole hver dag siden jul"),
                ),
                "Rima": (
                    (4, "jeg beder hende kun, når der ikke er andre"),
                    (5, "brevene bliver læst med tolk om torsdagen"),
                    (7, "Adam er i børnehave, så hun skal ikke skynde sig hjem"),
                    (8, "hun taler om gymnasiet"),
                ),
                "Jonas Bech": (
                    (3, "hun oversatte for mig, før jeg nåede at bestille tolk"),
                    (4, "to uger uden fravær, så en uge med tre dage"),
                    (6, "fraværet er halveret"),
                    (8, "familien bestiller selv tolken"),
                ),
            },
        ),
    ),
    "Warsame": (
        Scaled(
            "husleje",
            date(2024, 9, 23),
            "Familien står uden bolig.",
            "Regninger, mad og skole kører, også når Hodan er syg.",
            WARSAME,
            {
                "Hodan": (
                    (5, "vi har klaret os hver måned indtil nu, men jeg sover ikke efter den 20."),
                    (6, "jeg åbner kuverterne nu"),
                    (6, "huslejen er betalt, men strømmen er dyr"),
                    (7, "jeg ved, hvad der er tilbage, når den første er gået"),
                    (8, "jeg kan sige nej, når folk vil låne"),
                ),
                "Abdirahman": (
                    (4, "jeg kan ikke hjælpe med pengene endnu"),
                    (4, "vi skylder stadig for vinteren"),
                    (5, "jeg har fået mine første vagter"),
                    (6, "jeg betaler strømmen"),
                    (7, "vi kan klare en måned, hvor mor er syg"),
                ),
                "Ifrah": (
                    (4, "jeg ser det på mor, når brevene kommer"),
                    (5, "vi åbner dem sammen om torsdagen"),
                    (6, "jeg har nøglen til de tre konvolutter"),
                    (7, "der er morgenmad hver dag"),
                    (8, "mor sov ikke dagen væk i maj"),
                ),
                "Zakariye": (
                    (3, "jeg gider ikke i skole, når jeg er sulten"),
                    (4, "jeg er begyndt til håndbold"),
                    (6, "Inge henter mig, så jeg tør"),
                    (7, "jeg har en ven i klassen, han hedder Emil"),
                    (8, "jeg tænker ikke på, om vi skal flytte"),
                ),
                "Sumaya": (
                    (5, "vi har hinanden"),
                    5,
                    (6, "jeg har madpakke med"),
                    (7, "mor griner mere"),
                    (8, "Khalid får lov at tage to gange"),
                ),
                "Signe Toft": (
                    (3, "udsættelsen er varslet, og ingen plan er aftalt"),
                    (4, "aftalen om afdrag holder, men kun lige"),
                    (5, "seks måneder uden nyt varsel"),
                    (6, "Hodan ringer selv, før en frist er overskredet"),
                    (7, "husleje betalt til tiden otte måneder"),
                ),
                "Rasmus Hald": (
                    (2, "ingen plan for økonomien"),
                    (3, "to kontorer vil have svar på det samme"),
                    (5, "Hodan er i køkkenet fire dage om ugen"),
                    (6, "praktikken bliver til timer"),
                    (7, "lønnen dækker huslejen"),
                ),
                "Birgitte Ørum": (
                    (3, "38 dages fravær før sommer"),
                    (5, "han er her de fleste dage og bliver til klokken to"),
                    (6, "94 % fremmøde"),
                    (7, "han rækker hånden op"),
                    (8, "han tager de andre med ud i frikvarteret"),
                ),
            },
            reasons_later={("Sumaya", WARSAME[1]): "Ifrah smører min madpakke"},
        ),
    ),
    "Haidari": (
        Scaled(
            "køkken",
            date(2024, 9, 30),
            "Børnene passer de voksne, og der sker ulykker.",
            "De voksne passer huset, børnene er børn.",
            HAIDARI,
            {
                "Najib": (
                    (7, "vi har altid klaret os, og jeg er hjemme hele dagen"),
                    (7, "Mustafa har sat alarm på sin telefon"),
                    (6, "jeg så, hvor meget Elyas gjorde"),
                    (6, "der er stadig dage, hvor ryggen bestemmer"),
                    (7, "jeg sidder i køkkenet, når der bliver lavet mad"),
                ),
                "Parwin": (
                    (4, "jeg glemmer, og så bliver de bange"),
                    (4, "tavlen hænger der, men jeg kigger ikke altid på den"),
                    (5, "jeg henter Mina om onsdagen"),
                    (5, "jeg er træt, men komfuret er slukket"),
                    (6, "tavlen husker for mig"),
                ),
                "Mustafa": (
                    (5, "der sker ikke noget, når jeg er hjemme"),
                    (5, "alarmen virker, men så skal jeg også svare"),
                    (6, "Ole kommer fast"),
                    (6, "jeg er på arbejde, og det går alligevel"),
                    7,
                ),
                "Shabnam": (
                    (4, "Elyas laver mad, når jeg har lektier"),
                    (4, "det er mig, der husker tandlægen"),
                    (5, "jeg behøver ikke gå hjem i spisefrikvarteret"),
                    (6, "jeg laver lektier i ro"),
                    (6, "jeg spørger, i stedet for at gøre det selv"),
                ),
                "Elyas": (
                    (5, "jeg kan godt slukke komfuret"),
                    5,
                    (6, "jeg har fri klokken fire"),
                    (7, "jeg går til skak"),
                    (7, "far slukker det selv"),
                ),
                "Mina": (DECLINED,),
                "Camilla Juhl": (
                    (4, "der har været ild i et viskestykke, og ingen fortalte det"),
                    (4, "tavlen er i brug halvdelen af dagene"),
                    (5, "de voksne ved, hvem der har køkkenet"),
                    (5, "det går, så længe Ole kommer"),
                    (6, "ingen ulykker i syv måneder"),
                ),
                "Karin Friis": (
                    (4, "Elyas går fra skole for at se til sin mor"),
                    (5, "madpakke hver dag"),
                    (5, "Elyas bliver til sidste time"),
                    (6, "Mina har haft en ven med hjemme"),
                    (7, "børnene taler om skole og skak, ikke om køkkenet"),
                ),
                "Tina Maj": (UNKNOWN,),
            },
            reasons_later={("Elyas", HAIDARI[1]): "jeg ringer til Mustafa, før jeg gør noget"},
        ),
        Scaled(
            "skærmet",
            date(2024, 11, 18),
            "Shabnam er taget ud af skolen eller sendt af sted uden at ville det.",
            "Shabnam bestemmer selv over sin telefon og sin skole og ved, hvem hun kan ringe til.",
            (date(2024, 11, 20), date(2025, 2, 3)),
            {
                "Shabnam": (
                    (3, "jeg tør ikke sige det derhjemme"),
                    (5, "far ved det nu, og han blev ikke vred"),
                ),
                "Karin Friis": (
                    (3, "hun har to numre, hun kan ringe til, og har gemt dem under andre navne"),
                    (5, "hun siger det samme for tredje gang"),
                ),
                "Camilla Juhl": (
                    (2, "vi ved ikke, hvad onklen har planlagt"),
                    (4, "far er på hendes side, onklen kommer stadig"),
                ),
            },
            by="Karin Friis",
        ),
    ),
    "Hasanović": (
        Scaled(
            "nat",
            date(2024, 10, 9),
            "Tarik kan ikke være på skolen mere, fordi nogen er kommet til skade.",
            "Tarik sover om natten, og både skole og hjem kan tage en svær dag med ham.",
            (date(2024, 10, 16), date(2025, 3, 19)),
            {
                "Senada": (
                    (4, "han er god ved os, men jeg sover, når han er vågen"),
                    (4, "det går op og ned"),
                ),
                "Lejla": (
                    (4, "han lægger skærmen væk, når jeg spiser med ham"),
                    (5, "han kom selv ud og spiste i går"),
                ),
                "Tarik": ((5, "det er ikke mig, der begynder"), (5, "jeg faldt i søvn klokken et")),
                "Dorthe Vinter": (
                    (3, "forældrene tør ikke slukke nettet"),
                    (3, "der er aftaler, men de holder ikke weekenden ud"),
                ),
                "Anders Munk": ((3, "to sammenstød på en uge"), (3, "han sover i timerne, men slår ikke")),
            },
        ),
    ),
    "Tesfay": (
        Scaled(
            "breve",
            date(2024, 9, 25),
            "Selam og børnene må flytte, og børnene er alene om aftenen.",
            "Selam sover, brevene bliver åbnet, og der er nogen at ringe til.",
            (date(2024, 10, 2), date(2025, 3, 12)),
            {
                "Selam": (
                    (4, "menigheden tager børnene, men om natten er jeg alene"),
                    (6, "brevet er åbnet, og vi betaler lidt hver måned"),
                ),
                "Natnael": ((5, "jeg passer på Rahwa"), (6, "mor vækker os om morgenen")),
                "Signe Toft": (
                    (4, "hun tager imod hjælp, når nogen banker på"),
                    (5, "afdragene er betalt fire gange"),
                ),
                "Malene Krag": (
                    (4, "han kommer for sent hver mandag"),
                    (5, "han kommer til tiden"),
                ),
            },
        ),
    ),
    "Şêxo": (
        Scaled(
            "hjem",
            date(2024, 10, 14),
            "Rêzan kommer til skade om natten eller bliver taget med til noget, han ikke kan komme ud af.",
            "Rêzan er hjemme om natten, og de voksne ringer, ikke Berfîn.",
            (date(2024, 10, 21), date(2025, 3, 24)),
            {
                "Rojda": (
                    (4, "han kommer altid hjem til sidst"),
                    (4, "jeg har de små og kan ikke gå ud efter ham"),
                ),
                "Berfîn": (
                    (3, "jeg kan ikke sove, før han er her"),
                    (4, "han skriver, hvor han er"),
                ),
                "Rêzan": ((6, "de andre lader mig være"), (6, "jeg er hjemme klokken tolv")),
                "Jesper Lund": ((3, "ingen voksen ved, hvor han er"), (4, "Azad er begyndt at ringe selv")),
                "Bo Winther": (
                    (2, "jeg så ham ved stationen klokken et"),
                    (3, "han går med mig hjem"),
                ),
            },
        ),
    ),
    "Al-Jabouri": (
        Scaled(
            "tryg",
            date(2024, 10, 1),
            "Layla tør ikke gå ud, og børnene bliver hjemme hos hende.",
            "Layla går ud, når hun vil, og børnene går hjemmefra uden at se sig tilbage.",
            (date(2024, 10, 8), date(2025, 3, 18)),
            {
                "Layla": (
                    (4, "min søster bor nedenunder"),
                    (4, "jeg går ud, når Karen er med"),
                ),
                "Ali": (
                    (5, "jeg er hjemme om aftenen"),
                    (5, "jeg arbejder, og hun ringer til Noor"),
                ),
                "Zahra": ((4, "jeg har en nøgle til Noor"), (5, "mor fulgte mig i skole")),
                "Trine Overgaard": (
                    (3, "der er ikke gået en uge, uden at Zahra har været hjemme"),
                    (4, "Layla åbner selv døren for mig"),
                ),
            },
        ),
    ),
    "Farah": (
        Scaled(
            "afløser",
            date(2024, 10, 9),
            "Asha bliver indlagt, og børnene er alene.",
            "Børnene ved, hvem der kommer, hvis Asha bliver syg, og det er prøvet.",
            (date(2024, 10, 16), date(2025, 3, 26)),
            {
                "Asha": (
                    (5, "Mohamed er stor, og Halima kommer"),
                    (4, "jeg har været på sygehuset to gange"),
                ),
                "Mohamed": ((5, "jeg kan godt handle ind"), (5, "Halima sov her, da det skete")),
                "Hamdi": ((4, "jeg ved ikke, hvor jeg skal være"), (3, "jeg kan ikke sove, når hun hoster")),
                "Jesper Lund": (
                    (4, "de er gode ved hinanden, men der er ingen afløser"),
                    4,
                ),
                "Kirsten Vad": ((4, "han kommer, når bedstemor er rask"), (3, "ni dage væk i marts")),
            },
        ),
    ),
    "Rahimi": (
        Scaled(
            "lørdag",
            date(2024, 10, 14),
            "Børnene er bange derhjemme hver weekend og kan ikke gå i skole om mandagen.",
            "Børnene glæder sig til weekenden, også når far er hjemme.",
            (date(2024, 10, 23), date(2025, 4, 2)),
            {
                "Nasrin": (
                    (3, "vi går over til min søster, før det bliver aften"),
                    (4, "han siger til os om fredagen, at vi skal tage af sted"),
                ),
                "Gholam": ((6, "jeg rører dem ikke"), (6, "jeg drikker kun om lørdagen nu")),
                "Farhad": ((3, "jeg ligger og lytter"), (4, "jeg sover hos Maryam om lørdagen")),
                "Laila": ((3, "far er høj"), (5, "vi bager hos Maryam")),
                "Trine Overgaard": (
                    (3, "børnene har et sted at gå hen, men det er dem, der går"),
                    (4, "Gholam taler om det, uden at nogen spørger"),
                ),
                "Lotte Iversen": (
                    (3, "mandage er svære"),
                    (4, "han siger, at han er bange, og bliver"),
                ),
            },
        ),
    ),
}

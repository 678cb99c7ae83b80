"""Hasanović: a boy who sits inside at night; the draft of the plan waits for the family."""

from datetime import date

from families.models import Problem, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import Aim, AskedForShare, Born, Does, Stands, Step, Story, Tried, Unplanned, at
from safety.models import Field, Whose

STORY = Story(
    name="Hasanović",
    language="bs",
    enrolled=date(2024, 9, 18),
    coordinator="Jonas Bech",
    hopes="At Tarik kommer ud i dagslys igen. At Edin finder noget, inden han bliver for gammel til hjælpen.",
    what_works="Lejla spiser aftensmad med Tarik hver dag. Senada kender alle i opgangen. Mirsad kan "
    "reparere alt.",
    members=(
        Born("Mirsad", Relation.FATHER, 56, (3, 5), "Jeg går på fisketur med mine sønner."),
        Born("Senada", Relation.MOTHER, 53, (8, 2), "Vi spiser alle fem ved bordet om søndagen.", True),
        Born("Edin", Relation.SON, 23, (1, 12), "Jeg har et job, jeg ikke har fået af min far."),
        Born("Lejla", Relation.DAUGHTER, 17, (5, 25), "Jeg bliver tømrer."),
        Born(
            "Tarik",
            Relation.SON,
            13,
            (4, 9),
            "Jeg har en, jeg spiller sammen med, som jeg også kan mødes med.",
        ),
    ),
    around=(
        Stands("Dorthe Vinter", Tier.NEAR, "Familierådgiver for Tarik"),
        Stands("Anders Munk", Tier.NEAR, "Tariks lærer på specialskolen"),
        Stands("Amalie Brandt", Tier.NEAR, "Lejlas vejleder", date(2024, 10, 2)),
        Stands("Rasmus Hald", Tier.NEAR, "Edins jobkonsulent", date(2024, 10, 2)),
        Stands("Bo Winther", Tier.NEAR, "SSP-konsulent omkring Tarik", Ago(45)),
        Stands("Hanne Frost", Tier.PERIPHERAL, "Mirsads pension", date(2024, 10, 9)),
    ),
    criteria=(TargetCriterion.BENEFITS, TargetCriterion.NO_WORK, TargetCriterion.SIBLING_PATTERN),
    contact_points=("Jobcenter", "Børn og Unge", "Kommunal Ungeindsats", "Skole", "Pension og Voksenservice"),
    sibling_pattern="Edin sad selv ved skærmen fra 8. klasse. Tarik har overtaget hans værelse og hans "
    "døgnrytme.",
    doubts="Familien har sagt nej til en fælles plan før. Vi begynder med det, Lejla allerede gør.",
    grades={
        date(2024, 10, 9): {
            Problem.MONEY: 2,
            Problem.HOUSING: 1,
            Problem.HEALTH: 3,
            Problem.TRAUMA: 3,
            Problem.COGNITION: 0,
            Problem.PARENTING: 2,
            Problem.DANISH: 1,
            Problem.LABOUR: 2,
            Problem.VIOLENCE: 2,
            Problem.CHILDREN: 3,
        }
    },
    tried=(
        Tried("Kontaktperson", (2022, 2023), "Tarik ville ikke mødes ude. De spillede online.", "Tarik"),
        Tried("Virksomhedspraktik", (2023, 2023), "Edin mødte tre dage.", "Edin"),
    ),
    begun=Ago(17),
    parts={
        "": "Udkast: Vi begynder med aftensmaden, som allerede virker, og bygger videre derfra.",
        "Tarik": "Udkast: Skærmen slukkes lidt tidligere hver uge. Lejla og Tarik aftaler hvornår.",
        "Edin": "Udkast: Edin og Rasmus finder én arbejdsplads at besøge.",
        "Lejla": "Udkast: Lejla passer sin uddannelse og skal ikke være den eneste, der får Tarik op.",
        "Senada": "Udkast: Senada tager imod hjælp fra opgangen.",
        "Mirsad": "Udkast: Mirsad viser Tarik, hvordan man reparerer en knallert.",
    },
    steps=(Step("Aftensmaden", "Alle fem, to gange om ugen.", Ago(-7), Ago(-90)),),
    goals=(
        Aim(
            "nat",
            "Tarik sover, når de andre sover, og kommer til aftensmad hver dag.",
            Field.SOCIAL,
            "Dorthe Vinter",
            Whose.SHARED,
            member="Tarik",
            together=("Jonas Bech",),
        ),
        Aim("skole", "Jeg kommer i skole uden at slås.", Field.EDUCATION, "Anders Munk", member="Tarik"),
        Aim("edin", "Jeg har et job, før jeg fylder 25.", Field.EMPLOYMENT, "Rasmus Hald", member="Edin"),
        Aim("lejla", "Jeg bliver tømrer.", Field.EDUCATION, "Amalie Brandt", member="Lejla"),
    ),
    activities=(
        Does(
            "skole",
            "Anders henter Tarik i døren",
            Ago(16),
            at(8),
            20,
            "024",
            by="Anders Munk",
            who=("Tarik",),
            purpose="Tarik begynder dagen med en, han kender.",
            goal="skole",
            kind=PlaceKind.SCHOOL,
            said=(("Han sagde godmorgen først.", "Anders Munk"),),
        ),
        Does(
            "besøg",
            "Hjemmebesøg om aftenen",
            Ago(16),
            at(19),
            60,
            "2",
            by="Dorthe Vinter",
            who=("Tarik", "Senada", "Mirsad"),
            goal="nat",
            kind=PlaceKind.HOME,
            interpreter=True,
        ),
    ),
    asked_for_share=(
        AskedForShare(
            Ago(12),
            "Bo Winther",
            "Jeg møder kun Tarik i klubben om fredagen. Jeg kommer, når I ringer, men ejer ikke en del.",
        ),
    ),
    follow_ups=(date(2024, 12, 4), 9),
    unplanned=(
        Unplanned(
            date(2025, 3, 26),
            "Jonas Bech",
            "Hjemmebesøg uden aftale",
            "Mirsad viste sit værksted. Han vil hellere vise end tale.",
            minutes=60,
        ),
        Unplanned(
            Ago(8), "Jonas Bech", "Afleverede udkastet", "Senada læser det med Lejla. De ringer.", minutes=30
        ),
    ),
)

"""Rahimi: a boy afraid after the flight, a father who drinks at weekends, and an aunt whose door is open."""

from datetime import date

from families.models import Problem, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import Agreed, Aim, Born, Does, Revised, Stands, Step, Story, Tried, Unplanned, at
from safety.models import Field, Whose

STORY = Story(
    name="Rahimi",
    language="prs",
    enrolled=date(2024, 9, 30),
    coordinator="Sara Lindskov",
    hopes="At Farhad tør sove i sit eget værelse. At lørdagen er en god dag.",
    what_works="Om lørdagen tager Nasrin børnene med til moster. Sohrab er god til biler. Laila griner "
    "meget.",
    members=(
        Born("Gholam", Relation.FATHER, 50, (1, 1), "Jeg er ædru til Lailas fødselsdag.", True),
        Born("Nasrin", Relation.MOTHER, 42, (1, 1), "Lørdag er en god dag, også hjemme.", True),
        Born("Sohrab", Relation.SON, 22, (8, 8), "Jeg er på et værksted og får løn."),
        Born("Farhad", Relation.SON, 10, (5, 3), "Jeg sover med lyset slukket."),
        Born("Laila", Relation.DAUGHTER, 7, (7, 21), "Vi har en kat."),
    ),
    around=(
        Stands("Trine Overgaard", Tier.NEAR, "Familierådgiver"),
        Stands("Lotte Iversen", Tier.NEAR, "AKT-vejleder for Farhad"),
        Stands("Peter Nygaard", Tier.NEAR, "Misbrugskonsulent for Gholam", date(2024, 10, 14)),
        Stands("Rasmus Hald", Tier.NEAR, "Sohrabs jobkonsulent", date(2024, 10, 14)),
    ),
    criteria=(TargetCriterion.BENEFITS, TargetCriterion.NO_WORK, TargetCriterion.SIBLING_PATTERN),
    contact_points=("Jobcenter", "Børn og Unge", "Skole", "Social og Sundhed", "Kommunal Ungeindsats"),
    sibling_pattern="Sohrab flyttede ind på sofaen hos venner, når far drak. Farhad spørger nu, om han må "
    "sove hos moster.",
    doubts="Skal Gholam være i behandling, før Farhad kan falde til ro, eller omvendt? Vi gør begge dele "
    "småt.",
    grades={
        date(2024, 10, 21): {
            Problem.MONEY: 2,
            Problem.HOUSING: 2,
            Problem.HEALTH: 2,
            Problem.TRAUMA: 4,
            Problem.COGNITION: 0,
            Problem.PARENTING: 2,
            Problem.DANISH: 2,
            Problem.LABOUR: 2,
            Problem.VIOLENCE: 2,
            Problem.CHILDREN: 3,
        },
        date(2025, 3, 31): {Problem.CHILDREN: 2},
    },
    tried=(
        Tried("Afrusning", (2023, 2023), "Gholam blev i fire uger.", "Gholam"),
        Tried("Legeterapi", (2023, 2024), "Farhad tegnede båden. Forløbet sluttede for tidligt.", "Farhad"),
    ),
    begun=date(2024, 10, 14),
    parts={
        "": "Lørdagen er tryg, uanset hvordan far har det.",
        "Gholam": "Gholam ringer til Peter om torsdagen, før weekenden begynder.",
        "Nasrin": "Nasrin bestemmer, hvornår de tager til moster, og behøver ikke at forklare det.",
        "Sohrab": "Sohrab kommer i praktik på et værksted.",
        "Farhad": "Farhad sover i sit eget værelse og kommer i en mindre klasse.",
        "Laila": "Laila går i skole og har en ven med hjem.",
    },
    steps=(
        Step(
            "Trygge lørdage",
            "Moster har åbent hus.",
            date(2024, 10, 28),
            date(2025, 4, 30),
            date(2025, 3, 31),
        ),
    ),
    goals=(
        Aim(
            "lørdag",
            "Lørdag er en god dag, også hjemme.",
            Field.SOCIAL,
            "Trine Overgaard",
            Whose.SHARED,
            together=("Sara Lindskov",),
        ),
        Aim("gholam", "Jeg ringer, før jeg drikker.", Field.HEALTH, "Peter Nygaard", member="Gholam"),
        Aim("farhad", "Jeg sover med lyset slukket.", Field.EDUCATION, "Lotte Iversen", member="Farhad"),
        Aim("sohrab", "Jeg er på et værksted.", Field.EMPLOYMENT, "Rasmus Hald", member="Sohrab"),
    ),
    activities=(
        Does(
            "torsdag",
            "Gholam ringer til Peter",
            date(2024, 10, 31),
            at(16),
            15,
            "3",
            by="Peter Nygaard",
            who=("Gholam",),
            goal="gholam",
            kind=PlaceKind.HOME,
            place="Telefon",
            said=(("Jeg ringede, før jeg gik i butikken.", "Gholam"),),
        ),
        Does(
            "moster",
            "Lørdag hos moster",
            date(2024, 11, 2),
            at(11),
            240,
            "5",
            network="Moster Shirin",
            who=("Nasrin", "Farhad", "Laila"),
            goal="lørdag",
            kind=PlaceKind.OTHER_MUNICIPALITY,
            place="Køge",
        ),
        Does(
            "tryg",
            "Trygt hjørne i klassen",
            date(2024, 10, 29),
            at(9),
            45,
            "1",
            by="Lotte Iversen",
            who=("Farhad",),
            goal="farhad",
            kind=PlaceKind.SCHOOL,
            said=(("Jeg sov i mit eget værelse. To gange.", "Farhad"),),
            notes=("Byggede hule af puder.",),
        ),
    ),
    revised=(Revised(date(2025, 3, 24), "Halvårsmøde."),),
    agreed=(
        Agreed(
            date(2024, 10, 28), ("Gholam", "Nasrin"), ("Trine Overgaard", "Peter Nygaard", "Sara Lindskov")
        ),
        Agreed(
            date(2025, 3, 31),
            ("Gholam", "Nasrin", "Sohrab"),
            ("Trine Overgaard", "Lotte Iversen", "Rasmus Hald", "Sara Lindskov"),
        ),
    ),
    follow_ups=(date(2024, 12, 16), 8),
    unplanned=(
        Unplanned(
            Ago(5),
            "Lotte Iversen",
            "Mødte Nasrin",
            sign="Vi blev hjemme i lørdags. Det gik.",
            sign_by="Nasrin",
        ),
    ),
)

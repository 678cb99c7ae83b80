"""Tesfay: a mother alone with two children who have come far; nobody has agreed when to meet next."""

from datetime import date

from families.models import Problem, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import Agreed, Aim, Born, Does, Revised, Stands, Step, Story, Tried, Unplanned, at
from safety.models import Field, Whose

STORY = Story(
    name="Tesfay",
    language="ti",
    enrolled=date(2024, 9, 11),
    coordinator="Sara Lindskov",
    hopes="At jeg ikke er alene om det. At Natnael kommer i en rigtig klasse.",
    what_works="Menigheden henter børnene om lørdagen. Selam synger for dem hver aften. Rahwa har en "
    "veninde i klassen.",
    members=(
        Born("Selam", Relation.MOTHER, 34, (1, 1), "Jeg sover, og jeg har en at drikke kaffe med.", True),
        Born("Natnael", Relation.SON, 9, (6, 18), "Jeg er i den samme klasse som Noah."),
        Born("Rahwa", Relation.DAUGHTER, 6, (3, 30), "Mor henter mig, når det er lyst."),
    ),
    around=(
        Stands("Signe Toft", Tier.NEAR, "Familierådgiver"),
        Stands("Malene Krag", Tier.NEAR, "Natnaels lærer i modtageklassen"),
        Stands("Tina Maj", Tier.NEAR, "Selams jobkonsulent", date(2024, 9, 25)),
        Stands(
            "Hassan Nur",
            Tier.PERIPHERAL,
            "Boligsocial medarbejder",
            date(2024, 9, 25),
            legal_basis="Samtykke fra Selam, {on}, kun om huslejen",
        ),
    ),
    criteria=(TargetCriterion.BENEFITS, TargetCriterion.NO_WORK, TargetCriterion.MANY_DEPARTMENTS),
    contact_points=("Jobcenter", "Børn og Unge", "Skole", "Boligforening", "Forening"),
    sibling_pattern="Ingen endnu; børnene er små.",
    doubts="Er det ensomheden eller brevene, der holder Selam vågen?",
    grades={
        date(2024, 10, 2): {
            Problem.MONEY: 3,
            Problem.HOUSING: 1,
            Problem.HEALTH: 2,
            Problem.TRAUMA: 3,
            Problem.COGNITION: 0,
            Problem.PARENTING: 0,
            Problem.DANISH: 2,
            Problem.LABOUR: 3,
            Problem.VIOLENCE: 0,
            Problem.CHILDREN: 1,
        },
        date(2025, 3, 12): {Problem.MONEY: 2, Problem.HEALTH: 1},
    },
    tried=(
        Tried("Mødregruppe", (2020, 2021), "De andre talte dansk. Selam holdt op med at komme.", "Selam"),
    ),
    begun=date(2024, 9, 25),
    parts={
        "": "Selam er ikke alene om brevene, og børnene hører til i deres klasser.",
        "Selam": "Selam har to faste mennesker og sover fem nætter om ugen.",
        "Natnael": "Natnael går fra modtageklassen til en almindelig klasse.",
        "Rahwa": "Rahwa bliver i sin klasse og har legeaftaler.",
    },
    steps=(
        Step("Ikke alene", "Kvindegruppe og kaffe.", date(2024, 10, 9), date(2025, 3, 31), date(2025, 3, 12)),
    ),
    goals=(
        Aim("sove", "Jeg sover fem nætter om ugen.", Field.HEALTH, "Signe Toft", member="Selam"),
        Aim("klasse", "Jeg går i klasse med Noah.", Field.EDUCATION, "Malene Krag", member="Natnael"),
        Aim(
            "breve",
            "Brevene bliver læst samme uge, som de kommer.",
            Field.SOCIAL,
            "Sara Lindskov",
            Whose.SHARED,
            together=("Tina Maj",),
        ),
    ),
    activities=(
        Does(
            "kaffe",
            "Kaffe og breve",
            date(2024, 10, 16),
            at(10),
            60,
            "2",
            by="Sara Lindskov",
            who=("Selam",),
            goal="breve",
            interpreter=True,
            said=(("Jeg har lavet kaffen selv i dag. Og svaret.", "Selam"),),
            notes=("Ingen breve.", "Læste skolens besked."),
        ),
        Does(
            "læse",
            "Læsetid",
            date(2024, 10, 17),
            at(13),
            45,
            "3",
            by="Malene Krag",
            who=("Natnael",),
            goal="klasse",
            kind=PlaceKind.SCHOOL,
            said=(("Jeg læste for Noah.", "Natnael"),),
        ),
        Does(
            "menighed",
            "Børnene er med i menigheden",
            date(2024, 10, 19),
            at(11),
            180,
            "5",
            network="Menigheden",
            who=("Natnael", "Rahwa"),
            kind=PlaceKind.TOWN,
        ),
    ),
    revised=(Revised(date(2025, 3, 10), "Halvårsmøde."),),
    agreed=(
        Agreed(date(2024, 10, 9), ("Selam", "Natnael"), ("Signe Toft", "Malene Krag", "Sara Lindskov")),
        Agreed(date(2025, 3, 12), ("Selam",), ("Signe Toft", "Malene Krag", "Tina Maj", "Sara Lindskov")),
    ),
    follow_ups=(date(2024, 12, 11), 8),
    unplanned=(
        Unplanned(
            Ago(9), "Signe Toft", "Ringede til Selam", "Hun har sovet godt. Vi fik ikke aftalt en dag."
        ),
    ),
)

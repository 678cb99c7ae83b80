"""Al-Jabouri: a mother and three children after violence; they live where few may know."""

from datetime import date

from families.models import Problem, Reason, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import Agreed, Aim, Born, Does, Revised, Stands, Step, Story, Tried, Unplanned, at
from safety.models import Field, Whose

STORY = Story(
    name="Al-Jabouri",
    language="ar",
    enrolled=date(2024, 9, 17),
    coordinator="Sara Lindskov",
    hopes="At ingen finder os. At Hussein finder ud af, hvad han vil, og at Zahra ikke er bange på vej til "
    "skole.",
    what_works="Laylas søster bor i samme opgang. Ali arbejder og køber ind. Zahra går til kor.",
    members=(
        Born("Layla", Relation.MOTHER, 47, (2, 3), "Jeg låser døren én gang om aftenen og ikke fire.", True),
        Born("Ali", Relation.SON, 20, (7, 7), "Jeg er på fuld tid og har en lejlighed i nærheden."),
        Born("Hussein", Relation.SON, 16, (5, 19), "Det ved jeg ikke endnu. Noget uden bøger."),
        Born("Zahra", Relation.DAUGHTER, 11, (3, 14), "Jeg synger solo til forårskoncerten."),
    ),
    around=(
        Stands("Trine Overgaard", Tier.NEAR, "Familierådgiver"),
        Stands("Simon Elkjær", Tier.NEAR, "Husseins vejleder", date(2024, 10, 1)),
        Stands(
            "Marianne Skytte",
            Tier.NEAR,
            "Laylas voksenrådgiver",
            date(2024, 10, 1),
            Reason.WISH,
            "Layla har bedt om en kvinde.",
        ),
    ),
    criteria=(TargetCriterion.BENEFITS, TargetCriterion.NO_WORK, TargetCriterion.MANY_DEPARTMENTS),
    contact_points=("Børn og Unge", "Kommunal Ungeindsats", "Skole", "Social og Sundhed"),
    sibling_pattern="Ali gik ud af 10. klasse for at tjene penge. Hussein taler om det samme.",
    doubts="Hvor meget skal vi tale om det, der er sket? Layla vil tale om det, der kommer.",
    grades={
        date(2024, 10, 8): {
            Problem.MONEY: 2,
            Problem.HOUSING: 1,
            Problem.HEALTH: 2,
            Problem.TRAUMA: 4,
            Problem.COGNITION: 0,
            Problem.PARENTING: 1,
            Problem.DANISH: 2,
            Problem.LABOUR: 2,
            Problem.VIOLENCE: 4,
            Problem.CHILDREN: 2,
        }
    },
    tried=(Tried("Ophold på krisecenter", (2022, 2023), "Der var ro. Zahra begyndte at synge igen."),),
    begun=date(2024, 10, 1),
    parts={
        "": "Familien er tryg, hvor den bor, og bestemmer selv, hvem der ved det.",
        "Layla": "Layla har nogen at tale med og får sovet.",
        "Ali": "Ali bestemmer selv over sine penge og sin tid.",
        "Hussein": "Hussein prøver to steder af, før han vælger.",
        "Zahra": "Zahra går alene til kor og tør det.",
    },
    steps=(Step("Tryghed", "Vi kender hinanden.", date(2024, 10, 15), date(2025, 4, 30), date(2025, 3, 25)),),
    goals=(
        Aim("tryg", "Jeg låser døren én gang og sover.", Field.HEALTH, "Marianne Skytte", member="Layla"),
        Aim(
            "hussein",
            "Jeg har prøvet to steder, før jeg vælger.",
            Field.EDUCATION,
            "Simon Elkjær",
            member="Hussein",
        ),
        Aim(
            "kor",
            "Zahra går selv til kor.",
            Field.CULTURE,
            "Trine Overgaard",
            Whose.SHARED,
            member="Zahra",
            together=("Sara Lindskov",),
        ),
    ),
    activities=(
        Does(
            "samtale",
            "Samtale og gåtur",
            date(2024, 10, 22),
            at(10),
            60,
            "1",
            by="Marianne Skytte",
            who=("Layla",),
            goal="tryg",
            kind=PlaceKind.UNIT,
            interpreter=True,
            said=(("Jeg gik hele vejen uden at vende mig om.", "Layla"),),
        ),
        Does(
            "kor",
            "Kor",
            date(2024, 10, 23),
            at(16),
            60,
            "2",
            network="Moster Nour",
            who=("Zahra",),
            goal="kor",
            kind=PlaceKind.TOWN,
        ),
        Does(
            "spor",
            "Simon og Hussein ser på uddannelser",
            date(2024, 10, 24),
            at(14),
            45,
            "3",
            by="Simon Elkjær",
            who=("Hussein",),
            goal="hussein",
            said=(("Det der med træ er okay.", "Hussein"),),
        ),
    ),
    revised=(Revised(date(2025, 3, 18), "Halvårsmøde."),),
    agreed=(
        Agreed(date(2024, 10, 15), ("Layla", "Ali"), ("Trine Overgaard", "Marianne Skytte", "Sara Lindskov")),
        Agreed(
            date(2025, 3, 25),
            ("Layla", "Hussein", "Zahra"),
            ("Trine Overgaard", "Simon Elkjær", "Marianne Skytte", "Sara Lindskov"),
        ),
    ),
    follow_ups=(date(2024, 12, 10), 9),
    unplanned=(
        Unplanned(
            Ago(11), "Trine Overgaard", "Zahra ringede", sign="Jeg gik selv.", sign_by="Zahra", minutes=5
        ),
    ),
)

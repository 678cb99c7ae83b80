"""Farah: a grandmother whose health fails; the plan is under revision."""

from datetime import date

from families.models import Problem, Reason, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import (
    Agreed,
    Aim,
    AskedForShare,
    Born,
    Does,
    Moves,
    Revised,
    Stands,
    Step,
    Story,
    Tried,
    Unplanned,
    at,
)
from safety.models import Field, Whose

STORY = Story(
    name="Farah",
    language="so",
    enrolled=date(2024, 9, 25),
    coordinator="Jonas Bech",
    hopes="At jeg holder, til de er store. At nogen kan tage over, når jeg er på hospitalet.",
    what_works="Mohamed handler ind og kan lave ris. Asha fortæller historier hver aften. Hamdi elsker at "
    "tegne.",
    members=(
        Born(
            "Asha", Relation.GRANDMOTHER, 61, (1, 1), "Jeg sidder på bænken og ser Mohamed spille kamp.", True
        ),
        Born("Mohamed", Relation.SON, 14, (2, 20), "Jeg bor hos mormor, og hun er rask."),
        Born("Hamdi", Relation.DAUGHTER, 12, (6, 9), "Jeg går i min egen klasse og tegner."),
    ),
    around=(
        Stands("Jesper Lund", Tier.NEAR, "Familierådgiver"),
        Stands("Kirsten Vad", Tier.NEAR, "Mohameds lærer i dagbehandlingen"),
        Stands("Bjarne Holt", Tier.NEAR, "Hamdis klasselærer", date(2024, 10, 9)),
        Stands("Bente Kruse", Tier.PERIPHERAL, "Hjemmesygeplejerske for Asha", date(2024, 10, 2)),
    ),
    moves=(
        Moves(
            "Bente Kruse",
            Tier.NEAR,
            Ago(15),
            Reason.NEED,
            "Asha kommer hjem fra sygehuset og skal have hjælp.",
        ),
    ),
    criteria=(TargetCriterion.BENEFITS, TargetCriterion.NO_WORK, TargetCriterion.MANY_DEPARTMENTS),
    contact_points=("Børn og Unge", "Skole", "Social og Sundhed", "Læge og region"),
    sibling_pattern="Hamdi er begyndt at blive hjemme de dage, Mohamed gør.",
    doubts="Hvem tager over, når Asha er indlagt? Vi har ikke fundet nogen i familien, og Asha vil ikke "
    "spørge naboerne.",
    grades={
        date(2024, 10, 16): {
            Problem.MONEY: 2,
            Problem.HOUSING: 0,
            Problem.HEALTH: 4,
            Problem.TRAUMA: 3,
            Problem.COGNITION: 1,
            Problem.PARENTING: 2,
            Problem.DANISH: 4,
            Problem.LABOUR: 4,
            Problem.VIOLENCE: 1,
            Problem.CHILDREN: 3,
        },
        date(2025, 6, 18): {Problem.PARENTING: 3, Problem.CHILDREN: 4},
    },
    tried=(Tried("Aflastningsfamilie", (2022, 2023), "Børnene ville hjem den første aften."),),
    begun=date(2024, 10, 9),
    parts={
        "": "Børnene ved, hvem der er hjemme, når Asha er syg.",
        "Asha": "Asha passer sine kontroller og har nogen at ringe til.",
        "Mohamed": "Mohamed handler ind, fordi han kan, og ikke fordi han skal.",
        "Hamdi": "Hamdi er i skole og tegner.",
    },
    steps=(
        Step("En voksen mere", "Find den, der kan tage over.", date(2024, 10, 23), date(2025, 4, 30)),
        Step("Skolen", "Hamdi får hjælp i klassen.", date(2025, 5, 1), date(2025, 12, 31)),
    ),
    goals=(
        Aim(
            "afløser",
            "Vi ved, hvem der sover hos os, når mormor er på hospitalet.",
            Field.SOCIAL,
            "Jesper Lund",
            Whose.SHARED,
            together=("Jonas Bech",),
        ),
        Aim(
            "hamdi",
            "Jeg er i skole, også når Mohamed bliver hjemme.",
            Field.EDUCATION,
            "Bjarne Holt",
            member="Hamdi",
        ),
        Aim("mohamed", "Jeg kommer af sted hver morgen.", Field.EDUCATION, "Kirsten Vad", member="Mohamed"),
        Aim(
            "nabo",
            "Umm Idil fra opgangen har nøglen og kommer, når Mohamed ringer.",
            Field.SOCIAL,
            "Jonas Bech",
            put=Ago(13),
        ),
    ),
    activities=(
        Does(
            "morgen",
            "Morgensamtale med Mohamed",
            date(2024, 10, 28),
            at(8, 30),
            20,
            "02",
            by="Kirsten Vad",
            who=("Mohamed",),
            goal="mohamed",
            kind=PlaceKind.SCHOOL,
            notes=("Kom ikke. Ringede til Asha.", "Kom. Sagde ikke meget."),
        ),
        Does(
            "tegne",
            "Tegnetid",
            date(2024, 10, 24),
            at(12),
            45,
            "3",
            by="Bjarne Holt",
            who=("Hamdi",),
            goal="hamdi",
            kind=PlaceKind.SCHOOL,
            said=(("Jeg tegnede mormor, da hun var ung.", "Hamdi"),),
        ),
        Does(
            "besøg",
            "Hjemmebesøg",
            date(2024, 10, 25),
            at(15),
            60,
            "4",
            by="Jesper Lund",
            goal="afløser",
            kind=PlaceKind.HOME,
            interpreter=True,
            notes=("Asha var træt. Talte om naboerne.", "Asha var på hospitalet. Mohamed havde lavet mad."),
        ),
    ),
    revised=(
        Revised(date(2025, 3, 24), "Halvårsmøde."),
        Revised(Ago(16), "Asha har været indlagt. Vi må finde en, der kan tage over."),
    ),
    asked_for_share=(AskedForShare(Ago(9), "Bente Kruse"),),
    agreed=(
        Agreed(date(2024, 10, 23), ("Asha", "Mohamed"), ("Jesper Lund", "Kirsten Vad", "Jonas Bech")),
        Agreed(date(2025, 3, 26), ("Asha", "Hamdi"), ("Jesper Lund", "Bjarne Holt", "Jonas Bech")),
    ),
    follow_ups=(date(2024, 12, 18), 8),
    unplanned=(
        Unplanned(
            Ago(20),
            "Jesper Lund",
            "Asha er indlagt",
            "Mohamed og Hamdi sov hos Umm Idil i opgangen.",
            minutes=60,
        ),
        Unplanned(
            Ago(4),
            "Jonas Bech",
            "Hjemmebesøg hos Asha",
            sign="Umm Idil kom med suppe. Jeg havde ikke bedt om det.",
            sign_by="Asha",
            minutes=45,
        ),
    ),
)

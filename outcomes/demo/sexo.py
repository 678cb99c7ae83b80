"""Şêxo: nine people and few hands; much is still to be asked about."""

from datetime import date

from families.models import Problem, Relation, TargetCriterion, Tier
from masterplans.models import PlaceKind
from outcomes.demo.dates import Ago
from outcomes.demo.story import Agreed, Aim, Born, Does, Stands, Step, Story, Unplanned, at
from safety.models import Field, Whose

STORY = Story(
    name="Şêxo",
    language="kmr",
    enrolled=date(2024, 9, 23),
    coordinator="Sara Lindskov",
    hopes="At Rêzan kommer hjem om aftenen. At vi har hænder nok om morgenen.",
    what_works="Berfîn ringer, når Rêzan er sen. De store hjælper de små i tøjet. Azad henter altid selv i "
    "børnehaven.",
    members=(
        Born("Azad", Relation.FATHER, 44, (1, 1), "Jeg kører bus.", True),
        Born(
            "Rojda",
            Relation.MOTHER,
            39,
            (1, 1),
            "Alle er ude ad døren klokken halv otte, og jeg drikker te.",
            True,
        ),
        Born("Berfîn", Relation.DAUGHTER, 18, (5, 4), "Jeg går i skole for min egen skyld."),
        Born("Rêzan", Relation.SON, 15, (7, 16)),
        Born("Dilan", Relation.SON, 12, (2, 8), "Jeg spiller fodbold på et hold."),
        Born("Zîn", Relation.DAUGHTER, 10, (8, 20), "Jeg er i klasse med min kusine."),
        Born("Hêvî", Relation.DAUGHTER, 8, (3, 27)),
        Born("Baran", Relation.SON, 5, (6, 1)),
        Born("Lorîn", Relation.DAUGHTER, 2, (4, 11)),
    ),
    around=(
        Stands("Jesper Lund", Tier.NEAR, "Familierådgiver"),
        Stands("Gitte Balle", Tier.NEAR, "Sundhedsplejerske for Baran og Lorîn"),
        Stands("Bo Winther", Tier.NEAR, "SSP-konsulent omkring Rêzan", date(2024, 10, 7)),
        Stands("Ulla Bjerre", Tier.NEAR, "AKT-vejleder for Zîn og Dilan", date(2024, 10, 7)),
        Stands("Simon Elkjær", Tier.NEAR, "Vejleder for Berfîn og Rêzan", date(2024, 10, 7)),
    ),
    criteria=(
        TargetCriterion.BENEFITS,
        TargetCriterion.NO_WORK,
        TargetCriterion.MANY_CHILDREN,
        TargetCriterion.MANY_DEPARTMENTS,
    ),
    contact_points=("Jobcenter", "Børn og Unge", "Skole", "Dagtilbud", "Sundhedspleje og tandpleje", "SSP"),
    grades={
        date(2024, 10, 21): {
            Problem.MONEY: 3,
            Problem.HOUSING: 4,
            Problem.DANISH: 3,
            Problem.LABOUR: 3,
            Problem.VIOLENCE: 2,
        }
    },
    begun=date(2024, 10, 14),
    parts={
        "": "Flere hænder om morgenen og aftenen. De store børn er søskende og ikke forældre.",
        "Azad": "Azad kommer videre mod buskortet.",
        "Rojda": "Rojda får hjælp om morgenen tre dage om ugen.",
        "Berfîn": "Berfîn begynder på FGU.",
        "Rêzan": "Rêzan er hjemme klokken ti og har en voksen, han selv ringer til.",
        "Zîn": "Zîn kommer fra specialklasse til almindelig klasse med støtte.",
        "Baran": "Baran er klar til 0. klasse.",
    },
    steps=(Step("Morgenen", "Alle kommer af sted.", date(2024, 10, 28), date(2025, 6, 30)),),
    goals=(
        Aim(
            "hjem",
            "Rêzan er hjemme klokken ti, og Berfîn behøver ikke at ringe.",
            Field.SOCIAL,
            "Bo Winther",
            Whose.SHARED,
            member="Rêzan",
            together=("Jesper Lund",),
        ),
        Aim(
            "berfîn", "Jeg går i skole for min egen skyld.", Field.EDUCATION, "Simon Elkjær", member="Berfîn"
        ),
        Aim("zîn", "Jeg er i klasse med min kusine.", Field.EDUCATION, "Ulla Bjerre", member="Zîn"),
        Aim("morgen", "Alle er mætte og ude ad døren klokken halv otte.", Field.SOCIAL, "Gitte Balle"),
    ),
    activities=(
        Does(
            "morgen",
            "Hjælp om morgenen",
            date(2024, 10, 29),
            at(7),
            60,
            "1",
            by="Gitte Balle",
            who=("Rojda", "Baran", "Lorîn"),
            goal="morgen",
            kind=PlaceKind.HOME,
            said=(("I dag var vi færdige før tid. Jeg drak te.", "Rojda"),),
            notes=("Dilan smurte madpakker.", "Baran tog selv sko på."),
        ),
        Does(
            "fodbold",
            "Fodbold",
            date(2024, 10, 30),
            at(17),
            90,
            "2",
            network="Fætter Serdar",
            who=("Dilan",),
            kind=PlaceKind.TOWN,
        ),
        Does(
            "gade",
            "Bo og Rêzan spiser pizza",
            date(2024, 10, 31),
            at(18),
            60,
            "3",
            by="Bo Winther",
            who=("Rêzan",),
            goal="hjem",
            kind=PlaceKind.TOWN,
            said=(("Jeg gik, da de andre blev.", "Rêzan"),),
        ),
    ),
    agreed=(
        Agreed(
            date(2024, 10, 28),
            ("Azad", "Rojda", "Berfîn"),
            ("Jesper Lund", "Gitte Balle", "Bo Winther", "Simon Elkjær", "Sara Lindskov"),
        ),
    ),
    follow_ups=(date(2025, 1, 13), 8),
    unplanned=(
        Unplanned(
            Ago(7),
            "Gitte Balle",
            "Besøg hos Rojda",
            sign="Zîn har lært Hêvî at læse klokken.",
            sign_by="Rojda",
            minutes=40,
        ),
    ),
)

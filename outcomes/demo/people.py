"""The professionals of the demo; nobody of that name works anywhere."""

from families.models import Role
from outcomes.demo.story import Person

# Those who are signed in as; they leave something for their visitor to log.
NEAR_LOGINS = ("laerer", "jobkonsulent", "ppr", "familieraadgiver", "koordinator", "koordinator2")

FIRST_ADMINISTRATOR = Person(
    "Allan Dam", "systemadministrator", "Projektkerne", "admin", (Role.ADMINISTRATOR,)
)
PROJECT_LEADER = Person(
    "Mette Krogh", "projektleder", "Projektkerne", "leder", (Role.PROJECT_LEADER, Role.STEERING_GROUP)
)

PEOPLE = (
    FIRST_ADMINISTRATOR,
    PROJECT_LEADER,
    Person("Vibeke Aarup", "it-koordinator", "Projektkerne", "admin2", (Role.ADMINISTRATOR,)),
    Person("Jonas Bech", "projektkoordinator", "Projektkerne", "koordinator", (Role.COORDINATOR,)),
    Person("Sara Lindskov", "projektkoordinator", "Projektkerne", "koordinator2", (Role.COORDINATOR,)),
    Person("Dorte Pihl", "databeskyttelsesrådgiver", "Borgerservice og Ydelse", "dpo", (Role.DPO,)),
    Person("Karsten Bro", "myndighedssocialrådgiver", "Børn og Unge", "raadhus", (Role.CITY_HALL,)),
    # The four heads
    Person("Lise Holm", "chef for Beskæftigelse", "Jobcenter", "styregruppe", (Role.STEERING_GROUP,)),
    Person("Ulrik Stage", "chef for Børn og Unge", "Børn og Unge", roles=(Role.STEERING_GROUP,)),
    Person("Annette Dahlgaard", "chef for Skole og Dagtilbud", "Skole", roles=(Role.STEERING_GROUP,)),
    Person("Claus Refsgaard", "chef for Social og Sundhed", "Social og Sundhed"),
    # Signed in as
    Person("Birgitte Ørum", "klasselærer", "Skole", "laerer"),
    Person("Kasper Holst", "jobkonsulent", "Jobcenter", "jobkonsulent"),
    Person("Ida Vang", "psykolog", "PPR", "ppr"),
    Person("Camilla Juhl", "familierådgiver", "Børn og Unge", "familieraadgiver"),
    Person("Omid Karlsen", "klubmedarbejder", "SFO og klub", "klub"),
    # Children and families
    Person("Pernille Dahl", "familierådgiver", "Børn og Unge"),
    Person("Signe Toft", "familierådgiver", "Børn og Unge"),
    Person("Dorthe Vinter", "familierådgiver", "Børn og Unge"),
    Person("Jesper Lund", "familierådgiver", "Børn og Unge"),
    Person("Trine Overgaard", "familierådgiver", "Børn og Unge"),
    # Schools and PPR
    Person("Thomas Riis", "lærer i dagbehandling", "Skole"),
    Person("Susanne Lykke", "specialklasselærer", "Skole"),
    Person("Karin Friis", "skolesocialrådgiver", "Skole"),
    Person("Anders Munk", "lærer på specialskole", "Skole"),
    Person("Malene Krag", "lærer i modtageklasse", "Skole"),
    Person("Ulla Bjerre", "AKT-vejleder", "Skole"),
    Person("Kirsten Vad", "lærer i dagbehandling", "Skole"),
    Person("Bjarne Holt", "klasselærer", "Skole"),
    Person("Lotte Iversen", "AKT-vejleder", "Skole"),
    Person("Nanna Lyng", "tale-hørekonsulent", "PPR"),
    # Work and education
    Person("Rasmus Hald", "jobkonsulent", "Jobcenter"),
    Person("Tina Maj", "jobkonsulent", "Jobcenter"),
    Person("Amalie Brandt", "KUI-vejleder", "Kommunal Ungeindsats"),
    Person("Simon Elkjær", "KUI-vejleder", "Kommunal Ungeindsats"),
    Person("Helle Stub", "kontanthjælpssagsbehandler", "Borgerservice og Ydelse"),
    Person("Morten Aagaard", "kontanthjælpssagsbehandler", "Borgerservice og Ydelse"),
    # Health and adults
    Person("Lone Kjær", "sundhedsplejerske", "Sundhedspleje og tandpleje"),
    Person("Gitte Balle", "sundhedsplejerske", "Sundhedspleje og tandpleje"),
    Person("Lis Hvid", "tandplejer", "Sundhedspleje og tandpleje"),
    Person("Ole Stender", "bostøtte", "Pension og Voksenservice"),
    Person("Hanne Frost", "pensionssagsbehandler", "Pension og Voksenservice"),
    Person("Bente Kruse", "hjemmesygeplejerske", "Social og Sundhed"),
    Person("Marianne Skytte", "voksenrådgiver", "Social og Sundhed"),
    Person("Peter Nygaard", "misbrugskonsulent", "Social og Sundhed"),
    Person("Bo Winther", "SSP-konsulent", "SSP"),
    # Outside the municipality
    Person("Erik Sonne", "praktiserende læge", "Læge og region"),
    Person("Mogens Rahbek", "praktiserende læge", "Læge og region"),
    Person("Hassan Nur", "boligsocial medarbejder", "Boligforening"),
    Person("Poul Bering", "driftsleder", "Boligforening"),
)

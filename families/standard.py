"""The sectors that a Danish municipality has when it begins; names are data and change with reforms."""

from families.models.sector import Area, Sector

# Danish name, English name, letter, the head that carries it ("" outside the municipality).
SECTORS: tuple[tuple[str, str, str, str], ...] = (
    ("Projektkerne", "Project core", "K", Area.EMPLOYMENT),
    ("Jobcenter", "Job centre", "J", Area.EMPLOYMENT),
    ("Børn og Unge", "Children and Families", "B", Area.CHILDREN),
    ("PPR", "Educational psychology (PPR)", "P", Area.SCHOOLS),
    ("Kommunal Ungeindsats", "Youth guidance (KUI)", "U", Area.EMPLOYMENT),
    ("Skole", "School", "S", Area.SCHOOLS),
    ("Dagtilbud", "Day care", "D", Area.SCHOOLS),
    ("SFO og klub", "After-school and club", "F", Area.SCHOOLS),
    ("Sundhedspleje og tandpleje", "Health visitors and dental care", "H", Area.CHILDREN),
    ("Social og Sundhed", "Social care and health", "O", Area.SOCIAL),
    ("Pension og Voksenservice", "Pensions and adult services", "V", Area.SOCIAL),
    ("Borgerservice og Ydelse", "Citizen service and benefits", "Y", Area.EMPLOYMENT),
    ("SSP", "Crime prevention (SSP)", "C", Area.CHILDREN),
    ("Sprogcenter", "Language centre", "L", ""),
    ("Læge og region", "Doctor and region", "R", ""),
    ("Tolk", "Interpreter", "T", ""),
    ("Frivillig", "Volunteer", "M", ""),
    ("Boligforening", "Housing association", "G", ""),
    ("Forening", "Association", "A", ""),
)

# Where decisions about families' lives are made: benefits, sanctions, help to children and grown-ups.
DECIDING = frozenset(
    {"Jobcenter", "Børn og Unge", "Social og Sundhed", "Pension og Voksenservice", "Borgerservice og Ydelse"}
)


def lay_sectors() -> None:
    """Lay the sectors that are not there yet; those that are stay as somebody left them."""
    for number, (name, name_en, letter, area) in enumerate(SECTORS):
        Sector.objects.get_or_create(
            name=name,
            defaults={
                "name_en": name_en,
                "letter": letter,
                "tint": number % 14 + 1,
                "area": area,
                "is_municipal": bool(area),
                "decides": name in DECIDING,
            },
        )

"""An agreed version for the case file, as PDF or for Word: what one reader may see of it, and room to sign.

Word is written by python-docx from nothing, so there is no template that nobody can review.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.models import Family, Professional
from masterplans.frozen import Eyes, frozen_when, parts_of
from masterplans.models import StatutoryKind, Version
from roskilde import papers

TEMPLATE = Path(__file__).parent / "papers" / "whole_plan.typ"


def as_pdf(family: Family, version: Version, reader: Professional) -> bytes:
    return papers.pdf(TEMPLATE, read(family, version, reader), on=version.agreed_on)


def as_word(family: Family, version: Version, reader: Professional) -> bytes:
    """The same to be put into a file that goes on in Word."""
    data = papers.readable(read(family, version, reader))
    paper = docx.Document()
    about = paper.core_properties
    about.title, about.author, about.language = data["title"], "", data["lang"]
    about.created = about.modified = version.agreed_at
    paper.add_heading(data["title"], 0)
    for label, value in data["facts"]:
        line = paper.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(value)
    for heading, words in data["said"]:
        paper.add_heading(heading, 1)
        paper.add_paragraph(words)
    _list(paper, _("The programme"), data["stages"])
    for part in data["parts"]:
        paper.add_heading(part["name"], 1)
        if part["aim"]:
            paper.add_paragraph(part["aim"])
        for goal in part["goals"]:
            paper.add_heading(goal["words"], 2)
            for words in filter(None, (goal["addition"], goal["about"])):
                paper.add_paragraph(words)
            for each in goal["activities"]:
                paper.add_paragraph(each, style="List Bullet")
        for each in part["activities"]:
            paper.add_paragraph(each, style="List Bullet")
    _list(paper, _("Plans by law"), data["by_law"])
    paper.add_heading(data["signatures"]["heading"], 1)
    table = paper.add_table(rows=1, cols=3, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, data["signatures"]["columns"], strict=True):
        cell.text = words
    for name in data["signatures"]["names"]:
        table.add_row().cells[0].text = name
    made = BytesIO()
    paper.save(made)
    return _without_hours(made)


def _list(paper: Any, heading: str, rows: list[str]) -> None:
    if rows:
        paper.add_heading(heading, 1)
        for words in rows:
            paper.add_paragraph(words, style="List Bullet")


def read(family: Family, version: Version, reader: Professional) -> dict[str, Any]:
    """What stands on it, in the language of whoever fetches it."""
    content = version.content
    parts = parts_of(Eyes(family, reader).read(content))
    agreed = {"number": version.number, "day": date_format(version.agreed_on, "DATE_FORMAT")}
    people = [*version.members.all(), *version.professionals.select_related("sector")]
    interpreter = version.get_interpreter_display()
    if version.interpreter_name:
        interpreter = f"{interpreter} ({version.interpreter_name})"
    written_on = date_format(localtime(version.agreed_at), "DATE_FORMAT")
    names = [str(each) for each in people]
    if str(family.coordinator) not in names:
        names.append(str(family.coordinator))
    said = [(_("What we hope for"), content["hopes"]), (_("What we want together"), content["aim"])]
    return {
        "lang": get_language() or "da",
        "title": _("Masterplan: %(name)s") % {"name": family.name},
        "facts": [
            (_("Version"), _("%(number)s, agreed %(day)s") % agreed),
            (_("Took part"), ", ".join(str(each) for each in people)),
            (_("Language"), f"{version.get_language_display()} · {interpreter}"),
            (
                _("Written down by"),
                f"{version.agreed_by}, {written_on}",
            ),
            (_("Fetched for the case file by"), f"{reader}"),
        ],
        "said": [(heading, words) for heading, words in said if words],
        "programme": _("The programme"),
        "stages": [": ".join(filter(None, (each["title"], each["aim"]))) for each in content["stages"]],
        "parts": [_part(part, is_aim_told=bool(part["name"])) for part in parts],
        "by_law_heading": _("Plans by law"),
        "by_law": [
            " · ".join(
                filter(
                    None,
                    (
                        str(StatutoryKind(each["kind"]).label),
                        each["member"],
                        each["unit"],
                        each["case_number"],
                    ),
                )
            )
            for each in content["statutory_plans"]
        ],
        "signatures": {
            "heading": _("Signatures"),
            "columns": [_("Name"), _("Date"), _("Signature")],
            "names": names,
        },
    }


def _part(part: dict[str, Any], *, is_aim_told: bool) -> dict[str, Any]:
    """The family's own aim stands at the head of the paper already."""
    return {
        "name": part["name"] or _("The whole family"),
        "aim": part["aim"] if is_aim_told else "",
        "goals": [
            {
                "words": goal["words"],
                "addition": goal["addition"],
                "about": " · ".join([str(goal["status_label"]), *filter(None, goal["carriers"])]),
                "activities": [_activity(each) for each in goal["activities"]],
            }
            for goal in part["goals"]
        ],
        "activities": [_activity(each) for each in part["activities"]],
    }


def _activity(frozen: dict[str, Any]) -> str:
    """ "Monday 9.00–10.30: Danish · Lone Kjær · Rima · Lokale 2"."""
    told = [
        ", ".join(filter(None, frozen["carriers"])),
        ", ".join(name for _key, name in frozen["members"]),
        str(frozen["where"]),
        _("interpreter") if frozen["needs_interpreter"] else "",
    ]
    return " · ".join([f"{frozen_when(frozen)}: {frozen['title']}", *filter(None, told)])


def _without_hours(made: BytesIO) -> bytes:
    """The same document packed anew, without the moment at which each of its files was packed."""
    packed = BytesIO()
    with ZipFile(made) as files, ZipFile(packed, "w", ZIP_DEFLATED) as anew:
        for name in files.namelist():
            anew.writestr(ZipInfo(name), files.read(name), ZIP_DEFLATED)
    return packed.getvalue()

"""Writing the background, the hoped-for futures and the earlier measures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from families.models import EarlierMeasure, Family, Professional
from roskilde import clock
from tests.makers import make_family, make_sector

SignedIn = Callable[[Professional], Client]


def path(family: Family, page: str) -> str:
    return f"/families/{family.pk}/background/{page}/"


@pytest.mark.demand("R2", "R3", "R4", "R10")
def test_the_background_is_saved_with_history(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, url = signed_in(coordinator), path(family, "change")
    assert client.get(url).status_code == 200
    school, job = make_sector("Skole"), make_sector("Jobcenter")
    typed = {
        "criteria": ["benefits", "no_work"],
        "contact_points": [str(school.pk), str(job.pk)],
        "sibling_pattern": "Zakariye gør som Abdi gjorde.",
        "doubts": "Skole eller ro først?",
        "revision": str(family.background.revision),
    }
    assert client.post(url, typed).status_code == 302
    background = type(family.background).objects.get(family=family)
    assert background.criteria == ["benefits", "no_work"]
    assert set(background.contact_points.all()) == {school, job}
    assert background.history.latest("history_date").history_user == coordinator
    form = client.get(url).context["form"]
    assert form["criteria"].value() == ["benefits", "no_work"]


def test_a_criterion_that_is_none_is_refused(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(path(family, "change"), {"criteria": ["rich"], "doubts": "Tvivl"})
    assert "criteria" in answer.context["form"].errors
    assert "Tvivl" in answer.content.decode()


def test_a_sector_that_has_closed_stays_where_it_was(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    school = make_sector("Skole")
    family.background.contact_points.set([school])
    school.until = clock.today() - timedelta(days=1)
    school.save()
    form = signed_in(coordinator).get(path(family, "change")).context["form"]
    assert school in form.fields["contact_points"].queryset


def futures(family: Family, **texts: str) -> dict[str, Any]:
    typed = {}
    for member in family.members.all():
        typed[f"{member.pk}"] = texts.get(member.name, "")
        typed[f"{member.pk}-opened"] = str(member.revision)
    return typed


@pytest.mark.demand("R8")
def test_the_futures_are_written_on_one_page(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, url = signed_in(coordinator), path(family, "futures")
    assert "Zakariye" in client.get(url).content.decode()
    assert client.post(url, futures(family, Zakariye="Jeg spiller bold.")).status_code == 302
    zakariye, hodan = family.members.get(name="Zakariye"), family.members.get(name="Hodan")
    assert zakariye.preferred_future == "Jeg spiller bold."
    assert zakariye.history.count() == 2
    assert hodan.history.count() == 1


def test_somebody_elses_future_is_not_written_over(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    typed = futures(family, Zakariye="Jeg spiller bold.")
    zakariye = family.members.get(name="Zakariye")
    zakariye.preferred_future = "Jeg tegner."
    zakariye.save(by=leader)
    client, url = signed_in(coordinator), path(family, "futures")
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert "Jeg tegner." in page
    assert "Jeg spiller bold." in page
    zakariye.refresh_from_db()
    assert zakariye.preferred_future == "Jeg tegner."
    again = {field.html_name: field.value() for field in answer.context["form"]}
    assert client.post(url, again).status_code == 302
    zakariye.refresh_from_db()
    assert zakariye.preferred_future == "Jeg spiller bold."


def test_a_future_that_is_too_long_keeps_its_text(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(path(family, "futures"), futures(family, Hodan="æ" * 2001))
    assert answer.status_code == 200
    assert "æ" * 2001 in answer.content.decode()


@pytest.mark.demand("R15")
def test_a_measure_is_added_and_changed(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    typed = {"what": "Kontaktperson", "period": "2022", "member": "", "result": "Stoppede."}
    assert client.get(path(family, "measures/add")).status_code == 200
    assert client.post(path(family, "measures/add"), typed).status_code == 302
    measure = family.earlier_measures.get()
    zakariye = family.members.get(name="Zakariye")
    url = path(family, f"measures/{measure.pk}/change")
    assert "Kontaktperson" in client.get(url).content.decode()
    assert client.post(url, {**typed, "member": str(zakariye.pk), "revision": "1"}).status_code == 302
    measure.refresh_from_db()
    assert measure.member == zakariye


def test_a_measure_is_for_a_member_of_this_family(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = make_family(coordinator, "Haidari").members.first()
    assert other is not None
    typed = {"what": "Kontaktperson", "member": str(other.pk)}
    answer = signed_in(coordinator).post(path(family, "measures/add"), typed)
    assert "member" in answer.context["form"].errors
    assert not family.earlier_measures.exists()


def test_another_familys_measure_is_not_found(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = EarlierMeasure(family=make_family(coordinator, "Haidari"), what="Kontaktperson")
    other.save(by=coordinator)
    url = path(family, f"measures/{other.pk}/change")
    assert signed_in(coordinator).get(url).status_code == 404
    assert signed_in(coordinator).post(url, {"what": "Andet"}).status_code == 404


@pytest.mark.parametrize("page", ["change", "futures", "measures/add", "problems"])
def test_they_ask_for_the_right(
    page: str, family: Family, near: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person, verdict in ((near, 403), (stranger, 404)):
        assert signed_in(person).get(path(family, page)).status_code == verdict
        assert signed_in(person).post(path(family, page), {"what": "x"}).status_code == verdict

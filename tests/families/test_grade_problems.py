"""The ten kinds of problem and their degree, once the resources are written."""

from collections.abc import Callable

import pytest
from django.test import Client

from families.models import Family, Problem, Professional

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/background/problems/"


@pytest.mark.demand("R6")
def test_it_grades_those_that_are_chosen_and_keeps_the_earlier_ones(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    page = client.get(url(family)).content.decode()
    assert page.count('type="radio"') == 5 * len(Problem)
    assert client.post(url(family), {"money": "3", "danish": "2"}).status_code == 302
    assert client.post(url(family), {"money": "1", "danish": "2"}).status_code == 302
    assert [grade.grade for grade in family.problem_grades.filter(problem="money")] == [1, 3]
    assert family.problem_grades.filter(problem="danish").count() == 1
    assert client.get(url(family)).context["form"]["money"].value() == 1


@pytest.mark.demand("R14")
def test_the_resources_come_first(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    family.what_works = " "
    family.save(by=coordinator)
    client = signed_in(coordinator)
    assert client.get(url(family)).context["resources_missing"]
    answer = client.post(url(family), {"money": "3"})
    assert answer.context["form"].has_error("__all__", "resources_first")
    assert not family.problem_grades.exists()


@pytest.mark.parametrize("grade", ["5", "-1", "x"])
def test_a_degree_that_is_none_is_refused(
    grade: str, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(family), {"money": grade, "danish": "2"})
    assert "money" in answer.context["form"].errors
    assert not family.problem_grades.exists()

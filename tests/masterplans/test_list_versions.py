"""The versions that were agreed, newest first."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan
from tests.masterplans.asking import SignedIn, cost, text, url
from tests.masterplans.conftest import agree
from tests.world import World


@pytest.mark.demand("R11")
def test_it_says_when_with_whom_and_in_which_language(
    agreed: Masterplan, family: Family, mother: Member, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url("list_versions", family))
    version = agreed.versions.get()
    page = text(answer)
    for shown in (mother.name, version.get_language_display(), version.agreed_by.name):
        assert str(shown) in page
    assert url("show_version", family, 1) in page


def test_before_the_first_it_is_empty(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert list(signed_in(near).get(url("list_versions", family)).context["versions"]) == []


def test_it_asks_for_the_right(
    agreed: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("list_versions", family)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("list_versions", others.family)).status_code == 404


def test_ten_versions_cost_as_many_queries_as_one(
    agreed: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    one = cost(client, url("list_versions", family))
    for _number in range(9):
        agreed.revise(by=coordinator)
        agree(agreed, coordinator, mother)
    assert cost(client, url("list_versions", family)) == one <= 10
    versions = client.get(url("list_versions", family)).context["versions"]
    assert [version.number for version in versions] == list(range(10, 0, -1))

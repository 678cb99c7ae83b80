"""What of the safety plan and the path stands on the start page and on the timeline."""

from datetime import timedelta

from families.models import Family, Professional
from roskilde import clock
from safety.plan_shown import waiting
from tests.makers import make_case_closing, make_family, make_milestone, make_rule, make_rule_test
from tests.masterplans.asking import cost, text
from tests.safety.closing import SignedIn
from tests.world import leave_pilot, see_all


def sentences(reader: Professional, *families: Family) -> list[str]:
    found = Family.objects.with_tier(reader).filter(pk__in=[each.pk for each in families])
    return [each.sentence for each in waiting(reader, list(found))]


def test_a_late_step_an_untried_rule_and_an_end_in_sight_wait_for_the_core(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    assert sentences(coordinator, family) == []
    make_milestone(family, near, words="Ro", planned_on=clock.today() - timedelta(days=3))
    make_rule(family, near, since=clock.today() - timedelta(days=61), words="Vi spiser sammen.")
    see_all(family, coordinator)
    late, untried, seen = sentences(coordinator, family)
    assert "skridtet »Ro« var ventet" in late
    assert untried == "reglen »Vi spiser sammen« er ikke prøvet i 60 dage."
    assert "er set siden" in seen
    assert "Vi spiser sammen" in text(signed_in(coordinator).get("/"))
    assert "ikke prøvet i 60 dage" not in text(signed_in(near).get("/"))


def test_a_shielded_rule_waits_for_nobody_it_does_not_name(
    family: Family, coordinator: Professional, near: Professional
) -> None:
    make_rule(family, near, visibility="named", since=clock.today() - timedelta(days=90))
    assert sentences(coordinator, family) == []


def test_a_family_that_has_left_waits_for_nothing(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    leave_pilot(family, coordinator)
    assert "er set siden" not in text(signed_in(coordinator).get("/"))


def test_many_families_cost_as_many_queries_as_one(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    def fill(each: Family) -> None:
        make_milestone(each, coordinator, planned_on=clock.today() - timedelta(days=3))
        make_rule(each, coordinator, since=clock.today() - timedelta(days=61))
        see_all(each, coordinator)

    fill(family)
    make_family(coordinator, "Farah")
    one = cost(signed_in(coordinator), "/")
    for name in ("Haidari", "Tesfay", "Rahimi"):
        fill(make_family(coordinator, name))
    assert cost(signed_in(coordinator), "/") == one


def test_steps_and_endings_stand_on_the_timeline(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_milestone(family, near, words="Tre måneder uden rykkere").reach(by=near)
    make_case_closing(family, coordinator)
    make_rule_test(make_rule(family, near), near, words="Huslejen lå der.")
    see_all(family, coordinator)
    leave_pilot(family, coordinator)
    page = f"/families/{family.pk}/lines/"
    for words in (
        "et skridt mod afslutning er nået: Tre måneder uden rykkere",
        "en sag er afsluttet på rådhuset: Børn og Unge",
        "familien er afsluttet i projektet, besluttet af Mette Krogh",
        "Huslejen lå der.",
    ):
        assert words in text(signed_in(near).get(page))
    assert "Tre måneder" in text(signed_in(near).get(f"{page}?kind=closure"))
    assert "Huslejen lå der." not in text(signed_in(near).get(f"{page}?kind=closure"))
    news = text(signed_in(coordinator).get(f"/families/{family.pk}/news/"))
    assert "et skridt mod afslutning er nået" in news
    assert "en sag er afsluttet" not in news  # one's own deed

"""Whatever is typed into these forms, or written into these addresses, no page breaks."""

from typing import Any

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Activity, Contribution, Masterplan, Stage, StatutoryPlan
from roskilde import clock
from safety.models import Goal
from tests.masterplans.asking import SignedIn, activity_post, as_shown, goal_post, log, text, url

HOSTILE = [
    "\0",
    "x" * 50_000,
    "🙃" * 50,
    "\u202eمرحبا ሰላም",
    "<script>alert(1)</script>",
    "{{ 7 }}{% now %}",
    "31.02.2026",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "-1",
    "1000000000",
    "9" * 400,
    "1e9",
    "not-a-uuid",
    "00000000-0000-0000-0000-000000000000",
]
FORMS = [
    ("agree_plan", ""),
    ("close_plan", ""),
    ("set_follow_up", ""),
    ("change_aim", ""),
    ("change_member_aim", "member"),
    ("add_stage", ""),
    ("change_stage", "stage"),
    ("add_statutory_plan", ""),
    ("change_statutory_plan", "statutory"),
    ("add_goal", ""),
    ("change_goal", "goal"),
    ("settle_goal", "goal"),
    ("add_activity", ""),
    ("change_activity", "activity"),
    ("end_activity", "activity"),
    ("log_contribution", ""),
    ("change_contribution", "contribution"),
    ("correct_contribution", "contribution"),
]
PAGES = [
    "show_plan",
    "list_statutory_plans",
    "list_versions",
    "show_plan_history",
    "show_granted_parts",
    "show_week",
    "list_contributions",
]


@pytest.fixture
def keys(
    plan: Masterplan, activity: Activity, goal: Goal, son: Member, coordinator: Professional
) -> dict[str, Any]:
    statutory = StatutoryPlan(plan=plan, kind="child", unit="Børn og Unge")
    statutory.save(by=coordinator)
    row: Contribution = log(activity, coordinator, clock.today())
    return {
        "member": son.pk,
        "stage": Stage.add(plan, by=coordinator, title="Hverdag").pk,
        "statutory": statutory.pk,
        "goal": goal.pk,
        "activity": activity.pk,
        "contribution": row.pk,
    }


@pytest.mark.parametrize(("form", "key"), FORMS)
def test_no_form_breaks_on_what_is_typed(
    form: str, key: str, keys: dict[str, Any], family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    address = url(form, family, *([keys[key]] if key else []))
    names = list(client.get(address).context["form"].fields)
    for hostile in HOSTILE:
        answer = client.post(address, dict.fromkeys(names, hostile))
        assert answer.status_code in (200, 302)
        assert "<script>alert" not in text(answer)
    assert client.post(address, {name: ["a", "b"] for name in names}).status_code in (200, 302)
    assert client.post(address, {"revision": "\0", "draft": "\0", "next": "\0"}).status_code in (200, 302)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendars_first_and_last_day_break_no_page(
    day: str,
    keys: dict[str, Any],
    plan: Masterplan,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    daily = [str(number) for number in range(7)]
    activity = url("change_activity", family, keys["activity"])
    client.post(activity, as_shown(client.get(activity), starts_on=day, weekdays=daily, ends_on=""))
    once = activity_post(starts_on=day, responsible=near.pk)
    client.post(url("add_activity", family), once)
    client.post(url("add_stage", family), {"title": "Langt væk", "since": day, "reached_on": day})
    client.post(url("log_contribution", family), {"on": day, "title": "Før alt", "outcome": "happened"})
    client.post(url("set_follow_up", family), {"next_follow_up_on": day})
    client.post(
        url("settle_goal", family, keys["goal"]), {"status": "reached", "on": day, "reason": "Altid."}
    )
    for person in (coordinator, near):
        reader = signed_in(person)
        for page in PAGES:
            assert reader.get(url(page, family)).status_code == 200
        assert reader.get("/").status_code == 200
        assert reader.get(url("show_activity", family, keys["activity"])).status_code == 200
        assert reader.get(f"/families/{family.pk}/").status_code == 200


@pytest.mark.parametrize(
    "nonsense", ["%00", "x", "-1", "9" * 60, "%F0%9F%99%83", "%E2%80%AE", "'--", "\u0661"]
)
def test_no_page_breaks_on_what_stands_after_the_question_mark(
    nonsense: str, keys: dict[str, Any], family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    query = "&".join(f"{name}={nonsense}" for name in ("week", "member", "goal", "page", "next"))
    addresses = [url(page, family) for page in (*PAGES, "add_goal", "add_activity", "log_contribution")]
    addresses += ["/", url("change_contribution", family, keys["contribution"])]
    for address in addresses:
        assert client.get(f"{address}?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text(
    plan: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    client, script = signed_in(coordinator), "<script>alert(1)</script>"
    client.post(url("add_goal", family), goal_post(words=script, addition=script))
    client.post(url("add_activity", family), activity_post(title=script, purpose=script, network_name=script))
    client.post(
        url("log_contribution", family),
        {"on": "2026-11-18", "title": script, "outcome": "happened", "note": script, "sign": script},
    )
    for address in (*(url(page, family) for page in PAGES), "/", f"/families/{family.pk}/"):
        page = text(signed_in(near).get(address))
        assert script not in page

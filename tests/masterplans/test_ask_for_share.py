"""Who owns nothing is asked to write their part: by a mail and on the start page; they write, or say no."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from families.models import Family, Mail, MailKind, Professional, Tier
from masterplans.models import Masterplan, PlanStatus, ShareRequest
from masterplans.shown import own_part_waits
from tests.makers import leave, make_goal, make_share_request
from tests.masterplans.asking import SignedIn, activity_post, errors, goal_post, url


def place(family: Family, person: Professional) -> object:
    return family.involvements.open().get(professional=person).pk


@pytest.mark.demand("R46", "R59")
def test_asking_opens_the_plan_posts_a_mail_and_waits_on_their_start_page(
    agreed: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).post(url("ask_for_share", family, place(family, near)))
    request = ShareRequest.objects.open().get()
    assert (request.professional, request.asked_by) == (near, coordinator)
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION
    mail = Mail.objects.get(to=near, about__startswith=str(request.pk))
    assert mail.kind == MailKind.INVOLVED
    assert family.name not in mail.letter().body
    (line,) = own_part_waits(near, [family])
    assert line.url == url("show_sharing", family)
    assert line in signed_in(near).get("/").context["waiting"]


def test_asking_twice_is_one_request_and_one_mail(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    for _time in range(2):
        make_share_request(family, near, coordinator)
    assert ShareRequest.objects.count() == 1
    assert Mail.objects.filter(to=near, about__startswith=str(ShareRequest.objects.get().pk)).count() == 1


@pytest.mark.demand("R59")
@pytest.mark.parametrize(("page", "post"), [("add_goal", goal_post()), ("add_activity", activity_post())])
def test_it_is_met_as_soon_as_they_write_their_part(
    page: str, post: dict[str, str], plan: Masterplan, family: Family, near: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    request = make_share_request(family, near, coordinator)
    signed_in(near).post(url(page, family), post)
    request.refresh_from_db()
    assert request.met_at
    assert not own_part_waits(near, [family])


def test_what_is_for_named_people_only_meets_nothing(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    request = make_share_request(family, near, coordinator)
    ShareRequest.meet(make_goal(family, near, responsible=near, visibility="named"), by=near)
    request.refresh_from_db()
    assert request.is_open


@pytest.mark.demand("R59")
def test_they_say_no_with_a_reason_and_can_be_asked_once_more(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    request = make_share_request(family, near, coordinator)
    page = url("decline_share", family, request.pk)
    assert "reason" in errors(signed_in(near).post(page, {"reason": " "}))
    signed_in(near).post(page, {"reason": "Jeg stopper til jul."})
    request.refresh_from_db()
    assert request.decline_reason == "Jeg stopper til jul."
    told = [line.sentence for line in signed_in(coordinator).get("/").context["waiting"]]
    assert any("Jeg stopper til jul." in sentence for sentence in told)
    make_share_request(family, near, coordinator)
    request.refresh_from_db()
    assert request.is_open
    assert request.history.filter(decline_reason="Jeg stopper til jul.").exists()


def test_nobody_says_no_for_another(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    request = make_share_request(family, near, coordinator)
    assert signed_in(coordinator).post(url("decline_share", family, request.pk)).status_code == 404
    with pytest.raises(ValidationError):
        request.decline(by=coordinator, reason="Hun vil ikke.")


def test_neither_the_core_nor_the_edge_is_asked_and_no_closed_plan_is_opened(
    plan: Masterplan, family: Family, near: Professional, peripheral: Professional, coordinator: Professional,
    leader: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    client = signed_in(coordinator)
    for person in (leader, peripheral):
        assert client.post(url("ask_for_share", family, place(family, person))).status_code == 404
    assert signed_in(near).post(url("ask_for_share", family, place(family, near))).status_code == 403
    plan.close(by=coordinator, reason="Målene er nået.")
    with pytest.raises(ValidationError):
        make_share_request(family, near, coordinator)


def test_whoever_left_and_came_back_is_not_asked_any_more(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    make_share_request(family, near, coordinator)
    leave(family, near, coordinator)
    family.involve(near, tier=Tier.NEAR, function="Klasselærer", reason="need", by=coordinator)
    assert not own_part_waits(near, [family])


@pytest.mark.parametrize(
    "changes",
    [{"decline_reason": "Nej"}, {"met_at": "2026-11-18T10:00Z", "declined_at": "2026-11-18T10:00Z"}],
)
def test_the_database_keeps_a_no_and_its_reason_together(
    changes: dict[str, str], plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    request = make_share_request(family, near, coordinator)
    rows = ShareRequest.objects.unrecorded("the database alone refuses").filter(pk=request.pk)
    with pytest.raises(IntegrityError, match="declines_with_a_reason"), transaction.atomic():
        rows.update(**changes)


def test_the_database_lets_one_request_wait_at_a_time(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    request = make_share_request(family, near, coordinator)
    twin = ShareRequest(family=family, professional=near, asked_at=request.asked_at, asked_by=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(by=coordinator)

"""Every page of the demo that somebody may open, found from the live URLconf and its examples."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from families.models import (
    Family,
    Knows,
    Letter,
    Line,
    Mail,
    MissingFunction,
    Pilot,
    Professional,
    Role,
    RoleHolding,
    Scan,
    Sector,
    Substitution,
    Tier,
    Visibility,
)
from families.rights import EVERYBODY, ROLE_RIGHTS
from masterplans.models import Activity, Contribution, Handing, Masterplan, SchoolHoliday, ShareRequest
from roskilde import clock
from safety.models import (
    Answer,
    Book,
    BookPage,
    Category,
    ChildVoice,
    Disagreement,
    Drawing,
    FollowUp,
    Goal,
    NextStep,
    Picture,
    Question,
    Rating,
    SafetyRule,
    Statement,
)
from tests.test_every_route import EXAMPLES, marked

# The family with the most members, the fullest week and the longest sentences.
FAMILY = "Al-Khatib"
CORE = "koordinator"
LOGIN_OF_ROLE = {
    Role.COORDINATOR: "koordinator",
    Role.ADMINISTRATOR: "admin",
    Role.PROJECT_LEADER: "leder",
    Role.DPO: "dpo",
}
LOGINS = ("leder", "koordinator", "koordinator2", "laerer", "jobkonsulent", "ppr", "familieraadgiver", "klub",
          "styregruppe", "raadhus", "dpo", "admin")  # fmt: skip
NOBODY = ""  # not signed in
# What only the one whom it is about may open.
WHOSE = {"invitation": "ppr", "@substitution": "jobkonsulent", "child_voice": "ppr", "drawing": "ppr"}
PICTURES = ("families:show_scan", "safety:show_drawing", "safety:show_picture")
PAPERS = (
    "masterplans:show_copy",
    "masterplans:print_version",
    "masterplans:export_version",
    "masterplans:print_week",
)

PUBLIC = (
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "accessibility",
    "list_demo_mails",
)
OWN = (
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
)


@dataclass(frozen=True)
class Asked:
    """One page, and as whom it is opened."""

    name: str
    login: str
    path: str


def all_pages(database: str) -> list[Asked]:
    keys = _keys(database)
    pages = [
        _example(name, path, view, keys)
        for name, path, view in marked()
        if is_page(name) and EXAMPLES[name].key != "discharge"  # no family of the demo has left
    ]
    pages += [Asked("start", login, "/") for login in LOGINS]
    pages += [Asked(name, NOBODY, reverse(name)) for name in PUBLIC]
    pages += [Asked(name, CORE, reverse(name)) for name in OWN]
    pages += _seen_by_others(database)
    pages += [Asked("search", CORE, reverse("families:list_families") + "?q=ingen+hedder+s%C3%A5dan")]
    return sorted(set(pages), key=lambda page: (page.login, page.path))


def is_page(name: str) -> bool:
    """Not what answers deeds alone, nor the pictures that stand on a page, nor what is fetched."""
    return EXAMPLES[name].get and name not in (*PICTURES, *PAPERS)


def _example(name: str, path: str, view: Any, keys: dict[str, Any]) -> Asked:
    example = EXAMPLES[name]
    kwargs: dict[str, Any] = {}
    login = next(
        (login for role, login in LOGIN_OF_ROLE.items() if view.needs in EVERYBODY | ROLE_RIGHTS[role]), CORE
    )
    if "<uuid:family>" in path:
        kwargs["family"], login = keys["family"], CORE
    if example.key:
        kwargs["pk"] = keys[example.key]
    for part in (example.key, *example.also.values()):
        login = WHOSE.get(part, login)
    if example.key == "unpaired":
        kwargs["family"] = keys["unpaired_family"]
    if example.key == "contribution":
        login = keys["contributor"]
    for part, value in example.also.items():
        kwargs[part] = keys.get(value, value)
    if "@holding" in example.also.values():
        kwargs["person"] = keys["@holder"]
    return Asked(name, login, reverse(name, kwargs=kwargs))


def _keys(database: str) -> dict[str, Any]:
    """The keys that the examples name, from the family that has the most."""
    why = "the test opens every page"
    family = Family.objects.using(database).get(name=FAMILY)
    plan = Masterplan.objects.using(database).get(family=family)
    near = family.involvements.using(database).open().filter(tier=Tier.NEAR)
    contribution = (
        Contribution.objects.using(database)
        .for_nobody(why)
        .filter(family=family, activity__isnull=False, professional__in=near.values("professional"))
        .filter(professional__email__in=[f"{login}@example.dk" for login in LOGINS])
        .select_related("professional")
        .latest("logged_at")
    )
    holding = RoleHolding.objects.using(database).filter(confirmed_at=None).latest("pk")
    standing = family.involvements.using(database).open()
    goals = Goal.objects.using(database).for_nobody(why).filter(family=family)
    activities = Activity.objects.using(database).for_nobody(why).filter(family=family)
    strangers = Professional.objects.using(database).active().exclude(pk__in=standing.values("professional"))
    lines = Line.objects.using(database).for_nobody(why)
    voices = ChildVoice.objects.using(database).for_nobody(why).filter(family=family)
    voice = voices.filter(author__email="ppr@example.dk").earliest("on")
    ratings = Rating.objects.using(database).for_nobody(why).standing().filter(family=family)
    unreasoned = ratings.filter(member__isnull=False, value__isnull=False, because="").first()
    dangers = Statement.objects.using(database).for_nobody(why).dangers().open().filter(scale=None)
    unpaired = dangers.filter(family__coordinator__email=f"{CORE}@example.dk").first()
    activity = activities.open().exclude(goal=None).first()
    rearranged = activities.filter(rearrangements__on=None).exclude(rearrangements=None).first()
    assert activity
    assert rearranged
    planned = activity.pattern.planned(activity.starts_on, activity.starts_on + timedelta(weeks=5))
    keys: dict[str, Any] = {
        # Scales
        "scale": unreasoned.version.scale if unreasoned else None,
        "rating": unreasoned,
        "unpaired": unpaired,
        "unpaired_family": unpaired.family if unpaired else None,
        "@member": family.members.using(database).first(),
        "@under_way": family.follow_ups.using(database).held().first(),
        "family": family,
        "member": family.members.using(database).first(),
        "involvement": near.first(),
        "own_place": standing.filter(professional__email=f"{CORE}@example.dk").first(),
        "measure": family.earlier_measures.using(database).first(),
        "stage": plan.stages.using(database).first(),
        "statutory": plan.statutory_plans.using(database).first(),
        "goal": goals.open().first(),
        "activity": activity,
        "contribution": contribution,
        "rearranged": rearranged,
        "@arranged": rearranged.rearrangements.get().planned_on,
        "@tomorrow": planned[0],
        "school_holiday": SchoolHoliday.objects.using(database).first(),
        "line": lines.filter(family=family, author__email=f"{CORE}@example.dk").first(),
        "letter": Letter.objects.using(database).for_nobody(why).open().filter(family=family).first(),
        "scan": Scan.objects.using(database).kept().filter(letter__family=family).first(),
        "network_person": family.network.using(database).open().first(),
        "contact_point": family.contact_points.using(database).open().first(),
        "invitation": MissingFunction.objects.using(database)
        .invited()
        .filter(professional__email="ppr@example.dk")
        .first(),
        "@substitution": Substitution.objects.using(database)
        .lasting()
        .filter(absent__email="jobkonsulent@example.dk")
        .first(),
        "@left_place": family.involvements.using(database).filter(professional__name="Tina Maj").first(),
        **_follow_ups(database, family),
        "rule": SafetyRule.objects.using(database)
        .for_nobody(why)
        .open()
        .filter(family=family, visibility=Visibility.NEAR)
        .first(),
        "neighbour": family.network.using(database).open().filter(knows=Knows.SOME).first(),
        "milestone": family.milestones.using(database).ahead().first(),
        "criterion": family.closure_criteria.using(database).filter(standard="").first(),
        "answered": family.closure_criteria.using(database).exclude(finding="").first(),
        "copy": family.copies.using(database).first(),
        "handing": Handing.objects.using(database).filter(copy__family=family, correction=None).first(),
        "case": family.case_closings.using(database).first(),
        "missing": family.missing_functions.using(database).open().first(),
        "child_voice": voice,
        "drawing": Drawing.objects.using(database).kept().filter(voice=voice).first(),
        "book": Book.objects.using(database).for_nobody(why).filter(family=family).first(),
        "book_page": BookPage.objects.using(database).kept().filter(book__family=family).first(),
        "picture": Picture.objects.using(database).kept().filter(book__family=family).first(),
        "@child": voice.child,
        "@newcomer": strangers.first(),
        "@holding": holding,
        "@former": _former(database, strangers.last()),
        "@holder": holding.professional,
        "@school": Sector.objects.using(database).get(name="Skole"),
        "@pilot": Pilot.objects.using(database).get(),
        "@mail": Mail.objects.using(database).failed().first(),
    }
    keys |= _of_the_map(database, family)
    keys |= {"share_request": _share_request(database, family)}
    missing = [name for name, found in keys.items() if found is None]
    assert not missing, f"The demo family {FAMILY} has no {missing}"
    login = contribution.professional.email.partition("@")[0]
    # A day is its own key.
    return {name: getattr(found, "pk", found) for name, found in keys.items()} | {"contributor": login}


def _share_request(database: str, family: Family) -> ShareRequest:
    """By hand, in the copy that the browser reads: everybody there has a part."""
    core = family.coordinator
    asked = ShareRequest(family=family, professional=core, asked_at=clock.now(), asked_by=core)
    ShareRequest.objects.using(database).unrecorded("for the test").bulk_create([asked])
    return asked


def _former(database: str, person: Professional | None) -> Professional | None:
    """Somebody who has stopped working here: the demo has nobody who has."""
    if person:
        Professional._base_manager.using(database).filter(pk=person.pk).update(is_active=False)
    return person


def _follow_ups(database: str, family: Family) -> dict[str, Any]:
    """One that comes, one that is under way, and what is answered there: begun for the test."""
    coming = family.follow_ups.using(database).coming().first()
    answers = Answer.objects.using(database).for_nobody("the test opens every page").filter(family=family)
    shielded = answers.filter(author__email=f"{CORE}@example.dk").first()
    under_way = family.follow_ups.using(database).held().first()
    assert shielded
    assert under_way
    # By hand, in the copy that the browser reads: who leads one would have to sit in the room.
    FollowUp.objects.using(database).unrecorded("for the test").filter(pk=under_way.pk).update(
        ended_at=None, ended_by=None
    )
    answers.unrecorded("for the test").filter(pk=shielded.pk).update(visibility="named")
    return {
        "coming": coming,
        "under_way": under_way,
        "answer": answers.exclude(pk=shielded.pk).first(),
        "parked": answers.to(Question.PARKED).first(),
        "shielded_answer": shielded,
    }


def _of_the_map(database: str, family: Family) -> dict[str, Any]:
    open_ones = Statement.objects.using(database).for_nobody("the test opens every page").open()
    stated = open_ones.filter(family=family)
    steps = NextStep.objects.using(database).for_nobody("the test opens every page").open()
    other = Disagreement.objects.using(database).filter(statement__family=family)
    # The demo has none whose risk is being assessed, and none without a goal: the pages are the same.
    danger = stated.dangers().first()
    return {
        "statement": danger,
        "assessed": danger,
        "strength": stated.filter(category=Category.STRENGTH).first(),
        "safety": stated.filter(category=Category.SAFETY).first(),
        "disagreement": other.first(),
        "next_step": steps.filter(family=family).first(),
        "bottom_line": family.bottom_lines.using(database).first(),
    }


def _seen_by_others(database: str) -> list[Asked]:
    """The pages that look different to those who stand further away, or where there is less to see."""
    path = {family.name: family.pk for family in Family.objects.using(database).all()}

    def pages(login: str, family: str, *names: str) -> list[Asked]:
        return [Asked(name, login, reverse(name, args=[path[family]])) for name in names]

    inner = ("families:show_family", "families:show_people", "masterplans:show_plan", "masterplans:show_week")
    return [
        *pages("klub", "Warsame", "families:show_family", "masterplans:show_granted_parts"),
        *pages("klub", "Warsame", "families:list_lines", "families:write_observation"),
        *pages("laerer", "Warsame", *inner, "masterplans:log_contribution"),
        *pages("laerer", "Warsame", "families:list_lines", "families:list_news", "families:list_letters"),
        *pages("familieraadgiver", "Haidari", *inner),
        *pages("koordinator2", "Tesfay", *inner, "families:show_background"),
        *pages("koordinator2", "Al-Jabouri", *inner),
        *pages("familieraadgiver", "Haidari", "safety:list_scales"),
        *pages("ppr", "Al-Khatib", "safety:list_scales"),
    ]


def title_names(database: str) -> set[str]:
    """Names of families and members, none of which may stand in a page's title."""
    families = Family.objects.using(database).prefetch_related("members")
    return {
        name for family in families for name in (family.name, *(each.name for each in family.members.all()))
    }

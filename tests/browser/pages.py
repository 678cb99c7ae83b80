"""Every page of the demo that somebody may open, found from the live URLconf and its examples."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from families.models import (
    Family,
    Letter,
    Line,
    MissingFunction,
    Pilot,
    Professional,
    Role,
    RoleHolding,
    Scan,
    Sector,
    Substitution,
    Tier,
)
from families.rights import EVERYBODY, ROLE_RIGHTS
from masterplans.models import Activity, Contribution, Masterplan
from safety.models import Goal
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
WHOSE = {"invitation": "ppr", "@substitution": "jobkonsulent"}

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
    pages = [_example(name, path, view, keys) for name, path, view in marked() if is_page(name)]
    pages += [Asked("start", login, "/") for login in LOGINS]
    pages += [Asked(name, NOBODY, reverse(name)) for name in PUBLIC]
    pages += [Asked(name, CORE, reverse(name)) for name in OWN]
    pages += _seen_by_others(database)
    pages += [Asked("search", CORE, reverse("families:list_families") + "?q=ingen+hedder+s%C3%A5dan")]
    return sorted(set(pages), key=lambda page: (page.login, page.path))


def is_page(name: str) -> bool:
    """Not what answers deeds alone, nor the picture that stands on a letter's page."""
    return EXAMPLES[name].get and name != "families:show_scan"


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
    keys: dict[str, Any] = {
        "family": family,
        "member": family.members.using(database).first(),
        "involvement": near.first(),
        "own_place": standing.filter(professional__email=f"{CORE}@example.dk").first(),
        "measure": family.earlier_measures.using(database).first(),
        "stage": plan.stages.using(database).first(),
        "statutory": plan.statutory_plans.using(database).first(),
        "goal": goals.open().first(),
        "activity": activities.exclude(goal=None).first(),
        "contribution": contribution,
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
        .filter(absent__email="jobkonsulent@example.dk")
        .first(),
        "missing": family.missing_functions.using(database).open().first(),
        "@newcomer": strangers.first(),
        "@holding": holding,
        "@holder": holding.professional,
        "@school": Sector.objects.using(database).get(name="Skole"),
        "@pilot": Pilot.objects.using(database).get(),
    }
    missing = [name for name, found in keys.items() if found is None]
    assert not missing, f"The demo family {FAMILY} has no {missing}"
    login = contribution.professional.email.partition("@")[0]
    return {name: found.pk for name, found in keys.items()} | {"contributor": login}


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
    ]


def title_names(database: str) -> set[str]:
    """Names of families and members, none of which may stand in a page's title."""
    families = Family.objects.using(database).prefetch_related("members")
    return {
        name for family in families for name in (family.name, *(each.name for each in family.members.all()))
    }

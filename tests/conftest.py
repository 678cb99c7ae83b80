"""One cast for every test, made by the real verbs: no test builds a state that the system cannot reach."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from families.models import Family, Professional, Role, Tier
from families.standard import lay_sectors
from tests.laid import Laid, laying
from tests.makers import make_family, make_person
from tests.migrated import migrating

# Real processes are begun and killed there, which takes too long for each run.
collect_ignore = [] if os.environ.get("THOROUGH") else ["test_killed.py"]


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any, tmp_path: Any) -> None:
    """A manifest of static files, a slow hash and a shared cache are production's business."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path
    settings.STATIC_ROOT = tmp_path  # whitenoise would read every static file anew for each client


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> None:
    """The migrations' outcome is copied where it can be; the sectors are the same in every test."""
    with django_db_blocker.unblock():
        with migrating(request.config):
            request.getfixturevalue("django_db_setup")  # pytest-django's own
        lay_sectors()


@pytest.fixture(autouse=True)
def laid() -> Iterator[Laid]:
    """From the first statement on, so that it knows whether anything else has been written."""
    with laying() as laid:
        yield laid


@pytest.fixture
def leader(db: None, laid: Laid) -> Professional:
    """The project leader: core of every family."""
    return laid(
        lambda: make_person(
            "Mette Krogh", "leder", title="projektleder", sector="Projektkerne", role=Role.PROJECT_LEADER
        ),
    )


@pytest.fixture
def coordinator(leader: Professional, laid: Laid) -> Professional:
    """Core of the family."""
    return laid(
        lambda: make_person(
            "Jonas Bech",
            "koordinator",
            title="projektkoordinator",
            sector="Projektkerne",
            role=Role.COORDINATOR,
        ),
    )


@pytest.fixture
def family(coordinator: Professional, laid: Laid) -> Family:
    """A mother and two children."""
    return laid(lambda: make_family(coordinator))


@pytest.fixture
def near(family: Family, coordinator: Professional, laid: Laid) -> Professional:
    """A class teacher who stands near the family."""

    def make() -> Professional:
        person = make_person("Birgitte Ørum", "laerer", title="klasselærer", sector="Skole")
        family.involve(person, tier=Tier.NEAR, function="Klasselærer", reason="need", by=coordinator)
        return person

    return laid(make)


@pytest.fixture
def peripheral(family: Family, coordinator: Professional, laid: Laid) -> Professional:
    """A club worker who only touches the family."""

    def make() -> Professional:
        person = make_person("Omid Karlsen", "klub", title="klubmedarbejder", sector="SFO og klub")
        family.involve(person, tier=Tier.PERIPHERAL, function="Klub", reason="need", by=coordinator)
        return person

    return laid(make)


@pytest.fixture
def stranger(db: None, laid: Laid) -> Professional:
    """Works in the municipality, knows nothing of the family."""
    return laid(lambda: make_person("Rasmus Hald", "fremmed", title="jobkonsulent", sector="Jobcenter"))


@pytest.fixture
def steering(db: None, laid: Laid) -> Professional:
    return laid(
        lambda: make_person(
            "Lise Holm", "styregruppe", title="chef", sector="Jobcenter", role=Role.STEERING_GROUP
        ),
    )


@pytest.fixture
def city_hall(db: None, laid: Laid) -> Professional:
    return laid(
        lambda: make_person(
            "Karsten Bro", "raadhus", title="rådgiver", sector="Børn og Unge", role=Role.CITY_HALL
        ),
    )


@pytest.fixture
def dpo(db: None, laid: Laid) -> Professional:
    return laid(
        lambda: make_person(
            "Dorte Pihl", "dpo", title="databeskyttelsesrådgiver", sector="Projektkerne", role=Role.DPO
        ),
    )


@pytest.fixture
def administrator(db: None, laid: Laid) -> Professional:
    return laid(
        lambda: make_person(
            "Allan Dam", "admin", title="systemadministrator", sector="Projektkerne", role=Role.ADMINISTRATOR
        ),
    )


@pytest.fixture
def signed_in() -> Callable[[Professional], Client]:
    """``signed_in(coordinator).get(url)``."""

    def sign_in(person: Professional) -> Client:
        client = Client()
        client.force_login(person, backend="families.accounts.SignIn")
        return client

    return sign_in


@pytest.fixture
def today() -> date:
    from roskilde import clock

    return clock.today()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without THOROUGH=1 a near professional and a stranger walk through every page, and nobody else."""
    if not os.environ.get("THOROUGH"):
        more = [item for item in items if item.get_closest_marker("walk")]
        config.hook.pytest_deselected(items=more)
        items[:] = [item for item in items if item not in set(more)]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests have counted (clicks, required fields) is printed, also when they ran in another process."""
    counted = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in getattr(report, "user_properties", ())
        if name == "counted" and report.when == "call"
    ]
    if not os.environ.get("THOROUGH"):
        counted.append(
            "a part of what is hostile was sent, nothing killed, and two of all who may went through every "
            "page; all of it: make test THOROUGH=1, and always in .ci/run"
        )
    if counted:
        terminalreporter.section("counted")
        for line in counted:
            terminalreporter.line(line)

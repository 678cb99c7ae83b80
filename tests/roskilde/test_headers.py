"""What every answer tells the browser not to do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional

SignedIn = Callable[[Professional], Client]


def policy(answer: Any) -> dict[str, list[str]]:
    directives = (
        part.split() for part in answer.headers["Content-Security-Policy"].split(";") if part.strip()
    )
    return {name: sources for name, *sources in directives}


def is_strict(answer: Any) -> None:
    """Everything but the picture of a code to scan comes from here, and nothing is written into the page."""
    allowed = policy(answer)
    assert allowed["default-src"] == ["'none'"]
    assert allowed["frame-ancestors"] == ["'none'"]
    assert allowed["base-uri"] == ["'none'"]
    assert allowed["form-action"] == ["'self'"]
    assert allowed["script-src"] == ["'self'"]
    assert allowed["style-src"] == ["'self'"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    denied = answer.headers["Permissions-Policy"]
    for feature in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert f"{feature}=()" in denied


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "accessibility", "healthy", "robots"]
)
def test_public_pages_carry_them(name: str, db: None) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    is_strict(answer)


def test_a_redirect_to_sign_in_carries_them(db: None) -> None:
    answer = Client().get("/families/")
    assert answer.status_code == 302
    is_strict(answer)


def test_pages_about_families_carry_them(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for url in ("/", "/families/", "/families/enrol/", family.get_absolute_url()):
        answer = client.get(url)
        assert answer.status_code == 200
        is_strict(answer)


def test_refusals_carry_them(
    family: Family, stranger: Professional, peripheral: Professional, signed_in: SignedIn
) -> None:
    not_found = signed_in(stranger).get(family.get_absolute_url())
    assert not_found.status_code == 404
    is_strict(not_found)
    refused = signed_in(peripheral).get(reverse("families:change_family", args=[family.pk]))
    assert refused.status_code == 403
    is_strict(refused)


def test_data_pictures_are_let_through_where_the_code_to_scan_is_alone(
    stranger: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(stranger)
    client.post(reverse("account_reauthenticate"), {"password": "roskilde-demo"})
    scan = client.get(reverse("mfa_activate_totp"))
    assert scan.status_code == 200
    is_strict(scan)
    assert policy(scan)["img-src"] == ["'self'", "data:"]
    assert policy(client.get(reverse("mfa_index")))["img-src"] == ["'self'"]


def test_nothing_is_written_into_the_page(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for url in ("/", "/families/", "/families/enrol/", family.get_absolute_url()):
        page = client.get(url).content.decode()
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<style" not in page

"""The demo's mails are read on a page: nothing leaves the machine."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from families.models import Mail, Professional
from tests.makers import make_sector

URL = "/demo/mails/"


@pytest.fixture(autouse=True)
def _into_files(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


def test_what_waits_is_sent_and_read_newest_first(coordinator: Professional) -> None:
    for name in ("nanna", "hassan"):
        Professional.invite(
            by=coordinator, email=f"{name}@example.dk", name=name, title="x", sector=make_sector("PPR")
        )
    page = Client().get(URL)
    assert [letter.to for letter in page.context["page"]] == ["hassan@example.dk", "nanna@example.dk"]
    assert not Mail.objects.waiting().exists()


def test_a_mail_is_read_with_its_links(coordinator: Professional) -> None:
    Professional.invite(
        by=coordinator, email="nanna@example.dk", name="Nanna Ørum", title="x", sector=make_sector("PPR")
    )
    letter = Client().get(URL).context["page"][0]
    assert abs(timezone.now() - letter.at) < timedelta(minutes=1)
    text = Client().get(f"{URL}{letter.file}/{letter.number}/").content.decode()
    assert "Nanna Ørum" in text
    assert '<a href="http://localhost:8000/accounts/password/reset/key/' in text


def test_several_mails_of_one_file_are_several_mails() -> None:
    with mail.get_connection() as outbox:
        for number in range(2):
            mail.EmailMessage(f"Æble {number}", "-" * 20, to=["a@example.dk"], connection=outbox).send()
    page = Client().get(URL)
    assert [letter.subject for letter in page.context["page"]] == ["Æble 1", "Æble 0"]
    assert "Æble 0" in Client().get(f"{URL}{page.context['page'][1].file}/0/").content.decode()


def test_markup_in_a_mail_stays_text() -> None:
    mail.EmailMessage("<b>s</b>", "<script>alert(1)</script>", to=["a@example.dk"]).send()
    letter = Client().get(URL).context["page"][0]
    assert "<script>alert" not in Client().get(f"{URL}{letter.file}/0/").content.decode()


def test_it_teaches_when_it_is_empty() -> None:
    assert 'class="empty"' in Client().get(URL).content.decode()


def test_a_mail_that_is_not_there_is_not_found() -> None:
    for path in ("nothing/0/", "..%2F..%2Fmasterplan/0/", "../../masterplan.sqlite3/0/"):
        assert Client().get(URL + path).status_code == 404


def test_outside_the_demo_there_are_no_such_pages(settings: Any) -> None:
    mail.EmailMessage("s", "b", to=["a@example.dk"]).send()
    letter = Client().get(URL).context["page"][0]
    settings.DEMO = False
    assert Client().get(URL).status_code == 404
    assert Client().get(f"{URL}{letter.file}/0/").status_code == 404

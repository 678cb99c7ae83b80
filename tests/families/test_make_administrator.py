"""The first two administrators are made at the machine; from then on it takes two to give a role."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from families.models import Mail, Professional, Role, RoleHolding, Sector
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def make(*arguments: str) -> str:
    said = StringIO()
    call_command("make_administrator", *arguments, stdout=said)
    return said.getvalue()


def test_from_an_empty_database_the_first_one_gets_a_mail(mailoutbox: list[Any], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    said = make("Anna@Example.dk", "Anna Ager")
    anna = Professional.objects.get(email="anna@example.dk")
    assert anna.roles == {Role.ADMINISTRATOR}
    assert Sector.objects.count() == 19
    assert [letter.to for letter in mailoutbox] == [["anna@example.dk"]]
    assert "anna@example.dk" in said
    assert "key" not in said  # the link stands in the mail alone


def test_where_no_mail_can_be_sent_the_link_is_printed_and_works(
    mailoutbox: list[Any], settings: Any
) -> None:
    said = make("anna@example.dk", "Anna Ager", "--print-link")
    path = said.split()[-1].removeprefix(settings.BASE_URL)
    assert not Client().get(path, follow=True).context.get("token_fail")
    assert "password1" in Client().get(path, follow=True).content.decode()
    assert not Mail.objects.exists()


def test_the_second_too_and_no_third() -> None:
    make("anna@example.dk", "Anna Ager", "--print-link")
    make("bo@example.dk", "Bo Berg", "--print-link")
    with pytest.raises(CommandError, match="two administrators already"):
        make("ci@example.dk", "Ci Christensen", "--print-link")
    assert not Professional.objects.filter(email="ci@example.dk").exists()


def test_one_who_has_ended_makes_room() -> None:
    for name in ("anna", "bo"):
        make(f"{name}@example.dk", name, "--print-link")
    bo = Professional.objects.get(email="bo@example.dk")
    bo.stop_working_here(by=Professional.objects.get(email="anna@example.dk"))
    make("ci@example.dk", "Ci Christensen", "--print-link")
    with pytest.raises(CommandError, match="two administrators already"):
        make("bo@example.dk", "Bo Berg")


def test_somebody_who_works_here_keeps_their_name_and_login() -> None:
    person = make_person("Rasmus Hald", "rasmus")
    Client().force_login(person, backend="families.accounts.SignIn")
    make("rasmus@example.dk", "Another Name")
    person = Professional.objects.get(pk=person.pk)
    assert (person.name, person.roles) == ("Rasmus Hald", frozenset({Role.ADMINISTRATOR}))
    assert not Mail.objects.exists()


def test_asked_again_it_makes_a_new_link_and_no_second_role() -> None:
    make("anna@example.dk", "Anna Ager", "--print-link")
    said = make("anna@example.dk", "Anna Ager", "--print-link")
    assert "/accounts/password/reset/key/" in said
    assert RoleHolding.objects.count() == 1


def test_a_role_that_waits_is_not_slipped_in_here(
    administrator: Professional, stranger: Professional
) -> None:
    RoleHolding.give(stranger, Role.ADMINISTRATOR, by=administrator)
    with pytest.raises(CommandError, match="waits to be confirmed"):
        make(stranger.email, "x")


def test_nonsense_is_said_and_leaves_nothing() -> None:
    with pytest.raises(CommandError):
        make("no address", "Anna")
    with pytest.raises(CommandError, match="no sector"):
        make("anna@example.dk", "Anna", "--sector", "Månen")
    assert not Professional.objects.exists()

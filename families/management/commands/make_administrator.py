from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from families.models import Mail, Professional, Role, RoleHolding, Sector
from families.models.mail import invitation_link
from families.standard import lay_sectors

ENOUGH = 2  # from then on one gives a role and the other confirms it


class Command(BaseCommand):
    help = (
        "Makes the first administrator, and a second: roles need two people, and somebody must be first. "
        "The person gets a mail with a link to choose a password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--title", default="administrator")
        parser.add_argument("--sector", default="Projektkerne", help="by its Danish name (Projektkerne)")
        parser.add_argument(
            "--print-link", action="store_true", help="print the link here, for when no mail can be sent yet"
        )

    def handle(self, *args: Any, email: str, name: str, print_link: bool, **options: Any) -> None:
        try:
            with transaction.atomic():
                person = self.administrator(email.strip().lower(), name, options["title"], options["sector"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{person.email} is an administrator.")
        if person.has_signed_in:
            return
        if print_link:
            Mail.objects.waiting().filter(to=person).delete()
            self.stdout.write(f"Within seven days, choose a password here:\n{invitation_link(person)}")
            return
        for mail in Mail.objects.waiting().filter(to=person):
            mail.send()
        self.stdout.write(f"A mail with a link to choose a password has been sent to {person.email}.")

    def administrator(self, email: str, name: str, title: str, sector_name: str) -> Professional:
        lay_sectors()
        there = list(Professional.objects.with_role(Role.ADMINISTRATOR).values_list("email", flat=True))
        person = Professional.objects.filter(email=email).first()
        if email in there:
            assert person
            if not person.has_signed_in:
                person.invite_again()
            return person
        if len(there) >= ENOUGH:
            raise CommandError(
                f"There are two administrators already ({', '.join(sorted(there))}). "
                "Now one of them gives the role, and the other confirms it."
            )
        if person is None:
            sector = Sector.objects.filter(name=sector_name).first()
            if sector is None:
                raise CommandError(f"There is no sector called {sector_name}.")
            person = Professional.invite(by=None, email=email, name=name, title=title, sector=sector)
        elif not person.is_active:
            raise CommandError(f"{email} no longer works here.")
        waiting = RoleHolding.objects.waiting().filter(professional=person, role=Role.ADMINISTRATOR).first()
        if waiting:
            raise CommandError(f"{email} has been given the role already: it waits to be confirmed.")
        RoleHolding.begin(person, Role.ADMINISTRATOR)
        return person

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from outcomes.demo import generated, laying
from roskilde import clock


class Command(BaseCommand):
    help = "Lays the demo: nine invented families around today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--if-empty", action="store_true", help="do nothing where there is anything already")
        how.add_argument("--anew", action="store_true", help="take away what is there first; a demo only")
        parser.add_argument(
            "--families", type=int, default=0, metavar="N", help="add N generated families to measure"
        )

    def handle(self, *, if_empty: bool, anew: bool, families: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is laid with DEMO=1 only.")
        if anew and not (laying.is_demo() or laying.is_empty()):
            raise CommandError("This database is not marked as a demo. Nothing has been touched.")
        if anew or laying.is_empty():
            (laying.lay_anew if anew else laying.lay)()
            self.stdout.write(f"The demo is laid, as of {clock.today()}.")
        elif families and not laying.is_demo():
            raise CommandError("This database is not marked as a demo. Nothing has been touched.")
        elif not (if_empty or families):
            raise CommandError("There is something in the database already. Lay the demo anew with --anew.")
        if families:
            generated.generate(families)

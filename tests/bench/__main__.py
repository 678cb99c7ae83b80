"""``python -m tests.bench``: lays a scratch database, measures as it grows, and prints the tables."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from tests.bench.scratch import scratch_database


def asked() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description="Measures the pages against a floor.")
    parser.add_argument(
        "--sizes",
        type=lambda text: sorted({int(each) for each in text.split(",")}),
        default=[10, 1000, 10_000],
        metavar="N,N",
        help="how many families to measure among, 10 at least (10,1000,10000; 100000 takes its time)",
    )
    parser.add_argument("--runs", type=int, default=5, help="interleaved runs; the median counts (5)")
    parser.add_argument("--rounds", type=int, default=12, help="requests of each page in a run (12)")
    parser.add_argument(
        "--requests", type=int, default=160, help="requests of each page in a run over HTTP (160; 0: none)"
    )
    parser.add_argument("--save", type=Path, metavar="PATH", help="write the tables to a file, too")
    return parser.parse_args()


def main() -> None:
    how = asked()
    with scratch_database() as database:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
        os.environ["EMAIL_URL"] = "dummymail://"  # nobody is told, and nothing is left lying
        os.environ.pop("REDIS_URL", None)
        os.environ.setdefault("TODAY", "2026-11-21")  # the same day's page whenever it is measured
        import django

        django.setup()
        from tests.bench.report import report

        lines = [f"Masterplan on {database}, Python {sys.version.split()[0]}, {os.cpu_count()} cores"]
        print(lines[0], flush=True)
        for line in report(how, database):
            print(line, flush=True)
            lines.append(line)
    if how.save:
        how.save.write_text("\n".join([f"Measured {date.today()}", *lines, ""]))  # noqa: DTZ011 - a note


if __name__ == "__main__":
    main()

"""The tables: what each page costs, beside what it may cost."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests.bench.clocks import Cost, in_turns
from tests.bench.in_process import Server, cookie_of, counting, door_of, saves_of, transactions_of_a_deed
from tests.bench.over_http import bytes_of, served, throughput
from tests.bench.readers import NEWS, PAGES, Page, Reader, lay

FLOOR = "F"
MANY_TIMES_FLOOR = {"SQLite": 2.5, "PostgreSQL": 2.0}  # for a person with all the families
DOOR_TIMES_FLOOR = {"SQLite": 0.15, "PostgreSQL": 0.25}
HISTORY_TIMES_PLAIN = 3.5
GROWTH = 0.25
SHARE_OF_FLOOR = 0.5
P99_TIMES_MEDIAN = 6
FIRST_PAGE, NEXT_PAGE = 280, 15  # kB


@dataclass(frozen=True)
class Measured:
    """One page for one reader at one size."""

    times_floor: float
    queries: int


def report(how: Namespace, database: str) -> Iterator[str]:
    call_command("migrate", verbosity=0)
    server = Server()
    found: dict[tuple[str, str], list[Measured]] = {}
    for size in how.sizes:
        readers = dict(zip(("few", "all"), lay(size), strict=True))
        if database == "PostgreSQL":
            # The server would do so by itself a minute after so many rows have come.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield from _pages(how, database, server, size, readers, found)
    if len(how.sizes) > 1:
        yield from _growth(how.sizes, found)
    if how.requests:
        yield from _over_http(how, readers["few"])


def _pages(
    how: Namespace,
    database: str,
    server: Server,
    size: int,
    readers: dict[str, Reader],
    found: dict[tuple[str, str], list[Measured]],
) -> Iterator[str]:
    cookies = {which: cookie_of(reader.person) for which, reader in readers.items()}

    def getting(url: str, cookie: str) -> Callable[[], bytes]:
        return lambda: server.get(url, cookie)

    gets = {FLOOR: getting(reverse("floor"), cookies["few"])}
    gets |= {
        f"{which} {page.name}": getting(reader.url(page), cookies[which])
        for which, reader in readers.items()
        for page in (*PAGES, NEWS)
    }
    door, saves = door_of(readers["few"]), saves_of(readers["few"])
    costs = in_turns({**gets, "door": door, **saves}, runs=how.runs, rounds=how.rounds)
    floor = costs[FLOOR]

    rows = [_page_row(FLOOR, gets[FLOOR], costs[FLOOR], floor, None, None)[0]]
    for which, reader in readers.items():
        for page in (*PAGES, NEWS):
            most = page.times_floor if which == "few" else page.times_floor and MANY_TIMES_FLOOR[database]
            name = f"{page.name} ({reader.families:,} families)"
            get, cost = gets[f"{which} {page.name}"], costs[f"{which} {page.name}"]
            row, measured = _page_row(name, get, cost, floor, most, page)
            rows.append(row)
            found.setdefault((which, page.name), []).append(measured)
    yield from _table(
        f"{size:,} families beside the demo's nine",
        ("page", "ms", "CPU ms", "× F", "CPU × F", "queries", "kB", "goal", ""),
        rows,
    )

    with counting() as sent:
        door()
    asked, history = costs["door"].times(floor), costs["save with history"].times(costs["plain save"])
    most, transactions = DOOR_TIMES_FLOOR[database], transactions_of_a_deed(readers["few"])
    yield from _table(
        "",
        ("deed", "ms", "measure", "goal", ""),
        [
            (
                "the door alone, log entry included",
                f"{costs['door'].ms:.2f}",
                f"{asked:.2f} × F, {len(sent)} queries",
                f"≤ {most} × F",
                _verdict(asked <= most),
            ),
            (
                "a save with history",
                f"{costs['save with history'].ms:.2f}",
                f"{history:.1f} × a plain save, {transactions} transaction(s)",
                f"≤ {HISTORY_TIMES_PLAIN} ×, 1",
                _verdict(history <= HISTORY_TIMES_PLAIN and transactions == 1),
            ),
        ],
    )


def _page_row(
    name: str,
    get: Callable[[], bytes],
    cost: Cost,
    floor: Cost,
    most: float | None,
    page: Page | None,
) -> tuple[Sequence[str], Measured]:
    with counting() as sent:
        body = get()
    times = cost.times(floor)
    goal, verdict = "", ""
    if most and page and page.queries:
        goal = f"≤ {most} × F, ≤ {page.queries}"
        verdict = _verdict(times <= most and len(sent) <= page.queries)
    row = (
        name,
        f"{cost.ms:.1f}",
        f"{_middle(cost.cpu):.1f}",
        f"{times:.2f}",
        f"{cost.cpu_times(floor):.2f}",
        str(len(sent)),
        f"{len(body) / 1000:.1f}",
        goal,
        verdict,
    )
    return row, Measured(times, len(sent))


def _growth(sizes: Sequence[int], found: dict[tuple[str, str], list[Measured]]) -> Iterator[str]:
    """Nothing may cost more because there are more families that are none of this page's."""
    rows = []
    for page in (*PAGES, NEWS):
        at = found["few", page.name]
        furthest = max((each.times_floor / at[0].times_floor - 1 for each in at[1:]), key=abs)
        same = len({each.queries for each in at}) == 1
        rows.append(
            (
                page.name,
                *(f"{each.times_floor:.2f}" for each in at),
                f"{furthest:+.0%}",
                "the same" if same else ", ".join(str(each.queries) for each in at),
                f"± {GROWTH:.0%}, the same",
                _verdict(abs(furthest) <= GROWTH and same),
            )
        )
    headings = ("page", *(f"{size:,}" for size in sizes), "change", "queries", "goal", "")
    yield from _table("The same pages as the house fills (× F, the reader with few families)", headings, rows)


def _over_http(how: Namespace, reader: Reader) -> Iterator[str]:
    cookie = cookie_of(reader.person)
    overview = reverse("families:show_family", args=[reader.family.pk])
    plan = reverse("masterplans:show_plan", args=[reader.family.pk])
    with served() as port:
        loads = throughput(
            port,
            {FLOOR: (reverse("floor"), cookie), "Overview": (overview, cookie)},
            runs=how.runs,
            requests=how.requests,
        )
        first, following = bytes_of(port, overview, plan, cookie)
    floor, page = loads[FLOOR], loads["Overview"]
    pairs = zip(page.per_second, floor.per_second, strict=True)
    share = _middle([mine / its for mine, its in pairs])
    tail = page.p99 / page.ms
    yield from _table(
        "Over HTTP: four clients, two workers",
        ("", "requests/s", "median ms", "p99 ms", "measure", "goal", ""),
        [
            (FLOOR, f"{_middle(floor.per_second):.0f}", f"{floor.ms:.1f}", f"{floor.p99:.1f}", "", "", ""),
            (
                "Overview",
                f"{_middle(page.per_second):.0f}",
                f"{page.ms:.1f}",
                f"{page.p99:.1f}",
                f"{share:.0%} of F, p99 {tail:.1f} × median",
                f"≥ {SHARE_OF_FLOOR:.0%} of F, ≤ {P99_TIMES_MEDIAN} ×",
                _verdict(share >= SHARE_OF_FLOOR and tail <= P99_TIMES_MEDIAN),
            ),
        ],
    )
    yield from _table(
        "Over the wire",
        ("", "kB", "goal", ""),
        [
            (
                name,
                f"{size / 1000:.1f}",
                f"≤ {most} kB",
                _verdict(size <= most * 1000),
            )
            for name, size, most in (
                ("first page, empty cache (Overview)", first, FIRST_PAGE),
                ("next page (Masterplan)", following, NEXT_PAGE),
            )
        ],
    )


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _verdict(is_met: bool) -> str:
    return "ok" if is_met else "OVER"


def _table(title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    widths = [max(len(str(row[column])) for row in (headings, *rows)) for column in range(len(headings))]

    def line(row: Sequence[Any]) -> str:
        cells = (
            str(cell).ljust(width) if _is_text(column, headings) else str(cell).rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join(cells).rstrip()

    yield ""
    if title:
        yield title
    yield line(headings)
    yield "  ".join("-" * width for width in widths)
    yield from (line(row) for row in rows)


def _is_text(column: int, headings: Sequence[str]) -> bool:
    return column == 0 or headings[column] in ("", "goal", "measure")

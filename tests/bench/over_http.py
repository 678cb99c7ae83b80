"""What is measured through the web server that ``make run`` starts: throughput, and bytes over the wire."""

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
CLIENTS = 4
# What a browser fetches beside the page; of the fonts, the two weights that every page uses.
_LINKED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)\"""")
_FACE = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)
_FONT = re.compile(r"""url\(["']?([^"')]+\.woff2)""")
_WEIGHTS = ("400", "600")


@contextmanager
def served() -> Iterator[int]:
    """The web server with two workers on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "roskilde/gunicorn.py"],
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": str(WORKERS)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=40)


def _await(port: int) -> None:
    for _try in range(120):
        try:
            fetch(port, "/healthy/")
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The web server does not answer.")


def fetch(port: int, url: str, cookie: str = "") -> tuple[bytes, int]:
    """The body, unpacked, and how many bytes came over the wire in all."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        connection.request("GET", url, headers={"Cookie": cookie, "Accept-Encoding": "gzip, br"})
        response = connection.getresponse()
        body = response.read()
        is_packed = response.headers.get("Content-Encoding") == "gzip"
    finally:
        connection.close()
    if response.status != 200:
        raise SystemExit(f"{url} answered {response.status}: there is nothing to measure.")
    heads = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
    size = len(body) + heads + 19  # the status line and the empty one
    return (gzip.decompress(body) if is_packed else body), size


@dataclass
class Load:
    """What several clients at once got out of the server."""

    per_second: list[float] = field(default_factory=list)  # of each run
    latencies: list[float] = field(default_factory=list)  # of each request, in ms

    @property
    def ms(self) -> float:
        return median(self.latencies)

    @property
    def p99(self) -> float:
        return quantiles(self.latencies, n=100)[98]


def throughput(port: int, urls: dict[str, tuple[str, str]], *, runs: int, requests: int) -> dict[str, Load]:
    """Ask for each page with four clients at once, page by page in turns; ``urls`` gives page and cookie."""
    loads = {name: Load() for name in urls}

    def ask(url: str, cookie: str) -> list[float]:
        took = []
        for _request in range(requests // CLIENTS):
            began = time.perf_counter()
            fetch(port, url, cookie)
            took.append((time.perf_counter() - began) * 1000)
        return took

    with ThreadPoolExecutor(CLIENTS) as clients:
        for run in range(-1, runs):
            for name, (url, cookie) in urls.items():
                began = time.perf_counter()
                found = [
                    each
                    for client in [clients.submit(ask, url, cookie) for _client in range(CLIENTS)]
                    for each in client.result()
                ]
                if run >= 0:  # the one before warms the workers up
                    loads[name].per_second.append(len(found) / (time.perf_counter() - began))
                    loads[name].latencies += found
    return loads


def bytes_of(port: int, first: str, following: str, cookie: str) -> tuple[int, int]:
    """Over the wire: a page with an empty cache, and the next one, for which the rest is there already."""
    page, size = fetch(port, first, cookie)
    files = {urljoin(first, each) for each in _LINKED.findall(page.decode())}
    files |= {font for each in files if each.endswith(".css") for font in _fonts_of(port, each)}
    return size + sum(fetch(port, each)[1] for each in sorted(files)), fetch(port, following, cookie)[1]


def _fonts_of(port: int, sheet: str) -> Iterator[str]:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.request("GET", sheet)  # as it is, to be read
    text = connection.getresponse().read().decode()
    connection.close()
    for face in _FACE.findall(text):
        is_used = "italic" not in face and any(
            re.search(rf"font-weight:\s*{each}", face) for each in _WEIGHTS
        )
        if is_used and (font := _FONT.search(face)):
            yield urljoin(sheet, font[1])

"""The server, the worker and its clock, begun and stopped together: what ``make run`` does with Redis.

In production systemd keeps each of them (docs/production.md).
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

CELERY = ("celery", "-A", "roskilde.celery")
COMMANDS = (
    ("gunicorn", "--config", "roskilde/gunicorn.py"),
    (*CELERY, "worker", "--concurrency", "1", "--loglevel", "WARNING"),
    (*CELERY, "beat", "--schedule", "var/beat", "--pidfile", "", "--loglevel", "WARNING"),
)
PATIENCE = 10  # seconds for what is being done; after that it is cut off, and the rows tell what it was


def main() -> int:
    """Runs until it is stopped, or until one of them ends: half of it would look like all of it."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, stop)
    # Sessions of their own: Ctrl+C reaches this process alone, and each of them is told once.
    running = [
        subprocess.Popen([sys.executable, "-m", *command], start_new_session=True) for command in COMMANDS
    ]
    while not stopping and all(each.poll() is None for each in running):
        time.sleep(0.2)
    for each in running:
        if each.poll() is None:
            each.terminate()
    until = time.monotonic() + PATIENCE
    for each in running:
        try:
            each.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            os.killpg(each.pid, signal.SIGKILL)  # with those that it began itself
            each.wait()
    return 0 if stopping else 1


if __name__ == "__main__":
    sys.exit(main())

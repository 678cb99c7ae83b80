"""Settings that would be dangerous are refused before anything is served."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "for a test alone, longer than fifty characters and not guessed by anybody",
    "EMAIL_URL": "smtp://localhost:25",
    "ALLOWED_HOSTS": "masterplan.example.dk",
    "BASE_URL": "https://masterplan.example.dk",
}
DEMO_ROUTES = """
import django
django.setup()
from families.door import routes
print([name for name, path, view in routes() if "demo" in name])
"""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "roskilde.settings", **variables}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_there_is_no_key_but_the_one_that_is_given() -> None:
    answer = run("manage.py", "check", DEMO="1")
    assert answer.returncode
    assert "SECRET_KEY" in answer.stderr


def test_the_clock_is_the_demos_alone() -> None:
    answer = run("manage.py", "check", **PRODUCTION, TODAY="2026-02-28")
    assert answer.returncode
    assert "TODAY" in answer.stderr


def test_production_has_no_way_in_for_the_demo() -> None:
    assert run("-c", DEMO_ROUTES, **PRODUCTION).stdout == "[]\n"
    demo = run("-c", DEMO_ROUTES, **PRODUCTION, DEMO="1").stdout
    assert demo == "['demo_sign_in', 'list_demo_mails', 'show_demo_mail']\n"

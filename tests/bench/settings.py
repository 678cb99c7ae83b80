"""What is served, with one page more: the floor that all others are measured against."""

from roskilde.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"

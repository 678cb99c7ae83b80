"""The project: settings, urls, the look, the clock. It knows no family."""

from roskilde.celery import app as celery_app

__all__ = ["celery_app"]

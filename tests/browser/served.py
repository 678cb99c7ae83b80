"""What the browser is served: production's settings with DEMO=1, but files straight from where they lie."""

import os
from pathlib import Path

from roskilde.settings import *  # noqa: F403
from roskilde.settings import STORAGES

STATE = Path(os.environ["BROWSER_STATE"])

# Nothing is collected, and one process serves all: what it must share with others it keeps to itself.
STATIC_ROOT = STATE / "nothing-collected"
WHITENOISE_USE_FINDERS = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAIL_DIR = EMAIL_FILE_PATH = STATE / "mails"

"""Every address of the project, and the floor page: what any signed-in page costs on this machine."""

from datetime import date, timedelta
from pathlib import Path

from django.http import HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import include, path

from families.door import PageRequest, needs
from families.rights import Right

# With Django's own context processors alone: the product's surroundings are part of what is measured.
_engine = DjangoTemplates(
    {
        "NAME": "floor",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)
_template = _engine.from_string(Path(__file__).with_name("floor.html").read_text(encoding="utf-8"))
_ROWS = [
    {
        "number": number,
        "name": f"Karen & Søn {number}",
        "title": "klasselærer" if number % 2 else "",
        "since": date(2026, 1, 1) + timedelta(days=number),
        "minutes": 5 * number,
    }
    for number in range(1, 97)
]


@needs(Right.SIGN_IN, "The floor", looks=False)
def floor(request: PageRequest) -> HttpResponse:
    """A page of 20 kB; its two queries are the session and who is signed in."""
    return HttpResponse(_template.render({"rows": _ROWS, "reader": request.user}, request))


urlpatterns = [path("floor/", floor, name="floor"), path("", include("roskilde.urls"))]

"""Every address of the project. Floors above are named by strings: this one knows none of them."""

from django.urls import include, path
from django.utils.module_loading import import_string
from django.views.i18n import set_language

from roskilde import views

public = import_string("families.door.public")

urlpatterns = [
    path("", import_string("masterplans.views.start.start"), name="start"),
    path("", include("families.urls")),
    path("", include("safety.urls")),
    path("", include("masterplans.urls")),
    path("", include("families.entrance_urls")),
    path("language/", public(set_language), name="set_language"),
    path("accessibility/", public(views.accessibility), name="accessibility"),
    path("healthy/", public(views.healthy), name="healthy"),
    path("robots.txt", public(views.robots), name="robots"),
]

handler403 = "families.door.refused"

"""A family's own pages; everything about one family begins with its key, where the door reads it."""

from django.urls import path

from families.views import background, family, people

urlpatterns = [
    path("families/", family.list_families, name="list_families"),
    path("families/enrol/", family.enrol_family, name="enrol_family"),
    path("families/emergency/", people.take_emergency_access, name="take_emergency_access"),
    path("families/<uuid:family>/", family.show_family, name="show_family"),
    path("families/<uuid:family>/change/", family.change_family, name="change_family"),
    path("families/<uuid:family>/hand/", family.hand_family, name="hand_family"),
    path("families/<uuid:family>/history/", family.show_family_history, name="show_family_history"),
    path("families/<uuid:family>/looks/", family.list_family_looks, name="list_family_looks"),
    path("families/<uuid:family>/members/add/", family.add_member, name="add_member"),
    path("families/<uuid:family>/members/<uuid:pk>/change/", family.change_member, name="change_member"),
    path("families/<uuid:family>/people/", people.show_people, name="show_people"),
    path("families/<uuid:family>/people/find/", people.find_professional, name="find_professional"),
    path("families/<uuid:family>/people/invite/", people.invite, name="invite"),
    path("families/<uuid:family>/people/involve/<uuid:person>/", people.involve, name="involve"),
    path("families/<uuid:family>/people/<uuid:pk>/tier/", people.change_tier, name="change_tier"),
    path("families/<uuid:family>/people/<uuid:pk>/end/", people.end_involvement, name="end_involvement"),
    path("families/<uuid:family>/background/", background.show_background, name="show_background"),
    path("families/<uuid:family>/background/change/", background.change_background, name="change_background"),
    path("families/<uuid:family>/background/futures/", background.change_futures, name="change_futures"),
    path("families/<uuid:family>/background/problems/", background.grade_problems, name="grade_problems"),
    path("families/<uuid:family>/background/measures/add/", background.add_measure, name="add_measure"),
    path(
        "families/<uuid:family>/background/measures/<uuid:pk>/change/",
        background.change_measure,
        name="change_measure",
    ),
]

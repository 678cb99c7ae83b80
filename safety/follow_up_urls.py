"""Follow-ups with the family, and what was answered there."""

from django.urls import path

from safety.views import follow_ups

FOLLOW_UPS = "families/<uuid:family>/follow-ups"
ANSWERS = "families/<uuid:family>/answers"

urlpatterns = [
    path(f"{FOLLOW_UPS}/", follow_ups.list_follow_ups, name="list_follow_ups"),
    path(f"{FOLLOW_UPS}/progress/", follow_ups.show_progress, name="show_progress"),
    path(f"{FOLLOW_UPS}/arrange/", follow_ups.arrange_follow_up, name="arrange_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/", follow_ups.show_follow_up, name="show_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/change/", follow_ups.change_follow_up, name="change_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/call-off/", follow_ups.call_off_follow_up, name="call_off_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/begin/", follow_ups.begin_follow_up, name="begin_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/lead/<slug:step>/", follow_ups.lead_follow_up, name="lead_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/end/", follow_ups.end_follow_up, name="end_follow_up"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/sheet/", follow_ups.print_follow_up_sheet, name="print_follow_up_sheet"),
    path(f"{FOLLOW_UPS}/<uuid:pk>/type-up/", follow_ups.type_up_follow_up, name="type_up_follow_up"),
    path(
        f"{FOLLOW_UPS}/<uuid:pk>/history/", follow_ups.show_follow_up_history, name="show_follow_up_history"
    ),
    path(f"{ANSWERS}/<uuid:pk>/change/", follow_ups.change_answer, name="change_answer"),
    path(f"{ANSWERS}/<uuid:pk>/shield/", follow_ups.shield_answer, name="shield_answer"),
    path(f"{ANSWERS}/<uuid:pk>/release/", follow_ups.release_answer, name="release_answer"),
    path(f"{ANSWERS}/<uuid:pk>/take-up/", follow_ups.take_up_answer, name="take_up_answer"),
    path(f"{ANSWERS}/<uuid:pk>/history/", follow_ups.show_answer_history, name="show_answer_history"),
]

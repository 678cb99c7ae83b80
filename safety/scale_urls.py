from typing import Any

from django.urls import path

from safety.views import scales

FAMILY = "families/<uuid:family>"

urlpatterns: list[Any] = [
    path(f"{FAMILY}/scales/", scales.list_scales, name="list_scales"),
    path(f"{FAMILY}/scales/<uuid:pk>/", scales.show_scale, name="show_scale"),
    path(f"{FAMILY}/scales/<uuid:pk>/word/", scales.word_scale, name="word_scale"),
    path(f"{FAMILY}/scales/<uuid:pk>/cards/", scales.print_cards, name="print_cards"),
    path(f"{FAMILY}/scales/<uuid:pk>/raters/", scales.choose_rater, name="choose_rater"),
    path(f"{FAMILY}/scales/<uuid:pk>/rate/", scales.give_rating, name="give_rating"),
    path(f"{FAMILY}/scales/<uuid:pk>/rate/<uuid:person>/", scales.write_rating, name="write_rating"),
    path(f"{FAMILY}/dangers/<uuid:pk>/scale/", scales.pair_scale, name="pair_scale"),
    path(f"{FAMILY}/ratings/<uuid:pk>/reason/", scales.add_reason, name="add_reason"),
    path(f"{FAMILY}/ratings/<uuid:pk>/correct/", scales.correct_rating, name="correct_rating"),
]

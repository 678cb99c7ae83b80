from django.urls import path, register_converter
from django.urls.converters import StringConverter

from masterplans.views import (
    contributions,
    copies,
    occurrences,
    papers,
    plan,
    reviews,
    school_holidays,
    shares,
    sharing,
    time,
    week,
)

app_name = "masterplans"


class DayConverter(StringConverter):
    """2026-11-21; whether there is such a day the view finds out."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DayConverter, "day")

FAMILY = "families/<uuid:family>"

urlpatterns = [
    path("school-holidays/", school_holidays.list_school_holidays, name="list_school_holidays"),
    path("school-holidays/add/", school_holidays.add_school_holiday, name="add_school_holiday"),
    path(
        "school-holidays/<uuid:pk>/change/",
        school_holidays.change_school_holiday,
        name="change_school_holiday",
    ),
    path(
        "school-holidays/<uuid:pk>/remove/",
        school_holidays.remove_school_holiday,
        name="remove_school_holiday",
    ),
    path(f"{FAMILY}/plan/", plan.show_plan, name="show_plan"),
    path(f"{FAMILY}/plan/begin/", plan.begin_plan, name="begin_plan"),
    path(f"{FAMILY}/plan/agree/", plan.agree_plan, name="agree_plan"),
    path(f"{FAMILY}/plan/revise/", plan.revise_plan, name="revise_plan"),
    path(f"{FAMILY}/plan/close/", plan.close_plan, name="close_plan"),
    path(f"{FAMILY}/plan/aim/", plan.change_aim, name="change_aim"),
    path(f"{FAMILY}/plan/members/<uuid:pk>/aim/", plan.change_member_aim, name="change_member_aim"),
    path(f"{FAMILY}/plan/stages/add/", plan.add_stage, name="add_stage"),
    path(f"{FAMILY}/plan/stages/<uuid:pk>/change/", plan.change_stage, name="change_stage"),
    path(f"{FAMILY}/plan/stages/<uuid:pk>/move/", plan.move_stage, name="move_stage"),
    path(f"{FAMILY}/plan/by-law/", plan.list_statutory_plans, name="list_statutory_plans"),
    path(f"{FAMILY}/plan/by-law/add/", plan.add_statutory_plan, name="add_statutory_plan"),
    path(f"{FAMILY}/plan/by-law/<uuid:pk>/change/", plan.change_statutory_plan, name="change_statutory_plan"),
    path(f"{FAMILY}/plan/versions/", plan.list_versions, name="list_versions"),
    path(f"{FAMILY}/plan/versions/compare/", plan.compare_versions, name="compare_versions"),
    path(f"{FAMILY}/plan/versions/<int:number>/", plan.show_version, name="show_version"),
    path(f"{FAMILY}/plan/versions/<int:number>/print/", papers.print_version, name="print_version"),
    path(f"{FAMILY}/plan/versions/<int:number>/export/", papers.export_version, name="export_version"),
    path(f"{FAMILY}/plan/copies/", copies.list_copies, name="list_copies"),
    path(f"{FAMILY}/plan/copies/make/", copies.make_copy, name="make_copy"),
    path(f"{FAMILY}/plan/copies/<uuid:pk>/", copies.show_copy, name="show_copy"),
    path(f"{FAMILY}/plan/copies/<uuid:pk>/hand-over/", copies.hand_over_copy, name="hand_over_copy"),
    path(f"{FAMILY}/plan/handings/<uuid:pk>/correct/", copies.correct_handing, name="correct_handing"),
    path("plan/languages/", copies.list_languages, name="list_languages"),
    path("plan/languages/<slug:key>/approve/", copies.approve_language, name="approve_language"),
    path(f"{FAMILY}/plan/history/", plan.show_plan_history, name="show_plan_history"),
    path(f"{FAMILY}/plan/shares/", sharing.show_sharing, name="show_sharing"),
    path(f"{FAMILY}/plan/shares/<uuid:pk>/ask/", sharing.ask_for_share, name="ask_for_share"),
    path(f"{FAMILY}/plan/shares/<uuid:pk>/decline/", sharing.decline_share, name="decline_share"),
    path(f"{FAMILY}/plan/shared/", shares.show_granted_parts, name="show_granted_parts"),
    path(f"{FAMILY}/plan/reviews/<uuid:pk>/", reviews.show_reviews, name="show_reviews"),
    path(f"{FAMILY}/goals/<uuid:pk>/", reviews.show_goal, name="show_goal"),
    path(f"{FAMILY}/goals/<uuid:pk>/review/<uuid:follow_up>/", reviews.review_goal, name="review_goal"),
    path(
        f"{FAMILY}/activities/<uuid:pk>/review/<uuid:follow_up>/",
        reviews.review_activity,
        name="review_activity",
    ),
    path(f"{FAMILY}/goals/add/", shares.add_goal, name="add_goal"),
    path(f"{FAMILY}/goals/<uuid:pk>/change/", shares.change_goal, name="change_goal"),
    path(f"{FAMILY}/goals/<uuid:pk>/settle/", shares.settle_goal, name="settle_goal"),
    path(f"{FAMILY}/goals/<uuid:pk>/history/", shares.show_goal_history, name="show_goal_history"),
    path(f"{FAMILY}/activities/add/", shares.add_activity, name="add_activity"),
    path(f"{FAMILY}/activities/<uuid:pk>/", shares.show_activity, name="show_activity"),
    path(f"{FAMILY}/activities/<uuid:pk>/change/", shares.change_activity, name="change_activity"),
    path(f"{FAMILY}/activities/<uuid:pk>/end/", shares.end_activity, name="end_activity"),
    path(
        f"{FAMILY}/activities/<uuid:pk>/history/", shares.show_activity_history, name="show_activity_history"
    ),
    path(f"{FAMILY}/activities/<uuid:pk>/log/<day:on>/", contributions.log_occurrence, name="log_occurrence"),
    path(f"{FAMILY}/activities/weigh/", time.weigh_activity, name="weigh_activity"),
    path(
        f"{FAMILY}/activities/<uuid:pk>/<day:on>/move/", occurrences.move_occurrence, name="move_occurrence"
    ),
    path(
        f"{FAMILY}/activities/<uuid:pk>/<day:on>/cancel/",
        occurrences.cancel_occurrence,
        name="cancel_occurrence",
    ),
    path(
        f"{FAMILY}/activities/<uuid:pk>/<day:on>/restore/",
        occurrences.restore_occurrence,
        name="restore_occurrence",
    ),
    path(f"{FAMILY}/week/", week.show_week, name="show_week"),
    path(f"{FAMILY}/week/print/", papers.print_week, name="print_week"),
    path(f"{FAMILY}/week/find-time/", time.find_time, name="find_time"),
    path(f"{FAMILY}/members/<uuid:pk>/load-limit/", time.agree_load_limit, name="agree_load_limit"),
    path(f"{FAMILY}/contributions/", contributions.list_contributions, name="list_contributions"),
    path(f"{FAMILY}/contributions/log/", contributions.log_contribution, name="log_contribution"),
    path(
        f"{FAMILY}/contributions/<uuid:pk>/change/",
        contributions.change_contribution,
        name="change_contribution",
    ),
    path(
        f"{FAMILY}/contributions/<uuid:pk>/correct/",
        contributions.correct_contribution,
        name="correct_contribution",
    ),
    path(
        f"{FAMILY}/contributions/<uuid:pk>/history/",
        contributions.show_contribution_history,
        name="show_contribution_history",
    ),
]

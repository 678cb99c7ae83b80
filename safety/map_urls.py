from typing import Any

from django.urls import path

from safety.views import map as map_views
from safety.views import statements, steps

SAFETY = "families/<uuid:family>/safety/"
STATEMENTS = f"{SAFETY}statements/"
STATEMENT = f"{STATEMENTS}<uuid:pk>/"
STEPS = f"{SAFETY}next-steps/"
BOTTOM_LINES = f"{SAFETY}bottom-lines/"

urlpatterns: list[Any] = [
    path(SAFETY, map_views.show_map, name="show_map"),
    path(f"{SAFETY}ended/", map_views.list_ended, name="list_ended"),
    path(f"{SAFETY}compare/", map_views.compare_maps, name="compare_maps"),
    path(f"{SAFETY}print/", map_views.print_map, name="print_map"),
    path(f"{SAFETY}report/", map_views.report, name="report"),
    path(f"{STATEMENTS}add/", statements.write_statement, name="write_statement"),
    path(f"{STATEMENTS}advise/", statements.advise_statement, name="advise_statement"),
    path(STATEMENT, statements.show_statement, name="show_statement"),
    path(f"{STATEMENT}history/", statements.show_statement_history, name="show_statement_history"),
    path(f"{STATEMENT}change/", statements.change_statement, name="change_statement"),
    path(f"{STATEMENT}supersede/", statements.supersede_statement, name="supersede_statement"),
    path(f"{STATEMENT}resolve/", statements.resolve_statement, name="resolve_statement"),
    path(f"{STATEMENT}goal/add/", statements.add_goal, name="add_goal"),
    path(f"{STATEMENT}beside/", statements.put_beside, name="put_beside"),
    path(f"{STATEMENT}promote/", statements.promote_statement, name="promote_statement"),
    path(f"{STATEMENT}occasions/add/", statements.add_occasion, name="add_occasion"),
    path(f"{STATEMENT}disagreements/add/", statements.add_disagreement, name="add_disagreement"),
    path(f"{SAFETY}disagreements/<uuid:pk>/end/", statements.end_disagreement, name="end_disagreement"),
    path(f"{STATEMENT}present/", statements.present_statement, name="present_statement"),
    path(f"{STATEMENT}risk/order/", statements.order_risk_assessment, name="order_risk_assessment"),
    path(f"{STATEMENT}risk/finish/", statements.finish_risk_assessment, name="finish_risk_assessment"),
    path(f"{STATEMENT}shield/", statements.shield_statement, name="shield_statement"),
    path(f"{STATEMENT}release/", statements.release_statement, name="release_statement"),
    path(f"{STEPS}add/", steps.agree_next_step, name="agree_next_step"),
    path(f"{STEPS}<uuid:pk>/finish/", steps.finish_next_step, name="finish_next_step"),
    path(f"{STEPS}<uuid:pk>/drop/", steps.drop_next_step, name="drop_next_step"),
    path(f"{BOTTOM_LINES}add/", steps.add_bottom_line, name="add_bottom_line"),
    path(f"{BOTTOM_LINES}<uuid:pk>/change/", steps.change_bottom_line, name="change_bottom_line"),
    path(f"{BOTTOM_LINES}<uuid:pk>/end/", steps.end_bottom_line, name="end_bottom_line"),
]

from django.urls import path

from safety.views import closure, plan

urlpatterns = [
    path("families/<uuid:family>/safety/plan/", plan.show_safety_plan, name="show_safety_plan"),
    path("families/<uuid:family>/safety/plan/print/", plan.print_safety_plan, name="print_safety_plan"),
    path("families/<uuid:family>/safety/plan/rules/write/", plan.write_rule, name="write_rule"),
    path("families/<uuid:family>/safety/plan/rules/<uuid:pk>/change/", plan.change_rule, name="change_rule"),
    path("families/<uuid:family>/safety/plan/rules/<uuid:pk>/end/", plan.end_rule, name="end_rule"),
    path("families/<uuid:family>/safety/plan/rules/<uuid:pk>/test/", plan.test_rule, name="test_rule"),
    path(
        "families/<uuid:family>/safety/plan/rules/<uuid:pk>/history/",
        plan.show_rule_history,
        name="show_rule_history",
    ),
    path("families/<uuid:family>/safety/network/", plan.show_safety_network, name="show_safety_network"),
    path(
        "families/<uuid:family>/safety/network/<uuid:pk>/tell/",
        plan.tell_network_person,
        name="tell_network_person",
    ),
    path("families/<uuid:family>/closure/", closure.show_closure, name="show_closure"),
    path("families/<uuid:family>/closure/print/", closure.print_closure, name="print_closure"),
    path("families/<uuid:family>/closure/milestones/plan/", closure.plan_milestone, name="plan_milestone"),
    path(
        "families/<uuid:family>/closure/milestones/<uuid:pk>/change/",
        closure.change_milestone,
        name="change_milestone",
    ),
    path(
        "families/<uuid:family>/closure/milestones/<uuid:pk>/reach/",
        closure.reach_milestone,
        name="reach_milestone",
    ),
    path(
        "families/<uuid:family>/closure/milestones/<uuid:pk>/drop/",
        closure.drop_milestone,
        name="drop_milestone",
    ),
    path("families/<uuid:family>/closure/criteria/lay/", closure.lay_criteria, name="lay_criteria"),
    path("families/<uuid:family>/closure/criteria/add/", closure.add_criterion, name="add_criterion"),
    path(
        "families/<uuid:family>/closure/criteria/<uuid:pk>/change/",
        closure.change_criterion,
        name="change_criterion",
    ),
    path(
        "families/<uuid:family>/closure/criteria/<uuid:pk>/answer/",
        closure.answer_criterion,
        name="answer_criterion",
    ),
    path(
        "families/<uuid:family>/closure/criteria/<uuid:pk>/reopen/",
        closure.reopen_criterion,
        name="reopen_criterion",
    ),
    path(
        "families/<uuid:family>/closure/criteria/<uuid:pk>/drop/",
        closure.drop_criterion,
        name="drop_criterion",
    ),
    path(
        "families/<uuid:family>/closure/criteria/<uuid:pk>/history/",
        closure.show_criterion_history,
        name="show_criterion_history",
    ),
    path("families/<uuid:family>/closure/leave/", closure.leave_pilot, name="leave_pilot"),
    path("families/<uuid:family>/closure/<uuid:pk>/renew/", closure.renew_enrolment, name="renew_enrolment"),
    path("families/<uuid:family>/closure/cases/note/", closure.note_case_closed, name="note_case_closed"),
    path(
        "families/<uuid:family>/closure/cases/<uuid:pk>/change/",
        closure.change_case_closed,
        name="change_case_closed",
    ),
]

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MasterplansConfig(AppConfig):
    name = "masterplans"

    def ready(self) -> None:
        from families import calendar as families_calendar
        from families import reminders as families_reminders
        from families import sections
        from families import timeline as families_timeline
        from families.rights import Right
        from masterplans import (
            calendar,
            carrying,
            clashes,
            handover,
            leaving,
            reminders,
            reviewing,
            shown,
            timeline,
        )
        from safety import sections as safety_sections

        sections.TABS[2:2] = [
            sections.Tab(_("Plan"), "masterplans:show_plan", Right.SEE_PLAN),
            sections.Tab(_("Week"), "masterplans:show_week", Right.SEE_PLAN),
            sections.Tab(_("Contributions"), "masterplans:list_contributions", Right.SEE_PLAN),
            sections.Tab(
                _("Shared with you"),
                "masterplans:show_granted_parts",
                Right.SEE_GRANTED_PARTS,
                unless=Right.SEE_PLAN,
            ),
        ]
        sections.DEEDS.append(
            sections.Tab(_("Log what happened"), "masterplans:log_contribution", Right.LOG_CONTRIBUTION)
        )
        families_timeline.SOURCES += timeline.SOURCES
        families_calendar.SOURCES.append(calendar.of_activities)
        families_reminders.SOURCES.append(reminders.of_what_is_not_logged)
        sections.GOAL_SET.append(leaving.open_plan)
        sections.HEAD_JOINS += ["masterplan", "pilot"]  # the plan, and how long the ways are
        sections.OVERVIEW += [
            (Right.SEE_PLAN, shown.plan_in_short),
            (Right.SEE_PLAN, shown.week_in_short),
        ]
        sections.WAITING += [(Right.CHANGE_PLAN, shown.waiting), (Right.CHANGE_PLAN, clashes.waiting)]
        sections.WAITING += [
            (Right.CHANGE_PLAN, shown.waiting),
            (Right.DRAFT_PLAN, shown.own_part_waits),
            (Right.CHANGE_PLAN, reviewing.waiting),
        ]
        safety_sections.OF_FOLLOW_UP.append((Right.SEE_PLAN, reviewing.of_follow_up))
        sections.LEAVING.append(leaving.goals_and_activities)
        sections.HANDOVER += [
            (Right.SEE_PLAN, handover.carried),
            (Right.SEE_PLAN, handover.coming),
            (Right.SEE_PLAN, handover.contributions),
        ]
        sections.OF_MEMBER += [
            (Right.SEE_PLAN, shown.plan_of_member),
            (Right.SEE_PLAN, shown.load_of_member),
        ]
        sections.MISSING.append(carrying.from_afar)

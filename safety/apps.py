from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafetyConfig(AppConfig):
    name = "safety"

    def ready(self) -> None:
        from families import calendar as families_calendar
        from families import reminders as families_reminders
        from families import sections
        from families import timeline as families_timeline
        from families.models import Becoming
        from families.rights import Right
        from safety import (
            calendar,
            following,
            hearing,
            leaving,
            plan_shown,
            plan_timeline,
            reminders,
            scales_shown,
            shown,
            timeline,
            waiting,
        )

        sections.TABS[2:2] = [
            sections.Tab(
                _("Safety"),
                "safety:show_map",
                Right.SEE_SAFETY,
                parts=(
                    sections.Tab(_("The map"), "safety:show_map", Right.SEE_SAFETY),
                    sections.Tab(_("Scales"), "safety:list_scales", Right.SEE_SAFETY),
                    sections.Tab(_("The child's voice"), "safety:list_child_voices", Right.SEE_SAFETY),
                    sections.Tab(_("Words and pictures"), "safety:list_books", Right.SEE_SAFETY),
                    sections.Tab(_("Safety plan"), "safety:show_safety_plan", Right.SEE_SAFETY),
                    sections.Tab(_("The path to closure"), "safety:show_closure", Right.SEE_SAFETY),
                ),
            ),
            sections.Tab(_("Follow-up"), "safety:list_follow_ups", Right.SEE_SAFETY),
        ]
        sections.HEAD_FACTS |= {
            "next_follow_up_on": following.next_for_head,
            "steps_reached": partial(plan_shown.steps_for_head, reached=True),
            "steps_ahead": partial(plan_shown.steps_for_head, reached=False),
        }
        sections.FACTS.append(following.next_follow_up)
        sections.OVERVIEW += [
            (Right.SEE_SAFETY, plan_shown.path_in_short),
            (Right.SEE_SAFETY, scales_shown.scales_in_short),
        ]
        sections.WAITING += [
            (Right.WRITE_STATEMENT, waiting.own_steps),
            (Right.CHANGE_PLAN, waiting.of_maps),
            (Right.RATE, scales_shown.waiting),
            (Right.FOLLOW_UP, following.waiting),
            (Right.HEAR_CHILD, hearing.waiting),
            (Right.CLOSE_CASE, plan_shown.waiting),
        ]
        sections.LEAVING.append(leaving.next_steps)
        sections.SIBLINGS.append((Right.SEE_PLAN, shown.of_children))
        sections.OF_MEMBER += [
            (Right.SEE_SAFETY, shown.map_of_member),
            (Right.SEE_SAFETY, shown.voice_of_member),
        ]
        into_map = sections.LineDeed(
            _("Put it into the map"), "safety:write_statement", Right.WRITE_STATEMENT
        )
        agree = sections.LineDeed(_("Agree who does it"), "safety:agree_next_step", Right.WRITE_STATEMENT)
        sections.LINE_DEEDS |= {
            Becoming.CONCERN: into_map,
            Becoming.STRENGTH: into_map,
            Becoming.NEXT_STEP: agree,
        }
        families_timeline.SOURCES += [
            *timeline.SOURCES,
            scales_shown.SOURCE,
            *following.SOURCES,
            *plan_timeline.SOURCES,
        ]
        families_calendar.SOURCES.append(calendar.of_follow_ups)
        families_reminders.SOURCES += [
            reminders.of_next_steps,
            reminders.of_follow_ups,
            reminders.of_the_week,
        ]

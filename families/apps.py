from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    name = "families"

    def ready(self) -> None:
        from families import (
            happenings,
            leaving,
            missing,
            news,
            reminders,
            sections,
            shown,
            siblings,
            tellings,
            timeline,
        )
        from families.rights import Right

        sections.TABS += [
            sections.Tab(_("Overview"), "families:show_family", Right.SEE_CONTACT_CARD),
            sections.Tab(_("Lines"), "families:list_lines", Right.SEE_LINES),
            sections.Tab(_("Letters"), "families:list_letters", Right.HANDLE_LETTERS),
            sections.Tab(_("People"), "families:show_people", Right.SEE_PEOPLE),
            sections.Tab(_("Background"), "families:show_background", Right.SEE_BACKGROUND),
            sections.Tab(_("Who has read"), "families:list_family_looks", Right.SEE_OWN_LOOKS),
        ]
        sections.DEEDS.append(sections.Tab(_("Write a line"), "families:write_line", Right.WRITE_LINE))
        sections.OVERVIEW.append((Right.SEE_LINES, news.in_short))
        sections.DEEDS.append(
            sections.Tab(
                _("Write an observation"),
                "families:write_observation",
                Right.WRITE_OBSERVATION,
                unless=Right.WRITE_LINE,
            )
        )
        sections.WAITING += [(Right.SEE_BACKGROUND, shown.waiting), (Right.SEE_LINES, tellings.waiting)]
        sections.WAITING.append((Right.HANDLE_LETTERS, shown.letters_due))
        sections.WAITING.append((Right.SEE_PEOPLE, leaving.left_by_substitutes))
        sections.SIBLINGS += [
            (Right.SEE_LINES, siblings.of_lines),
            (Right.SEE_BACKGROUND, siblings.of_measures),
        ]
        sections.LEAVING.append(leaving.letters_and_tellings)
        sections.WAITING.append((Right.INVOLVE, missing.waiting))
        sections.GREETINGS += [missing.greeting, shown.tried_in_vain]
        timeline.SOURCES += happenings.SOURCES
        reminders.SOURCES += [reminders.of_letters, reminders.of_the_week]

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    name = "families"

    def ready(self) -> None:
        from families import sections, shown
        from families.rights import Right

        sections.TABS += [
            sections.Tab(_("Overview"), "families:show_family", Right.SEE_CONTACT_CARD),
            sections.Tab(_("People"), "families:show_people", Right.SEE_PEOPLE),
            sections.Tab(_("Background"), "families:show_background", Right.SEE_BACKGROUND),
            sections.Tab(_("Who has read"), "families:list_family_looks", Right.SEE_OWN_LOOKS),
        ]
        sections.WAITING.append(shown.waiting)

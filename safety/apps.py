from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "safety"

    def ready(self) -> None:
        from families import sections
        from families.rights import Right
        from safety import shown

        sections.SIBLINGS.append((Right.SEE_PLAN, shown.of_children))

"""What to do when a child is in danger, with the words that bring it up."""

from django import template

from families import danger

register = template.Library()


@register.simple_tag
def danger_words() -> dict[str, str]:
    """Both lists for the browser, which listens as one types."""
    words, harmless = danger.folded()
    return {"words": words, "harmless": harmless, "advice": danger.advice()}

"""Django's own ``{% url %}``, ``{% static %}`` and ``|date``, made ready once for all templates."""

from datetime import date as plain_date
from typing import Any
from uuid import UUID

from django import template
from django.template import defaultfilters, defaulttags
from django.utils import safestring

from roskilde.ready import address, file_address, written

register = template.Library()


class Address(defaulttags.URLNode):
    """An address of keys alone is put together; any other is Django's to find."""

    def render(self, context: template.Context) -> safestring.SafeString:
        keys = [each.resolve(context) for each in self.args]
        if self.asvar or self.kwargs or not all(isinstance(key, UUID) for key in keys):
            return safestring.SafeString(super().render(context))
        return safestring.SafeString(address(self.view_name.resolve(context), *keys))


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> Address:
    node = defaulttags.url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def static(path: str) -> str:
    return file_address(path)


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, style: str = "DATE_FORMAT") -> str:
    """A day is written once for everybody; a moment is written anew."""
    return written(value, style) if type(value) is plain_date else defaultfilters.date(value, style)

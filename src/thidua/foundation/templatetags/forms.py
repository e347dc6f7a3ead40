"""What every form carries: its own number, and the version it was filled from."""

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Give this rendering of the form its own number, so that sending it twice counts once."""
    return format_html('<input type="hidden" name="_once" value="{}">', uuid4())


@register.simple_tag
def version(number: int) -> SafeString:
    """Carry the version the form was filled from."""
    return format_html('<input type="hidden" name="_version" value="{}">', number)

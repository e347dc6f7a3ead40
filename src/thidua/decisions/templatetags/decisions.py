"""Words and addresses in the templates of decisions."""

from collections.abc import Sequence

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def page_of(link: Sequence[str]) -> str:
    """Return the address of the page where a warning is looked into: its name, then what it is asked for."""
    name, *arguments = link
    return reverse(name, args=arguments)

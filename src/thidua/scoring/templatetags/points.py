"""Points as pages say them."""

from decimal import Decimal

from django import template

from thidua.core.scoring.points import points_words

register = template.Library()


@register.filter
def diem(points: Decimal) -> str:
    """Say points in words: "9,5 điểm", "trừ 1 điểm"."""
    return points_words(points)

"""Small charts drawn by the server: plain SVG, colours by classes, words for who cannot see them.

None stands alone: the numbers are in a table or a sentence beside it.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thidua.core.charts import HISTORY_HEIGHT, SPARK_HEIGHT, SPARK_WIDTH, Bar, History, Segment, Spark
from thidua.core.quantities import format_number

register = template.Library()

_GAP = 5  # between a level of the scale and its number above it


@register.simple_tag
def bar(drawn: Bar | None, look: str, words: str) -> SafeString | str:
    """Draw a share as a bar with a tick at the level that should be reached by now."""
    if drawn is None:
        return ""
    tick = (
        format_html('<line x1="{}" x2="{}" y1="-3" y2="13"/>', drawn.tick, drawn.tick) if drawn.tick else ""
    )
    return format_html(
        '<svg class="bar {}" role="img" aria-label="{}"><rect class="b0" width="100%" height="10"/>'
        '<rect class="b1" width="{}" height="10"/>{}</svg>',
        look,
        words,
        drawn.width,
        tick,
    )


@register.simple_tag
def spark(drawn: Spark | None, words: str) -> SafeString | str:
    """Draw a line of periods without axes; nothing where they are too few."""
    if drawn is None:
        return ""
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="3"/></svg>',
        SPARK_WIDTH,
        SPARK_HEIGHT,
        words,
        drawn.points,
        drawn.x,
        drawn.y,
    )


@register.simple_tag
def history(drawn: History | None, words: str) -> SafeString | str:
    """Draw the year: what was reached, what should be (dashed), the goal (a level), the scale in numbers."""
    if drawn is None:
        return ""
    goal = (
        format_html('<line class="goal" x1="0" x2="100%" y1="{}" y2="{}"/>', drawn.goal, drawn.goal)
        if drawn.goal
        else ""
    )
    return format_html(
        '<svg class="chart" height="{}" role="img" aria-label="{}">{}{}{}{}{}{}</svg>',
        HISTORY_HEIGHT,
        words,
        _scale(drawn),
        goal,
        _line("exp", drawn.expected),
        _line("act", drawn.line),
        format_html_join("", '<circle cx="{}" cy="{}" r="4"/>', ((dot.x, dot.y) for dot in drawn.dots)),
        _days(drawn),
    )


def _scale(drawn: History) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid" x1="0" x2="100%" y1="{}" y2="{}"/><text x="0" y="{}">{}</text>',
        ((tick.y, tick.y, _above(tick.y), format_number(tick.value)) for tick in drawn.ticks),
    )


def _above(y: str) -> str:
    whole, _, tenth = y.partition(".")
    return f"{int(whole) - _GAP}.{tenth}" if tenth else f"{int(whole) - _GAP}"


def _line(css: str, segments: tuple[Segment, ...]) -> SafeString:
    pieces = ((css, one.x1, one.y1, one.x2, one.y2) for one in segments)
    return format_html_join("", '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', pieces)


def _days(drawn: History) -> SafeString:
    words = ((mark.x, HISTORY_HEIGHT - _GAP, mark.anchor, mark.words) for mark in drawn.marks)
    return format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', words)

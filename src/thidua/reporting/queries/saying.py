"""A figure in the words people use: "33,6 tấn", "190 trong 200 (95%)", "đạt", "không có"."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement import Nature
from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.core.rounding import percent_text
from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice


def said_text(target: Target, said: str, value: Decimal | None, base: Decimal | None) -> str:
    """Say what a cell says, with its unit; `target` comes with its tracking."""
    if said != CellChoice.NUMBER or value is None:
        return CellChoice(said).label
    tracking = target.tracking
    if tracking.nature == Nature.STATE:
        return "đạt" if value else "chưa đạt"
    if tracking.nature == Nature.MILESTONE:
        return steps_text(value, tracking.steps_total)
    if base is not None:
        return f"{format_number(value)} trong {format_number(base)} ({share_text(value, base)})"
    return amount_text(value, target.unit)


def share_text(value: Decimal, base: Decimal) -> str:
    """Write a part of a whole as percent with two places, rounded once, for display only."""
    return percent_text(Fraction(value) / Fraction(base)) if base else "0%"


def steps_text(done: Decimal, total: int | None) -> str:
    return f"{format_number(done)}/{total} tiêu chí" if total else f"{format_number(done)} bước"

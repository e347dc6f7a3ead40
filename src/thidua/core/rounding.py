"""Exact numbers rounded once, for printing and for points: half away from zero, at every edge."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.quantities import format_number


def rounded(number: Fraction, places: int = 2) -> Decimal:
    """Round half away from zero, so that -0,125 loses as much as 0,125 wins."""
    doubled = abs(number) * 2 * 10**places + 1
    size = Decimal(doubled.numerator // (2 * doubled.denominator)).scaleb(-places)
    return -size if number < 0 else size


def percent_text(share: Fraction) -> str:
    """Print a share as percent with at most two decimals: "97,11%"."""
    return f"{format_number(rounded(share * 100))}%"

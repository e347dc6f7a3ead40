"""Points, totals and places are what plain decimals give; `make bench` tries ten times as many cases."""

from decimal import Decimal
from fractions import Fraction

import pytest
from benchmarks import exactness

from thidua.core.scoring import marking


def test_a_hundred_thousand_cases_equal_plain_decimals():
    assert exactness.differing(100_000, seed=7) == 0


def test_a_rounding_that_is_wrong_on_edges_alone_is_found(monkeypatch: pytest.MonkeyPatch):
    """Half down instead of half up: without cases on edges nobody would notice."""
    right = marking.rounded

    def half_down(points: Fraction, places: int) -> Decimal:
        cents = right(points, places)
        on_edge = abs(points) * 1000 % 10 == 5
        return cents - Decimal("0.01") if on_edge else cents

    monkeypatch.setattr(marking, "rounded", half_down)
    assert exactness.differing(10_000, seed=7) > 0

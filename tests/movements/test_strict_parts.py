"""A level that must be passed keeps its word where a unit reads what it was given."""

from decimal import Decimal

import pytest

from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.movements.models import Target, Tracking
from thidua.movements.queries.allocations import level_text


@pytest.mark.parametrize(
    ("comparator", "kind", "text"),
    [
        (Comparator.GT, AllocationKind.EACH, "trên 95%"),
        (Comparator.GE, AllocationKind.EACH, "95%"),
        (Comparator.LT, AllocationKind.EACH, "dưới 95%"),
        (Comparator.GT, AllocationKind.SUM, "95%"),
    ],
)
def test_a_strict_level_is_said_and_a_share_of_a_sum_is_plain(comparator, kind, text):
    end = {"high" if comparator == Comparator.LT else "low": Decimal(95)}
    target = Target(comparator=comparator, unit="%", **end)
    assert level_text(Tracking(target=target, allocation_kind=kind), Decimal(95)) == text

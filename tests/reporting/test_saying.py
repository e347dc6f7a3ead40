"""Figures in the words people use."""

from decimal import Decimal

import pytest

from thidua.reporting.queries.saying import share_text


@pytest.mark.parametrize(
    ("value", "base", "said"),
    [
        ("612", "640", "95,63%"),  # 95,625 exactly: half goes away from zero
        ("1", "3", "33,33%"),
        ("200", "200", "100%"),
        ("5", "0", "0%"),
    ],
)
def test_a_share_is_rounded_once(value: str, base: str, said: str):
    assert share_text(Decimal(value), Decimal(base)) == said

"""A forecast goes on as before: exact on an even pace, inside its range on any."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import Frequency, periods_of_year
from thidua.core.progress import Forecast, Reported, at_ends_of, even, forecast_of

D = Decimal
QUARTERS = periods_of_year(Frequency.QUARTER, 2024)
MONTHS = periods_of_year(Frequency.MONTH, 2024)
BY_QUARTER = at_ends_of([(quarter, Fraction(1, 4)) for quarter in QUARTERS], "theo quý")


def quarters(*totals):
    return [
        Reported(quarter, None if t is None else D(t)) for quarter, t in zip(QUARTERS, totals, strict=False)
    ]


@pytest.mark.parametrize(
    ("totals", "ends"),
    [
        (["100", "200"], (400, 400, 400)),
        (["100", "150"], (250, 300, 350)),
        (["100", "150", "270"], (320, 370, 390)),
        (["100", None, "300"], (400, 400, 400)),
        (["0", "100"], (100, 200, 300)),
        (["100", "200", "150"], (150, 200, 250)),
        (["100", "200", "300", "380"], (380, 380, 380)),
    ],
)
def test_ends_at_the_lowest_middle_and_highest_pace(totals, ends):
    found = forecast_of(quarters(*totals), BY_QUARTER)
    assert (found.low, found.middle, found.high) == ends


def test_nothing_reported_or_nothing_due_is_no_forecast():
    assert forecast_of(quarters(None, None), BY_QUARTER) is None
    late = even(date(2024, 7, 1), date(2024, 12, 31))
    assert forecast_of(quarters("50"), late) is None


@pytest.mark.parametrize(
    ("forecast", "sentence"),
    [
        (
            Forecast(Fraction(250), Fraction(300), Fraction(1051, 3), 2),
            (
                "Nếu giữ nhịp đã có thì hết thời hạn được khoảng 300 cây (kỳ chậm nhất thì 250 cây, "
                "kỳ nhanh nhất thì 350 cây)."
            ),
        ),
        (
            Forecast(*[Fraction(400)] * 3, 1),
            "Nếu giữ nhịp đã có thì hết thời hạn được khoảng 400 cây (mới có một kỳ để tính).",
        ),
        (Forecast(*[Fraction(400)] * 3, 2), "Nếu giữ nhịp đã có thì hết thời hạn được khoảng 400 cây."),
    ],
)
def test_the_sentence_names_the_range(forecast, sentence):
    assert forecast.sentence("cây") == sentence


@given(st.integers(1, 1000), st.integers(1, 11))
def test_an_even_pace_ends_at_the_whole(daily, months):
    year = even(date(2024, 1, 1), date(2024, 12, 31))
    totals = [Reported(month, D(daily * (month.end - date(2023, 12, 31)).days)) for month in MONTHS[:months]]
    found = forecast_of(totals, year)
    assert found.low == found.middle == found.high == 366 * daily


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_a_forecast_is_ordered_and_never_below_the_last_total(totals):
    reported = [Reported(month, D(total)) for month, total in zip(MONTHS, totals, strict=False)]
    found = forecast_of(reported, even(date(2024, 1, 1), date(2024, 12, 31)))
    assert totals[-1] <= found.low <= found.middle <= found.high

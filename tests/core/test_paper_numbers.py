import pytest

from thidua.core.paper_numbers import PaperBook, code_of, gaps_in, twice_in


@pytest.mark.parametrize(("ordinal", "number"), [(1, "01/QĐ-UBND"), (9, "09/QĐ-UBND"), (115, "115/QĐ-UBND")])
def test_numbers_below_ten_have_a_zero(ordinal, number):
    assert PaperBook(2025, code_of("QĐ", "UBND")).number(ordinal) == number


def test_numbers_begin_at_one():
    with pytest.raises(ValueError, match="0"):
        PaperBook(2025, "QĐ-UBND").number(0)


@pytest.mark.parametrize(
    ("kind", "unit", "code"),
    [("TTr", "", "TTr-UBND"), ("", "VP", "UBND-VP"), ("", "", "UBND"), ("QĐ", "VP", "QĐ-UBND")],
)
def test_codes(kind, unit, code):
    assert code_of(kind, "UBND", unit=unit) == code


@pytest.mark.parametrize(
    ("ordinals", "gaps", "twice"),
    [([], (), ()), ([1, 2, 3], (), ()), ([1, 3], (2,), ()), ([2, 2, 4], (1, 3), (2,)), ([1, 1, 1], (), (1,))],
)
def test_gaps_and_doubles(ordinals, gaps, twice):
    assert gaps_in(ordinals) == gaps
    assert twice_in(ordinals) == twice

"""Doubts about one figure: at the edge of each threshold, and on the quiet side of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.plausibility import (
    DoubtCode,
    Subject,
    above_ceiling,
    fell_without_correction,
    jump,
    more_than_all,
    same_as_last_year,
)

D = Decimal
GRAIN = Subject("Thôn 3", "Lương thực", "tấn")
INSURED = Subject("Thôn 3", "Bảo hiểm y tế", "%")


def decimals(*texts):
    return [D(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "last_year", "doubted"),
    [
        ("215", "215", True),
        ("215.0", "215", True),
        ("215", "216", False),
        ("215", None, False),
        ("10", "10", True),
        ("9", "9", False),
        ("0", "0", False),
    ],
)
def test_same_as_last_year(value, last_year, doubted):
    found = same_as_last_year(GRAIN, D(value), None if last_year is None else D(last_year))
    assert (found is not None) == doubted


@pytest.mark.parametrize(
    ("value", "earlier", "doubted"),
    [
        ("480", ["210", "195", "230", "205", "212"], True),
        ("10", ["210", "195", "230", "205", "212"], True),
        ("240", ["210", "195", "230", "205", "212"], False),
        ("480", ["210", "195", "230"], False),  # too short a past
        ("480", ["210", "195", "4800", "205", "212"], True),  # an old mistake hides nothing
        ("117.5", ["100"] * 4, False),
        ("117.6", ["100"] * 4, True),
        ("3", ["0"] * 6, False),
        ("-40", ["-5", "-5", "-5", "-5"], True),
        ("2", ["1", "1", "1", "1"], False),  # small counts scatter by chance
        ("4", ["1", "1", "1", "1"], False),
        ("5", ["1", "1", "1", "1"], True),
        ("2.5", ["1", "1", "1", "1"], True),  # no count
        ("12", ["9", "9", "9", "9"], True),
    ],
)
def test_jump_against_its_own_past(value, earlier, doubted):
    assert (jump(GRAIN, D(value), decimals(*earlier)) is not None) == doubted


@pytest.mark.parametrize(
    ("before", "value", "is_corrected", "doubted"),
    [
        ("800", "750", False, True),
        ("800", "750", True, False),
        ("800", "800", False, False),
        (None, "1", False, False),
    ],
)
def test_a_total_that_fell(before, value, is_corrected, doubted):
    before = None if before is None else D(before)
    found = fell_without_correction(GRAIN, before, D(value), is_corrected=is_corrected)
    assert (found is not None) == doubted


@pytest.mark.parametrize(("value", "doubted"), [("100", False), ("100.01", True)])
def test_above_the_natural_end(value, doubted):
    assert (above_ceiling(INSURED, D(value), D(100)) is not None) == doubted


@pytest.mark.parametrize(("some", "doubted"), [("200", False), ("201", True)])
def test_some_are_never_more_than_all(some, doubted):
    assert (more_than_all(GRAIN, D(some), D(200)) is not None) == doubted


@pytest.mark.parametrize(
    ("doubt", "code", "sentence"),
    [
        (
            same_as_last_year(GRAIN, D(215), D(215)),
            DoubtCode.SAME_AS_LAST_YEAR,
            "Thôn 3, Lương thực: 215 tấn, giống hệt năm trước. Nên đi xem số năm nay đã đếm lại chưa.",
        ),
        (
            jump(GRAIN, D(480), decimals("210", "195", "230", "205")),
            DoubtCode.JUMP,
            (
                "Thôn 3, Lương thực: 480 tấn, trong khi 4 kỳ trước thường quanh 207,5 tấn (từ 195 tấn đến "
                "230 tấn). Nên đi xem."
            ),
        ),
        (
            fell_without_correction(GRAIN, D(800), D(750), is_corrected=False),
            DoubtCode.FELL,
            (
                "Thôn 3, Lương thực: số cộng dồn giảm từ 800 tấn xuống 750 tấn mà chưa có lần đính chính "
                "nào. Nên hỏi lại kỳ trước."
            ),
        ),
        (
            above_ceiling(INSURED, D(104), D(100)),
            DoubtCode.ABOVE_CEILING,
            "Thôn 3, Bảo hiểm y tế: 104%, cao hơn mức lớn nhất có thể là 100%. Nên xem lại.",
        ),
        (
            more_than_all(Subject("Thôn 3", "Hộ văn hóa", "hộ"), D(201), D(200)),
            DoubtCode.MORE_THAN_ALL,
            "Thôn 3, Hộ văn hóa: báo 201 hộ trong tổng số 200 hộ. Nên xem lại hai số này.",
        ),
    ],
)
def test_sentences_say_what_stands_out_and_accuse_nobody(doubt, code, sentence):
    assert (doubt.code, doubt.sentence, doubt.units) == (code, sentence, ("Thôn 3",))


history = st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=4, max_size=30)


@given(history, st.data())
def test_the_middle_of_the_past_never_jumps(earlier, data):
    middle = sorted(earlier)[len(earlier) // 2]
    if len(earlier) % 2:
        assert jump(GRAIN, middle, earlier) is None
    shuffled = data.draw(st.permutations(earlier))
    assert jump(GRAIN, earlier[0] + 1, shuffled) == jump(GRAIN, earlier[0] + 1, earlier)


@given(history, st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_who_jumps_higher_is_doubted_too(earlier, step, more):
    top = max(earlier) + step
    if jump(GRAIN, top, earlier):
        assert jump(GRAIN, top + more, earlier)

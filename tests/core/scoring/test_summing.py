"""From marks to totals: what is shown adds up."""

from decimal import Decimal as Dec

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scoring import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    LineState,
    Mark,
    RatingBand,
    rating_of,
    total_of,
)
from thidua.core.scoring.rules import Judged

S = LineState


def judged(key: str, maximum: str) -> Criterion:
    return Criterion(key, f"Tiêu chí {key}", Judged(Dec(maximum)))


TWO = Group("1", "Kinh tế", Dec(20), (judged("a", "5"), judged("b", "15")), floor=Dec("0.5"))
ONE = Group("2", "Văn hóa", Dec(80), (judged("c", "80"),), floor=Dec("0.5"))
BONUS = Group("3", "Thưởng", Dec(3), (judged("d", "9"),), kind=GroupKind.BONUS)
MINUS = Group("4", "Trừ", Dec(3), (judged("e", "9"),), kind=GroupKind.DEDUCTION)
BANDS = (
    RatingBand("Xuất sắc", Dec(95), nothing_at_zero=True, groups_above_floor=True),
    RatingBand("Tốt", Dec(85)),
    RatingBand("Hoàn thành", Dec(75)),
    RatingBand("Không hoàn thành", Dec(0)),
)
SET = CriteriaSet(
    "Bộ thử", Dec(100), (TWO, ONE, BONUS, MINUS), BANDS, (Ceiling("rebuke", "Bị khiển trách", "Tốt"),)
)


def marks(**points: str | None):
    return {
        key: Mark(Dec(0), S.NOT_ASSIGNED) if value is None else Mark(Dec(value), S.SCORED)
        for key, value in points.items()
    }


def test_groups_add_up():
    assert total_of(SET, marks(a="4", b="12", c="70", d="1", e="-2")).points == Dec(85)


def test_a_total_says_whether_it_was_scaled():
    assert total_of(SET, marks(a=None, b="12", c="70", d="0", e="0")).is_scaled
    assert total_of(SET, marks(a=None, b=None, c="70", d="0", e="0")).is_scaled
    assert not total_of(SET, marks(a="4", b="15", c="80", d="9", e="-9")).is_scaled


def test_not_assigned_is_scaled_up_in_a_line_of_its_own():
    total = total_of(SET, marks(a=None, b="12", c="70", d="0", e="0"))
    assert total.groups[0].points == Dec(16)
    assert [one.points for one in total.groups[0].adjustments] == [Dec(4)]
    assert "12 : 15 × 20 = 16 điểm" in total.groups[0].adjustments[0].sentence


def test_a_group_that_was_not_assigned_is_scaled_over_the_rest():
    total = total_of(SET, marks(a=None, b=None, c="70", d="0", e="0"))
    assert total.points == Dec("87.5")
    assert total.groups[0].is_dropped


def test_bonus_and_deduction_end_at_their_caps():
    total = total_of(SET, marks(a="5", b="15", c="80", d="9", e="-9"))
    assert (total.groups[2].points, total.groups[3].points, total.points) == (Dec(3), Dec(-3), Dec(100))
    assert total.lost == Dec(3)


def test_nobody_falls_below_zero():
    assert total_of(SET, marks(a="0", b="0", c="0", d="0", e="-3")).points == 0


def test_what_is_missing_is_told():
    total = total_of(SET, {"a": Mark(Dec(0), S.NOT_REPORTED), **marks(b="1", c="1", d="1")})
    assert [line.criterion.key for line in total.missing] == ["a", "e"]


points = st.one_of(st.none(), st.decimals(0, 9, places=2).map(str))


@given(st.fixed_dictionaries(dict.fromkeys("abcde", points)))
def test_the_lines_that_are_shown_add_up_to_the_total(given_points):
    total = total_of(SET, marks(**given_points))
    shown = [line.points for line in total.lines]
    shown += [one.points for group in total.groups for one in group.adjustments]
    shown += [one.points for one in total.adjustments]
    assert sum(shown) == total.points


def test_rating_names_what_held_it_back():
    best = rating_of(SET, total_of(SET, marks(a="5", b="15", c="78", d="0", e="0")))
    assert best.name == "Xuất sắc"
    zero = rating_of(SET, total_of(SET, marks(a="0", b="15", c="80", d="3", e="0")))
    assert zero.name == "Tốt"
    assert "Tiêu chí a" in zero.reasons[0]
    rebuked = rating_of(SET, total_of(SET, marks(a="5", b="15", c="78", d="0", e="0")), {"rebuke"})
    assert (rebuked.name, rebuked.reasons) == ("Tốt", ("Bị khiển trách: cao nhất là “Tốt”.",))


def test_an_edge_belongs_to_the_upper_band():
    assert rating_of(SET, total_of(SET, marks(a="5", b="10", c="70", d="0", e="0"))).name == "Tốt"
    assert rating_of(SET, total_of(SET, marks(a="5", b="9.99", c="70", d="0", e="0"))).name == "Hoàn thành"


def test_what_was_deducted_is_below_no_floor():
    total = total_of(SET, marks(a="5", b="15", c="80", d="0", e="-2"))
    assert [group.is_below_floor for group in total.groups] == [False] * 4
    assert rating_of(SET, total).name == "Xuất sắc"


def test_nothing_known_is_not_the_lowest_rating():
    assert rating_of(SET, total_of(SET, {})).name == ""
    assert rating_of(SET, total_of(SET, marks(a="0"))).name == "Không hoàn thành"

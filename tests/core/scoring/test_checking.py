"""What is inconsistent in a set is said in words, at its place."""

from dataclasses import replace
from decimal import Decimal as Dec
from typing import Any

import pytest

from thidua.core.scoring import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    RatingBand,
    Reading,
    TieBreak,
    TieKind,
)
from thidua.core.scoring.checking import SetProblem, Weight, is_sound, problems_of
from thidua.core.scoring.rules import (
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    Milestones,
    Proportional,
    Rule,
    Sampled,
    Step,
)

BALLOT = (TieBreak(TieKind.BALLOT),)


def one_line(rule: Rule, **more: Any) -> CriteriaSet:
    """A sound set but for what is wrong with this line."""
    kind = more.pop("kind", GroupKind.BASE)
    group = Group("g", "Kinh tế", more.pop("of_group", rule.maximum), (Criterion("a", "Lúa", rule, **more),))
    rest = Group(
        "r", "Còn lại", Dec(100) - rule.maximum, (Criterion("z", "Khác", Judged(Dec(100) - rule.maximum)),)
    )
    if kind != GroupKind.BASE:
        rest = Group("r", "Còn lại", Dec(100), (Criterion("z", "Khác", Judged(Dec(100))),))
    return CriteriaSet("Bộ", Dec(100), (replace(group, kind=kind), rest), ties=BALLOT)


def sentences(criteria: CriteriaSet) -> list[str]:
    return [problem.sentence for problem in problems_of(criteria)]


def test_a_sound_set_has_no_problem():
    assert sentences(one_line(Proportional(Dec(40)))) == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            Bands(Dec(2), (Band(Dec(60), Dec(1)), Band(Dec(0), Dec("0.5")))),
            "Lúa: cách tính cho cao nhất 1 điểm, khác 2 điểm tối đa.",
        ),
        (Bands(Dec(2), (Band(Dec(60), Dec(2)), Band(Dec(60), Dec(1)))), "Lúa: Hai bậc cùng bắt đầu từ 60."),
        (
            Bands(Dec(2), (Band(Dec(60), Dec(1)), Band(Dec(50), Dec(2)))),
            "Lúa: Có bậc cao hơn mà ít điểm hơn bậc dưới.",
        ),
        (Proportional(Dec(2), cap=Dec("1.5")), "Lúa: cách tính cho cao nhất 3 điểm, khác 2 điểm tối đa."),
        (
            Milestones(Dec(2), (Step("a", "Họp", Dec(1)),)),
            "Lúa: cách tính cho cao nhất 1 điểm, khác 2 điểm tối đa.",
        ),
        (
            Milestones(Dec(2), (Step("a", "Họp", Dec(1)), Step("a", "Ký", Dec(1)))),
            "Lúa: Có hai việc trùng nhau.",
        ),
        (Counted(Dec(2), Dec(0)), "Lúa: Điểm mỗi lần phải lớn hơn 0."),
        (Sampled(Dec(20), 50, Dec("0.3")), "Lúa: cách tính cho cao nhất 15 điểm, khác 20 điểm tối đa."),
        (BaseAndSteps(Dec(5), Dec(70), Dec(6), Dec(5), Dec("0.5")), "Lúa: Điểm cơ sở lớn hơn điểm tối đa."),
        (Judged(Dec(2), Dec("0.3")), "Lúa: Điểm tối đa không chia hết cho bước điểm."),
        (BaseLessFaults(Dec(2), Dec(3)), "Lúa: Điểm ban đầu lớn hơn điểm tối đa."),
        (Deducted(Dec(0), Dec(1)), "Lúa: điểm trừ phải nằm trong nhóm điểm trừ."),
    ],
)
def test_a_rule_that_does_not_fit(rule: Rule, sentence: str):
    problems = problems_of(one_line(rule))
    assert SetProblem(sentence, "g", "a") in problems
    assert not is_sound(problems)


def test_a_rule_without_an_end_is_only_told():
    problems = problems_of(one_line(BaseLessFaults(Dec(2), Dec(2), has_end=False)))
    assert problems == (SetProblem("Lúa: cách tính này không có điểm cao nhất.", "g", "a", Weight.ODD),)
    assert is_sound(problems)


def test_where_facts_come_from_fits_the_rule():
    assert sentences(one_line(Judged(Dec(2)), reading=Reading.TARGET)) == [
        "Lúa: cách tính này không đọc kết quả chỉ tiêu."
    ]
    assert sentences(one_line(AllOrNothing(Dec(2)), reading=Reading.EVENTS)) == [
        "Lúa: cách tính này không đếm số lần."
    ]


def test_children_add_up_to_their_parent_and_groups_to_the_whole():
    found = problems_of(one_line(Judged(Dec(20)), of_group=Dec(10)))
    assert [(one.sentence, one.group) for one in found] == [
        ("Các nhóm điểm chính cộng lại 90, khác tổng 100 điểm.", ""),
        ("Nhóm Kinh tế: các tiêu chí cộng lại 20, khác 10 điểm của nhóm.", "g"),
    ]


def test_a_deduction_of_a_group_of_deductions_is_sound():
    assert sentences(one_line(Deducted(Dec(0), Dec(1)), kind=GroupKind.DEDUCTION, of_group=Dec(5))) == []


def test_a_set_whose_total_is_nothing():
    empty = CriteriaSet("Bộ", Dec(0), (), ties=BALLOT)
    assert sentences(empty) == ["Bộ tiêu chí chưa có tiêu chí nào.", "Tổng điểm phải lớn hơn 0."]


def test_bands_that_overlap_or_that_nobody_reaches():
    bands = tuple(
        RatingBand(name, Dec(low)) for name, low in [("Tốt", 85), ("Khá", 85), ("Khá", 70), ("", 101)]
    )
    assert sentences(replace(one_line(Judged(Dec(40))), bands=bands)) == [
        "Xếp loại: 2 mức cùng bắt đầu từ 85 điểm.",
        "Xếp loại: mức “Khá” có 2 lần.",
        "Xếp loại: có mức chưa có tên.",
        "Xếp loại: chưa có mức nào cho điểm thấp nhất, bắt đầu từ 0.",
        "Xếp loại: không ai đạt được mức “”, từ 101 điểm.",
    ]


def test_names_that_point_nowhere():
    criteria = replace(
        one_line(Judged(Dec(40))),
        ceilings=(Ceiling("rebuke", "Bị khiển trách", "Tốt"),),
        ties=(TieBreak(TieKind.CRITERION, "b", "điểm lúa"), *BALLOT),
    )
    assert sentences(criteria) == [
        "Bị khiển trách: không có mức xếp loại “Tốt”.",
        "Khi bằng điểm: không có tiêu chí hay nhóm “điểm lúa”.",
    ]


def test_ties_end_where_people_decide():
    chain = replace(one_line(Judged(Dec(40))), ties=(*BALLOT, TieBreak(TieKind.PROGRESS)))
    problems = problems_of(chain)
    assert is_sound(problems)
    assert [one.sentence for one in problems] == [
        "Khi bằng điểm: bước cuối nên là bỏ phiếu hoặc cấp có thẩm quyền quyết định.",
        "Khi bằng điểm: bước 1 đã phân hết, các bước sau không dùng đến.",
    ]


def test_a_set_without_points_needs_no_total_and_no_chain():
    unscored = replace(one_line(Judged(Dec(40))), total=Dec(0), ties=(), is_scored=False)
    assert sentences(unscored) == []


def test_keys_and_names_that_come_twice_or_not_at_all():
    line = Criterion("a", " ", Judged(Dec(50)))
    criteria = CriteriaSet(
        "Bộ", Dec(100), (Group("g", "", Dec(100), (line, line), floor=Dec(2)),), ties=BALLOT
    )
    assert sentences(criteria) == [
        "Mã tiêu chí “a” dùng 2 lần.",
        "Nhóm chưa có tên.",
        "Nhóm : mức phải đạt từ 0 đến 100%.",
        " : chưa có tên.",
        " : chưa có tên.",
    ]


def test_the_two_slips_of_a_printed_form():
    """Hải Phòng 2025: DDCI has 2 points but its best option gives 1; a note says 10 where the block is 20."""
    ddci = Criterion("ddci", "Chỉ số DDCI", Bands(Dec(2), (Band(Dec(50), Dec(1)), Band(Dec(0), Dec("0.5")))))
    year = tuple(
        Criterion(key, name, Proportional(Dec(maximum)))
        for key, name, maximum in [("so", "Số lượng", 5), ("chat", "Chất lượng", 10), ("han", "Tiến độ", 5)]
    )
    form = CriteriaSet(
        "Phiếu in",
        Dec(22),
        (Group("chi-so", "Các chỉ số", Dec(2), (ddci,)), Group("nam", "Nhiệm vụ năm", Dec(10), year)),
        ties=BALLOT,
    )
    found = problems_of(form)
    assert (
        SetProblem("Chỉ số DDCI: cách tính cho cao nhất 1 điểm, khác 2 điểm tối đa.", "chi-so", "ddci")
        in found
    )
    assert SetProblem("Nhóm Nhiệm vụ năm: các tiêu chí cộng lại 20, khác 10 điểm của nhóm.", "nam") in found

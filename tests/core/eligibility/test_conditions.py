from dataclasses import replace
from fractions import Fraction

import pytest
from tests.law import IN_RP2

from thidua.core.eligibility.answers import AnswerState, Mender
from thidua.core.eligibility.conditions import (
    ConsecutiveYears,
    CountOfMembers,
    ExcellentOrInitiative,
    HasTitle,
    NoHouseholdBar,
    NoMemberWarned,
    PersonConfirms,
    RatedAtLeast,
    ShareOfMembers,
    WorkedEnough,
)
from thidua.core.eligibility.facts import (
    Candidate,
    Confirmation,
    Grade,
    Initiative,
    Members,
    Rated,
    Subject,
    Won,
)

MET, NOT_MET, UNKNOWN = AnswerState.MET, AnswerState.NOT_MET, AnswerState.UNKNOWN
AN = Candidate(Subject.PERSON, 2025, IN_RP2)
GOOD, EXCELLENT = {2025: Rated(Grade.GOOD, "TB 12/TB-UBND")}, {2025: Rated(Grade.EXCELLENT, "TB 12/TB-UBND")}
IDEA = (Initiative(2025, "máy gieo hạt", "QĐ 7/QĐ-UBND"),)


@pytest.mark.parametrize(
    ("ratings", "state", "sentence"),
    [
        ({}, UNKNOWN, "Chưa có kết quả xếp loại năm 2025."),
        ({2024: Rated(Grade.GOOD, "")}, UNKNOWN, "Chưa có kết quả xếp loại năm 2025."),
        (GOOD, MET, "Xếp loại năm 2025: hoàn thành tốt nhiệm vụ."),
        (EXCELLENT, MET, "Xếp loại năm 2025: hoàn thành xuất sắc nhiệm vụ."),
        (
            {2025: Rated(Grade.DONE, "")},
            NOT_MET,
            "Xếp loại năm 2025: hoàn thành nhiệm vụ. Cần từ hoàn thành tốt nhiệm vụ trở lên.",
        ),
    ],
)
def test_rating(ratings, state, sentence):
    said = RatedAtLeast(Grade.GOOD).look(replace(AN, ratings=ratings))
    assert (said.state, said.sentence) == (state, sentence)


@pytest.mark.parametrize(
    ("ratings", "initiatives", "either", "both"),
    [
        ({}, (), UNKNOWN, UNKNOWN),
        ({}, IDEA, MET, UNKNOWN),
        (GOOD, (), NOT_MET, NOT_MET),
        (GOOD, IDEA, MET, NOT_MET),
        (EXCELLENT, (), MET, NOT_MET),
        (EXCELLENT, IDEA, MET, MET),
        (GOOD, (Initiative(2024, "cũ", "QĐ 1"),), NOT_MET, NOT_MET),
    ],
)
def test_excellent_or_initiative(ratings, initiatives, either, both):
    an = replace(AN, ratings=ratings, initiatives=initiatives)
    assert ExcellentOrInitiative().look(an).state == either
    assert ExcellentOrInitiative(both=True).look(an).state == both


def _won(code, year, decision="QĐ 3/QĐ-UBND"):
    return Won(code, "Lao động tiên tiến", year, decision)


def test_a_title_counts_when_granted_or_put_forward_beside():
    condition = HasTitle("LDTT", "Lao động tiên tiến")
    assert condition.look(AN).state == NOT_MET
    assert condition.look(replace(AN, won=(_won("LDTT", 2024),))).state == NOT_MET
    assert condition.look(replace(AN, won=(_won("LDTT", 2025),))).source == "QĐ 3/QĐ-UBND"
    beside = condition.look(replace(AN, put_forward=(_won("LDTT", 2025, ""),)))
    assert (beside.state, beside.source) == (MET, "đang được đề nghị cùng đợt")


@pytest.mark.parametrize(
    ("years", "state", "missing"),
    [
        ((2023, 2024, 2025), MET, ""),
        ((2023, 2025), NOT_MET, "thiếu năm 2024"),
        ((), NOT_MET, "2023, 2024, 2025"),
    ],
)
def test_years_in_a_row(years, state, missing):
    an = replace(AN, won=tuple(_won("CSTDCS", year) for year in years))
    said = ConsecutiveYears("CSTDCS", "Chiến sĩ thi đua cơ sở", 3).look(an)
    assert said.state == state
    assert missing in said.sentence


@pytest.mark.parametrize(
    ("members", "state"),
    [
        (None, UNKNOWN),
        (Members(10), UNKNOWN),
        (Members(0, advanced=0), NOT_MET),
        (Members(10, advanced=7), MET),
        (Members(10, advanced=6), NOT_MET),
        (Members(3, advanced=2), NOT_MET),
    ],
)
def test_share_of_members(members, state):
    said = ShareOfMembers("advanced", Fraction(7, 10)).look(replace(AN, members=members))
    assert said.state == state


def test_share_says_its_numbers():
    said = ShareOfMembers("advanced", Fraction(7, 10)).look(replace(AN, members=Members(3, advanced=2)))
    assert said.sentence == "2 trên 3 người đạt Lao động tiên tiến, đạt 66,67%; cần từ 70%."
    assert said.mender == Mender.UNIT


@pytest.mark.parametrize(
    ("members", "state"),
    [
        (None, UNKNOWN),
        (Members(9), UNKNOWN),
        (Members(9, exemplary=0), NOT_MET),
        (Members(9, exemplary=1), MET),
    ],
)
def test_count_of_members(members, state):
    assert CountOfMembers("exemplary", 1).look(replace(AN, members=members)).state == state


@pytest.mark.parametrize(
    ("members", "state"),
    [(None, UNKNOWN), (Members(9), UNKNOWN), (Members(9, warned=0), MET), (Members(9, warned=1), NOT_MET)],
)
def test_no_member_warned(members, state):
    assert NoMemberWarned().look(replace(AN, members=members)).state == state


def test_household_bars():
    condition = NoHouseholdBar({"duty": "trốn thuế", "order": "đánh bạc"})
    assert condition.look(AN).state == UNKNOWN
    assert condition.look(replace(AN, bars=frozenset())).state == MET
    said = condition.look(replace(AN, bars=frozenset({"order"})))
    assert (said.state, said.sentence) == (NOT_MET, "Có trường hợp không được xét: đánh bạc.")


@pytest.mark.parametrize(
    ("months", "maternity", "state"),
    [(None, False, UNKNOWN), (5, False, NOT_MET), (6, False, MET), (2, True, MET), (None, True, MET)],
)
def test_time_worked_and_maternity(months, maternity, state):
    an = replace(AN, months_worked=months, is_on_maternity=maternity)
    assert WorkedEnough(6).look(an).state == state


def test_what_only_a_person_can_judge():
    condition = PersonConfirms("standard", "Có đạt không?")
    assert condition.look(AN).state == AnswerState.ASKED
    yes = Confirmation(is_met=True, note="Đạt 92 điểm.", by="Trần Thị B")
    said = condition.look(replace(AN, confirmed={"standard": yes}))
    assert (said.state, said.sentence, said.source) == (MET, "Đạt 92 điểm.", "Trần Thị B xác nhận")
    no = replace(yes, is_met=False)
    assert condition.look(replace(AN, confirmed={"standard": no})).state == NOT_MET

from dataclasses import replace
from datetime import date

import pytest
from tests.law import IN_RP1, IN_RP2, IN_RP3, RP1, RP2, RP3, kind

from thidua.core.eligibility.answers import AnswerState, Verdict
from thidua.core.eligibility.facts import (
    Candidate,
    Confirmation,
    Discipline,
    DisciplineLevel,
    Grade,
    Held,
    Members,
    Merit,
    Rated,
    Subject,
    Won,
)
from thidua.core.law.judging import answers_for, judge

YES = Confirmation(is_met=True, note="Đã xem.", by="Trần Thị B")
AN = Candidate(
    Subject.PERSON, 2025, IN_RP2, ratings={2025: Rated(Grade.GOOD, "TB 1")}, confirmed={"conduct": YES}
)
LDTT = kind("LDTT_CBCC")
UNIT = Candidate(
    Subject.COLLECTIVE,
    2025,
    IN_RP2,
    ratings={2025: Rated(Grade.GOOD, "TB 2")},
    members=Members(10, advanced=7, warned=0, completed=10, exemplary=0),
    confirmed={"movement": YES},
)


def _state(answers, key):
    return next(answer for answer in answers if answer.key == key).state


def test_eligible():
    verdict, answers = judge(RP2, LDTT, AN)
    assert verdict == Verdict.ELIGIBLE
    assert {answer.key for answer in answers} >= {"P01", "P07", "P08", "once", "rating", "conduct"}
    assert all(answer.citation.article and answer.said.sentence for answer in answers)


@pytest.mark.parametrize(
    ("changes", "key", "state", "verdict"),
    [
        ({"ratings": {2025: Rated(Grade.DONE, "")}}, "rating", AnswerState.NOT_MET, Verdict.BARRED),
        ({"ratings": {}}, "rating", AnswerState.UNKNOWN, Verdict.OPEN),
        ({"confirmed": {}}, "conduct", AnswerState.ASKED, Verdict.OPEN),
        ({"subject": Subject.HOUSEHOLD}, "subject", AnswerState.NOT_MET, Verdict.BARRED),
        (
            {"won": (Won("LDTT_CBCC", "Lao động tiên tiến", 2025, "QĐ 5"),)},
            "once",
            AnswerState.NOT_MET,
            Verdict.BARRED,
        ),
        (
            {"holds": (Held("đang xác minh đơn", "TB 8", date(2025, 12, 1), None),)},
            "P07",
            AnswerState.HELD,
            Verdict.HELD,
        ),
        (
            {"holds": (Held("đã xác minh", "TB 8", date(2025, 12, 1), date(2025, 12, 19)),)},
            "P07",
            AnswerState.MET,
            Verdict.ELIGIBLE,
        ),
        (
            {"holds": (Held("sau ngày xét", "TB 8", date(2025, 12, 21), None),)},
            "P07",
            AnswerState.MET,
            Verdict.ELIGIBLE,
        ),
        ({"closed_on": date(2025, 7, 1)}, "P16", AnswerState.ASKED, Verdict.OPEN),
    ],
)
def test_each_rule_answers(changes, key, state, verdict):
    found, answers = judge(RP2, LDTT, replace(AN, **changes))
    assert _state(answers, key) == state
    assert found == verdict


@pytest.mark.parametrize(
    ("decided", "ends", "state"),
    [
        (date(2024, 3, 1), date(2024, 12, 31), AnswerState.MET),
        (date(2024, 6, 1), date(2025, 1, 1), AnswerState.NOT_MET),
        (date(2025, 6, 1), date(2026, 6, 1), AnswerState.NOT_MET),
        (date(2025, 6, 1), None, AnswerState.UNKNOWN),
        (date(2025, 12, 21), date(2026, 12, 21), AnswerState.MET),
    ],
)
def test_achievements_count_from_the_end_of_a_discipline(decided, ends, state):
    discipline = Discipline(DisciplineLevel.REPRIMAND, decided, ends, "QĐ 9")
    assert _state(answers_for(RP2, LDTT, replace(AN, disciplines=(discipline,))), "P08") == state


def test_an_unconfirmed_rule_asks_instead_of_refusing():
    discipline = Discipline(DisciplineLevel.REPRIMAND, date(2024, 6, 1), date(2025, 6, 1), "QĐ 9")
    an = replace(AN, year=2024, on=IN_RP1, ratings={2024: Rated(Grade.GOOD, "")}, disciplines=(discipline,))
    answers = answers_for(RP1, kind("LDTT_CBCC", RP1), an)
    answer = next(one for one in answers if one.key == "P08")
    assert answer.state == AnswerState.ASKED
    assert "chưa được xác nhận" in answer.said.sentence
    settled = replace(an, confirmed={**an.confirmed, "P08": YES})
    assert _state(answers_for(RP1, kind("LDTT_CBCC", RP1), settled), "P08") == AnswerState.MET


def test_one_achievement_is_rewarded_once():
    praise = kind("GK")
    deed = replace(AN, achievement="cứu người", merit=Merit.SUDDEN, confirmed={"standard": YES})
    assert judge(RP2, praise, deed)[0] == Verdict.ELIGIBLE
    won = Won("GK", "Giấy khen", 2025, "QĐ 4", Merit.SUDDEN, "cứu người")
    assert _state(answers_for(RP2, praise, replace(deed, won=(won,))), "P01") == AnswerState.NOT_MET
    assert _state(answers_for(RP2, praise, replace(deed, put_forward=(won,))), "P01") == AnswerState.NOT_MET
    other = replace(won, achievement="hiến đất")
    assert _state(answers_for(RP2, praise, replace(deed, won=(other,))), "P01") == AnswerState.MET


def test_a_sudden_award_is_no_basis_for_regular_merit():
    won = Won("GK", "Giấy khen", 2025, "QĐ 4", Merit.SUDDEN, "cứu người")
    regular = replace(AN, achievement="cứu người", won=(won,))
    assert _state(answers_for(RP2, LDTT, regular), "P06") == AnswerState.NOT_MET


@pytest.mark.parametrize(
    ("members", "verdict"),
    [
        (Members(10, advanced=7, warned=0), Verdict.ELIGIBLE),
        (Members(10, advanced=6, warned=0), Verdict.BARRED),
        (Members(10, advanced=7, warned=1), Verdict.BARRED),
        (Members(10, advanced=7), Verdict.OPEN),
    ],
)
def test_collective(members, verdict):
    assert judge(RP2, kind("TTLDTT"), replace(UNIT, members=members))[0] == verdict


def test_the_third_pack_asks_a_person_first():
    an = replace(AN, year=2026, on=IN_RP3, ratings={2026: Rated(Grade.GOOD, "TB 1")})
    verdict, answers = judge(RP3, kind("LDTT_CBCC", RP3), an)
    assert verdict == Verdict.OPEN
    assert answers[0].said.sentence == "Luật đã sửa đổi từ 01/10/2026, cần người xác nhận."
    confirmed = replace(an, confirmed={**an.confirmed, "pack": YES})
    assert judge(RP3, kind("LDTT_CBCC", RP3), confirmed)[0] == Verdict.ELIGIBLE
    refused = replace(an, confirmed={**an.confirmed, "pack": replace(YES, is_met=False)})
    assert judge(RP3, kind("LDTT_CBCC", RP3), refused)[0] == Verdict.BARRED

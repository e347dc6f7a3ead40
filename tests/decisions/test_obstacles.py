"""What changed since a decision was drafted, a result, a nomination, the round, is not overlooked."""

from datetime import date

import pytest
from tests.decisions.deciding import AT, Deciding
from tests.decisions.test_review import hold, looked, warned

from thidua.awards.enums import AwardRoundState, DisciplineChoice
from thidua.awards.services import facts, nominations, rounds
from thidua.awards.services.fact_shapes import DisciplineFacts
from thidua.awards.services.nominations import Outcome
from thidua.core.errors import DomainError
from thidua.decisions.services import signing
from thidua.foundation.models import Notice


def test_a_nomination_withdrawn_meanwhile_is_named(deciding: Deciding):
    one = deciding.year.passed("GK")
    made = deciding.submitted(one)
    nominations.withdraw(one, reason="Chuyển xã", expected=one.version, by=deciding.year.office, at=AT)
    (bar,) = warned(looked(deciding, made), "Đề nghị")
    assert bar.is_bar
    deciding.explain_all(made)
    with pytest.raises(DomainError, match=r"^Trần Thị Tốt .*\(Đã rút\) nên không khen được"):
        deciding.issue(made)


def test_a_decision_dated_before_a_later_result_is_not_issued(deciding: Deciding):
    one, office = deciding.year.passed("GK"), deciding.year.office
    made = deciding.submitted(one, decided_on=date(2024, 12, 17))
    nominations.take_back([one], by=office, at=AT, reason="Kiểm phiếu sai")
    result = Outcome(is_passed=True, words="7/7", on=date(2024, 12, 19), votes_for=7, votes_needed=4)
    nominations.settle(one, result, by=office, at=AT)
    looked(deciding, made)
    deciding.explain_all(made)
    with pytest.raises(DomainError, match="kết quả xét ngày 19/12/2024"):
        deciding.issue(made)


def test_a_cancelled_round_decides_nothing(deciding: Deciding):
    first, second = deciding.three()[:2]
    made, office = deciding.submitted(first), deciding.year.office
    rounds.cancel(
        deciding.year.round, reason="Lập nhầm", expected=deciding.year.round.version, by=office, at=AT
    )
    with pytest.raises(DomainError, match="Đợt xét đã hủy"):
        deciding.drafted(second)
    with pytest.raises(DomainError, match="Đợt xét đã hủy"):
        deciding.issue(made)


def test_a_round_ends_once_everything_is_decided_and_is_not_cancelled_then(deciding: Deciding):
    year = deciding.year
    first, second = year.passed("GK"), year.passed("GK", unit=year.commune.units["Thôn 1"])
    office, held = year.office, year.round
    deciding.issued(first)
    with pytest.raises(DomainError, match="đã có quyết định khen nên không hủy"):
        rounds.cancel(held, reason="Nhầm", expected=held.version, by=office, at=AT)
    held = rounds.review(held, expected=held.version, by=office, at=AT)
    with pytest.raises(DomainError, match="Còn 1 đề nghị chưa có quyết định"):
        rounds.finish(held, expected=held.version, by=office, at=AT)
    deciding.issued(second)
    assert rounds.finish(held, expected=held.version, by=office, at=AT).state == AwardRoundState.DONE


def test_units_hear_of_a_decision_when_it_is_published(deciding: Deciding):
    made = deciding.signed()
    assert not Notice.objects.filter(title__icontains="quyết định").exists()
    signing.publish(made, expected=made.version, by=deciding.year.office, at=AT)
    assert Notice.objects.get(title__icontains="quyết định").title == "Đã công bố Quyết định 01/QĐ-UBND"


def test_who_is_held_since_the_day_of_the_decision_is_not_praised(deciding: Deciding):
    made = deciding.submitted(decided_on=date(2024, 12, 19))
    deciding.explain_all(made)
    where = deciding.commune.units["Thôn 1"]
    hold(deciding, AT, person_name="Trần Thị Tốt", unit=where, starts_on=date(2024, 12, 20))
    with pytest.raises(DomainError, match="sau ngày ghi trên quyết định: Tạm dừng xét từ 20/12/2024"):
        deciding.issue(made)
    assert len([one for one in looked(deciding, made).warnings if one.is_bar]) == 1


def test_discipline_since_the_day_of_the_decision_asks_for_a_reason(deciding: Deciding):
    made = deciding.submitted(decided_on=date(2024, 12, 19))
    deciding.explain_all(made)
    punished = DisciplineFacts(
        person=deciding.year.people["good"],
        level=DisciplineChoice.WARNING,
        decided_on=date(2024, 12, 20),
        ends_on=date(2025, 12, 20),
        paper="9/QĐ-UBND",
    )
    facts.add(punished, by=deciding.year.office, at=AT)
    with pytest.raises(DomainError, match="Còn 1 cảnh báo"):
        deciding.issue(made)


@pytest.mark.parametrize(("dated", "count"), [(19, 0), (18, 1)])
def test_a_number_later_than_the_next_working_day_asks_for_a_reason(
    deciding: Deciding, dated: int, count: int
):
    made = deciding.drafted(decided_on=date(2024, 12, dated))
    assert len(warned(looked(deciding, made), "Ngày ký")) == count

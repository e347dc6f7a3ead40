"""Award rounds: who sets them up, by which law, and their steps."""

from datetime import date

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year, round_facts
from tests.commune import make_commune

from thidua.awards.enums import AwardRoundState
from thidua.awards.models import AwardRound
from thidua.awards.services import rounds
from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import Movement


def test_a_round_takes_nominations_at_once(year: Year):
    assert year.round.state == AwardRoundState.OPEN
    assert AuditEntry.objects.filter(action="awards.round.create").exists()


def test_the_chairman_may_set_one_up_a_unit_may_not(year: Year):
    rounds.create(round_facts(), by=year.chairman, at=AT)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng hoặc Chủ tịch"):
        rounds.create(round_facts(), by=year.head, at=AT)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"judged_on": date(2023, 12, 31)}, "Chưa có gói quy định cho ngày 31/12/2023"),
        ({"name": "  "}, "Ghi tên đợt xét"),
        ({"year": 2025}, "không được sau ngày xét"),
    ],
)
def test_what_is_refused(year: Year, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        year.another_round(**values)


def test_a_movement_of_another_commune_is_refused(year: Year):
    other = Movement.objects.create(authority=make_commune("xã Khác").authority, title="Khác", year=2024)
    with pytest.raises(DomainError, match="cơ quan khác"):
        year.another_round(movement=other)


def test_it_goes_to_review_and_back_and_ends(year: Year):
    step = {"by": year.office, "at": AT}
    made = rounds.review(year.round, expected=year.round.version, **step)
    made = rounds.reopen(made, expected=made.version, **step)
    with pytest.raises(IllegalTransitionError):
        rounds.finish(made, expected=made.version, **step)
    made = rounds.review(made, expected=made.version, **step)
    made = rounds.finish(made, expected=made.version, **step)
    assert made.state == AwardRoundState.DONE


def test_a_step_from_an_old_page_is_refused(year: Year):
    with pytest.raises(StaleVersionError):
        rounds.review(year.round, expected=year.round.version - 1, by=year.office, at=AT)


def test_it_is_given_up_with_a_reason(year: Year):
    with pytest.raises(DomainError, match="Ghi lý do hủy"):
        rounds.cancel(year.round, reason=" ", expected=year.round.version, by=year.office, at=AT)
    made = rounds.cancel(year.round, reason="Lập nhầm", expected=year.round.version, by=year.office, at=AT)
    assert (made.state, made.cancelled_because) == (AwardRoundState.CANCELLED, "Lập nhầm")


def test_the_day_moves_only_within_one_law_once_somebody_is_put_forward(year: Year):
    year.put_forward("LDTT_CBCC")
    later = round_facts(judged_on=date(2025, 1, 5))
    made = rounds.change(year.round, later, expected=year.round.version, by=year.office, at=AT)
    assert made.judged_on == date(2025, 1, 5)
    other_law = round_facts(judged_on=date(2025, 7, 1))
    with pytest.raises(DomainError, match="gói quy định trước"):
        rounds.change(made, other_law, expected=made.version, by=year.office, at=AT)


def test_a_round_in_review_is_not_changed(year: Year):
    made = rounds.review(year.round, expected=year.round.version, by=year.office, at=AT)
    with pytest.raises(RefusedError, match="Mở lại đợt"):
        rounds.change(made, round_facts(), expected=made.version, by=year.office, at=AT)


def test_each_unit_is_told_once_of_the_last_day(year: Year):
    assert not Notice.objects.filter(dedup_key__startswith="award-round-open:").exists()
    facts = round_facts(due_on=date(2024, 12, 20))
    made = rounds.change(year.round, facts, expected=year.round.version, by=year.office, at=AT)
    later = round_facts(due_on=date(2024, 12, 25))
    rounds.change(made, later, expected=made.version, by=year.office, at=AT)
    year.another_round(due_on=date(2024, 12, 9))
    told = Notice.objects.filter(dedup_key__startswith="award-round-open:")
    assert {one.unit_id for one in told} == {unit.pk for unit in year.commune.units.values()}
    assert {(one.detail, one.url) for one in told} == {
        ("Nhận đề nghị đến hết ngày 20/12/2024.", reverse("awards:round-detail", args=[year.round.pk]))
    }
    assert told.count() == len(year.commune.units)


def test_a_stranger_sees_none(year: Year):
    other = make_commune("xã Khác")
    assert not AwardRound.objects.visible_to(other.actor("office")).exists()

"""Nominations from the draft to the decision, and what is refused on the way."""

from datetime import date

import pytest
from tests.awards.commending import AT, Year
from tests.commune import make_commune

from thidua.awards.enums import NominationSource, NominationState
from thidua.awards.models import Nomination
from thidua.awards.services import nominations, rounds
from thidua.awards.services.nominations import Outcome, Wording
from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, Notice
from thidua.organisation.enums import Role
from thidua.organisation.models import Person

_S = NominationState


def test_a_unit_puts_somebody_forward_and_hands_it_in(year: Year):
    made = year.put_forward("LDTT_CBCC", by=year.head)
    assert (made.state, made.position, made.kind_name) == (_S.DRAFT, 1, "Lao động tiên tiến")
    made = nominations.send(made, expected=made.version, by=year.head, at=AT)
    assert (made.state, made.sent_at) == (_S.SENT, AT)
    with pytest.raises(RefusedError, match="đã gửi nên không sửa được"):
        nominations.change(made, Wording("Khác"), expected=made.version, by=year.head, at=AT)


def test_a_unit_puts_forward_only_in_its_own_name(year: Year):
    with pytest.raises(RefusedError, match="Chỉ người của đơn vị"):
        year.put_forward("LDTT_CBCC", by=year.head, put_forward_by=year.commune.units["Thôn 2"])


def test_a_unit_puts_forward_only_its_own_people(year: Year):
    stranger = Person.objects.create(
        authority=year.commune.authority, full_name="Người thôn bên", unit=year.commune.units["Thôn 2"]
    )
    with pytest.raises(RefusedError, match="chỉ đề nghị người và hộ của mình"):
        year.put_forward("LDTT_CBCC", by=year.head, person=stranger)
    assert year.put_forward("LDTT_CBCC", person=stranger).pk


def test_after_the_last_day_only_the_office_does(year: Year):
    late = year.another_round(due_on=date(2024, 12, 9))
    with pytest.raises(RefusedError, match="đến hết ngày 09/12/2024"):
        year.put_forward("LDTT_CBCC", round=late, by=year.head)
    assert year.put_forward("LDTT_CBCC", round=late).pk


def test_a_draft_is_not_sent_late_but_what_was_returned_is(year: Year):
    soon = year.another_round(due_on=date(2024, 12, 10))
    draft = year.put_forward("LDTT_CBCC", round=soon, by=year.head)
    returned = year.sent("GK", round=soon)
    returned = nominations.send_back(
        returned, reason="Thiếu số liệu", expected=returned.version, by=year.office, at=AT
    )
    late = AT.replace(day=12)
    with pytest.raises(RefusedError, match="đến hết ngày 10/12/2024"):
        nominations.send(draft, expected=draft.version, by=year.head, at=late)
    again = nominations.send(returned, expected=returned.version, by=year.head, at=late)
    assert (again.state, again.returned_because) == (_S.SENT, "")


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("GK_XYZ", {}, "không có hình thức này"),
        ("TTLDTT", {}, "không dành cho cá nhân"),
        ("GK", {"achievement": "  "}, "Ghi thành tích trong một câu"),
        ("GK", {"put_forward_by": None}, "Chọn đơn vị đề nghị"),
        ("GK", {"person": None}, "Chọn một cá nhân, một tập thể hoặc một hộ"),
    ],
)
def test_what_cannot_be_put_forward(year: Year, kind: str, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        year.put_forward(kind, **values)


def test_a_title_of_the_year_is_not_for_a_sudden_deed(year: Year):
    sudden = year.another_round(merit="dot_xuat")
    with pytest.raises(DomainError, match="không dùng cho khen đột xuất"):
        year.put_forward("LDTT_CBCC", round=sudden)


def test_somebody_of_another_commune_is_refused(year: Year):
    stranger = Person.objects.create(authority=make_commune("xã Khác").authority, full_name="Lạ")
    with pytest.raises(DomainError, match="cơ quan khác"):
        year.put_forward("GK", person=stranger)


def test_the_same_twice_in_a_round_is_refused_until_the_first_is_gone(year: Year):
    made = year.put_forward("GK")
    with pytest.raises(DomainError, match="Đợt này đã có đề nghị Giấy khen"):
        year.put_forward("GK")
    nominations.withdraw(made, reason="Nhầm", expected=made.version, by=year.office, at=AT)
    assert year.put_forward("GK").position == 2


def test_what_a_person_must_confirm_keeps_a_dossier_open(year: Year):
    made = year.sent("LDTT_CBCC")
    with pytest.raises(DomainError, match=r"Chưa đủ căn cứ.*đoàn kết, tương trợ"):
        nominations.accept(made, expected=made.version, by=year.office, at=AT)
    year.confirm_all(made)
    year.write_papers(made)
    made = nominations.accept(made, expected=made.version, by=year.office, at=AT)
    assert made.state == _S.ACCEPTED
    assert {one["state"] for one in made.judged} == {"met"}


def test_who_does_not_reach_the_rule_is_not_accepted(year: Year):
    made = year.sent("CSTDCS")
    with pytest.raises(DomainError, match="Chưa có danh hiệu Lao động tiên tiến năm 2024"):
        nominations.accept(made, expected=made.version, by=year.office, at=AT)
    made = nominations.refuse(made, reason="Chưa có danh hiệu.", expected=made.version, by=year.office, at=AT)
    assert made.state == _S.REFUSED
    assert "not_met" in {one["state"] for one in made.judged}


def test_a_head_answers_nothing(year: Year):
    made = year.sent("LDTT_CBCC")
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        nominations.accept(made, expected=made.version, by=year.head, at=AT)


def test_the_unit_is_told_what_became_of_it(year: Year):
    made = year.sent("LDTT_CBCC")
    nominations.send_back(made, reason="Thiếu số liệu", expected=made.version, by=year.office, at=AT)
    told = Notice.objects.get()
    assert told.unit_id == year.commune.units["Thôn 1"].pk
    assert told.title == "Đề nghị khen thưởng được trả lại để sửa."
    assert "Thiếu số liệu" in told.detail
    assert str(made.pk) in told.url


def test_from_the_council_to_the_decision(year: Year):
    made = year.passed("LDTT_CBCC")
    assert (made.state, made.votes_for, made.votes_needed) == (_S.PASSED, 7, 4)
    made = nominations.mark_decided([made], by=year.chairman, at=AT)[0]
    assert made.state == _S.DECIDED
    verbs = AuditEntry.objects.filter(object_id=str(made.pk)).values_list("action", flat=True)
    assert {"awards.nomination.submit", "awards.nomination.pass", "awards.nomination.decide"} <= {*verbs}


def test_what_the_council_refused_may_be_looked_at_again(year: Year):
    made = year.in_council("LDTT_CBCC")
    lost = Outcome(is_passed=False, words="3/7 đồng ý.", on=date(2024, 12, 16), votes_for=3, votes_needed=4)
    made = nominations.settle(made, lost, by=year.office, at=AT)
    assert made.state == _S.NOT_PASSED
    made = nominations.look_again(
        made, reason="Có kết luận mới", expected=made.version, by=year.office, at=AT
    )
    assert (made.state, made.outcome, made.votes_for, made.judged) == (_S.SENT, "", None, [])


def test_taken_off_the_table_it_stays_accepted(year: Year):
    made = nominations.take_off([year.in_council("LDTT_CBCC")], by=year.office, at=AT)[0]
    assert made.state == _S.ACCEPTED


def test_a_sudden_deed_passes_by_the_chairman_alone(year: Year):
    sudden = year.another_round(merit="dot_xuat", is_simple=True)
    made = year.accepted("GK", round=sudden)

    def passed(
        one: Nomination, by: Actor, reason: str = "Cứu người, có ảnh và xác nhận của thôn."
    ) -> Nomination:
        return nominations.pass_at_once(one, reason=reason, expected=one.version, by=by, at=AT)

    with pytest.raises(RefusedError, match="Chỉ Chủ tịch"):
        passed(made, year.office)
    with pytest.raises(DomainError, match="Ghi lý do"):
        passed(made, year.chairman, " ")
    made = passed(made, year.chairman)
    assert (made.state, made.outcome_on, made.votes_for) == (_S.PASSED, AT.date(), None)
    assert made.outcome.startswith("Cứu người")


def test_the_chairman_passes_without_a_session_what_the_law_wants_no_vote_on(year: Year):
    def passed(one: Nomination, reason: str) -> Nomination:
        return nominations.pass_at_once(one, reason=reason, expected=one.version, by=year.chairman, at=AT)

    excellent = year.accepted("CSTDCS", person=year.people["excellent"])
    with pytest.raises(RefusedError, match=r"phải qua Hội đồng bỏ phiếu \(NĐ 98/2023"):
        passed(excellent, "Đã bình xét ở cơ quan.")
    worker = year.accepted("LDTT_CBCC")
    assert not worker.round.is_simple
    with pytest.raises(DomainError, match="Ghi lý do"):
        passed(worker, " ")
    made = passed(worker, "Đã bình xét ở cơ quan.")
    assert (made.state, made.outcome) == (_S.PASSED, "Đã bình xét ở cơ quan.")


def test_without_a_vote_passes_only_what_the_law_lets(year: Year):
    without = Outcome(is_passed=True, words="Không bắt buộc bỏ phiếu.", on=date(2024, 12, 16))
    made = nominations.settle(year.accepted("LDTT_CBCC"), without, by=year.office, at=AT)
    assert made.state == _S.PASSED
    excellent = year.accepted("CSTDCS", person=year.people["excellent"])
    with pytest.raises(DomainError, match=r"phải qua Hội đồng bỏ phiếu \(NĐ 98/2023"):
        nominations.settle(excellent, without, by=year.office, at=AT)
    with pytest.raises(DomainError, match="Ghi kết quả xét"):
        nominations.settle(
            excellent, Outcome(is_passed=True, words=" ", on=date(2024, 12, 16)), by=year.office, at=AT
        )


def test_a_decision_takes_only_what_passed(year: Year):
    with pytest.raises(IllegalTransitionError):
        nominations.mark_decided([year.accepted("LDTT_CBCC")], by=year.office, at=AT)


def test_in_a_round_that_is_over_nothing_moves(year: Year):
    made = year.sent("LDTT_CBCC")
    rounds.cancel(year.round, reason="Lập nhầm", expected=year.round.version, by=year.office, at=AT)
    with pytest.raises(RefusedError, match="đã xong hoặc đã hủy"):
        nominations.send_back(made, reason="Sửa", expected=made.version, by=year.office, at=AT)


def test_a_unit_sees_what_it_put_forward_the_council_all(year: Year):
    year.put_forward("LDTT_CBCC")
    year.put_forward("GK", put_forward_by=None, source=NominationSource.CHAIRMAN, by=year.chairman)
    seen = Nomination.objects.visible_to
    assert seen(year.head).count() == 1
    assert seen(year.commune.actor(Role.COUNCIL)).count() == 2
    assert seen(make_commune("xã Khác").actor(Role.OFFICE)).count() == 0


def test_many_take_a_step_by_a_fixed_number_of_statements(year: Year, django_assert_max_num_queries):
    made = [year.accepted("LDTT_CBCC"), year.accepted("GK", person=year.people["excellent"])]
    with django_assert_max_num_queries(8):
        nominations.submit(made, by=year.office, at=AT)

"""The sample year up to September: who is praised, what is paid, what strangers can check, one taken back."""

from collections import Counter
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp
from tests.demo.decided_table import LEFT, PAID, PAID_IN_ALL, STATES, WITHOUT_AWARD

from thidua.awards.models import AwardRound, Nomination, PriorAward
from thidua.awards.queries.dossier import gaps_of
from thidua.awards.queries.eligibility import findings_of
from thidua.core.eligibility.answers import AnswerState, Verdict
from thidua.core.register import verify
from thidua.council.models import CouncilSession, CountEntry, Poll
from thidua.decisions.enums import AwardState, DecisionState
from thidua.decisions.models import Award, Certificate, Decision, FundEntry, IssuedPaper, Revocation
from thidua.demo import granting, nominees, praising
from thidua.demo.stages import build
from thidua.foundation.services import files
from thidua.organisation.models import Authority
from thidua.register.models import Register
from thidua.register.queries.proofs import copy_of, keys_of, newest_of

TODAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Build once for all tests of this file; each of them only reads."""
    from django.db import transaction  # noqa: PLC0415 -- Django must be set up first

    with django_db_blocker.unblock(), transaction.atomic():
        yield build("decided", seed=1, at=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def award_round(built) -> AwardRound:
    return AwardRound.objects.get(name=praising.ROUND)


def test_who_is_praised_is_as_worked_out_by_hand(award_round: AwardRound):
    assert Counter(award_round.nominations.values_list("state", flat=True)) == STATES
    others = award_round.nominations.exclude(state="decided").for_list()
    assert tuple(sorted(one.subject_name for one in others)) == WITHOUT_AWARD


def test_the_refused_one_is_told_the_article(award_round: AwardRound):
    refused = award_round.nominations.get(state="refused")
    (answer,) = findings_of([refused])[refused.pk].in_state(AnswerState.NOT_MET)
    assert answer.citation.article == "Luật 06/2022/QH15, điểm c khoản 2 điều 5"
    assert nominees.PRAISED_BY in answer.said.source


def test_the_held_one_waits_by_its_paper(award_round: AwardRound):
    (held,) = award_round.nominations.filter(state="sent").for_list()
    finding = findings_of([held])[held.pk]
    assert finding.verdict == Verdict.HELD
    (answer,) = finding.in_state(AnswerState.HELD)
    assert answer.said.source == nominees.HELD_PAPER


def test_the_list_hung_out_and_the_one_comment_was_looked_into(award_round: AwardRound):
    assert (award_round.shown_from, award_round.shown_until) == (date(2024, 8, 13), date(2024, 8, 20))
    assert award_round.state == "review"
    assert [one.answer for one in award_round.comments.all()] == [praising.COMMENT_ANSWER]
    accepted = award_round.nominations.exclude(state__in=["refused", "sent"]).for_list()
    assert not any(gaps_of(accepted).values())


def test_one_slip_of_a_counter_is_kept_and_no_count_names_a_voter(built):
    session = CouncilSession.objects.get()
    polls = Poll.objects.filter(session=session, state="counted")
    first = polls.order_by("number").first()
    assert CountEntry.objects.filter(poll=first).count() == 3
    assert all(CountEntry.objects.filter(poll=poll).count() == 2 for poll in polls.exclude(pk=first.pk))
    down = Nomination.objects.get(state="not_passed")
    assert down.subject_name == nominees.VOTED_DOWN
    assert down.outcome.endswith("không thông qua.")
    assert "2/7" not in down.outcome


def test_money_is_as_worked_out_by_hand(built):
    awards = Award.objects.filter(decision=Decision.objects.get())
    paid = Counter((one.nomination.subject.value, one.amount) for one in awards.select_related("nomination"))
    assert paid == {(sort, amount): count for sort, (count, amount) in PAID.items()}
    assert sum(awards.values_list("paid", flat=True)) == PAID_IN_ALL
    standing = FundEntry.objects.standing()
    assert sum(standing.values_list("amount", flat=True)) == LEFT


def test_the_decision_is_numbered_signed_and_shown(built):
    decision = Decision.objects.select_related("paper").get()
    assert decision.state == DecisionState.PUBLISHED
    numbers = list(IssuedPaper.objects.order_by("ordinal").values_list("number", flat=True))
    assert numbers == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert decision.paper.number == numbers[0]


def test_certificates_lead_to_the_page_that_checks_them(built):
    certificates = Certificate.objects.select_related("batch__file").order_by("award__position")
    assert certificates.count() == 30
    document = pypdfium2.PdfDocument(files.read(certificates[0].batch.file))
    scanned = [zxingcpp.read_barcodes(page.render(scale=3).to_pil())[0].text for page in document]
    document.close()
    assert scanned == [f"{granting.LINK}{one.code}" for one in certificates]


def test_what_was_not_so_is_taken_back_with_its_money(built):
    taken = Revocation.objects.select_related("award", "paper").get()
    assert (taken.award.recipient, taken.award.state) == (nominees.FALSE_CLAIM, AwardState.REVOKED)
    assert (taken.paper.number, taken.due, taken.returned_on) == ("02/QĐ-UBND", 710_000, None)
    assert PriorAward.objects.get(person=taken.award.person).revoked_on == date(2024, 9, 16)


def test_a_stranger_finds_the_register_whole_and_a_change_in_it(built):
    register = Register.objects.get()
    signed = newest_of(register)
    copy = copy_of(register, signed.size)
    assert verify.check(copy, signed.note, keys_of(register)).startswith(f"Khớp: {signed.size} mục")
    with pytest.raises(verify.Fault):
        verify.check(copy.replace(nominees.FALSE_CLAIM, "Ai Đó", 1), signed.note, keys_of(register))


def test_the_commune_stands_in_september(built):
    assert Authority.objects.get(is_demo=True).stands_on == date(2024, 9, 17)

"""Money: what a decision pays by the law of its day, handed out once, in a book that is never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from tests.decisions.deciding import AT, DAY, Deciding
from tests.decisions.test_drafts import begun
from tests.documents.test_together import at_once

from thidua.awards.enums import NominationState
from thidua.awards.models import Nomination
from thidua.core.errors import DomainError, RefusedError
from thidua.decisions.enums import AwardState, DecisionState, PaperKind
from thidua.decisions.models import Award, Decision, FundEntry, Payment
from thidua.decisions.queries.review import fund_state
from thidua.decisions.services import decisions, drafts, funds, payments, reviewing
from thidua.decisions.services.funds import EntryFacts, EntrySort
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role

# what the awards of a person, a household, a collective are worth on the day of the decision (legal.md, 7.4)
GOLDEN = {
    date(2024, 12, 20): (710_000, 1_060_000, 1_410_000),
    date(2025, 7, 1): (710_000, 1_060_000, 1_410_000),
    date(2026, 6, 30): (710_000, 1_060_000, 1_410_000),
    date(2026, 7, 1): (760_000, 1_140_000, 1_520_000),
}


def entry(deciding: Deciding, sort: EntrySort, amount: int, on: date = DAY, by=None, reason="") -> FundEntry:
    facts = EntryFacts(sort=sort, on=on, amount=amount, paper="05/PC", note="Hội nghị", reason=reason)
    return funds.add(deciding.commune.authority, facts, by=by or deciding.year.office, at=AT)


def pay(deciding: Deciding, decision: Decision, on: date = DAY, name: str = "Trần Thị Tốt") -> list[Payment]:
    received = {award.pk: name for award in decision.awards.all()}
    return payments.pay(decision, received, on, by=deciding.year.office, at=AT)


@pytest.mark.parametrize("on", GOLDEN)
def test_amounts_follow_the_base_salary_of_the_day(deciding: Deciding, on: date):
    made = deciding.drafted(*deciding.three(), decided_on=on)
    paid = {award.subject.value: award.paid for award in made.awards.all()}
    assert (paid["person"], paid["household"], paid["collective"]) == GOLDEN[on]


def test_a_title_of_culture_has_no_amount_in_the_law(deciding: Deciding):
    made = deciding.drafted(deciding.year.passed("GDVH", household=deciding.year.household))
    award = made.awards.get()
    assert (award.amount, award.paid, award.paid_because) == (0, 0, "Quy định không nêu mức tiền.")


def two_titles(deciding: Deciding) -> tuple[Nomination, Nomination]:
    """Let one person have passed for a lower and a higher title of 2025."""
    year = deciding.year
    of_2025 = year.another_round(name="Năm 2025", year=2025, judged_on=date(2025, 12, 1))
    worker, exemplary = (
        year.put_forward(code, round=of_2025, person=year.people["excellent"])
        for code in ("LDTT_CBCC", "CSTDCS")
    )
    Nomination.objects.update(state=NominationState.PASSED, outcome="đạt", outcome_on=date(2025, 12, 2))
    for one in (worker, exemplary):
        one.refresh_from_db()
    return worker, exemplary


def paid_in(decision: Decision) -> tuple[int, str]:
    award = decision.awards.get()
    return award.paid, award.paid_because


LATE = date(2025, 12, 20)


def test_two_drafts_show_the_money_of_a_year_once(deciding: Deciding):
    worker, exemplary = two_titles(deciding)
    low = deciding.drafted(worker, decided_on=LATE, title="Về việc tặng thấp")
    assert paid_in(low) == (710_000, "")
    high = deciding.drafted(exemplary, decided_on=LATE, title="Về việc tặng cao")
    assert paid_in(high) == (2_340_000, "")
    assert paid_in(low) == (0, "Cùng kỳ dự thảo “Về việc tặng cao” tính 2.340.000 đồng.")
    page = deciding.commune.client(Role.OFFICE).get(reverse("decisions:decision-detail", args=[high.pk]))
    assert "dự thảo này chi 2.340.000 đồng" in page.content.decode()
    assert "Về việc tặng thấp</a> chi 0 đồng" in page.content.decode()
    (told,) = (
        one
        for one in reviewing.review(low, by=deciding.year.office, at=AT).warnings
        if one.key.startswith("elsewhere")
    )
    assert "Ban hành văn bản này trước thì chi ở đây" in told.sentence
    decisions.drop(high, reason="Nhầm", expected=high.version, by=deciding.year.office, at=AT)
    assert paid_in(low) == (710_000, "")


def test_what_is_granted_is_paid_even_if_the_higher_draft_is_given_up(deciding: Deciding):
    worker, exemplary = two_titles(deciding)
    low = deciding.submitted(worker, decided_on=LATE)
    high = deciding.drafted(exemplary, decided_on=LATE)
    reviewing.review(low, by=deciding.year.office, at=AT)
    low.refresh_from_db()
    deciding.explain_all(low)
    deciding.issue(low, at=datetime(2025, 12, 20, 3, tzinfo=UTC))
    assert paid_in(low) == (710_000, "")
    assert paid_in(high)[0] == 1_630_000
    decisions.drop(high, reason="Nhầm", expected=high.version, by=deciding.year.office, at=AT)
    assert paid_in(low) == (710_000, "")


def test_titles_of_a_year_are_paid_once_over_two_decisions(deciding: Deciding):
    worker, exemplary = two_titles(deciding)
    on = LATE
    first = deciding.drafted(worker, decided_on=on).awards.get()
    paper = begun(deciding, kind=PaperKind.DECISION)
    paper = drafts.issue(paper, expected=paper.version, by=deciding.year.chairman, at=AT).paper
    Award.objects.update(state=AwardState.GRANTED, book_year=on.year, book_number=1)
    Decision.objects.update(state=DecisionState.ISSUED, paper=paper)
    second = deciding.drafted(exemplary, decided_on=on).awards.get()
    assert (first.paid, second.paid, first.paid + second.paid) == (710_000, 1_630_000, second.amount)
    assert second.paid_because == "Cùng kỳ Quyết định 01/QĐ-UBND đã thưởng 710.000 đồng, chi phần còn lại."


def test_income_spending_and_organising_add_up(deciding: Deciding):
    made = deciding.signed()
    entry(deciding, EntrySort.INCOME, 10_000_000, on=date(2024, 1, 5))
    with pytest.raises(DomainError, match=r"là 2.000.000 đồng; ghi dòng này thì thành 2.300.000 đồng"):
        entry(deciding, EntrySort.ORGANISING, 2_300_000)
    entry(deciding, EntrySort.ORGANISING, 2_000_000)
    entry(deciding, EntrySort.ORGANISING, 300_000, reason="Hội đồng thống nhất tại phiên 03/BB")
    told = sentence_of(AuditEntry.objects.filter(action="decisions.fund.add").latest("pk"))
    assert "Hội đồng thống nhất tại phiên 03/BB" in told
    entry(deciding, EntrySort.REWARD, 1_000_000)
    pay(deciding, made)
    state = fund_state(deciding.commune.authority.pk, 2024, made)
    assert (state.income, state.rewards, state.organising) == (10_000_000, 1_710_000, 2_300_000)
    assert (state.left, state.organising_limit, state.over_organising) == (5_990_000, 2_000_000, 300_000)


def test_a_payment_is_a_line_of_the_fund_book(deciding: Deciding):
    (made,) = pay(deciding, deciding.signed())
    assert (made.entry.amount, made.entry.paper) == (-710_000, "Quyết định 01/QĐ-UBND")
    assert made.entry.note == "Tiền thưởng Trần Thị Tốt: Giấy khen của Chủ tịch Ủy ban nhân dân xã"


def test_an_award_is_paid_once(deciding: Deciding):
    made = deciding.signed()
    pay(deciding, made)
    with pytest.raises(DomainError, match="Trần Thị Tốt: đã chi rồi"):
        pay(deciding, made)
    assert FundEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "told"),
    [(DAY - timedelta(days=1), "không sớm hơn"), (DAY + timedelta(days=1), "chưa đến")],
)
def test_days_of_payment_fit(deciding: Deciding, on: date, told: str):
    with pytest.raises(DomainError, match=told):
        pay(deciding, deciding.signed(), on=on)
    assert not FundEntry.objects.exists()


def test_nobody_receives_without_a_name_or_before_the_decision(deciding: Deciding):
    with pytest.raises(DomainError, match="chưa ban hành"):
        pay(deciding, deciding.drafted())
    made = deciding.signed(deciding.year.passed("LDTT_CBCC"))
    with pytest.raises(DomainError, match="Chưa chọn dòng nào"):
        payments.pay(made, {}, DAY, by=deciding.year.office, at=AT)


def test_nothing_is_paid_before_the_decision_is_signed(deciding: Deciding):
    made = deciding.issued()
    with pytest.raises(DomainError, match="chưa có bản đã ký nên chưa chi"):
        pay(deciding, made)
    assert not FundEntry.objects.exists()


def test_a_revoked_award_is_not_paid(deciding: Deciding):
    made = deciding.signed()
    Award.objects.update(state=AwardState.REVOKED)
    with pytest.raises(DomainError, match="đã hủy"):
        pay(deciding, made)


def test_what_has_no_amount_or_no_name_is_not_paid(deciding: Deciding):
    made = deciding.signed(deciding.year.passed("GDVH", household=deciding.year.household))
    with pytest.raises(DomainError, match="không có tiền thưởng"):
        pay(deciding, made)
    Award.objects.update(amount=1, paid=1)
    with pytest.raises(DomainError, match="ghi họ tên người nhận"):
        pay(deciding, made, name="  ")


def test_a_payment_taken_back_leaves_both_lines_and_can_be_noted_anew(deciding: Deciding):
    made = deciding.signed()
    (first,) = pay(deciding, made)
    with pytest.raises(DomainError, match="Ghi lý do"):
        payments.take_back(first, reason="", by=deciding.year.office, at=AT)
    payments.take_back(first, reason="Nhầm người", by=deciding.year.office, at=AT)
    assert sorted(FundEntry.objects.values_list("amount", flat=True)) == [-710_000, 710_000]
    assert fund_state(deciding.commune.authority.pk, 2024, made).rewards == 0
    assert fund_state(deciding.commune.authority.pk, 2024, made).income == 0
    pay(deciding, made)
    assert FundEntry.objects.count() == 3


def test_a_wrong_line_is_taken_back_once(deciding: Deciding):
    made = entry(deciding, EntrySort.INCOME, 5_000_000)
    office = deciding.year.office
    funds.reverse(made, reason="Ghi nhầm", by=office, at=AT)
    with pytest.raises(DomainError, match="đã xóa"):
        funds.reverse(made, reason="Ghi nhầm", by=office, at=AT)
    with pytest.raises(DomainError, match="dòng xóa"):
        funds.reverse(FundEntry.objects.get(reverses=made), reason="x", by=office, at=AT)
    assert sum(FundEntry.objects.values_list("amount", flat=True)) == 0


def test_a_payment_is_taken_back_at_its_decision_only(deciding: Deciding):
    (made,) = pay(deciding, deciding.signed())
    with pytest.raises(DomainError, match="danh sách chi"):
        funds.reverse(made.entry, reason="x", by=deciding.year.office, at=AT)


def test_lines_have_an_amount_and_a_day_that_came(deciding: Deciding):
    with pytest.raises(DomainError, match="lớn hơn 0"):
        entry(deciding, EntrySort.INCOME, 0)
    with pytest.raises(DomainError, match="chưa đến"):
        entry(deciding, EntrySort.INCOME, 1, on=DAY + timedelta(days=1))
    with pytest.raises(DomainError, match="Sổ quỹ chỉ ghi từ năm 2023"):
        entry(deciding, EntrySort.INCOME, 1, on=date(2022, 12, 31))


def test_a_year_without_a_rule_pack_shows_its_book_without_a_limit(deciding: Deciding):
    entry(deciding, EntrySort.INCOME, 1_234, on=date(2023, 5, 5))
    entry(deciding, EntrySort.ORGANISING, 1_000, on=date(2023, 5, 6))
    page = deciding.commune.client(Role.OFFICE).get(reverse("decisions:fund-book") + "?nam=2023")
    assert "Chưa có quy định của năm này" in page.content.decode()


@pytest.mark.parametrize("year", ["0000", "1899", "2101", "99999", "-1", "hai"])
def test_an_odd_year_filters_nothing(deciding: Deciding, year: str):
    deciding.published()
    for name in ("decisions:decision-public-list", "decisions:fund-book", "decisions:paper-book"):
        page = deciding.commune.client(Role.OFFICE).get(reverse(name) + f"?nam={year}")
        assert page.status_code == 200


def test_only_the_office_keeps_the_fund(deciding: Deciding):
    for role in (Role.CHAIRMAN, Role.INSPECTOR, Role.UNIT_HEAD, Role.KEEPER):
        unit = deciding.commune.units["Thôn 1"] if role == Role.UNIT_HEAD else None
        with pytest.raises(RefusedError):
            entry(deciding, EntrySort.INCOME, 1, by=deciding.commune.actor(role, unit))


@pytest.mark.django_db(transaction=True)
def test_two_who_pay_at_once_pay_once(deciding: Deciding):
    made = deciding.signed()
    told = at_once(lambda: pay(deciding, made), lambda: pay(deciding, made))
    assert sorted(type(one).__name__ for one in told) == ["DomainError", "list"]
    assert FundEntry.objects.count() == 1

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.kinds import AwardForm
from thidua.core.money import Earlier, Entry, Payable, amount_of, fund_of, payments_of

ON = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("factor", "step", "amount"),
    [("0.3", 10_000, 710_000), ("0.3", 1, 702_000), ("1", 10_000, 2_340_000), ("0", 10_000, 0)],
)
def test_amounts_are_rounded_up(factor, step, amount):
    assert amount_of(Fraction(factor), 2_340_000, round_up_to=step) == amount


@given(st.fractions(min_value=0, max_value=20), st.integers(1, 5_000_000), st.integers(1, 100_000))
def test_rounding_up_adds_less_than_a_step(factor, salary, step):
    amount = amount_of(factor, salary, round_up_to=step)
    assert amount % step == 0
    assert 0 <= amount - factor * salary < step


def _title(name, amount, *, period="2025", recipient="an"):
    return Payable(recipient, name, AwardForm.TITLE, period, amount)


def _form(name, amount):
    return Payable("an", name, AwardForm.COMMENDATION, "2025", amount)


@pytest.mark.parametrize(
    ("payables", "paid"),
    [
        ([_title("LĐTT", 710), _title("CSTĐCS", 2340)], [0, 2340]),
        ([_title("CSTĐCS", 2340), _title("LĐTT", 710)], [2340, 0]),
        ([_title("LĐTT", 710), _title("LĐTT", 710, period="2024")], [710, 710]),
        ([_title("LĐTT", 710), _title("LĐTT", 710, recipient="bình")], [710, 710]),
        ([_title("LĐTT", 710), _form("Giấy khen", 710)], [710, 710]),
        ([_form("Giấy khen", 710), _form("Giấy khen", 710)], [710, 710]),
        ([_title("A", 500), _title("B", 500)], [500, 0]),
        ([], []),
    ],
)
def test_of_titles_of_one_period_the_highest_is_paid(payables, paid):
    payments = payments_of(payables)
    assert [payment.paid for payment in payments] == paid
    assert [bool(payment.reason) for payment in payments] == [amount == 0 for amount in paid]


def test_what_is_not_paid_says_why():
    payments = payments_of([_title("LĐTT", 710), _title("CSTĐCS", 2340)])
    assert payments[0].reason == "Cùng kỳ đã thưởng mức cao hơn của CSTĐCS."


def test_the_fund_is_added_up():
    state = fund_of(
        [Entry(ON, 100_000), Entry(ON, -30_000), Entry(ON, -25_000, is_organising=True), Entry(ON, 10_001)],
        organising_share=Fraction(1, 5),
    )
    assert (state.income, state.rewards, state.organising) == (110_001, 30_000, 25_000)
    assert (state.left, state.organising_limit, state.over_organising) == (55_001, 22_000, 3_000)
    assert fund_of([], organising_share=Fraction(1, 5)).left == 0


@pytest.mark.parametrize(
    ("before", "paid", "reason"),
    [
        (0, 1_000, ""),
        (300, 700, "Cùng kỳ quyết định trước đã thưởng 300 đồng, chi phần còn lại."),
        (2_000, 0, "Cùng kỳ quyết định trước đã thưởng 2.000 đồng."),
    ],
)
def test_what_was_granted_before_for_the_period_is_not_paid_again(before, paid, reason):
    titles = [_title("a", 1_000), _title("b", 1_000, period="2024")]
    first, other = payments_of(titles, {("an", "2025"): Earlier(before)})
    assert (first.paid, first.reason) == (paid, reason)
    assert other.paid == 1_000


def test_rewards_that_come_back_are_no_income():
    paid, back = Entry(ON, -30_000), Entry(ON, 30_000, is_returned=True)
    state = fund_of([Entry(ON, 100_000), paid, back], organising_share=Fraction(1, 5))
    assert (state.income, state.rewards, state.organising_limit, state.left) == (100_000, 0, 20_000, 100_000)


def test_without_a_law_of_the_year_nothing_is_over_a_limit():
    state = fund_of([Entry(ON, -25_000, is_organising=True)], organising_share=None)
    assert (state.organising_limit, state.over_organising) == (None, 0)

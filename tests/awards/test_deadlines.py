"""What the law gives for awards that are being considered, on the pages of rounds and nominations."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.awards.commending import AT, Year

from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.deadlines import (
    Course,
    Due,
    nomination_deadlines,
    publishing_deadlines,
    round_deadlines,
)
from thidua.awards.services import nominations, rounds
from thidua.core.citations import Citation, Confidence
from thidua.organisation.enums import Role

ON = date(2024, 12, 10)


@pytest.fixture
def culture(year: Year) -> Nomination:
    """A household taken in, its list out from 20/11 to 04/12/2024."""
    made = year.accepted("GDVH", household=year.household)
    year.hung_out(made)
    return Nomination.objects.select_related("round__authority").get(pk=made.pk)


def told(dues) -> list[str]:
    return [due.sentence for due in dues]


def test_a_round_tells_what_is_late_and_what_runs(culture: Nomination):
    assert told(round_deadlines(culture.round, ["GDVH"], ON)) == [
        (
            "Bình xét xong, quá hạn 16 ngày: chậm nhất 24/11/2024, theo NĐ 86/2023/NĐ-CP, quy định chung; "
            "số điều chưa xác nhận (theo nguồn thuật lại, chưa kiểm chứng)."
        ),
        (
            "Ra quyết định, còn 4 ngày: chậm nhất 14/12/2024, theo NĐ 86/2023/NĐ-CP, khoản 1 điều 8 "
            "(theo nguồn thuật lại, chưa kiểm chứng)."
        ),
    ]
    assert [due.is_late for due in round_deadlines(culture.round, ["GDVH"], ON)] == [True, False]


def test_one_nomination_is_told_the_same_without_a_query(culture: Nomination):
    with CaptureQueriesContext(connection) as asked:
        found = nomination_deadlines(culture, ON)
    assert (len(asked), told(found)) == (0, told(round_deadlines(culture.round, ["GDVH"], ON)))


def test_the_decision_is_counted_from_the_last_of_window_and_dossier(culture: Nomination):
    late = AT.replace(day=8)
    Nomination.objects.filter(pk=culture.pk).update(judged_at=late)
    culture.refresh_from_db()
    assert nomination_deadlines(culture, ON)[1].last_day == date(2024, 12, 18)


def test_no_dossier_is_complete_before_the_list_hung_out(year: Year, culture: Nomination):
    AwardRound.objects.filter(pk=culture.round_id).update(shown_from=None, shown_until=None)
    found = round_deadlines(AwardRound.objects.get(pk=culture.round_id), ["GDVH"], ON)
    assert [due.deed for due in found] == ["Bình xét xong"]


def test_who_passed_is_considered_no_more(year: Year):
    year.passed("GDVH", household=year.household)
    award_round = AwardRound.objects.get(pk=year.round.pk)
    assert [due.deed for due in round_deadlines(award_round, ["GDVH"], ON)] == ["Ra quyết định"]


def test_other_kinds_and_ended_rounds_have_none(year: Year, culture: Nomination):
    year.sent("LDTT_CBCC")
    with CaptureQueriesContext(connection) as asked:
        assert round_deadlines(culture.round, ["LDTT_CBCC", "GK"], ON) == ()
    assert len(asked) == 0
    gone = nominations.withdraw(culture, reason="Nhầm", expected=culture.version, by=year.office, at=AT)
    assert nomination_deadlines(gone, ON) == ()
    award_round = culture.round
    rounds.cancel(award_round, reason="Nhầm", expected=award_round.version, by=year.office, at=AT)
    assert round_deadlines(AwardRound.objects.get(pk=award_round.pk), ["GDVH"], ON) == ()


def test_a_list_is_published_within_fifteen_days(year: Year):
    course = Course(year.commune.authority.pk, date(2024, 12, 20), 2024)
    (due,) = publishing_deadlines(course, {"GDVH", "GK"}, date(2025, 1, 6))
    assert (due.last_day, due.is_late, due.words) == (
        date(2025, 1, 4),
        True,
        "Quá hạn 2 ngày: chậm nhất 04/01/2025",
    )
    assert publishing_deadlines(course, {"GK"}, ON) == ()


def test_a_pack_that_does_not_decide_is_doubted(year: Year):
    course = Course(year.commune.authority.pk, date(2026, 10, 5), 2026)
    (due,) = publishing_deadlines(course, {"GDVH"}, date(2026, 10, 6))
    assert (due.is_sure, "chưa kiểm chứng" in due.sentence) == (False, True)


@pytest.mark.parametrize(
    ("confidence", "sure", "doubt"),
    [
        (Confidence.READ, 1, ""),
        (Confidence.READ, 0, "chưa kiểm chứng"),
        (Confidence.REPORTED, 1, "theo nguồn thuật lại, chưa kiểm chứng"),
        (Confidence.RECALLED, 0, "điều khoản chưa kiểm chứng"),
    ],
)
def test_what_is_not_sure_says_so_once(confidence: Confidence, sure: int, doubt: str):
    citation = Citation("NĐ 86", confidence)
    due = Due("Ra quyết định", "Còn 1 ngày", ON, is_late=False, citation=citation, is_sure=bool(sure))
    assert due.doubt == doubt


def test_both_pages_show_them(year: Year, culture: Nomination):
    office = year.commune.client(Role.OFFICE)
    for page in (
        reverse("awards:round-detail", args=[culture.round_id]),
        reverse("awards:nomination-detail", args=[culture.pk]),
    ):
        text = " ".join(office.get(page).text.split())
        assert "<b>Ra quyết định.</b>" in text
        assert "chậm nhất 14/12/2024, theo NĐ 86/2023/NĐ-CP, khoản 1 điều 8." in text

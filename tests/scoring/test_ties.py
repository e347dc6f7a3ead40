"""Equals are told apart by people, on paper; what limits a rating is written down with its paper."""

from decimal import Decimal
from uuid import UUID

import pytest
from tests.contest import SCORED, Contest
from tests.season import VILLAGES

from thidua.core.errors import DomainError, RefusedError
from thidua.scoring.enums import TieManner
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreSheet, TieDecision
from thidua.scoring.queries.standing import standing_of
from thidua.scoring.services import lines, rating_facts, ties
from thidua.scoring.services.rating_facts import Happened
from thidua.scoring.services.ties import Ruling


@pytest.fixture
def equal(contest: Contest) -> Contest:
    """Three units with five points each."""
    ScoreLine.objects.filter(criterion__key="work").update(state="scored", points=5)
    settle(contest)
    return contest


def settle(contest: Contest) -> None:
    found = CriteriaSet.objects.prefetch_related("groups__criteria").get(pk=contest.criteria_set.pk)
    sheets = ScoreSheet.objects.values_list("pk", flat=True)
    lines.settle(sheets, found, by=contest.season.office, at=SCORED)


def keys(contest: Contest, *villages: str) -> list[UUID]:
    return [contest.season.commune.units[village].pk for village in villages]


def decide(contest: Contest, *villages: str, manner: TieManner = TieManner.BALLOT, paper: str = "05/BB"):
    ruling = Ruling(manner, keys(contest, *villages), paper)
    return ties.decide(contest.round, ruling, by=contest.season.office, at=SCORED)


def places(contest: Contest) -> list[tuple[str, int | None]]:
    return [(row.unit, row.place) for row in standing_of(contest.round).rows]


def test_a_ballot_orders_equals_and_is_taken_back(equal: Contest):
    assert places(equal) == [(village, 1) for village in VILLAGES]
    made = decide(equal, "Thôn 3", "Thôn 1", "Thôn 2")
    assert places(equal) == [("Thôn 3", 1), ("Thôn 1", 2), ("Thôn 2", 3)]
    ties.withdraw(made, by=equal.season.office, at=SCORED)
    assert places(equal) == [(village, 1) for village in VILLAGES]
    assert TieDecision.objects.get().withdrawn_at == SCORED


@pytest.mark.parametrize(
    ("villages", "more", "words"),
    [
        (("Thôn 3", "Thôn 1"), {}, "không còn bằng điểm"),
        (("Thôn 3", "Thôn 1", "Thôn 1"), {}, "chọn hai lần"),
        (VILLAGES, {"paper": " "}, "Ghi số biên bản"),
        (VILLAGES, {"manner": TieManner.DECISION}, "phân hạng bằng bỏ phiếu"),
    ],
)
def test_odd_decisions_are_refused_in_words(equal: Contest, villages, more, words: str):
    with pytest.raises(DomainError, match=words):
        decide(equal, *villages, **more)
    assert not TieDecision.objects.exists()


def test_points_that_changed_since_leave_nothing_to_decide(equal: Contest):
    ScoreLine.objects.filter(pk=equal.line("Thôn 2", "work").pk).update(points=6)
    settle(equal)
    with pytest.raises(DomainError, match="không còn bằng điểm"):
        decide(equal, *VILLAGES)
    decide(equal, "Thôn 3", "Thôn 1")
    assert places(equal) == [("Thôn 2", 1), ("Thôn 3", 2), ("Thôn 1", 3)]


def test_a_head_of_a_unit_decides_nothing(equal: Contest):
    ruling = Ruling(TieManner.BALLOT, keys(equal, *VILLAGES), "05/BB")
    with pytest.raises(RefusedError):
        ties.decide(equal.round, ruling, by=equal.season.heads["Thôn 1"], at=SCORED)


def test_discipline_holds_the_rating_down_until_it_is_taken_back(contest: Contest):
    ScoreLine.objects.filter(sheet=contest.sheet("Thôn 1")).exclude(criterion__key="late").update(
        state="scored", points=Decimal(30)
    )
    settle(contest)
    assert contest.sheet("Thôn 1").rating == "Xuất sắc"
    office = contest.season.office
    fact = rating_facts.note(
        contest.sheet("Thôn 1"), Happened("discipline", "12/QĐ-UBND"), by=office, at=SCORED
    )
    assert contest.sheet("Thôn 1").rating == "Khá"
    with pytest.raises(DomainError, match="đã được ghi"):
        rating_facts.note(contest.sheet("Thôn 1"), Happened("discipline", "13/QĐ-UBND"), by=office, at=SCORED)
    with pytest.raises(DomainError, match="lý do bỏ"):
        rating_facts.withdraw(fact, reason="", by=office, at=SCORED)
    rating_facts.withdraw(fact, reason="Quyết định đã hủy", by=office, at=SCORED)
    assert contest.sheet("Thôn 1").rating == "Xuất sắc"


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (Happened("discipline", ""), "Ghi văn bản"),
        (Happened("storm", "12/TB"), "không nói đến việc này"),
    ],
)
def test_odd_facts_are_refused_in_words(contest: Contest, happened: Happened, words: str):
    with pytest.raises(DomainError, match=words):
        rating_facts.note(contest.sheet("Thôn 1"), happened, by=contest.season.office, at=SCORED)

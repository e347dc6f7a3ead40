"""Odd worlds of a round: each has a defined result that is explained, none breaks a page."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.contest import SCORED, Contest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, VILLAGES, SmallSeason

from thidua.core.errors import DomainError
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.organisation.models import Block, BlockMembership
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import verification
from thidua.scoring.enums import Column, SetState
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoringRound
from thidua.scoring.queries.criteria import fingerprint_of, table_of, whole_sets
from thidua.scoring.queries.standing import standing_of
from thidua.scoring.services import giving, lines, rounds
from thidua.scoring.services.editions import Checked, begin_edition, lock_set
from thidua.scoring.services.giving import Given


def begin(contest: Contest, block: Block, criteria_set: CriteriaSet | None = None) -> ScoringRound:
    plan = rounds.RoundPlan(
        "Đợt khác",
        contest.season.movement,
        criteria_set or contest.criteria_set,
        date(2024, 1, 1),
        date(2024, 6, 30),
        block,
    )
    made = rounds.create(plan, by=contest.season.office, at=SCORED)
    return rounds.open_round(made, expected=made.version, by=contest.season.office, at=SCORED)


def block_of(contest: Contest, *villages: str) -> Block:
    commune = contest.season.commune
    block = Block.objects.create(authority=commune.authority, name=f"Cụm {len(villages)} thôn")
    BlockMembership.objects.bulk_create(
        BlockMembership(block=block, unit=commune.units[name], starts_on=date(2024, 1, 1))
        for name in villages
    )
    return block


def verify(season: SmallSeason, village: str, name: str, value: str) -> None:
    send(season, village, **{name: Entry(value)})
    figure = figure_of(season, village, name)
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)


def test_an_empty_block_is_not_opened_and_says_why(contest: Contest):
    with pytest.raises(DomainError, match="chưa có đơn vị nào"):
        begin(contest, block_of(contest))
    made = ScoringRound.objects.get(name="Đợt khác")
    page = contest.season.commune.client(Role.OFFICE).get(reverse("scoring:round-detail", args=[made.pk]))
    assert "chưa có đơn vị nào" in page.content.decode()


def test_a_block_of_one_is_first_of_one(contest: Contest):
    made = begin(contest, block_of(contest, "Thôn 2"))
    verify(contest.season, "Thôn 2", "fish", "60")
    (row,) = standing_of(made).rows
    assert (row.unit, row.place, row.points, row.is_open_tie) == ("Thôn 2", 1, Decimal(20), False)


def test_when_everyone_is_equal_all_share_the_first_place_until_people_decide(contest: Contest):
    for village in VILLAGES:
        verify(contest.season, village, "fish", "60")
    board = standing_of(contest.round)
    assert [row.place for row in board.rows] == [1, 1, 1]
    assert board.open_ties == (VILLAGES,)


def test_a_set_worth_nothing_gives_nobody_anything(contest: Contest):
    made = CriteriaSet.objects.create(
        authority=contest.season.commune.authority,
        movement=contest.season.movement,
        name="Chỉ ghi nhận",
        total=0,
        state=SetState.LOCKED,
        locked_at=SCORED,
        locked_by="Văn phòng",
    )
    group = made.groups.create(key="a", name="Nhóm", maximum=0, position=1)
    group.criteria.create(key="b", name="Dòng", maximum=0, position=1, rule_kind="CHUYEN_GIA")
    scoring = begin(contest, contest.block, made)
    board = standing_of(scoring)
    assert {row.points for row in board.rows} == {Decimal(0)}
    line = ScoreLine.objects.filter(sheet__round=scoring).select_related("criterion", "sheet__round")[0]
    with pytest.raises(DomainError):
        giving.give(
            line,
            Column.COUNCIL,
            Given(Decimal(1), "Thử"),
            expected=line.version,
            by=contest.season.office,
            at=SCORED,
        )


def test_a_target_of_zero_is_no_division_by_zero(season: SmallSeason, contest: Contest):
    """Nothing was asked of the unit, so no share can be told; the line says so and the sheet stands."""
    unit = season.commune.units["Thôn 1"]
    Allocation.objects.filter(target=season.targets["fish"], unit=unit).update(amount=0, last_year=0)
    verify(season, "Thôn 1", "fish", "60")
    lines.refresh(contest.round, by=season.office, at=SCORED)
    line = contest.line("Thôn 1", "fish")
    assert line.arithmetic
    assert contest.sheet("Thôn 1").points == line.points


def test_two_who_write_one_column_meet_a_conflict_and_lose_nothing(contest: Contest):
    line, office = contest.line("Thôn 1", "work"), contest.season.office
    giving.give(line, Column.COUNCIL, Given(Decimal(8), "Tốt"), expected=line.version, by=office, at=SCORED)
    with pytest.raises(StaleVersionError):
        giving.give(
            line,
            Column.COUNCIL,
            Given(Decimal(5), "Vừa"),
            expected=line.version,
            by=contest.season.other_office,
            at=SCORED,
        )
    assert contest.line("Thôn 1", "work").points == 8


def test_a_criterion_dropped_while_it_is_scored_counts_nowhere_and_stays_readable(contest: Contest):
    line, office = contest.line("Thôn 1", "work"), contest.season.office
    giving.give(line, Column.COUNCIL, Given(Decimal(8), "Tốt"), expected=line.version, by=office, at=SCORED)
    made = begin_edition(contest.criteria_set, "Tỉnh bỏ tiêu chí", by=office, at=SCORED)
    society = made.groups.get(key="xa-hoi")
    society.criteria.get(key="work").delete()
    society.criteria.filter(key="health").update(maximum=40)
    seen = Checked(fingerprint_of(table_of(whole_sets().get(pk=made.pk))))
    lock_set(made, seen, expected=made.version, by=office, at=SCORED)
    assert contest.sheet("Thôn 1").points == 0
    assert not ScoreLine.objects.filter(pk=line.pk).exists()
    kept = ScoreLine.all_lines.get(pk=line.pk)
    assert (kept.council_points, kept.criterion.group.criteria_set_id) == (8, contest.criteria_set.pk)
    assert standing_of(ScoringRound.objects.get(pk=contest.round.pk)).rows[0].mark == "còn thiếu 4 tiêu chí"
    with pytest.raises(DomainError, match="không còn trong bộ tiêu chí"):
        giving.give(
            line, Column.COUNCIL, Given(Decimal(5), "Vừa"), expected=line.version, by=office, at=SCORED
        )

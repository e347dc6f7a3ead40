"""The standing of a round: live by points, settled as it was frozen."""

from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest
from tests.reporting.steps import send
from tests.season import VILLAGES, SmallSeason

from thidua.core.scoring import LineState
from thidua.organisation.models import Unit
from thidua.reporting.queries.reading import Entry
from thidua.scoring.enums import RoundState
from thidua.scoring.models import FrozenPlace, ScoreLine, ScoreSheet, ScoringRound, TieDecision
from thidua.scoring.queries.standing import among, standing_of
from thidua.scoring.services import lines, rounds


def council(contest: Contest, village: str, **points: str) -> None:
    """Write what the council gave, and add the sheet up again."""
    for key, given in points.items():
        line = contest.line(village, key)
        line.council_points, line.council_reason = Decimal(given), "Theo hồ sơ."
        lines.put_counted(line)
        line.save()
    sheet = contest.sheet(village)
    lines.settle([sheet.pk], contest.criteria_set, by=contest.season.office, at=SCORED)


def places(contest: Contest) -> dict[str, int | None]:
    scoring = ScoringRound.objects.select_related("last").get(pk=contest.round.pk)
    return {row.unit: row.place for row in standing_of(scoring).rows}


def test_nothing_scored_yet_places_nobody_but_drops_nobody(contest: Contest):
    ScoreLine.objects.update(state=LineState.NOT_REPORTED)
    board = standing_of(contest.round)
    assert [(row.unit, row.place) for row in board.rows] == [(name, None) for name in VILLAGES]
    assert {row.mark for row in board.rows} == {"còn thiếu 6 tiêu chí"}
    assert board.open_ties == ()


def test_places_follow_points_and_incomplete_units_stay_in(contest: Contest):
    council(contest, "Thôn 2", fish="40")
    council(contest, "Thôn 3", fish="20", poor="20", health="30", work="10", model="0")
    board = standing_of(contest.round)
    assert [(row.unit, row.place, row.mark) for row in board.rows] == [
        ("Thôn 3", 1, ""),
        ("Thôn 2", 2, "còn thiếu 4 tiêu chí"),
        ("Thôn 1", 3, "còn thiếu 5 tiêu chí"),
    ]
    assert board.rows[0].reached.full == 3
    assert board.rows[0].reached.assigned == 4


def test_the_chain_tells_equals_apart_in_words(contest: Contest):
    council(contest, "Thôn 1", fish="20", poor="20")
    council(contest, "Thôn 2", fish="30", poor="10")
    board = standing_of(contest.round)
    assert [(row.unit, row.place, row.because) for row in board.rows[:2]] == [
        ("Thôn 2", 1, "Bằng điểm, phân hạng theo sản lượng."),
        ("Thôn 1", 2, "Bằng điểm, phân hạng theo sản lượng."),
    ]


def test_an_open_tie_is_shown_until_people_decide(contest: Contest):
    for village in VILLAGES[:2]:
        council(contest, village, fish="20")
    council(contest, "Thôn 3", fish="10")
    board = standing_of(contest.round)
    assert [(row.place, row.is_open_tie) for row in board.rows] == [(1, True), (1, True), (3, False)]
    assert board.open_ties == (("Thôn 1", "Thôn 2"),)
    units = contest.season.commune.units
    decision = TieDecision.objects.create(
        round=contest.round,
        manner="ballot",
        order=[str(units["Thôn 2"].pk), str(units["Thôn 1"].pk)],
        document_number="BB-01",
        by_name="Văn phòng",
        at=SCORED,
    )
    decided = standing_of(contest.round)
    assert [(row.unit, row.place) for row in decided.rows] == [("Thôn 2", 1), ("Thôn 1", 2), ("Thôn 3", 3)]
    assert decided.rows[0].because == "Bằng điểm, phân hạng bằng bỏ phiếu."
    assert decided.open_ties == ()
    decision.withdrawn_at = SCORED
    decision.save()
    assert places(contest) == {"Thôn 1": 1, "Thôn 2": 1, "Thôn 3": 3}


def test_progress_is_held_against_the_last_round(contest: Contest):
    last = rounds.create(
        rounds.RoundPlan(
            name="Năm 2023",
            movement=contest.season.movement,
            criteria_set=contest.criteria_set,
            starts_on=contest.round.starts_on.replace(year=2023),
            ends_on=contest.round.ends_on.replace(year=2023),
        ),
        by=contest.season.office,
        at=SCORED,
    )
    units = contest.season.commune.units
    for village, points in {"Thôn 1": "80", "Thôn 2": "10"}.items():
        ScoreSheet.objects.create(
            authority=last.authority, round=last, unit=units[village], points=Decimal(points)
        )
    contest.round.last = last
    contest.round.state = last.state = RoundState.PROVISIONAL
    last.save()
    contest.round.save()
    council(contest, "Thôn 1", fish="40", poor="20", health="30")
    council(contest, "Thôn 2", fish="40")
    rows = {row.unit: row for row in standing_of(contest.round).rows}
    assert (rows["Thôn 1"].progress, rows["Thôn 1"].progress_place) == (Decimal(10), 2)
    assert (rows["Thôn 2"].progress, rows["Thôn 2"].progress_place) == (Decimal(30), 1)
    assert rows["Thôn 1"].closed == Fraction(1, 2)
    assert (rows["Thôn 3"].progress, rows["Thôn 3"].progress_place) == (None, None)


def test_a_settled_round_shows_what_was_frozen(contest: Contest):
    council(contest, "Thôn 1", fish="40")
    for place, village in enumerate(("Thôn 3", "Thôn 1", "Thôn 2"), start=1):
        FrozenPlace.objects.create(
            round=contest.round,
            unit=contest.season.commune.units[village],
            place=place,
            points=Decimal(90 - place),
            content={},
        )
    ScoringRound.objects.update(state=RoundState.FROZEN, frozen_at=SCORED)
    contest.round.refresh_from_db()
    board = standing_of(contest.round)
    assert board.is_settled
    assert [(row.unit, row.points) for row in board.rows] == [
        ("Thôn 3", Decimal(89)),
        ("Thôn 1", Decimal(88)),
        ("Thôn 2", Decimal(87)),
    ]


def test_units_are_placed_among_themselves_as_the_whole_places_them(contest: Contest):
    council(contest, "Thôn 1", fish="10")
    council(contest, "Thôn 2", fish="30")
    council(contest, "Thôn 3", fish="30")
    units = contest.season.commune.units
    board = among(standing_of(contest.round), [units["Thôn 1"].pk, units["Thôn 3"].pk])
    assert [(row.unit, row.place, row.is_open_tie) for row in board.rows] == [
        ("Thôn 3", 1, False),
        ("Thôn 1", 2, False),
    ]
    assert board.open_ties == ()


def test_distance_to_targets_is_the_mean_of_what_is_left(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    line = contest.line("Thôn 1", "fish")
    line.facts = {"share": "3/4", "value": "90"}
    line.save()
    health = contest.line("Thôn 1", "health")
    health.facts = {"share": "11/10"}
    health.save()
    rows = {row.unit: row for row in standing_of(contest.round).rows}
    assert rows["Thôn 1"].reached.distance == Fraction(1, 8)
    assert rows["Thôn 2"].reached.distance is None


def test_forty_units_cost_as_many_queries_as_three(contest: Contest):
    def queries() -> int:
        scoring = ScoringRound.objects.select_related("last").get(pk=contest.round.pk)
        with CaptureQueriesContext(connection) as captured:
            standing_of(scoring)
        return len(captured)

    few = queries()
    village = contest.season.commune.units["Thôn 1"]
    more = [Unit(authority=village.authority, name=f"Thôn {n}", kind=village.kind) for n in range(10, 47)]
    rounds.make_sheets(contest.round, Unit.objects.bulk_create(more))
    assert queries() == few <= 8

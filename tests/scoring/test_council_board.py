"""The council's board shows what stands now, though rows that stay the same are drawn once."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest

from thidua.scoring.models import ScoreLine, ScoreSheet
from thidua.scoring.queries.council_board import board_of
from thidua.scoring.web.board_html import table_of

_LINES = ScoreLine.objects


@pytest.fixture
def judged(contest: Contest) -> Contest:
    """The council gave one line of Thôn 1 other points; Thôn 2 scored itself otherwise than who checked."""
    first, second = contest.line("Thôn 1", "work"), contest.line("Thôn 2", "work")
    council = {"council_points": Decimal("7.5"), "council_reason": "<Biên bản 3>", "points": Decimal("7.5")}
    _LINES.filter(pk=first.pk).update(state="scored", second_points=8, **council)
    _LINES.filter(pk=second.pk).update(state="scored", self_points=10, second_points=9, points=9)
    return contest


def html(contest: Contest, *, is_whole: bool = False, may_give: bool = False) -> str:
    return str(table_of(board_of(contest.round, is_whole=is_whole), may_give=may_give))


def test_only_lines_that_differ_unless_all_are_asked_for(judged: Contest):
    board = board_of(judged.round, is_whole=False)
    assert [unit.name for unit in board.units] == ["Thôn 1"]
    assert [name for _, name, _ in board.criteria] == ["Tổ chức phong trào"]
    whole = board_of(judged.round, is_whole=True)
    assert [unit.name for unit in whole.units] == ["Thôn 1", "Thôn 2", "Thôn 3"]
    assert len(whole.criteria) == 6


def test_own_points_show_once_the_sheet_is_checked(judged: Contest):
    assert "tự chấm 10" not in html(judged, is_whole=True)
    ScoreSheet.objects.filter(pk=judged.sheet("Thôn 2").pk).update(second_done_at=SCORED)
    assert "tự chấm 10" in html(judged)
    assert [unit.name for unit in board_of(judged.round, is_whole=False).units] == ["Thôn 1", "Thôn 2"]


def test_a_change_shows_at_once(judged: Contest):
    assert "Hội đồng 7,5" in html(judged)
    _LINES.filter(pk=judged.line("Thôn 1", "work").pk).update(council_points=6, points=6)
    page = html(judged)
    assert "Hội đồng 6" in page
    assert "7,5" not in page


def test_words_of_people_are_escaped_and_forms_are_for_the_council(judged: Contest):
    page = html(judged)
    assert "&lt;Biên bản 3&gt;" in page
    assert "/hoi-dong/" not in page
    line = judged.line("Thôn 1", "work").pk
    assert f'href="/cham-diem/dong/{line}/hoi-dong/?tu=bang"' in html(judged, may_give=True)


@pytest.mark.parametrize("is_whole", [False, True])
def test_four_queries_for_any_number_of_units(judged: Contest, *, is_whole: bool):
    with CaptureQueriesContext(connection) as seen:
        board_of(judged.round, is_whole=is_whole)
    assert len(seen) == 4


def test_without_a_block_no_marks_of_neighbours_are_looked_for(judged: Contest):
    asked = {}
    for block in (judged.round.block_id, None):
        judged.round.block_id = block
        for is_whole in (False, True):
            html(judged, is_whole=is_whole)
            with CaptureQueriesContext(connection) as seen:
                page = html(judged, is_whole=is_whole)
            assert "Hội đồng 7,5" in page
            words = " ".join(query["sql"] for query in seen.captured_queries)
            asked[block is None, is_whole] = (len(seen.captured_queries), "scoring_crossmark" in words)
    assert asked == {
        (False, False): (4, True),
        (False, True): (4, True),
        (True, False): (3, False),
        (True, True): (3, False),
    }

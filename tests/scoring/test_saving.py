"""A saved score is a short, fixed list of statements, and finding its line does not grow with the sheets."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest
from tests.scoring.scorers import line_url, office, once
from tests.sqlite_steps import steps_of

from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.scoring.models import ScoreSheet
from thidua.scoring.queries.sheet_access import line_for
from thidua.scoring.services import lines

FOUND = 302


def _verbs(work: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        work()
    words = [query["sql"].removeprefix("1 times: ").split()[0] for query in seen.captured_queries]
    return [word for word in words if word in {"SELECT", "INSERT", "UPDATE"}]


def test_the_statements_of_one_score_are_few(contest: Contest):
    """Who asks, the line seen and held, set, marks, facts; receipt, line, what counts, sheet, two entries."""
    ScoreSheet.objects.update(second_done_at=SCORED)
    browser, url = office(contest), line_url(contest, "work", "hoi-dong") + "?tu=bang"

    def save(points: str) -> None:
        sent = once(_version=contest.line("Thôn 1", "work").version, points=points, words="Biên bản 3")
        assert browser.post(url, sent).status_code == FOUND

    save("7")
    version = contest.line("Thôn 1", "work").version
    sent = once(_version=version, points="8", words="Biên bản 4")
    verbs = _verbs(lambda: browser.post(url, sent))
    assert contest.line("Thôn 1", "work").points == 8
    asked = 9 if connection.features.has_select_for_update else 8  # the round is read after sheet and line
    assert verbs.count("SELECT") <= asked
    assert [verb for verb in verbs if verb != "SELECT"] == [
        *("INSERT", "UPDATE", "INSERT", "UPDATE", "UPDATE", "INSERT", "UPDATE"),
    ]


def test_facts_are_asked_for_where_the_set_has_ceilings(contest: Contest):
    sheet, made, by = contest.sheet("Thôn 1"), contest.criteria_set, contest.season.office
    asked = {}
    for name, ceilings in (("held", made.ceilings), ("free", [])):
        made.ceilings = ceilings
        made.save()
        lines.settle([sheet.pk], made, by=by, at=SCORED)  # builds the table of this set
        asked[name] = _verbs(lambda: lines.settle([sheet.pk], made, by=by, at=SCORED)).count("SELECT")
    assert asked["held"] == asked["free"] + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="steps are counted in SQLite")
@pytest.mark.parametrize("role", [Role.OFFICE, Role.UNIT_HEAD])
def test_a_line_is_found_in_steps_that_do_not_grow_with_the_sheets(contest: Contest, role: Role):
    actor = contest.season.office if role == Role.OFFICE else contest.season.heads["Thôn 1"]
    key = contest.line("Thôn 1", "work").pk
    assert line_for(actor, key) is not None
    few = steps_of(lambda: line_for(actor, key))
    authority = contest.season.commune.authority
    units = [Unit(authority=authority, name=f"Xóm {n}", kind="village") for n in range(300)]
    for unit in units:
        unit.fill_keys()
    made = Unit.objects.bulk_create(units)
    sheets = [ScoreSheet(authority=authority, round=contest.round, unit=unit) for unit in made]
    ScoreSheet.objects.bulk_create(sheets)
    assert steps_of(lambda: line_for(actor, key)) <= 1.05 * few

"""What each reader sees of a sheet in each state of its round: one table, for the policy and for pages."""

from decimal import Decimal as Dec

import pytest
from django.test import Client
from tests.contest import SCORED, Contest
from tests.scoring.scorers import browser_of, head, sheet_url
from tests.scoring.test_standing_pages import state

from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role
from thidua.organisation.queries import actor_of
from thidua.scoring.enums import Column, RoundState, SelfState
from thidua.scoring.models import ScoreSheet
from thidua.scoring.policies import sight_of
from thidua.scoring.services import giving, sheets
from thidua.scoring.services.giving import Given

V, BESIDE = "Thôn 1", "Thôn 2"
ALL, CHECKED, NONE = "self second cross council counts", "second cross council counts", ""
_S = RoundState
OPEN, SAID, FROZEN, OUT, OFF = _S.OPEN, _S.PROVISIONAL, _S.FROZEN, _S.PUBLISHED, _S.CANCELLED
SCORERS = (Role.OFFICE, Role.COUNCIL, Role.INSPECTOR, Role.CHAIRMAN, Role.UPPER)
TABLE = {
    # state, whether the check is done: what scorers see, what neighbours and other units see
    (OPEN, False): (CHECKED, NONE),
    (OPEN, True): (ALL, NONE),
    (SAID, False): (CHECKED, CHECKED),
    (SAID, True): (ALL, ALL),
    (FROZEN, False): (ALL, ALL),
    (OUT, False): (ALL, ALL),
    (OFF, False): (ALL, NONE),
}


def put(contest: Contest, where: RoundState, *, is_done: bool) -> ScoreSheet:
    """Bring the round into a state, the sheet checked or not, with a word of everybody on it."""
    if where == RoundState.CANCELLED:
        type(contest.round).objects.update(cancelled_because="Lập nhầm")
    state(contest, where)
    ScoreSheet.objects.update(second_done_at=SCORED if is_done else None)
    return contest.sheet(V)


def seen(actor: Actor, sheet: ScoreSheet) -> str:
    sight = sight_of(actor, sheet)
    return " ".join([*(one for one in Column if one in sight.columns), *(["counts"] if sight.counts else [])])


@pytest.mark.parametrize(("where", "is_done"), TABLE)
def test_who_sees_what(contest: Contest, where: RoundState, *, is_done: bool):
    sheet = put(contest, where, is_done=is_done)
    of_scorers, of_others = TABLE[where, is_done]
    commune = contest.season.commune
    for role in SCORERS:
        assert seen(commune.actor(role), sheet) == of_scorers, role
    assert seen(contest.season.heads[V], sheet) == ALL
    assert seen(contest.season.heads[BESIDE], sheet) == of_others
    assert seen(commune.actor(Role.KEEPER), sheet) == of_others


def test_who_may_check_sees_the_own_points_at_no_time_before_the_check_is_done(contest: Contest):
    """Naming somebody, naming nobody, sending back, announcing and going on: none of it opens the column."""
    sheet, season = contest.sheet(V), contest.season
    office, inspector = season.office, season.commune.user(Role.INSPECTOR)
    ScoreSheet.objects.filter(pk=sheet.pk).update(self_state=SelfState.SENT, self_sent_at=SCORED)
    for person in (inspector, None):
        sheet = sheets.name_second(sheet, person, expected=sheet.version, by=office, at=SCORED)
        assert not sight_of(office, sheet).sees_self
        assert not sight_of(actor_of(inspector, SCORED.date()), sheet).sees_self
    sheet = sheets.send_back(sheet, "Thiếu", expected=sheet.version, by=office, at=SCORED)
    assert not sight_of(office, sheet).sees_self
    for where in (SAID, OPEN):
        assert not sight_of(office, put(contest, where, is_done=False)).sees_self


def written(contest: Contest) -> None:
    """Give the line of one village points in every column, each with words of its own."""
    line = contest.line(V, "work")
    line.self_points, line.self_note = Dec("8.75"), "Lời của thôn"
    line.second_points, line.second_reason, line.second_by = Dec("6.25"), "Lời thẩm định", "A"
    line.council_points, line.council_reason, line.council_by = Dec("7.75"), "Lời Hội đồng", "B"
    line.points, line.state = Dec("7.75"), "scored"
    line.save()
    ScoreSheet.objects.filter(pk=line.sheet_id).update(points=Dec("7.75"), rating="Khá")


def neighbour_texts(contest: Contest, browser: Client) -> str:
    """Return all that a neighbour can open of the sheet beside it while it may judge it."""
    line = contest.line(V, "work")
    pages = (
        sheet_url(contest, "sheet-detail"),
        f"/cham-diem/dot/{contest.round.pk}/phieu/",
        f"/cham-diem/dong/{line.pk}/cham-cheo/",
        f"/cham-diem/dong/{line.pk}/minh-chung/",
        f"/cham-diem/{contest.round.pk}/",
        f"/cham-diem/{contest.round.pk}/xep-hang/",
    )
    answers = [browser.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * len(pages)
    return "".join(answer.content.decode() for answer in answers)


SECRETS = ("8,75", "6,25", "7,75", "Lời của thôn", "Lời thẩm định", "Lời Hội đồng")


def test_a_neighbour_judges_without_reading_what_others_gave(contest: Contest):
    written(contest)
    neighbour = head(contest, BESIDE)
    text = neighbour_texts(contest, neighbour)
    assert [one for one in SECRETS if one in text] == []
    assert "Lúc này mỗi đơn vị chỉ xem điểm của mình." in text
    for page in ("sheet-print", "sheet-xlsx"):
        assert neighbour.get(sheet_url(contest, page)).status_code == 403, page
    why = f"/cham-diem/{contest.round.pk}/{contest.sheet(V).unit_id}/vi-sao/"
    assert neighbour.get(why).status_code == 403


def test_a_neighbour_reads_the_sheet_once_the_result_was_told(contest: Contest):
    written(contest)
    put(contest, SAID, is_done=True)
    text = head(contest, BESIDE).get(sheet_url(contest, "sheet-detail")).content.decode()
    assert [one for one in SECRETS if one not in text] == []


def test_what_neighbours_may_not_see_is_not_asked_back_either(contest: Contest):
    """The reason asked for a difference never names the own points before the check is done."""
    written(contest)
    line, season = contest.line(V, "work"), contest.season
    giving.give(line, Column.SECOND, Given(Dec(5)), expected=line.version, by=season.office, at=SCORED)
    assert contest.line(V, "work").second_points == Dec(5)


def test_the_page_says_who_sees_the_own_points(contest: Contest):
    office = browser_of(contest.season.commune.user(Role.OFFICE))
    page = office.get(sheet_url(contest, "sheet-second")).content.decode()
    assert "Trước khi thẩm định xong, chỉ đơn vị thấy điểm tự chấm." in page

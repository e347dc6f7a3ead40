"""Neighbours of a block advise: each keeps a mark of its own, blind to what the unit gave itself."""

from decimal import Decimal as Dec

import pytest
from django.urls import reverse
from lxml import html
from tests.contest import SCORED, Contest
from tests.pages import queries_of
from tests.scoring.scorers import browser_of, head, office, once, sheet_url
from tests.scoring.test_carrying import change, rename
from tests.scoring.test_editions import lock, renew

from thidua.core.errors import RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.organisation.queries import actor_of
from thidua.scoring.enums import Column
from thidua.scoring.models import CrossMark, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.services import crossing, giving
from thidua.scoring.services.crossing import Seen
from thidua.scoring.services.giving import Given, NotTakenError

V, A, B = "Thôn 1", "Thôn 2", "Thôn 3"


def mark(contest: Contest, given: Given, village: str = A, expected: int = 0, by=None) -> CrossMark:
    by = by or contest.season.heads[village]
    line = contest.line(V, "work")
    return crossing.mark(line, given, seen=Seen(expected, line.version), by=by, at=SCORED)


def marks(contest: Contest) -> dict[str, Dec | None]:
    found = CrossMark.objects.filter(line=contest.line(V, "work")).select_related("unit")
    return {one.unit.name: one.points for one in found}


def url(contest: Contest) -> str:
    return reverse("scoring:line-cross", args=[contest.line(V, "work").pk])


def claim(contest: Contest, points: str = "8.75") -> None:
    line, by = contest.line(V, "work"), contest.season.heads[V]
    giving.give(line, Column.SELF, Given(Dec(points)), expected=line.version, by=by, at=SCORED)


def test_a_mark_advises_and_counts_nowhere(contest: Contest):
    found = mark(contest, Given(Dec(6), "Ít buổi họp"))
    assert (found.points, found.reason, found.by_name) == (
        Dec(6),
        "Ít buổi họp",
        contest.season.heads[A].name,
    )
    assert contest.sheet(V).points == 0
    entry = AuditEntry.objects.get(action="scoring.cross.mark")
    assert entry.changes["points"] == [None, "6"]


def test_each_neighbour_has_a_mark_of_its_own(contest: Contest):
    first = mark(contest, Given(Dec(6), "Ít buổi họp"))
    mark(contest, Given(Dec(7), "Có họp"), B)
    assert marks(contest) == {A: Dec(6), B: Dec(7)}
    mark(contest, Given(), B, expected=1)
    assert marks(contest) == {A: Dec(6), B: None}
    assert mark(contest, Given(Dec("6.5"), "Xem lại"), expected=first.version).points == Dec("6.5")
    assert marks(contest)[B] is None


def test_two_of_the_same_unit_are_a_conflict(contest: Contest):
    deputy = actor_of(
        contest.season.commune.user(Role.UNIT_HEAD, contest.season.commune.units[A]), SCORED.date()
    )
    mark(contest, Given(Dec(6), "Ít họp"))
    with pytest.raises(StaleVersionError):
        mark(contest, Given(Dec(7), "Có họp"), by=deputy)
    assert marks(contest) == {A: Dec(6)}


def test_a_difference_from_what_is_computed_needs_a_reason_and_the_own_points_are_not_named(contest: Contest):
    claim(contest)
    assert mark(contest, Given(Dec(6))).points == Dec(6)
    line = contest.line(V, "work")
    ScoreLine.objects.filter(pk=line.pk).update(auto_points=5, auto_state="scored")
    with pytest.raises(NotTakenError, match=r"Khác điểm tự tính \(5\)"):
        mark(contest, Given(Dec(7)), B)
    ScoreSheet.objects.filter(pk=line.sheet_id).update(second_done_at=SCORED)
    assert mark(contest, Given(Dec(5)), B).points == Dec(5)


def test_a_neighbour_reads_the_own_points_in_no_error(contest: Contest):
    claim(contest)
    ScoreSheet.objects.filter(pk=contest.sheet(V).pk).update(second_done_at=SCORED)
    neighbour = head(contest, A)
    refused = neighbour.post(url(contest), once(_version=0, points="11", words=""))
    assert refused.status_code == 422
    assert "8,75" not in refused.content.decode()
    assert neighbour.post(url(contest), once(_version=0, points="5", words="")).status_code == 302


def test_only_neighbours_of_the_block_mark(contest: Contest):
    with pytest.raises(RefusedError):
        mark(contest, Given(Dec(6), "Ít họp"), V)
    with pytest.raises(RefusedError):
        mark(contest, Given(Dec(6), "Ít họp"), by=contest.season.office)
    with pytest.raises(NotTakenError, match="Tối đa 10 điểm"):
        mark(contest, Given(Dec(11), "Rất tốt"))
    ScoringRound.objects.update(block=None)
    with pytest.raises(NotTakenError, match="cùng cụm"):
        mark(contest, Given(Dec(5), "Ít họp"))


def test_the_form_keeps_the_mark_and_shows_it_again(contest: Contest):
    neighbour = head(contest, A)
    assert neighbour.get(url(contest)).status_code == 200
    sent = once(_version=0, points="6,5", words="Ít họp")
    assert neighbour.post(url(contest), sent).url == sheet_url(contest, "sheet-detail")
    assert 'value="6,5"' in neighbour.get(url(contest)).content.decode()
    assert "Thôn 2 chấm 6,5 điểm" in neighbour.get(sheet_url(contest, "sheet-detail")).content.decode()
    other = head(contest, B)
    assert 'value="6,5"' not in other.get(url(contest)).content.decode()
    assert other.post(url(contest), once(_version=0, points="12", words="")).status_code == 422
    assert other.post(url(contest), once(_version=0, points="", words="")).status_code == 302
    assert marks(contest)[A] == Dec("6.5")
    assert neighbour.post(url(contest), once(_version=0, points="7", words="Vì")).status_code == 409


def test_a_first_mark_from_before_an_edition_meets_two_versions(contest: Contest):
    neighbour, work = head(contest, A), contest.line(V, "work")
    seen = {"dong": str(work.version), "_version": 0, "points": "6,5", "words": "Ít họp"}
    claim(contest, "8")
    assert neighbour.post(url(contest), once(**seen)).status_code == 302
    CrossMark.objects.all().delete()
    made = renew(contest)
    change(contest, made, "work", rename)
    lock(contest, made)
    answer = neighbour.post(url(contest), once(**seen))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Tổ chức phong trào (bản 1, tối đa 10 điểm)" in text
    assert "Vận động hiến đất (bản 2, tối đa 10 điểm)" in text
    assert not CrossMark.objects.exists()
    shown = html.fromstring(text).xpath("//form[@id='chon-ban']//input[@name]")
    again = {
        one.get("name"): one.get("value") for one in shown if one.get("checked") or one.get("type") != "radio"
    }
    assert neighbour.post(url(contest), again).status_code == 302
    assert marks(contest) == {A: Dec("6.5")}


def test_who_judges_reads_every_mark(contest: Contest):
    mark(contest, Given(Dec(6), "Ít buổi họp"))
    mark(contest, Given(Dec("7.25"), "Có họp"), B)
    browser, line = office(contest), contest.line(V, "work")
    for page in (
        sheet_url(contest, "sheet-detail"),
        f"/cham-diem/dong/{line.pk}/hoi-dong/",
        f"/cham-diem/dot/{contest.round.pk}/hoi-dong/",
        f"/cham-diem/{contest.round.pk}/{contest.sheet(V).unit_id}/vi-sao/{line.criterion_id}/",
    ):
        text = browser.get(page).content.decode()
        assert "7,25" in text, page
    assert "Có họp" in browser.get(sheet_url(contest, "sheet-detail")).content.decode()


def test_strangers_find_nothing(contest: Contest):
    assert head(contest, V).get(url(contest)).status_code == 403
    assert office(contest).get(url(contest)).status_code == 403
    keeper = browser_of(contest.season.commune.user(Role.KEEPER))
    assert keeper.get(url(contest)).status_code == 404


def test_pages_ask_few_queries(contest: Contest):
    neighbour = head(contest, A)
    for page in (url(contest), sheet_url(contest, "sheet-detail")):
        few = queries_of(neighbour, page)
        mark(contest, Given(Dec(6), "Ít họp"), B, expected=CrossMark.objects.count())
        assert queries_of(neighbour, page) == few <= 12, page

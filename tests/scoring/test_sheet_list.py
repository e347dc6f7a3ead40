"""The list of sheets: who checks several of them is said at once."""

from typing import Any

from django.http import HttpResponse
from tests.contest import Contest
from tests.scoring.scorers import head, office, once

from thidua.organisation.enums import Role
from thidua.organisation.models import Position, User
from thidua.scoring.models import ScoreSheet


def url_of(contest: Contest) -> str:
    return f"/cham-diem/dot/{contest.round.pk}/phieu/"


def give(contest: Contest, person: User | None, *villages: str, **more: Any) -> HttpResponse:
    sheets = [contest.sheet(village) for village in villages]
    seen = {f"v-{sheet.pk}": sheet.version for sheet in sheets}
    ticked = [str(sheet.pk) for sheet in sheets]
    data = once(**seen, phieu=ticked, second=person.pk if person else "") | more
    return office(contest).post(url_of(contest), data)


def seconds(contest: Contest) -> list[User | None]:
    found = ScoreSheet.objects.filter(round=contest.round).order_by("unit__sort_key")
    return [sheet.second for sheet in found.select_related("second")]


def test_several_sheets_are_given_at_once(contest: Contest):
    inspector = contest.season.commune.user(Role.INSPECTOR)
    page = office(contest).get(url_of(contest)).text
    assert page.count('name="phieu"') == 3
    assert str(inspector.person) in page
    assert give(contest, inspector, "Thôn 1", "Thôn 3").status_code == 302
    assert seconds(contest) == [inspector, None, inspector]
    assert give(contest, None, "Thôn 1").status_code == 302
    assert seconds(contest) == [None, None, inspector]


def test_without_a_tick_nothing_is_given(contest: Contest):
    answer = give(contest, contest.season.commune.user(Role.INSPECTOR))
    assert (answer.status_code, "Đánh dấu phiếu cần giao" in answer.text) == (422, True)


def test_where_one_is_refused_none_is_given_and_the_unit_is_named(contest: Contest):
    commune = contest.season.commune
    inspector = commune.user(Role.INSPECTOR)
    Position.objects.create(
        authority=commune.authority,
        person=inspector.person,
        role=Role.EDITOR,
        unit=commune.units["Thôn 2"],
        title="Người nhập",
        starts_on=contest.round.starts_on,
    )
    answer = give(contest, inspector, "Thôn 1", "Thôn 2")
    assert answer.status_code == 422
    assert "Thôn 2: Người của đơn vị không thẩm định điểm của đơn vị mình." in answer.text
    assert answer.text.count(" checked>") == 2
    assert seconds(contest) == [None, None, None]


def test_who_saw_an_old_list_gets_the_page_of_two_versions(contest: Contest):
    first, other = (contest.season.commune.user(Role.INSPECTOR) for _ in range(2))
    seen = contest.sheet("Thôn 1").version
    give(contest, first, "Thôn 1")
    sheet = contest.sheet("Thôn 1")
    assert give(contest, other, "Thôn 1", **{f"v-{sheet.pk}": seen}).status_code == 409
    assert seconds(contest)[0] == first


def test_a_sheet_that_is_done_has_no_box_and_is_not_given(contest: Contest):
    sheet = contest.sheet("Thôn 1")
    ScoreSheet.objects.filter(pk=sheet.pk).update(second_done_at="2024-07-20T00:00Z")
    assert office(contest).get(url_of(contest)).text.count('name="phieu"') == 2
    answer = give(contest, contest.season.commune.user(Role.INSPECTOR), "Thôn 1")
    assert (answer.status_code, "Có phiếu không giao được nữa" in answer.text) == (422, True)


def test_a_village_has_no_boxes_and_gives_nothing(contest: Contest):
    page = head(contest, "Thôn 1").get(url_of(contest)).text
    assert "Giao người thẩm định" not in page
    assert head(contest, "Thôn 1").post(url_of(contest), once()).status_code == 403

"""Who has signed is the same on the list, the board, the first page and in the workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.commitments.pledged import AT, agreed, all_yes, drafted, offered, signed

from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.queries.pledge_lists import pledge_list
from thidua.commitments.queries.promises import KEPT, LATE, UNASKED, WAITING, promise_board
from thidua.commitments.queries.unit_pledges import NONE, unit_pledges
from thidua.commitments.services import duties, editions, pledge_signing, pledge_talk, pledges
from thidua.commitments.services.pledge_signing import Seen
from thidua.commitments.services.pledge_talk import Answer
from thidua.commitments.signals import PLEDGE
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.season import StepState, season_movement, stepper_of
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 9)


@pytest.fixture
def chairman(season) -> Actor:
    return season.commune.actor(Role.CHAIRMAN)


def _renewed(season, chairman, village="Thôn 1"):
    old = signed(season, chairman, village)
    return old, editions.begin(old, reason="Tàu hỏng", by=season.office, at=AT)


def _cell(season, village):
    board = promise_board(season.office, season.movement, on=ON)
    row = next(row for row in board.rows if row.unit.name == village)
    return next(cell for cell in row.cells if cell.kind == PLEDGE)


def _signs(season, village):
    pledge = agreed(season, village)
    seen = Seen(pledge, pledge.fingerprint)
    return pledge_signing.sign(seen, PledgeSide.UNIT, by=season.heads[village], at=AT)


def test_a_unit_has_signed_while_its_next_edition_is_made(season, chairman):
    _, new = _renewed(season, chairman)
    found = pledge_list(season.movement, season.office, ON)
    row = next(row for row in found.rows if row.unit.name == "Thôn 1")
    assert (row.pledge.state, row.pledge.words) == (PledgeState.SIGNED, "Hai bên đã ký")
    assert row.pledge.detail == "Bản thứ 2 đang làm: văn phòng soạn."
    assert row.pledge.coming == new
    cell = _cell(season, "Thôn 1")
    assert (cell.state, cell.words, cell.detail) == (KEPT, row.pledge.words, row.pledge.detail)


def test_list_and_board_count_the_same_units(season, chairman):
    _renewed(season, chairman)
    offered(season, "Thôn 2")
    found = pledge_list(season.movement, season.office, ON)
    tally = next(
        one for one in promise_board(season.office, season.movement, on=ON).tallies if one.kind == PLEDGE
    )
    assert (found.signed, found.total) == (tally.kept, tally.total) == (1, 3)
    states = {key: count for key, _, count in found.counts}
    assert states == {PledgeState.SIGNED: 1, PledgeState.DRAFT: 1, PledgeState.OFFERED: 1, NONE: 1}
    being_made = pledge_list(season.movement, season.office, ON, state=PledgeState.DRAFT)
    assert [row.unit.name for row in being_made.rows] == ["Thôn 1"]


def test_of_a_unit_that_was_given_nothing_no_pledge_is_expected(season):
    cell = _cell(season, "Ban Văn hóa xã")
    assert (cell.state, cell.words) == (UNASKED, "Chưa được giao chỉ tiêu")


def test_who_has_yet_to_sign_is_named(season, chairman):
    agreed(season, "Thôn 2")
    _signs(season, "Thôn 1")
    assert _cell(season, "Thôn 1").words == "Chờ Chủ tịch ký"
    assert _cell(season, "Thôn 2").words == "Chờ đơn vị và Chủ tịch ký"
    third = agreed(season, "Thôn 3")
    pledge_signing.sign(Seen(third, third.fingerprint), PledgeSide.AUTHORITY, by=chairman, at=AT)
    found = unit_pledges(season.movement, season.office)
    assert found[third.unit_id].words == "Chờ đơn vị ký"


def test_a_unit_that_signed_is_not_late_though_the_chairman_is(season):
    units = [season.commune.units[name] for name in ("Thôn 1", "Thôn 2")]
    duties.ask(season.movement, PLEDGE, units, date(2024, 5, 11), by=season.office, at=AT)
    Obligation.objects.update(due_on=date(2024, 5, 8))
    signed_by_unit = _signs(season, "Thôn 1")
    agreed(season, "Thôn 2")
    assert (_cell(season, "Thôn 1").state, _cell(season, "Thôn 2").state) == (WAITING, LATE)
    work = Obligation.objects.get(origin_kind="pledge_due", unit=units[0])
    assert work.state == "done"
    pledges.take_up(signed_by_unit, reason="Sai số", expected=signed_by_unit.version, by=season.office, at=AT)
    work.refresh_from_db()
    assert work.state == "open"


def test_the_workbook_keeps_editions_apart(season, chairman):
    old, new = _renewed(season, chairman)
    pledge_talk.offer(new, sign_by=None, expected=new.version, by=season.office, at=AT)
    new.refresh_from_db()
    head = season.heads["Thôn 1"]
    new = pledge_talk.answer(new, all_yes(new), expected=new.version, by=head, at=AT)
    drafted(season, "Thôn 2")
    url = reverse("commitments:pledge-list-xlsx", args=[season.movement.pk])
    answer = season.commune.client(Role.OFFICE).get(url)
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    now, every = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    of_one = next(row for row in now if row[0] == "Thôn 1")
    assert of_one[1:3] == ["Hai bên đã ký", 1]
    assert of_one[4] == old.spoken_fingerprint
    assert of_one[6] == "Bản thứ 2 đang làm: chờ đơn vị và Chủ tịch ký."
    editions_told = [row for row in every if row[0] == "Thôn 1"]
    assert [(row[2], row[4], row[5]) for row in editions_told] == [
        (2, new.spoken_fingerprint, "Tàu hỏng"),
        (1, old.spoken_fingerprint, ""),
    ]


def test_the_season_does_not_go_back_for_a_new_edition(season, chairman):
    _renewed(season, chairman)
    found = season_movement(season.office)
    assert stepper_of(found).steps[1].state == StepState.DONE
    offered(season, "Thôn 2")
    assert stepper_of(season_movement(season.office)).steps[1].state == StepState.NOW


def test_an_opinion_in_words_waits_for_the_office_everywhere(season):
    pledge = offered(season)
    said = all_yes(pledge)
    first = next(iter(said))
    said[first] = Answer(agrees=False, amount=Decimal(100), note="Ít tàu")
    head = season.heads["Thôn 1"]
    pledge_talk.answer(pledge, said, expected=pledge.version, by=head, at=AT)
    cell = _cell(season, "Thôn 1")
    assert (cell.state, cell.words) == (WAITING, "Đơn vị có ý kiến")
    assert unit_pledges(season.movement, season.office)[pledge.unit_id].words == cell.words
    assert stepper_of(season_movement(season.office)).steps[1].state == StepState.NOW

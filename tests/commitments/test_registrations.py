from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.season import SmallSeason

from thidua.commitments.enums import RegistrationState
from thidua.commitments.models import RegisteredTitle, Registration
from thidua.commitments.services import duties, registrations
from thidua.commitments.services.registrations import MOST_TITLES, Aim, RegistrationFacts
from thidua.commitments.signals import REGISTRATION, promises_changed
from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.enums import MovementState
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations

AT = datetime(2024, 5, 3, 7, 0, tzinfo=UTC)
DUE = date(2024, 5, 20)
VILLAGE = "Thôn 1"
CULTURE = Aim("collective", VILLAGE, "Thôn, tổ dân phố văn hóa")


def begin(season: SmallSeason, village: str = VILLAGE) -> Registration:
    facts = RegistrationFacts(meeting_on=date(2024, 5, 2))
    unit, by = season.commune.units[village], season.heads[village]
    return registrations.edit(season.movement, unit, facts, expected=0, by=by, at=AT)


def send(season: SmallSeason, village: str = VILLAGE) -> Registration:
    made = begin(season, village)
    return registrations.send(made, expected=made.version, by=season.heads[village], at=AT)


def act(verb: str, made: Registration, season: SmallSeason, **more: Any) -> Registration:
    step = getattr(registrations, verb)
    found: Registration = step(made, expected=made.version, by=season.office, at=AT, **more)
    return found


def test_a_village_registers_sends_and_is_recorded(season):
    made = begin(season)
    added = registrations.add(season.movement, made.unit, [CULTURE], by=season.heads[VILLAGE], at=AT)
    assert str(added[0]) == "Thôn 1: Thôn, tổ dân phố văn hóa"
    made = registrations.send(made, expected=made.version, by=season.heads[VILLAGE], at=AT)
    assert (made.state, made.sent_by) == (RegistrationState.SENT, season.heads[VILLAGE].name)
    made = act("accept", made, season)
    assert made.state == RegistrationState.ACCEPTED
    assert Notice.objects.get(unit_id=made.unit_id).title == "Đăng ký thi đua đã được ghi nhận."
    assert act("reopen", made, season).state == RegistrationState.DRAFT


def test_it_comes_back_with_the_reason_and_can_be_sent_again(season):
    made = act("send_back", send(season), season, reason="Thiếu danh sách hộ")
    assert made.returned_because == "Thiếu danh sách hộ"
    assert Notice.objects.get(unit_id=made.unit_id).detail == "Thiếu danh sách hộ"
    again = registrations.send(made, expected=made.version, by=season.heads[VILLAGE], at=AT)
    assert (again.state, again.returned_because) == (RegistrationState.SENT, "")


def test_a_return_without_reason_is_refused(season):
    made = send(season)
    with pytest.raises(DomainError, match="Ghi lý do trả lại"):
        act("send_back", made, season, reason="  ")
    made.refresh_from_db()
    assert made.state == RegistrationState.SENT


def test_what_was_sent_is_not_changed_until_it_comes_back(season):
    made = send(season)
    with pytest.raises(RefusedError, match="nhờ Văn phòng trả lại"):
        registrations.add(season.movement, made.unit, [CULTURE], by=season.heads[VILLAGE], at=AT)
    made = act("accept", made, season)
    with pytest.raises(RefusedError, match="nhờ Văn phòng mở lại"):
        registrations.add(season.movement, made.unit, [CULTURE], by=season.office, at=AT)


def test_another_village_may_not_write(season):
    with pytest.raises(RefusedError, match="Chỉ người của đơn vị hoặc Văn phòng"):
        registrations.add(
            season.movement, season.commune.units["Thôn 2"], [CULTURE], by=season.heads[VILLAGE], at=AT
        )
    assert not Registration.objects.exists()


def test_the_office_may_write_for_a_unit_and_the_trail_says_so(season):
    registrations.add(season.movement, season.commune.units[VILLAGE], [CULTURE], by=season.office, at=AT)
    entry = AuditEntry.objects.get(action="commitments.registration.add_titles")
    assert (entry.by_name, entry.on_behalf_of) == (season.office.name, VILLAGE)


def test_only_the_office_records(season):
    made = send(season)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        registrations.accept(made, expected=made.version, by=season.heads[VILLAGE], at=AT)


def test_the_same_title_stands_once(season):
    unit, by = season.commune.units[VILLAGE], season.heads[VILLAGE]
    registrations.add(season.movement, unit, [CULTURE], by=by, at=AT)
    with pytest.raises(DomainError, match="đã có trong danh sách"):
        registrations.add(season.movement, unit, [CULTURE], by=by, at=AT)
    assert RegisteredTitle.objects.count() == 1


def test_there_is_an_end_to_the_list(season):
    unit, by = season.commune.units[VILLAGE], season.heads[VILLAGE]
    aims = [Aim("household", f"Lê Văn {n}", "Gia đình văn hóa") for n in range(MOST_TITLES + 1)]
    with pytest.raises(DomainError, match="nhiều nhất 1000 dòng"):
        registrations.add(season.movement, unit, aims, by=by, at=AT)
    registrations.add(season.movement, unit, aims[:-1], by=by, at=AT)
    assert RegisteredTitle.objects.count() == MOST_TITLES


def test_a_line_is_taken_off(season):
    unit, by = season.commune.units[VILLAGE], season.heads[VILLAGE]
    (row,) = registrations.add(season.movement, unit, [CULTURE], by=by, at=AT)
    registrations.drop(row, by=by, at=AT)
    assert not RegisteredTitle.objects.exists()


def test_staying_away_needs_a_word(season):
    facts = RegistrationFacts(takes_part=False)
    unit, by = season.commune.units[VILLAGE], season.heads[VILLAGE]
    with pytest.raises(DomainError, match="ghi rõ vì sao"):
        registrations.edit(season.movement, unit, facts, expected=0, by=by, at=AT)


def test_two_who_begin_at_once_are_told(season):
    begin(season)
    facts = RegistrationFacts(note="khác")
    with pytest.raises(StaleVersionError):
        registrations.edit(
            season.movement, season.commune.units[VILLAGE], facts, expected=0, by=season.office, at=AT
        )


def test_a_step_from_an_older_version_is_told(season):
    made = send(season)
    with pytest.raises(StaleVersionError):
        registrations.accept(made, expected=made.version - 1, by=season.office, at=AT)


def test_a_step_out_of_turn_is_refused(season):
    with pytest.raises(IllegalTransitionError):
        act("accept", begin(season), season)


def test_a_closed_season_takes_none(season):
    season.movement.state, season.movement.closed_at = MovementState.CLOSED, AT
    season.movement.save(update_fields=["state", "closed_at"])
    with pytest.raises(RefusedError, match="Phong trào không mở"):
        begin(season)


def test_each_step_tells_who_counts_promises(season):
    told: list[Any] = []

    def listen(unit_ids: Any, kinds: Any, **_: Any) -> None:
        told.append((unit_ids, kinds))

    promises_changed.connect(listen)
    try:
        made = act("accept", send(season), season)
        act("reopen", made, season)
    finally:
        promises_changed.disconnect(listen)
    assert told == [([made.unit_id], [REGISTRATION])] * 3


def ask(season: SmallSeason, due: date = DUE) -> int:
    units = [season.commune.units[name] for name in ("Thôn 1", "Thôn 2")]
    return duties.ask(season.movement, REGISTRATION, units, due, by=season.office, at=AT)


def work_of(village: str) -> Obligation:
    return Obligation.objects.get(origin_kind="registration", unit__name=village)


def test_units_are_asked_by_a_day_and_sending_settles_it(season):
    assert ask(season) == 2
    assert work_of(VILLAGE).due_on == DUE
    made = send(season)
    assert (work_of(VILLAGE).state, work_of("Thôn 2").state) == (
        ObligationState.DONE,
        ObligationState.OPEN,
    )
    act("send_back", made, season, reason="Thiếu")
    assert work_of(VILLAGE).state == ObligationState.OPEN


def test_asking_again_moves_the_day_and_doubles_nothing(season):
    ask(season)
    assert ask(season, date(2024, 5, 25)) == 0
    assert {work.due_on for work in Obligation.objects.filter(origin_kind="registration")} == {
        date(2024, 5, 25)
    }


def test_who_has_sent_is_not_asked(season):
    send(season)
    assert ask(season) == 1
    assert not Obligation.objects.filter(origin_kind="registration", unit__name=VILLAGE).exists()


def test_a_day_gone_by_is_refused(season):
    with pytest.raises(DomainError, match="đã qua"):
        ask(season, date(2024, 5, 1))


def test_a_village_asks_nobody(season):
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        duties.ask(season.movement, REGISTRATION, [], DUE, by=season.heads[VILLAGE], at=AT)


def test_nobody_ticks_off_what_sending_settles(season):
    ask(season)
    work = work_of(VILLAGE)
    with pytest.raises(RefusedError, match="tự xong khi đơn vị gửi đủ"):
        obligations.complete(work, note="", expected=work.version, by=season.office, at=AT)


def test_a_list_that_names_somebody_twice_is_written_once(season):
    names = ("Lê Thị B", "lê  thị b", "Lê Thị Bá", "Lê Thị B")
    aims = [Aim("household", name, "Gia đình văn hóa") for name in names]
    unit = season.commune.units["Thôn 1"]
    made = registrations.add(season.movement, unit, aims, by=season.office, at=AT)
    assert [row.name for row in made] == ["Lê Thị B", "Lê Thị Bá"]
    with pytest.raises(DomainError, match="đã có trong danh sách"):
        registrations.add(season.movement, unit, aims, by=season.office, at=AT)

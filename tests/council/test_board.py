"""Who counts: the board of a session, the office that enters for it, raised hands that a second confirms."""

import pytest
from tests.commune import FIRST_DAY
from tests.council.sitting import AT, WORKER, Sitting

from thidua.core.errors import DomainError, RefusedError
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner, PollState, StepOutState
from thidua.council.models import CouncilSession, CountEntry, Poll, PollLine, StepOut
from thidua.council.queries.board import board_of, desk_of
from thidua.council.queries.counting import standing_entries
from thidua.council.services import board, polls, presence
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.organisation.queries import actor_of

pytestmark = pytest.mark.django_db


def _appoint(sitting: Sitting, *places: int) -> None:
    members = [sitting.members[place].pk for place in places]
    board.appoint(sitting.session, members, by=sitting.office, at=AT)


def test_a_board_is_two_members_of_the_day_at_least(sitting):
    with pytest.raises(DomainError, match="ít nhất hai thành viên"):
        _appoint(sitting, 3)
    with pytest.raises(DomainError, match="ít nhất hai thành viên"):
        board.appoint(sitting.session, [sitting.members[3].pk, sitting.session.pk], by=sitting.office, at=AT)
    with pytest.raises(RefusedError):
        board.appoint(
            sitting.session,
            [one.pk for one in sitting.tellers],
            by=sitting.commune.actor(Role.COUNCIL),
            at=AT,
        )
    _appoint(sitting, 4, 3)
    assert list(map(str, board_of(sitting.session))) == ["Lê Văn D", "Lê Văn E"]


def test_no_vote_opens_without_two_who_may_count(sitting):
    sitting.begin(sitting.nominate("A"), written=1)
    sitting.session.tellers.all().delete()
    with pytest.raises(DomainError, match="Chưa cử Ban kiểm phiếu"):
        sitting.poll()
    _appoint(sitting, 1, 8)
    with pytest.raises(DomainError, match="Không còn đủ hai người kiểm phiếu"):
        sitting.poll()
    _appoint(sitting, 1, 2)
    assert sitting.poll().state == PollState.OPEN


def test_the_board_stands_while_a_vote_goes_on(sitting):
    sitting.begin(sitting.nominate("A"))
    sitting.poll()
    with pytest.raises(DomainError, match="Kiểm phiếu xong rồi đổi"):
        _appoint(sitting, 3, 4)


def test_whom_an_item_concerns_does_not_count_it(sitting):
    sitting.table(sitting.nominate("", person=sitting.members[2].person))
    sitting.mark()
    StepOut.objects.update(state=StepOutState.CONFIRMED)
    sitting.open()
    with pytest.raises(DomainError, match="Không còn đủ hai người kiểm phiếu"):
        sitting.poll()
    _appoint(sitting, 1, 2, 3)
    poll = sitting.poll()
    entered = sitting.entered(poll, Tally(7, 1))
    with pytest.raises(RefusedError, match="không kiểm phiếu cho việc của mình"):
        polls.enter(poll, entered, by=sitting.counter, at=AT)


def test_an_office_that_is_put_forward_enters_nothing(sitting):
    own = sitting.commune.user(Role.OFFICE)
    sitting.begin(sitting.nominate("", person=own.person))
    poll = sitting.poll()
    clerk = actor_of(own, FIRST_DAY)
    with pytest.raises(RefusedError, match="không kiểm phiếu cho việc của mình"):
        polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=clerk, at=AT)


def test_of_the_council_only_the_board_enters(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    with pytest.raises(RefusedError, match="Ban kiểm phiếu nhập: Lê Văn B, Lê Văn C"):
        polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.commune.actor(Role.COUNCIL), at=AT)


def test_two_accounts_enter_for_two_of_the_board(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    entered = sitting.entered(poll, Tally(8, 1))
    polls.enter(poll, entered, by=sitting.office, at=AT)
    other = sitting.commune.actor(Role.OFFICE)
    with pytest.raises(DomainError, match="đã được nhập"):
        polls.enter(poll, entered, by=other, at=AT)
    polls.enter(poll, entered, by=sitting.counter, at=AT)
    assert [(one.teller, one.for_other) for one in standing_entries(poll)] == [
        ("Lê Văn B", True),
        ("Lê Văn C", False),
    ]


def test_two_of_the_board_with_one_name_are_two(sitting):
    Person.objects.filter(pk=sitting.tellers[1].person_id).update(full_name="Lê Văn B")
    sitting.begin(sitting.nominate("A"))
    assert sitting.count(sitting.poll(), Tally(8, 1)).state == PollState.COUNTED


def _hands(sitting: Sitting) -> Poll:
    CouncilSession.objects.update(manner=Manner.HANDS)
    sitting.begin(sitting.nominate("A", kind=WORKER))
    return sitting.poll()


def test_an_entry_from_before_keys_were_kept_still_stands_for_its_teller(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    entry = CountEntry(poll=poll, by_user=77, teller="Lê Văn B")
    free = desk_of(poll, sitting.office).free([entry], sitting.office)
    assert [*map(str, free)] == ["Lê Văn C"]


def test_hands_count_once_a_second_of_the_board_confirms_them(sitting):
    poll = _hands(sitting)
    with pytest.raises(DomainError, match="Người thứ nhất ghi"):
        polls.confirm(poll, seen=1, by=sitting.counter, at=AT)
    polls.enter(poll, sitting.entered(poll, Tally(5, 3, blank=1)), by=sitting.office, at=AT)
    seen = poll.entries.get().pk
    with pytest.raises(DomainError, match="người thứ hai xác nhận"):
        polls.confirm(poll, seen=seen, by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Đã có người ghi"):
        polls.enter(poll, sitting.entered(poll, Tally(5, 4)), by=sitting.counter, at=AT)
    polls.enter(poll, sitting.entered(poll, Tally(4, 4, blank=1)), by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="vừa được sửa"):
        polls.confirm(poll, seen=seen, by=sitting.counter, at=AT)
    assert PollLine.objects.get().passed is None
    polls.confirm(poll, seen=poll.entries.last().pk, by=sitting.counter, at=AT)
    poll.refresh_from_db()
    line = PollLine.objects.get()
    assert (poll.state, line.for_it, line.passed) == (PollState.COUNTED, 4, False)


def test_ballots_are_counted_twice_not_confirmed(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="hai người nhập riêng"):
        polls.confirm(poll, seen=poll.entries.get().pk, by=sitting.counter, at=AT)


def test_who_went_home_counts_no_more(sitting):
    sitting.begin(sitting.nominate("A"))
    presence.leave(sitting.session, sitting.members[2], by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Không còn đủ hai người kiểm phiếu"):
        sitting.poll()

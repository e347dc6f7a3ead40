"""Open a vote, take in what two people counted, settle it once they agree. Totals only, never a voter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from thidua.awards.services.nomination_steps import Told
from thidua.core.errors import DomainError
from thidua.core.voting.council import Seats
from thidua.core.voting.counting import (
    Count,
    Fault,
    Tally,
    differences,
    faults_of,
    faults_of_hands,
    outcome_of,
    tells_votes,
)
from thidua.council import policies
from thidua.council.enums import POLL_WORKFLOW, ItemState, PollState
from thidua.council.models import CouncilSession, CountEntry, CountTally, Poll, PollLine, SessionItem
from thidua.council.models.poll import ENTRIES_NEEDED
from thidua.council.queries.board import desk_of, tellers_in
from thidua.council.queries.counting import standing_entries
from thidua.council.queries.groups import MOST_ON_A_BALLOT, Group, group_of
from thidua.council.queries.rules import pack_of, vote_of
from thidua.council.queries.seats import Room, out_of, presences_of, refuse_other_members, unanswered
from thidua.council.services import agenda, sessions
from thidua.foundation.actors import Actor
from thidua.foundation.services import receipts
from thidua.foundation.services.audit import Deed, record


class CountFaultError(DomainError):
    """What was entered does not add up; `faults` say where."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(one.sentence for one in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Entered:
    """The ballots of an entry and the votes by the key of each item; of raised hands there are no ballots.

    `teller` is the member of the board for whom the office enters; whoever is of the board enters as such.
    """

    issued: int
    used: int
    spoiled: int
    unused: int
    tallies: Mapping[UUID, Tally]
    teller: UUID | None = None

    @property
    def count(self) -> Count:
        tallies = {str(key): one for key, one in self.tallies.items()}
        return Count(self.issued, self.used, self.spoiled, self.unused, tallies)


@transaction.atomic
def open_poll(session: CouncilSession, keys: Sequence[UUID], *, by: Actor, at: datetime) -> Poll:
    """Begin the vote on items of one kind for which the same members are out.

    :raises DomainError: a conflict is unanswered, nobody may vote, too few are left, or items do not fit
    """
    session = sessions.lock(session)
    policies.can_conduct(by, session).enforce()
    refuse_other_members(session)
    group = _group(session, keys)
    last = session.polls.aggregate(last=Max("number"))["last"] or 0
    poll = Poll.objects.create(
        session=session,
        number=last + 1,
        kind_name=group.kind_name,
        is_ballot=group.is_ballot,
        voters=group.room.voters,
        written=group.room.seats.written,
        members=group.room.seats.all,
    )
    PollLine.objects.bulk_create(
        PollLine(poll=poll, item=item, position=place) for place, item in enumerate(group.items, 1)
    )
    _set_items(poll, ItemState.VOTING)
    session.at_item = group.items[0].position
    session.save(update_fields=["at_item"])
    record("council.poll.open", poll, by=by, at=at)
    return poll


@transaction.atomic
def enter(poll: Poll, entered: Entered, *, by: Actor, at: datetime) -> Poll:
    """Take in what one of the board counted; once two agree the results stand.

    The first account to enter is counter 1, the next other one counter 2; each may correct the own entry
    until they agree. Nothing of the numbers goes into the history.

    :raises CountFaultError: the numbers do not add up
    """
    poll = lock(poll)
    policies.can_count(by, poll).enforce()
    lines = _lines(poll)
    names = names_in(lines)
    if found := _faults(poll, entered.count, names):
        raise CountFaultError(found)
    counter = _counter(poll, by)
    if counter > 1 and not poll.is_ballot:
        raise DomainError("Đã có người ghi số người giơ tay. Đúng thì xác nhận, sai thì nhờ người ghi sửa.")
    return _take(poll, lines, entered, counter, told=Told(by, at))


@transaction.atomic
def confirm(poll: Poll, *, seen: int, teller: UUID | None = None, by: Actor, at: datetime) -> Poll:
    """Confirm as the second of the board how many hands the first counted; `seen` is the entry on the page.

    :raises DomainError: of ballots, before anybody counted, by the same account, or the count was corrected
    """
    poll = lock(poll)
    policies.can_count(by, poll).enforce()
    if poll.is_ballot:
        raise DomainError("Phiếu kín thì hai người nhập riêng, không xác nhận số của nhau.")
    entries = standing_entries(poll)
    if not entries or entries[0].by_user == by.user_id:
        raise DomainError("Người thứ nhất ghi số người giơ tay, người thứ hai xác nhận.")
    first = entries[0]
    if first.pk != seen:
        raise DomainError("Số người giơ tay vừa được sửa. Xem lại rồi xác nhận.")
    tallies = {one.item_id: one.tally for one in first.tallies.all()}
    entered = Entered(first.issued, first.used, first.spoiled, first.unused, tallies, teller)
    return _take(poll, _lines(poll), entered, _counter(poll, by), told=Told(by, at))


@transaction.atomic
def void(poll: Poll, *, reason: str, expected: int, by: Actor, at: datetime) -> Poll:
    """Give a vote up, counted or not, with the reason; its items are voted on again.

    Its counts go: beside those of the next vote they would tell what who stepped out had voted.
    """
    poll = lock(poll)
    policies.can_conduct(by, poll.session).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ lượt bỏ phiếu.")
    if poll.version != expected:
        raise DomainError("Lượt này vừa được người khác lưu. Chưa có gì đổi. Xem lại rồi gửi lần nữa.")
    _step(poll, "void")
    poll.voided_because = reason.strip()
    poll.save(update_fields=["state", "version", "voided_because"])
    poll.entries.all().delete()
    receipts.forget_about("council.poll.enter", poll.pk)
    poll.lines.update(for_it=None, against=None, needed=None, passed=None, sentence="", tells=False)
    _set_items(poll, ItemState.WAITING)
    agenda.keep_away(poll.session, SessionItem.objects.filter(poll_lines__poll=poll), by=by)
    record("council.poll.void", poll, by=by, at=at, deed=Deed(reason=reason.strip()))
    return poll


def lock(poll: Poll) -> Poll:
    """Take a poll for changing, its session first."""
    session = sessions.lock(poll.session)
    locked: Poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    locked.session = session
    return locked


def seats_in(poll: Poll) -> Seats:
    """Return the members as counts, the way ballots are held against them: who is out is absent here."""
    return Seats(poll.voters, poll.written, poll.members - poll.voters - poll.written)


def _group(session: CouncilSession, keys: Sequence[UUID]) -> Group:
    found = session.items.select_for_update(of=("self",)).filter(pk__in=keys)
    items = tuple(
        found.select_related("nomination__person", "nomination__unit", "nomination__household__head")
    )
    _refuse_unfit(items, keys)
    if waiting := unanswered(items):
        first = waiting[0]
        raise DomainError(f"{first} ({first.item.nomination.subject_name}). Trả lời trước khi bỏ phiếu.")
    out = out_of(items)
    rooms = [out[item.pk] for item in items]
    if any(one != rooms[0] for one in rooms):
        raise DomainError("Các việc này có người ra ngoài khác nhau. Bỏ phiếu thành các lượt riêng.")
    group = group_of(session, items, Room(presences_of(session), rooms[0]), tellers_in(session))
    if group.obstacle:
        raise DomainError(group.obstacle)
    return group


def _refuse_unfit(items: Sequence[SessionItem], keys: Sequence[UUID]) -> None:
    if not items or len(items) != len(set(keys)):
        raise DomainError("Chọn ít nhất một việc của phiên này.")
    if len(items) > MOST_ON_A_BALLOT:
        raise DomainError(f"Mỗi lượt nhiều nhất {MOST_ON_A_BALLOT} việc.")
    if any(item.state != ItemState.WAITING for item in items):
        raise DomainError("Có việc đang bỏ phiếu hoặc đã có kết quả. Nhờ tải lại trang.")
    if len({item.nomination.kind_code for item in items}) > 1:
        raise DomainError("Mỗi lượt chỉ một danh hiệu hoặc hình thức.")
    agenda.refuse_withdrawn(items)


def _lines(poll: Poll) -> list[PollLine]:
    related = ("item__nomination__person", "item__nomination__unit", "item__nomination__household__head")
    return list(poll.lines.select_related(*related))


def names_in(lines: Sequence[PollLine]) -> dict[str, str]:
    """Return whom each item of a vote is about, by its key."""
    return {str(line.item_id): line.item.nomination.subject_name for line in lines}


def _faults(poll: Poll, count: Count, names: Mapping[str, str]) -> tuple[Fault, ...]:
    if poll.is_ballot:
        return faults_of(count, seats_in(poll), names=names)
    return faults_of_hands(count.tallies, seats_in(poll), names=names)


def _take(poll: Poll, lines: Sequence[PollLine], entered: Entered, counter: int, *, told: Told) -> Poll:
    """Keep an entry, and settle the vote once two agree."""
    entry = _keep(poll, entered, counter, told)
    record("council.poll.enter", entry, by=told.by, at=told.at)
    counts = [one.count for one in standing_entries(poll)]
    if len(counts) == ENTRIES_NEEDED and not differences(*counts, names=names_in(lines)):
        _settle(poll, lines, counts[0])
        record("council.poll.agree", poll, by=told.by, at=told.at)
    return poll


def _keep(poll: Poll, entered: Entered, counter: int, told: Told) -> CountEntry:
    whose = _teller(poll, entered, told.by)
    entry = CountEntry.objects.create(
        poll=poll,
        counter=counter,
        edition=poll.entries.filter(counter=counter).count() + 1,
        issued=entered.issued,
        used=entered.used,
        spoiled=entered.spoiled,
        unused=entered.unused,
        by_user=told.by.user_id or 0,
        by_name=told.by.name,
        at=told.at,
        **whose,
    )
    CountTally.objects.bulk_create(
        CountTally(
            entry=entry,
            item_id=key,
            agree=one.agree,
            disagree=one.disagree,
            written_agree=one.written_agree,
            written_disagree=one.written_disagree,
            blank=one.blank,
        )
        for key, one in entered.tallies.items()
    )
    return entry


def _teller(poll: Poll, entered: Entered, by: Actor) -> dict[str, object]:
    """Return who of the board counted what is entered.

    :raises DomainError: nobody was named, or somebody else entered for that member already
    """
    desk = desk_of(poll, by)
    free = {one.pk: one for one in desk.free(standing_entries(poll), by)}
    wanted = desk.own.pk if desk.own is not None else entered.teller
    if wanted in free:
        return {"teller": str(free[wanted]), "teller_key": wanted, "for_other": desk.own is None}
    if desk.own is None and wanted is None:
        raise DomainError("Chọn người kiểm phiếu mà Văn phòng nhập hộ.")
    raise DomainError("Số của người kiểm phiếu này đã được nhập, hoặc người này không kiểm phiếu lượt này.")


def _counter(poll: Poll, by: Actor) -> int:
    """Return which of the two the actor is.

    :raises DomainError: two others have entered already
    """
    known = dict(poll.entries.values_list("by_user", "counter"))
    if by.user_id in known:
        return known[by.user_id]
    if len(known) >= ENTRIES_NEEDED:
        raise DomainError("Đã đủ người nhập lượt này. Chỉ người đã nhập mới sửa số của mình.")
    return len(known) + 1


def _settle(poll: Poll, lines: Sequence[PollLine], count: Count) -> None:
    pack = pack_of(poll.session)
    tells = poll.is_ballot and tells_votes(tuple(count.tallies.values()))
    for line in lines:
        tally = count.tallies[str(line.item_id)]
        share = vote_of(pack, line.item.nomination).share
        outcome = outcome_of(str(line.item_id), tally, seats_in(poll), share, is_ballot=poll.is_ballot)
        line.for_it, line.against = tally.for_it, tally.against
        line.needed, line.passed, line.sentence = outcome.needed, outcome.passed, outcome.sentence
        line.tells = tells
    PollLine.objects.bulk_update(lines, ["for_it", "against", "needed", "passed", "sentence", "tells"])
    _step(poll, "agree")
    poll.save(update_fields=["state", "version"])
    _set_items(poll, ItemState.COUNTED)


def _step(poll: Poll, verb: str) -> None:
    poll.state = POLL_WORKFLOW.target_of(verb, state=PollState(poll.state))
    poll.version += 1


def _set_items(poll: Poll, state: ItemState) -> None:
    SessionItem.objects.filter(poll_lines__poll=poll).update(state=state, is_chosen=None, chosen_because="")

"""What each of two counters entered, as far as it may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.voting.counting import Count, Fault, Tally, differences
from thidua.council.enums import PollState
from thidua.council.models import CouncilMember, CountEntry, Poll, PollLine
from thidua.council.models.poll import ENTRIES_NEEDED
from thidua.council.queries.board import Desk, desk_of
from thidua.foundation.actors import Actor

_BALLOTS = ("issued", "used", "spoiled", "unused")
_VOTES = ("agree", "disagree", "blank", "written_agree", "written_disagree", "for_it", "against")


@dataclass(frozen=True, slots=True)
class EntryView:
    """One counter's entry with the votes by nominee's name; `off` are numbers on which the two differ."""

    entry: CountEntry
    rows: tuple[tuple[str, Tally, frozenset[str]], ...]
    off: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountPage:
    """A poll as one person may see it: the own entry, and the other's once both stand.

    Raised hands are seen by everybody, so the first count of them is shown, for the second to confirm.
    """

    lines: tuple[PollLine, ...]
    own: CountEntry | None
    entries: tuple[EntryView, ...]
    differing: tuple[Fault, ...]
    entered_by: tuple[str, ...]
    is_full: bool
    desk: Desk
    may_enter_for: tuple[CouncilMember, ...]

    @property
    def is_to_confirm(self) -> bool:
        """Say whether hands were counted once, by somebody else: the second confirms that count."""
        return bool(self.entries) and not self.is_full and self.own is None

    @property
    def tells(self) -> bool:
        """Say whether the counts all but tell who voted what."""
        return any(line.tells for line in self.lines)


def standing_entries(poll: Poll) -> list[CountEntry]:
    """Return the last entry of each counter."""
    found = poll.entries.prefetch_related("tallies").order_by("counter", "-edition")
    last: dict[int, CountEntry] = {}
    for entry in found:
        last.setdefault(entry.counter, entry)
    return [last[counter] for counter in sorted(last)]


def count_page(poll: Poll, actor: Actor) -> CountPage:
    """Return what the actor may see; one person's numbers stay hidden until the other has entered too."""
    related = ("item__nomination__person", "item__nomination__unit", "item__nomination__household__head")
    lines = tuple(poll.lines.select_related(*related))
    entries = standing_entries(poll)
    is_full = len(entries) == ENTRIES_NEEDED
    shown = entries if is_full or not poll.is_ballot else []
    desk = desk_of(poll, actor)
    own = next((one for one in entries if one.by_user == actor.user_id), None)
    names = {str(line.item_id): line.item.nomination.subject_name for line in lines}
    differing = _differing(poll, entries, names) if is_full else ()
    return CountPage(
        lines=lines,
        own=own,
        entries=tuple(_view(one, names, entries if differing else [one]) for one in shown),
        differing=differing,
        entered_by=tuple(one.who for one in entries),
        is_full=is_full,
        desk=desk,
        may_enter_for=tuple(desk.free(entries, actor)),
    )


def _view(entry: CountEntry, names: dict[str, str], compared: Sequence[CountEntry]) -> EntryView:
    first, last = compared[0].count, compared[-1].count
    tallies = entry.count.tallies
    return EntryView(
        entry,
        tuple(
            (name, tallies[key], _off(first.tallies[key], last.tallies[key], _VOTES))
            for key, name in names.items()
        ),
        _off(first, last, _BALLOTS),
    )


def _off(first: Count | Tally, last: Count | Tally, names: Sequence[str]) -> frozenset[str]:
    return frozenset(name for name in names if getattr(first, name) != getattr(last, name))


def _differing(poll: Poll, entries: Sequence[CountEntry], names: dict[str, str]) -> tuple[Fault, ...]:
    if not poll.is_ballot or poll.state != PollState.OPEN:
        return ()
    return differences(entries[0].count, entries[1].count, names=names)

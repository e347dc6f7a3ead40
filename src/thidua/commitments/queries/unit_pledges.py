"""Which edition of a pledge holds, which is being made, who has signed: one query for every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.models import Pledge
from thidua.foundation.actors import Actor
from thidua.movements.models import Movement

NONE = "chua-co"
NONE_WORDS = "Chưa có giao ước"
_BY_WHOM = {PledgeSide.UNIT: "đơn vị", PledgeSide.AUTHORITY: "Chủ tịch"}


@dataclass(frozen=True, slots=True)
class UnitPledge:
    """The edition both signed, and the one that is being made: the first, or to replace it."""

    holding: Pledge | None = None
    coming: Pledge | None = None

    @property
    def shown(self) -> Pledge | None:
        """The edition that counts: what both signed, before that what is being made."""
        return self.holding or self.coming

    @property
    def states(self) -> tuple[str, ...]:
        """The states of its editions, for filters; one that is missing has a state too."""
        return tuple(one.state for one in (self.holding, self.coming) if one is not None) or (NONE,)

    @property
    def state(self) -> str:
        return self.states[0]

    @property
    def words(self) -> str:
        return edition_words(self.shown) if self.shown is not None else NONE_WORDS

    @property
    def detail(self) -> str:
        """Say how far the edition is that will replace the one that holds."""
        if self.holding is None or self.coming is None:
            return ""
        words = edition_words(self.coming)
        return f"Bản thứ {self.coming.number} đang làm: {words[0].lower()}{words[1:]}."

    @property
    def is_signed_by_unit(self) -> bool:
        """Whether the unit did what was asked of it, even where the chairman has yet to sign."""
        return self.holding is not None or PledgeSide.UNIT in signed_sides(self.coming)


def signed_sides(pledge: Pledge | None) -> frozenset[str]:
    """Return who has signed an edition; a signature stands only while both agree to its text."""
    if pledge is None or pledge.state not in {PledgeState.AGREED, PledgeState.SIGNED}:
        return frozenset()
    return frozenset(one.side for one in pledge.signatures.all())


def edition_words(pledge: Pledge) -> str:
    """Say how far an edition is; of one that both agreed to, who has yet to sign."""
    if pledge.state != PledgeState.AGREED:
        return str(pledge.get_state_display())
    signed = signed_sides(pledge)
    waiting = [_BY_WHOM[side] for side in PledgeSide if side not in signed]
    return f"Chờ {' và '.join(waiting)} ký"


def unit_pledges(movement: Movement, actor: Actor) -> dict[UUID, UnitPledge]:
    """Return by unit what the actor may read of a movement. Two queries for any number of units."""
    found = Pledge.objects.visible_to(actor).standing().filter(movement=movement)
    by_unit: dict[UUID, list[Pledge]] = {}
    for pledge in found.for_list().prefetch_related("signatures"):
        by_unit.setdefault(pledge.unit_id, []).append(pledge)
    return {unit_id: _of(pledges) for unit_id, pledges in by_unit.items()}


def _of(pledges: Iterable[Pledge]) -> UnitPledge:
    holding = coming = None
    for one in pledges:
        if one.state == PledgeState.SIGNED:
            holding = one
        else:
            coming = one
    return UnitPledge(holding, coming)

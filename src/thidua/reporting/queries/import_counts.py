"""How many figures an import writes, leaves and gives back, each counted once, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, F, Q

from thidua.reporting.enums import FigureState
from thidua.reporting.models import FigureImport
from thidua.reporting.queries.import_cells import Effect, PlannedCell

_DRAFTS = (FigureState.DRAFT, FigureState.RETURNED)
_SAID = {Effect.NEW: "ghi mới", Effect.CHANGE: "đổi số chưa gửi", Effect.CORRECT: "đính chính số đã gửi"}


class Taken(NamedTuple):
    """What an import wrote, what of it stands as it was left, and what was kept when it was taken back."""

    made: int
    changed: int
    corrected: int
    untouched: int
    kept: int

    @property
    def text(self) -> str:
        return kinds_text(
            {Effect.NEW: self.made, Effect.CHANGE: self.changed, Effect.CORRECT: self.corrected}
        )

    @property
    def total(self) -> int:
        return self.made + self.changed + self.corrected

    @property
    def touched(self) -> int:
        """How many changed since, so that taking the import back would leave them."""
        return self.total - self.untouched

    @property
    def given_back(self) -> int:
        """How many are as before, once the import was taken back."""
        return self.total - self.kept


def taken_of(batch: FigureImport) -> Taken:
    """Count what an import wrote; one query."""
    is_new = Q(entered_at_before=None)
    is_draft = Q(state_before__in=_DRAFTS)
    found = batch.figures.aggregate(
        made=Count("pk", filter=is_new),
        changed=Count("pk", filter=~is_new & is_draft),
        corrected=Count("pk", filter=~is_new & ~is_draft),
        untouched=Count("pk", filter=Q(figure__version=F("version"))),
        kept=Count("pk", filter=~Q(kept_because="")),
    )
    return Taken(**found)


def written_text(cells: Sequence[PlannedCell]) -> str:
    """Say what becomes of figures: "3 ghi mới, 1 đính chính số đã gửi"."""
    return kinds_text({effect: sum(cell.effect == effect for cell in cells) for effect in _SAID})


def kinds_text(counts: dict[Effect, int]) -> str:
    return ", ".join(f"{number} {_SAID[effect]}" for effect, number in counts.items() if number)


def faults_text(faults: Sequence[PlannedCell]) -> str:
    """Count what cannot be taken: cells, and rows that are left as a whole."""
    cells = sum(bool(one.where.target) for one in faults)
    parts = ((cells, "ô"), (len(faults) - cells, "dòng"))
    return " và ".join(f"{number} {word}" for number, word in parts if number)

"""Keep sets of criteria and rounds findable by name."""

from collections.abc import Iterator

from thidua.foundation.services import search
from thidua.scoring.models import CriteriaSet, ScoringRound


def index_set(made: CriteriaSet) -> None:
    """Keep the set findable under its present name."""
    search.index(_set(made))


def forget_set(gone: CriteriaSet) -> None:
    """Find a deleted set no more."""
    search.forget("criteria", str(gone.pk))


def index_round(made: ScoringRound) -> None:
    """Keep the round findable under its present name."""
    search.index(_round(made))


def _set(made: CriteriaSet) -> search.Findable:
    return search.Findable(
        authority_id=made.authority_id,
        kind="criteria",
        object_id=str(made.pk),
        title=made.name,
        url=f"/cham-diem/bo-tieu-chi/{made.pk}/",
        place=f"bản thứ {made.number}",
    )


def _round(made: ScoringRound) -> search.Findable:
    return search.Findable(
        authority_id=made.authority_id,
        kind="scoring",
        object_id=str(made.pk),
        title=made.name,
        url=f"/cham-diem/{made.pk}/",
        place=f"kết quả đến hết ngày {made.ends_on:%d/%m/%Y}",
    )


def _sets() -> Iterator[search.Findable]:
    return map(_set, CriteriaSet.objects.iterator())


def _rounds() -> Iterator[search.Findable]:
    return map(_round, ScoringRound.objects.iterator())


search.declare("criteria", _sets)
search.declare("scoring", _rounds)

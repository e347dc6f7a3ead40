"""Keep pledges and plans findable by unit; an edition that counts no more is not found."""

from collections.abc import Iterable, Iterator

from thidua.commitments.models import Plan, Pledge
from thidua.foundation.services import search

PLEDGE, PLAN = "pledge", "plan"
"""Kinds whose rows are shown to those only who may read the thing itself (`monitoring.queries.search`)."""


def index_pledges(made: Iterable[Pledge]) -> None:
    """Make new editions (unit and movement loaded) found."""
    search.index_new(_pledge(one) for one in made)


def forget_pledges(gone: Iterable[Pledge]) -> None:
    search.forget_all(PLEDGE, [str(one.pk) for one in gone])


def index_plan(made: Plan) -> None:
    search.index_new([_plan(made)])


def _pledge(made: Pledge) -> search.Findable:
    return search.Findable(
        authority_id=made.authority_id,
        kind=PLEDGE,
        object_id=str(made.pk),
        title=str(made),
        url=f"/phong-trao/giao-uoc/{made.pk}/",
        detail=f"bản thứ {made.number}",
        place=str(made.movement),
    )


def _plan(made: Plan) -> search.Findable:
    return search.Findable(
        authority_id=made.authority_id,
        kind=PLAN,
        object_id=str(made.pk),
        title=str(made),
        url=f"/ke-hoach/{made.pk}/",
        place=str(made.movement),
    )


def _pledges() -> Iterator[search.Findable]:
    return map(_pledge, Pledge.objects.standing().select_related("unit", "movement").iterator())


def _plans() -> Iterator[search.Findable]:
    return map(_plan, Plan.objects.select_related("unit", "movement").iterator())


search.declare(PLEDGE, _pledges)
search.declare(PLAN, _plans)

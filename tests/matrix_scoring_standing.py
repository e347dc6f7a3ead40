"""Who gets what from the addresses of standings and of why a unit has its points."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix_words import GONE, REFUSED, Row, Seen, pk, reads

from thidua.organisation.enums import Role

SCORERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER})
_public = pk("scoring_public")


def _unit(name: str, unit: str = "Thôn 1", *, line: bool = False) -> Callable[[Any], Mapping[str, Any]]:
    """Take a round, a unit of its commune, and a criterion where one is asked for."""

    def args(place: Any) -> Mapping[str, Any]:
        scoring = getattr(place, name)
        found = {"pk": scoring.pk, "unit_pk": place.commune.units[unit].pk}
        return found | ({"criterion_pk": _criterion(scoring)} if line else {})

    return args


def _criterion(scoring: Any) -> Any:
    return scoring.criteria_set.groups.first().criteria.first().pk


def _shut(name: str, args: Any) -> Row:
    """Nothing of a round is shown to everybody before it is published."""
    return Row(name, args, get=Seen(yes=GONE), stranger=GONE, is_public=True, state="not published")


def _shown(name: str, args: Any) -> Row:
    return reads(name, args, stranger=200, is_public=True, elsewhere=200)


ROWS = [
    reads("scoring:standing", pk("scoring_draft"), state="draft"),
    reads("scoring:standing", pk("scoring_open"), state="open"),
    reads("scoring:standing", pk("scoring_said"), state="provisional"),
    reads("scoring:standing", pk("scoring_frozen"), state="frozen"),
    reads("scoring:standing-xlsx", pk("scoring_open")),
    # while scoring goes on, a unit reads its own points and those who score read all
    Row("scoring:why", _unit("scoring_open"), get=Seen(SCORERS | {Role.UNIT_HEAD}), state="open, own unit"),
    Row("scoring:why", _unit("scoring_open", "Thôn 2"), get=Seen(SCORERS), state="open, other unit"),
    reads("scoring:why", _unit("scoring_said", "Thôn 2"), state="provisional, other unit"),
    Row(
        "scoring:why-line",
        _unit("scoring_open", "Thôn 2", line=True),
        get=Seen(SCORERS, no=REFUSED),
        state="open, other unit",
    ),
    reads("scoring:why-line", _unit("scoring_public", "Thôn 2", line=True), state="published"),
    Row("scoring:commune-list", get=Seen(frozenset({Role.UPPER}))),
    reads("scoring:unit-standing", pk("unit")),
    _shown("scoring:standing-public", _public),
    _shown("scoring:standing-public-xlsx", _public),
    _shown("scoring:why-public", _unit("scoring_public")),
    _shown("scoring:why-line-public", _unit("scoring_public", line=True)),
    _shut("scoring:standing-public", pk("scoring_frozen")),
    _shut("scoring:standing-public-xlsx", pk("scoring_said")),
    _shut("scoring:why-public", _unit("scoring_frozen")),
    _shut("scoring:why-line-public", _unit("scoring_frozen", line=True)),
]

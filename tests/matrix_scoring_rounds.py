"""Who gets what from the addresses of rounds, their steps, replies, ties and what limits ratings."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix_words import GONE, OFFICE, Row, Seen, deed, form, pk, reads, version

from thidua.organisation.enums import Role

HEAD = frozenset({Role.UNIT_HEAD})
READERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER, Role.UNIT_HEAD})
"""Who reads the sheet of a village: those who judge, who is above, and the village itself."""
NOT_THERE = dict.fromkeys((Role.KEEPER, Role.EDITOR), GONE)
_said, _open = pk("scoring_said"), pk("scoring_open")


def _tie(place: Any) -> Mapping[str, Any]:
    return {"pk": place.scoring_said.pk, "number": 1}


def _sure(round_name: str) -> Callable[[Any], Mapping[str, Any]]:
    """Send the tick that a step asks for while sheets are unfinished."""
    return lambda place: {"_version": getattr(place, round_name).version, "sure": "on"}


def _step(round_name: str, verb: str, data: Any = None) -> Row:
    """A step of a round: the office is asked, and takes it."""
    return Row(
        "scoring:round-step",
        pk(round_name, verb=verb),
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=302),
        data=data or version(round_name),
        state=verb,
    )


ROWS = [
    reads("scoring:round-list"),
    form("scoring:round-new", OFFICE),
    reads("scoring:round-detail", pk("scoring_draft"), state="draft"),
    reads("scoring:round-detail", _open, state="open"),
    reads("scoring:round-detail", _said, state="provisional"),
    reads("scoring:round-detail", pk("scoring_frozen"), state="frozen"),
    form("scoring:round-edit", OFFICE, pk("scoring_draft")),
    Row("scoring:round-edit", _open, get=Seen(frozenset()), post=Seen(frozenset()), state="open"),
    _step("scoring_draft", "mo"),
    _step("scoring_open", "du-kien", _sure("scoring_open")),
    _step("scoring_frozen", "cong-bo", _sure("scoring_frozen")),
    Row(
        "scoring:round-step",
        pk("scoring_open", verb="khac"),
        get=Seen(frozenset(), no=GONE),
        post=Seen(frozenset(), no=GONE),
        state="odd",
    ),
    form("scoring:round-back", OFFICE, pk("scoring_said", verb="cham-tiep")),
    form("scoring:round-back", OFFICE, pk("scoring_open", verb="huy"), state="cancel"),
    form("scoring:round-freeze", OFFICE, _said),
    reads("scoring:reply-list", _said),
    Row(
        "scoring:reply-new",
        pk("said_sheet"),
        get=Seen(HEAD, but=NOT_THERE),
        post=Seen(HEAD, yes=422, but=NOT_THERE),
    ),
    Row(
        "scoring:reply-answer",
        pk("score_reply"),
        get=Seen(OFFICE, but=NOT_THERE),
        post=Seen(OFFICE, yes=422, but=NOT_THERE),
    ),
    Row("scoring:reply-file", pk("score_reply"), get=Seen(READERS, no=GONE)),
    Row("scoring:tie-list", _said, get=Seen(OFFICE)),
    form("scoring:tie-decide", OFFICE, _tie),
    deed("scoring:tie-withdraw", OFFICE, pk("tie")),
    form("scoring:fact-list", OFFICE, _open),
    form("scoring:fact-withdraw", OFFICE, pk("rating_fact")),
]

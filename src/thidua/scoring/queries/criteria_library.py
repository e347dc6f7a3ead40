"""The library of sets that come with the program: real ones with their source, and a draft for villages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring.exchange import set_from

_FOLDER = "data"


class Reach(StrEnum):
    """How far a set of the library may be relied on."""

    USE = "use"
    PART = "part"
    OLD = "old"
    DRAFT = "draft"


_WORDS = {
    Reach.USE: "Chép đủ bảng",
    Reach.PART: "Trích",
    Reach.OLD: "Luật cũ, chỉ tham khảo",
    Reach.DRAFT: "Dự thảo",
}


@dataclass(frozen=True, slots=True)
class LibrarySet:
    """One set of the library: for whom it is, how far it goes, and the table itself."""

    slug: str
    whom: str
    reach: Reach
    confidence: str
    table: Table

    @property
    def reach_words(self) -> str:
        return _WORDS[self.reach]

    @property
    def count(self) -> int:
        return len(self.table.criteria)


@cache
def library() -> Mapping[str, LibrarySet]:
    """Return all sets by slug: drafts for villages first, old law last."""
    found = [
        _read(path.read_text("utf-8"))
        for path in (files("thidua.scoring") / _FOLDER).iterdir()
        if path.name.endswith(".json")
    ]
    order = [Reach.DRAFT, Reach.USE, Reach.PART, Reach.OLD]
    ordered = sorted(found, key=lambda one: (order.index(one.reach), one.table.name))
    return {one.slug: one for one in ordered}


def _read(text: str) -> LibrarySet:
    plain = json.loads(text)
    return LibrarySet(
        slug=plain["slug"],
        whom=plain["for"],
        reach=Reach(plain["standing"]),
        confidence=plain["confidence"],
        table=set_from(plain["set"]),
    )

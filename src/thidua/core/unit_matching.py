"""Which units of a commune a name printed in a letter means.

A name is matched only when it is the name of a unit, written out, shortened or folded, or the name of
a group ("các thôn"). What comes near is listed as a candidate, never taken: a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from thidua.core.unit_names import keys_of, stripped_titles, tokens_of

KeyT = TypeVar("KeyT")
_LONGEST = 400
_MOST_CANDIDATES = 5
_LIST = re.compile(r"\s*[,;\n]\s*")
_AND = re.compile(r"\s*(?:\bvà\b|&|\bcùng\b)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}[.)])\s+")
_FRONT = "ui ban mat tran to quoc"  # stands beside the unions, is not one of them
_HEADS = frozenset({"hoi", "truong", "thon", "ban", "to", "doan", "khoi", "chi"})
_WHO = (
    r"(?:(?:ban can su|ban cong tac mat tran|ban lanh dao|bi thu|can bo|cap ui|chi bo|chi hoi|chi ui|dong chi"
    r"|hieu truong|nhan dan|ong ba|thon truong|truong) )*"
)
_ALL = r"(?:cac|toan the cac|tat ca cac|toan bo cac|\d{1,2}) "
_HERE = r"(?: (?:(?:dong )?tren dia ban|trong|thuoc))?"
_GROUPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"{_ALL}ban nganh doan the(?: cap)?"), ("board", "union")),
    (re.compile(rf"{_WHO}{_ALL}(?:don vi )?thon(?: xom)?{_HERE}"), ("village",)),
    (re.compile(r"(?:cac |ong ba |dong chi )*thon truong"), ("village",)),
    (re.compile(rf"{_WHO}{_ALL}(?:nha )?(?:don vi )?truong(?: hoc)?{_HERE}"), ("school",)),
    (re.compile(rf"{_ALL}(?:to chuc )?(?:chinh tri xa hoi|(?:hoi )?doan the)(?: cap)?"), ("union",)),
    (re.compile(rf"{_ALL}(?:ban nganh|ban|nganh|bo phan chuyen mon)(?: cap)?"), ("board",)),
    (re.compile(rf"{_ALL}hop tac xa(?: dich vu nong nghiep)?{_HERE}"), ("cooperative",)),
    (re.compile(rf"{_ALL}(?:doanh nghiep|cong ti){_HERE}"), ("enterprise",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedUnit(Generic[KeyT]):
    """A unit as letters may call it."""

    key: KeyT
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Missing(Generic[KeyT]):
    """A part of the name that means no unit for sure, why, and which units come near."""

    printed: str
    reason: str
    candidates: tuple[KeyT, ...] = ()


@dataclass(frozen=True, slots=True)
class Match(Generic[KeyT]):
    """The units meant, each once, in the order of the name; and what is left to a person."""

    keys: tuple[KeyT, ...]
    missing: tuple[Missing[KeyT], ...]

    @property
    def is_sure(self) -> bool:
        return bool(self.keys) and not self.missing


class UnitNames(Generic[KeyT]):
    """The names of all units of a commune, prepared once for a whole letter.

    `place` is the commune's own name, which letters may add to a unit's: "Công an xã Cẩm Lĩnh".
    """

    def __init__(self, units: Sequence[NamedUnit[KeyT]], place: str = "") -> None:
        self._units = units
        self._place = tokens_of(place)
        self._spelled = [self._spellings(unit) for unit in units]
        self._by_name: dict[str, list[KeyT]] = {}
        for unit, spellings in zip(units, self._spelled, strict=True):
            for name in spellings:
                self._by_name.setdefault(name, []).append(unit.key)

    def match(self, printed: str) -> Match[KeyT]:
        """Find the units that `printed` means. Linear in its length, never more than is asked."""
        text = _BULLET.sub("", printed.strip())
        if not tokens_of(text) or len(text) > _LONGEST:
            return Match((), (Missing(printed[:_LONGEST], "Không đọc được tên đơn vị nào ở đây."),))
        whole = self._exactly(text)
        if whole is not None:
            return self._made([whole])
        found: list[tuple[KeyT, ...] | Missing[KeyT]] = []
        head = ""
        for part in self._parts(text):
            found += self._part(part, head)
            head = _head_of(part) or head
        return self._made(found)

    def _parts(self, text: str) -> Iterator[str]:
        """Part a list at its commas, but keep a group together whose own name has them."""
        parts = [part for part in _LIST.split(text) if tokens_of(part)]
        while parts:
            length = next(
                (size for size in range(min(len(parts), 4), 1, -1) if self._exactly(", ".join(parts[:size]))),
                1,
            )
            yield ", ".join(parts[:length])
            del parts[:length]

    def _part(self, part: str, head: str) -> list[tuple[KeyT, ...] | Missing[KeyT]]:
        single = self._exactly(part) or (self._exactly(f"{head} {part}") if head else None)
        if single is not None:
            return [single]
        pieces = [piece for piece in _AND.split(part) if tokens_of(piece)]
        if len(pieces) > 1:
            found = []
            for piece in pieces:
                found.append(self._exactly(piece) or (self._exactly(f"{head} {piece}") if head else None))
                head = _head_of(piece) or head
            sure = [keys for keys in found if keys is not None]
            if len(sure) == len(pieces):
                return [*sure]
        return [self._missing(part)]

    def _exactly(self, printed: str) -> tuple[KeyT, ...] | Missing[KeyT] | None:
        """Return the unit of that name, the units of that group, or the ambiguity; None when unknown."""
        names = keys_of(printed, self._place)
        group = self._group(names)
        if group:
            return group
        bare = [short for name in names for short in stripped_titles(name)]
        for name in (*names, *bare):
            keys = tuple(dict.fromkeys(self._by_name.get(name, ())))
            if len(keys) == 1:
                return keys
            if keys:
                return Missing(
                    printed, f"“{printed}” là tên của {len(keys)} đơn vị.", keys[:_MOST_CANDIDATES]
                )
        return None

    def _group(self, names: Sequence[str]) -> tuple[KeyT, ...] | None:
        for pattern, kinds in _GROUPS:
            if any(pattern.fullmatch(name) for name in names):
                return tuple(
                    unit.key
                    for unit, spellings in zip(self._units, self._spelled, strict=True)
                    if unit.kind in kinds and _FRONT not in spellings
                )
        return None

    def _missing(self, printed: str) -> Missing[KeyT]:
        wanted = [set(name.split()) for name in keys_of(printed, self._place)]
        near = [
            unit.key
            for unit, spellings in zip(self._units, self._spelled, strict=True)
            if any(_is_near(set(name.split()), words) for name in spellings for words in wanted)
        ]
        reason = f"“{printed}” là đơn vị nào?" if near else f"Chưa có đơn vị tên “{printed}”."
        return Missing(printed, reason, tuple(near[:_MOST_CANDIDATES]))

    def _spellings(self, unit: NamedUnit[KeyT]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for printed in unit.names for key in keys_of(printed, self._place)))

    @staticmethod
    def _made(found: Sequence[tuple[KeyT, ...] | Missing[KeyT]]) -> Match[KeyT]:
        keys = [key for part in found if not isinstance(part, Missing) for key in part]
        return Match(tuple(dict.fromkeys(keys)), tuple(part for part in found if isinstance(part, Missing)))


def _is_near(name: set[str], wanted: set[str]) -> bool:
    """Whether one name holds all words of the other, short words such as "ban" alone not counting."""
    shared = name & wanted
    return len(shared) > 1 and (name <= wanted or wanted <= name)


def _head_of(part: str) -> str:
    """Return the word a list leaves out after its first item: "Hội Nông dân, Phụ nữ"."""
    words = tokens_of(part)
    return words[0] if words and words[0] in _HEADS else ""

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
_MOST_ATOMS = 5
_BREAK = re.compile(r"\s*(,\s*(?:và|cùng)\b|[,;\n]|\bvà\b|&|\bcùng\b)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}[.)])\s+")
_FRONT = "ui ban mat tran to quoc"  # stands beside the unions, is not one of them
_HEADS = frozenset({"hoi", "truong", "thon", "ban", "to", "doan", "khoi", "chi"})
_WHO = (
    r"(?:(?:ban can su|ban cong tac mat tran|ban lanh dao|bi thu|can bo|cap ui|chi bo|chi hoi|chi ui|dong chi"
    r"|hieu truong|nhan dan|ong ba|thon truong|truong thon|truong) )*"
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


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece between two breaks; it may be joined to the piece before by "và"."""

    printed: str
    is_joined: bool


@dataclass(frozen=True, slots=True)
class _Segment(Generic[KeyT]):
    """One or more pieces that make one name."""

    printed: str
    found: "tuple[KeyT, ...] | Missing[KeyT] | None"
    is_joined: bool


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
        nothing: Match[KeyT] = Match(
            (), (Missing(printed[:_LONGEST], "Không đọc được tên đơn vị nào ở đây."),)
        )
        if not tokens_of(text) or len(text) > _LONGEST:
            return nothing
        whole = self._exactly(text)
        if whole is not None:
            return self._made([whole])
        parts = [part for run in _runs_of(self._segments(text)) for part in self._run(run)]
        return self._made(parts) if parts else nothing

    def _segments(self, text: str) -> Iterator[_Segment[KeyT]]:
        """Part a list at its commas and its "và", the longest known name first: "các ban, ngành" is one."""
        atoms = _atoms_of(text)
        place, head = 0, ""
        while place < len(atoms):
            printed, found, size = self._longest(atoms[place : place + _MOST_ATOMS], head)
            yield _Segment(printed, found, is_joined=atoms[place].is_joined)
            head = _head_of(printed) or head
            place += size

    def _longest(
        self, atoms: Sequence[_Atom], head: str
    ) -> tuple[str, tuple[KeyT, ...] | Missing[KeyT] | None, int]:
        """Return the longest known name that opens the list, what it means, and of how many pieces it is."""
        for size in range(len(atoms), 1, -1):
            printed = _joined(atoms[:size])
            if (found := self._under(printed, head)) is not None:
                return printed, found, size
        return atoms[0].printed, self._under(atoms[0].printed, head), 1

    def _under(self, printed: str, head: str) -> tuple[KeyT, ...] | Missing[KeyT] | None:
        return self._exactly(printed) or (self._exactly(f"{head} {printed}") if head else None)

    def _run(self, run: Sequence[_Segment[KeyT]]) -> list[tuple[KeyT, ...] | Missing[KeyT]]:
        """Take what "và" joins only when all of it is known: it may be one name."""
        found = [segment.found for segment in run if segment.found is not None]
        if len(found) == len(run):
            return found
        return [self._missing(" và ".join(segment.printed for segment in run))]

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


def _atoms_of(text: str) -> list[_Atom]:
    pieces = _BREAK.split(text)
    atoms = [_Atom(pieces[0], is_joined=False)]
    for mark, printed in zip(pieces[1::2], pieces[2::2], strict=True):
        atoms.append(_Atom(printed, is_joined=mark[0] not in ",;\n"))
    return [atom for atom in atoms if tokens_of(atom.printed)]


def _joined(atoms: Sequence[_Atom]) -> str:
    return atoms[0].printed + "".join(
        f"{' và ' if atom.is_joined else ', '}{atom.printed}" for atom in atoms[1:]
    )


def _runs_of(segments: Iterator[_Segment[KeyT]]) -> list[list[_Segment[KeyT]]]:
    runs: list[list[_Segment[KeyT]]] = []
    for segment in segments:
        if segment.is_joined and runs:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return runs


def _is_near(name: set[str], wanted: set[str]) -> bool:
    """Whether one name holds all words of the other, short words such as "ban" alone not counting."""
    shared = name & wanted
    return len(shared) > 1 and (name <= wanted or wanted <= name)


def _head_of(part: str) -> str:
    """Return the word a list leaves out after its first item: "Hội Nông dân, Phụ nữ"."""
    words = tokens_of(part)
    return words[0] if words and words[0] in _HEADS else ""

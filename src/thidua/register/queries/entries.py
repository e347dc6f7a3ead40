"""The entries of a register as the office reads them: day, what, about whom, by which decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from thidua.core.register.leaves import LeafKind, names_in
from thidua.core.text import fold
from thidua.register.models import Register, RegisterLeaf

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What the office looks for: a number, a year, a kind, words; empty where it asks for none."""

    number: int | None = None
    year: int | None = None
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in words."""

    leaf: RegisterLeaf
    what: str
    names: tuple[str, ...]
    erased: int
    decision: str

    @property
    def number(self) -> int:
        return self.leaf.shown_number

    @property
    def on(self) -> date:
        return self.leaf.on

    @property
    def named(self) -> str:
        """The first names, and how many more there are; that some were erased."""
        told = [", ".join(self.names[:_NAMES_SHOWN])] if self.names else []
        if (more := len(self.names) - _NAMES_SHOWN) > 0:
            told = [f"{told[0]} và {more} tên nữa"]
        if self.erased:
            told.append(
                f"{self.erased} tên đã xóa theo yêu cầu" if self.erased > 1 else "Đã xóa theo yêu cầu"
            )
        return ". ".join(told)


def entries_of(register: Register, asked: Filters) -> Sequence[RegisterLeaf]:
    """Return entries, the newest first, in two queries; words are looked for without accents."""
    found: Any = RegisterLeaf.objects.filter(register=register).select_related("register")
    if asked.number is not None:
        found = found.filter(number=asked.number - 1)
    if asked.year is not None:
        found = found.filter(on__year=asked.year)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    found = found.prefetch_related("parts").order_by("-number")
    words = fold(asked.words)
    return [leaf for leaf in found if _holds(leaf, words)] if words else found


def years_in(register: Register) -> list[int]:
    return [
        day.year for day in RegisterLeaf.objects.filter(register=register).dates("on", "year", order="DESC")
    ]


def row_of(leaf: RegisterLeaf) -> EntryRow:
    """Return an entry in words."""
    record, parts = leaf.record or {}, [*leaf.parts.all()]
    erased = sum(part.text is None for part in parts) + leaf.is_erased
    names = (*names_in(record), *chain.from_iterable(_names_told(part.text) for part in parts))
    title = next((part.text["title"] for part in parts if part.text and "title" in part.text), "")
    what = _WHAT.get(LeafKind(leaf.kind), _title)(record) or title
    return EntryRow(leaf, _told(LeafKind(leaf.kind), what), names, erased, _decision(record))


def _told(kind: LeafKind, what: str) -> str:
    """Name an entry: a certificate by its own title, others by their kind and what they are about."""
    if not what:
        return kind.words
    return what.capitalize() if kind == LeafKind.CERTIFICATE else f"{kind.words}: {what}"


def _names_told(text: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the names of a part; what was corrected is one: "Trần Thị Vân, nay là Trần Thị Vần"."""
    was = text.get("was", {}).get("name") if text else None
    if text and was:
        yield f"{was}, nay là {text['name']}"
    else:
        yield from names_in(text)


def _title(record: Mapping[str, Any]) -> str:
    return str(record.get("title") or record.get("kind") or record.get("correction") or "")


def _erasure(record: Mapping[str, Any]) -> str:
    ground = record.get("ground", "")
    return f"ở mục {record['erased'] + 1}{', theo ' + ground if ground else ''}"


def _ballot(record: Mapping[str, Any]) -> str:
    return f"{record.get('council', '')}, phiên {record.get('session', '')}".strip(", ")


def _restore(record: Mapping[str, Any]) -> str:
    return (
        "khóa ký mới"
        if "key" in record
        else f"sổ từng có {record.get('was')} mục, còn {record.get('is')} mục"
    )


_WHAT = {LeafKind.ERASURE: _erasure, LeafKind.BALLOT: _ballot, LeafKind.RESTORE: _restore}


def _decision(record: Mapping[str, Any]) -> str:
    """Return the decision in words; a revocation also names the one that revoked."""
    told = str(record.get("decision", ""))
    revoked_by = record.get("revoked_by")
    return f"{told}, hủy bởi {revoked_by}" if revoked_by else told


def _holds(leaf: RegisterLeaf, words: str) -> bool:
    told = [leaf.record, *(part.text for part in leaf.parts.all())]
    return any(words in fold(text) for text in _texts(told))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        yield from chain.from_iterable(map(_texts, value))
    elif isinstance(value, str):
        yield value

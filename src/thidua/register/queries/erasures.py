"""Whose words were erased on request: asked before anybody is named in public, or printed anew."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.dates import show_date
from thidua.core.register.leaves import LeafKind, names_in
from thidua.core.text import fold, tells_name
from thidua.register.models import Register, RegisterLeaf, RegisterPart


@dataclass(frozen=True, slots=True)
class Erased:
    """That words were erased: on which day, by which paper; it names nobody."""

    on: date
    ground: str

    @property
    def sentence(self) -> str:
        return f"Đã xóa ngày {show_date(self.on)} theo {self.ground or 'yêu cầu'}"


def erased_of(keys: Iterable[str]) -> Mapping[str, Erased]:
    """Return what was erased among subjects ("award:<key>"), by three queries at any number of them."""
    asked = set(keys)
    found = _whole_entries(asked)
    parts = RegisterPart.objects.erased().filter(about__in=asked).select_related("erasure")
    return found | {part.about: _of(part.erasure) for part in parts}


def erased_keys() -> Mapping[str, frozenset[str]]:
    """Return every subject whose words were erased, by its kind ("award"); there are few. Two queries."""
    parts = RegisterPart.objects.erased().exclude(about="").values_list("about", flat=True)
    whole = RegisterLeaf.objects.filter(record__isnull=True).exclude(about="").values_list("about", flat=True)
    kinds: dict[str, set[str]] = {}
    for about in (*parts, *whole):
        kind, _, key = about.partition(":")
        kinds.setdefault(kind, set()).add(key)
    return {kind: frozenset(keys) for kind, keys in kinds.items()}


def still_naming(register: Register, names: Collection[str]) -> list[int]:
    """Return the entries, as people count them, that still name one of these: the same person, or a namesake.

    Titles that tell a name count as well. Reads every text of the register: for the one who erases, not for a
    list. Two queries.
    """
    asked = {fold(name) for name in names}
    parts = RegisterPart.objects.filter(leaf__register=register, text__isnull=False)
    whole = RegisterLeaf.objects.filter(register=register, format=1, record__isnull=False)
    told = (*parts.values_list("leaf__number", "text"), *whole.values_list("number", "record"))
    found = {number for number, text in told if asked & {*map(fold, names_in(text))}}
    titles = ((number, str((text or {}).get("title", ""))) for number, text in told)
    found |= {number for number, title in titles if any(tells_name(title, name) for name in names)}
    return sorted(number + 1 for number in found)


def names_about(part: RegisterPart) -> frozenset[str]:
    """Return every name under which the register tells of the person of a part: as decided, as corrected."""
    same = RegisterPart.objects.filter(leaf__register=part.leaf.register_id, about=part.about)
    texts = same.values_list("text", flat=True) if part.about else [part.text]
    return frozenset(name for text in texts for name in names_in(text))


def _whole_entries(asked: set[str]) -> dict[str, Erased]:
    """Return entries of the first form that went as a whole, each with the entry that says so."""
    gone = list(RegisterLeaf.objects.filter(about__in=asked, record__isnull=True))
    if not gone:
        return {}
    told = RegisterLeaf.objects.filter(
        kind=LeafKind.ERASURE, about__in=[erasure_key(leaf) for leaf in gone]
    ).order_by("number")
    erasures = {(leaf.register_id, leaf.about): leaf for leaf in told}
    return {leaf.about: _of(erasures[leaf.register_id, erasure_key(leaf)]) for leaf in gone}


def erasure_key(leaf: RegisterLeaf) -> str:
    """Return what the entry that tells of an erasure is about."""
    return f"leaf:{leaf.number}"


def _of(erasure: RegisterLeaf | None) -> Erased:
    if erasure is None or erasure.record is None:
        raise ValueError(erasure)
    return Erased(erasure.on, erasure.record.get("ground", ""))

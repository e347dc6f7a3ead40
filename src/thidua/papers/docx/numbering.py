"""Automatic numbers of Word lists, written out as a reader sees them: "1.", "a)", "II.", "- "."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from thidua.papers.docx.markup import VAL, W, is_on, number, value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9_999
_PLAIN_BULLETS = frozenset("-+*•–—")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as numbering.xml sets it.

    `pieces` is the pattern cut at its places, texts and digits in turn: "%1.%2" is "", "1", ".", "2", "".
    """

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    has_space: bool = True
    is_legal: bool = False
    style: str | None = None
    pieces: tuple[str, ...] = ()


_PLAIN = Level()


@dataclass(slots=True)
class _Instance:
    """A w:num: what it has counted, its levels, numbers it starts anew, and levels tied to styles.

    Instances of one list share `counters`, a count for each depth.
    """

    counters: dict[int, int]
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; ask once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._counters: dict[str, dict[int, int]] = {}
        self._known: dict[str, _Instance | None] = {}
        self._lists: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        if root is not None:
            self._lists = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
            self._abstracts = {
                element.get(W + "abstractNumId", ""): element
                for element in root.iterchildren(W + "abstractNum")
            }

    def label(self, num_id: str, depth: int) -> str:
        """Count one step of list `num_id` and return what stands before the paragraph."""
        instance = self._known.get(num_id) or self._instance(num_id)
        if instance is None:
            return ""
        depth = min(max(depth, 0), _DEEPEST)
        level = instance.levels.get(depth, _PLAIN)
        _step(instance, depth, level)
        if level.form == "bullet":
            return f"{level.pattern if level.pattern in _PLAIN_BULLETS else '-'} "
        text, *places = level.pieces or ("",)
        for digit, after in zip(places[::2], places[1::2], strict=True):
            text += _number(instance, int(digit) - 1, level) + after
        return f"{text} " if text and level.has_space else text

    def depth_of_style(self, num_id: str, style: str) -> int:
        """Return the level that `style` is tied to in this list; 0 when it is not."""
        instance = self._instance(num_id)
        return instance.depths.get(style, 0) if instance else 0

    def _instance(self, num_id: str) -> _Instance | None:
        """Return a list; each is built when it is first used, as templates bring dozens."""
        if num_id not in self._known:
            self._known[num_id] = self._built(num_id)
        return self._known[num_id]

    def _built(self, num_id: str) -> _Instance | None:
        element = self._lists.get(num_id)
        if element is None:
            return None
        abstract = value(element, "abstractNumId") or ""
        levels = _levels(self._abstracts[abstract]) if abstract in self._abstracts else {}
        instance = _Instance(self._counters.setdefault(abstract, {}), levels)
        _override(instance, element)
        instance.depths = {level.style: depth for depth, level in instance.levels.items() if level.style}
        return instance


def _step(instance: _Instance, depth: int, level: Level) -> None:
    counters = instance.counters
    if instance.restarts and depth in instance.restarts:
        counters[depth] = instance.restarts.pop(depth)
    else:
        counters[depth] = counters[depth] + 1 if depth in counters else level.start
    if len(counters) > 1:
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]


def _number(instance: _Instance, depth: int, shown_by: Level) -> str:
    level = instance.levels.get(depth, _PLAIN)
    count = instance.counters.get(depth, level.start)
    form = "decimal" if shown_by.is_legal else level.form
    return _FORMS.get(form, str)(min(max(count, 0), _LARGEST))


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {number(level.get(W + "ilvl")): _level(level) for level in parent.findall(W + "lvl")}


def _level(element: etree._Element) -> Level:
    legal = element.find(W + "isLgl")
    pattern = value(element, "lvlText") or ""
    return Level(
        form=value(element, "numFmt") or "decimal",
        pattern=pattern,
        start=number(value(element, "start"), 1),
        has_space=value(element, "suff") != "nothing",
        is_legal=legal is not None and is_on(legal),
        style=value(element, "pStyle"),
        pieces=tuple(_PLACE.split(pattern)),
    )


def _override(instance: _Instance, element: etree._Element) -> None:
    for override in element.findall(W + "lvlOverride"):
        depth = number(override.get(W + "ilvl"))
        instance.levels.update(_levels(override))
        start = override.find(W + "startOverride")
        if start is not None:
            instance.restarts[depth] = number(start.get(VAL), 1)


def _roman(count: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        text += sign * times
    return text or "0"


def _letters(count: int) -> str:
    """Count as Word does: a … z, aa, bb …; Word knows no "đ" here."""
    times, place = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + place) * (min(times, 9) + 1)


def _padded(count: int) -> str:
    return f"{count:02d}"


def _nothing(_count: int) -> str:
    return ""


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": _padded,
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "none": _nothing,
}

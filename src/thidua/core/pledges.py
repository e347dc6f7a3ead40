"""A pledge as it is printed and signed: its text, its fingerprint, and how a number came to be agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any

from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.dates import show_date
from thidua.core.goal_text import amount_text, goal_text
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.core.standing.parts import with_level
from thidua.core.targets import CHANGES, Goal

_GROUP = 4
_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Promise:
    """One line as printed: what is promised and the level in words, empty for a line of words only."""

    text: str
    level: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.text}: {self.level}." if self.level else f"{self.text.removesuffix('.')}."


@dataclass(frozen=True, slots=True)
class PledgePaper:
    """All that both sides sign, as it stood when they agreed; names in it never follow later renaming.

    `replaced` is the number of the edition it takes the place of, 0 when there is none; `because` says why.
    """

    movement: str
    unit: str
    committee: str
    edition: int
    theme: str
    promise: str
    promises: tuple[Promise, ...]
    replaced: int = 0
    because: str = ""

    @property
    def parties(self) -> str:
        return f"Giữa {self.unit} và {self.committee}."

    @property
    def edition_sentence(self) -> str:
        if not self.replaced:
            return ""
        why = self.because.removesuffix(".")
        return f"Bản thứ {self.edition}, thay bản thứ {self.replaced}. Lý do: {why}."

    @property
    def text(self) -> str:
        """Write the whole as it is printed, a paragraph a line; this is what the fingerprint is taken of."""
        numbered = (f"{place}. {one.sentence}" for place, one in enumerate(self.promises, 1))
        theme = self.theme.removesuffix(".")
        lines = (
            "GIAO ƯỚC THI ĐUA",
            f"Phong trào: {self.movement}.",
            self.parties,
            self.edition_sentence,
            f"Chủ đề: {theme}." if theme else "",
            *numbered,
            *self.promise_lines,
        )
        return "\n".join(line for line in lines if line)

    @property
    def promise_lines(self) -> tuple[str, ...]:
        """Return what both promise in general, a paragraph a line, the last one ended."""
        lines = [line.strip() for line in self.promise.splitlines() if line.strip()]
        return (*lines[:-1], f"{lines[-1].rstrip(' .;/')}.") if lines else ()

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)


def paper_from(data: Mapping[str, Any]) -> PledgePaper:
    """Read what `to_data` wrote."""
    promises = tuple(Promise(**one) for one in data["promises"])
    return PledgePaper(**{**data, "promises": promises})


def spoken(fingerprint: str) -> str:
    """Shorten a fingerprint to what people compare: "7C1E 90AB 44D2 F603"."""
    parts = (fingerprint[place : place + _GROUP] for place in range(0, _GROUP * _GROUPS, _GROUP))
    return " ".join(parts).upper()


def level_words(amount: Decimal | None, base: Decimal | None, measure: str, goal: Goal | None = None) -> str:
    """Say a level: "380 tấn", "193/203 (95,07%)", "không quá 2 vụ", "tăng 11%"; empty without a number.

    `goal` is that of the target the line speaks of, if it speaks of one.
    """
    if amount is None:
        return ""
    if base:
        rate = rounded(Fraction(amount) / Fraction(base) * PER_WHOLE.get(measure, 1))
        return f"{format_number(amount)}/{format_number(base)} ({amount_text(rate, measure)})"
    if goal is not None and goal.comparator in CHANGES:
        return goal_text(with_level(goal, amount))
    limit = "không quá " if goal is not None and goal.is_limit else ""
    return f"{limit}{amount_text(amount, measure)}"


class TurnKind(StrEnum):
    """What somebody did with a line when it was their turn."""

    OFFER = "offer"
    COUNTER = "counter"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the talk about a line; `who` as the sentence names the side."""

    kind: TurnKind
    who: str
    said: str
    on: date
    note: str = ""


def talk_sentence(turns: Sequence[Turn]) -> str:
    """Tell how a line was agreed: "Văn phòng đề nghị 400 tấn, Thôn 3 đề nghị 360 tấn, thống nhất …"."""
    parts = [_part(turn) for turn in turns]
    return f"{', '.join(parts)}." if parts else ""


def _part(turn: Turn) -> str:
    note = f" (“{turn.note.removesuffix('.')}”)" if turn.note else ""
    if turn.kind == TurnKind.AGREE:
        what = f" {turn.said}" if turn.said else ""
        return f"thống nhất{what} ngày {show_date(turn.on)}{note}"
    if turn.said:
        return f"{turn.who} đề nghị {turn.said} ngày {show_date(turn.on)}{note}"
    verb = "đề nghị" if turn.kind == TurnKind.OFFER else "có ý kiến"
    return f"{turn.who} {verb} ngày {show_date(turn.on)}{note}"

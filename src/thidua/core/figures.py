"""What somebody put into the cell of a report: a number, one of three words, nothing, or a mistake.

Empty, 0, "không có" and "không áp dụng" are four things. Empty is not reported. 0 was counted. "Không có"
says that nothing of the kind occurred: it adds as 0 and is printed as said. "Không áp dụng" leaves the unit
out of sums and means. A mistake is a sentence that says what stands there and what to write instead.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.core.quantities import dot_is_ambiguous, format_number, in_words, read_number
from thidua.core.room import TOO_LONG, fits, without_noise
from thidua.core.text import fold

_NUMBER = re.compile(r"(?P<sign>[-−–]?)\s*(?P<digits>\d[\d.,\s\u00a0\u202f]*)(?P<rest>.*)", re.DOTALL)
_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?$")
_POWER = re.compile(r"\d[\d.,]*\s*e[+-]?\d+$", re.IGNORECASE)
_FORMULA = ("=", "+", "@")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_LONGEST_SHOWN = 40
_NONE_WORDS = frozenset({"khong co", "khong", "khong phat sinh", "k co", "ko co"})
_OUT_WORDS = frozenset({"khong ap dung", "kad", "n/a", "na", "x"})
_EMPTY_WORDS = frozenset({"", "-", "–", "—", "...", "…"})


class CellState(StrEnum):
    """The four things a cell can say."""

    EMPTY = "empty"
    NUMBER = "number"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was read. `question` is set where a careful person would ask ("1,234: một phẩy …?")."""

    state: CellState
    value: Decimal | None = None
    question: str = ""

    @property
    def amount(self) -> Decimal | None:
        """What the cell adds to a sum; None when it is left out of it."""
        return Decimal(0) if self.state == CellState.NONE else self.value


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a cell, in one sentence with a way out."""

    sentence: str


EMPTY = Cell(CellState.EMPTY)


def read_cell(text: str, *, unit: str = "", may_fall: bool = False) -> Cell | Mistake:
    """Read typed or pasted text; `may_fall` allows numbers below zero, as growth has them."""
    words = " ".join(text.split())
    key = words if words[:1].isdecimal() else fold(words).strip(" .")  # none of the words begins so
    if key in _EMPTY_WORDS or words in _EMPTY_WORDS:
        return EMPTY
    if key in _NONE_WORDS:
        return Cell(CellState.NONE)
    if key in _OUT_WORDS:
        return Cell(CellState.NOT_APPLICABLE)
    return _no_number(words) or _number(words, unit, may_fall=may_fall)


def read_value(value: object, *, unit: str = "", may_fall: bool = False) -> Cell | Mistake:
    """Read what a workbook holds: text, numbers, and dates that Excel made of numbers."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Mistake("Ô này là đúng/sai chứ không phải số; hãy ghi số.")
    if isinstance(value, date):
        return Mistake(
            f"Excel đã đổi số trong ô này thành ngày {value:%d/%m/%Y}; hãy đặt ô về kiểu Số rồi ghi lại."
        )
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            return Mistake("Ô này không phải là số đếm được; hãy ghi lại số.")
        return _checked(without_noise(number), "", may_fall=may_fall)
    return read_cell(str(value), unit=unit, may_fall=may_fall)


def cell_text(cell: Cell) -> str:
    """Print a cell as a person would write it, so that reading it again gives the same cell."""
    if cell.state == CellState.NUMBER and cell.value is not None:
        return format_number(cell.value)
    return {CellState.NONE: "không có", CellState.NOT_APPLICABLE: "không áp dụng"}.get(cell.state, "")


def _number(words: str, unit: str, *, may_fall: bool) -> Cell | Mistake:
    match = _NUMBER.fullmatch(words)
    digits = match["digits"].strip() if match else ""
    value = read_number(digits)
    if match is None or value is None:
        return Mistake(f"“{_shown(words)}” không phải là số; hãy ghi số, ví dụ 2.350 hoặc 47,3.")
    rest = match["rest"].strip()
    if rest and fold(rest) != fold(unit):
        expected = f"đơn vị của ô này là “{unit}”" if unit else "ô này không ghi đơn vị"
        return Mistake(f"Sau số còn chữ “{_shown(rest)}”; {expected}, hãy chỉ ghi số.")
    return _checked(-value if match["sign"] else value, digits, may_fall=may_fall)


def _no_number(words: str) -> Mistake | None:
    if words.startswith(_FORMULA):
        return Mistake("Ô này bắt đầu như một công thức; hãy ghi kết quả của nó.")
    if _DATE.match(words):
        return Mistake(f"“{_shown(words)}” giống ngày tháng; nếu là số thì ghi liền, không có dấu gạch.")
    if _POWER.match(words):
        return Mistake(f"“{_shown(words)}” viết theo lối rút gọn của máy; hãy ghi đủ các chữ số.")
    return None


def _checked(value: Decimal, digits: str, *, may_fall: bool) -> Cell | Mistake:
    if value < 0 and not may_fall:
        return Mistake(f"{format_number(value)} nhỏ hơn 0; số này không thể âm.")
    if not fits(value):
        return Mistake(TOO_LONG)
    return Cell(CellState.NUMBER, value, _question(value, digits))


def _question(value: Decimal, digits: str) -> str:
    if _COMMA_GROUP.fullmatch(digits):
        thousands = format_number(Decimal(digits.replace(",", "")))
        return f"{digits} được hiểu là {in_words(value)}; có phải {thousands} không?"
    if dot_is_ambiguous(digits):
        return f"{digits} được hiểu là {in_words(value)}; đúng không?"
    return ""


def _shown(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"

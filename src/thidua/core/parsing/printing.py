"""Write a target as a clause, so that people can check it and the reader can read it again."""

from collections.abc import Callable
from decimal import Decimal

from thidua.core.parsing.reading import Comparator, TargetRead
from thidua.core.quantities import format_number

_RANK, _TIMES = "thứ hạng", "lần"


def clause_of(target: TargetRead) -> str:
    """Return the target in one clause: "Tỷ lệ hộ nghèo dưới 3%"."""
    if target.unit == _RANK and target.low is not None:
        return f"{target.name} xếp thứ {format_number(target.low)}"
    return _WRITERS[target.comparator](target)


def value_of(target: TargetRead) -> str:
    """Return only the value with its comparator: "dưới 3%"; empty for a goal in words."""
    return _bounds(target.low, target.high, target, target.comparator)


def _level(target: TargetRead) -> str:
    verb = "gấp" if target.unit == _TIMES and target.comparator is Comparator.EQ else "đạt"
    return f"{target.name} {verb} {value_of(target)}"


def _kept(target: TargetRead) -> str:
    if target.low is None:
        return target.name if target.name.lower().startswith(("duy trì", "giữ")) else f"Duy trì {target.name}"
    return f"Duy trì {target.name} ở mức {_with_unit(format_number(target.low), target)}"


def _changed(verb: str) -> Callable[[TargetRead], str]:
    def write(target: TargetRead) -> str:
        return f"{target.name} {verb} {_bounds(target.low, target.high, target, None)}"

    return write


def _bounds(
    low: Decimal | None, high: Decimal | None, target: TargetRead, comparator: Comparator | None
) -> str:
    if low is not None and high is not None and low != high:
        return f"từ {format_number(low)} đến {_with_unit(format_number(high), target)}"
    number = low if low is not None else high
    if number is None:
        return ""
    opening = ""
    if high is None:
        opening = "trên " if comparator is Comparator.GT else "ít nhất "
    elif low is None:
        opening = "dưới " if comparator is Comparator.LT else "không quá "
    return f"{opening}{_with_unit(format_number(number), target)}"


def _with_unit(number: str, target: TargetRead) -> str:
    space = "" if target.unit[:1] in {"%", "‰", ""} else " "
    per = "" if target.per is None else f"/{target.per}"
    if per and not target.unit:
        per = f" mỗi {target.per}"
    return f"{number}{space}{target.unit}{per}"


_WRITERS: dict[Comparator, Callable[[TargetRead], str]] = {
    Comparator.EQ: _level,
    Comparator.GE: _level,
    Comparator.GT: _level,
    Comparator.LE: _level,
    Comparator.LT: _level,
    Comparator.RANGE: _level,
    Comparator.MAINTAIN: _kept,
    Comparator.INCREASE_BY: _changed("tăng"),
    Comparator.DECREASE_BY: _changed("giảm"),
    Comparator.QUALITATIVE: lambda target: target.name,
}

"""The numbers of a rule as lines people write in one cell of a workbook: "mỗi lần: 0,5", "từ 90 được 15".

What is written here is what `exchange.rule_from` reads, so that a set goes out and comes back unchanged.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.core.errors import DomainError
from thidua.core.quantities import format_number, read_number
from thidua.core.scoring.rules import Measure

_NUMBERS = {
    "cap": "trần",
    "at_least": "đạt từ",
    "each": "mỗi lần",
    "limit": "nhiều nhất",
    "size": "số mẫu",
    "start": "mốc",
    "base": "điểm ban đầu",
    "step": "mỗi bước",
    "gain": "được thêm",
}
_FLAGS = {"from_full": "trừ từ điểm tối đa", "has_end": "không vượt điểm tối đa"}
_MEASURES = {Measure.SHARE.value: "mức hoàn thành", Measure.VALUE.value: "kết quả"}
_YES, _NO = "có", "không"
_BAND = re.compile(r"từ (.+) được (.+)", re.IGNORECASE)
_STEP = re.compile(r"việc (.+) được (\S+)", re.IGNORECASE)
_KEY = re.compile(r"(.+) \[([^\[\]]+)\]")


def rule_words(numbers: Mapping[str, Any]) -> str:
    """Write the numbers of a rule, in exchange form, one a line."""
    lines: list[str] = []
    for name, value in numbers.items():
        if name == "bands":
            lines += [f"từ {_number(one['low'])} được {_number(one['points'])}" for one in value]
        elif name == "steps":
            lines += [f"việc {one['name']} [{one['key']}] được {_number(one['points'])}" for one in value]
        elif name == "measure":
            lines.append(f"đọc: {_MEASURES[value]}")
        elif name in _FLAGS:
            lines.append(f"{_FLAGS[name]}: {_YES if value else _NO}")
        else:
            lines.append(f"{_NUMBERS[name]}: {_number(value)}")
    return "\n".join(lines)


def _number(value: Any) -> str:
    return format_number(Decimal(str(value)))


def rule_numbers(text: str, place: str) -> dict[str, Any]:
    """Read such lines into exchange form; refuse one that is not understood, with its words."""
    found: dict[str, Any] = {}
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if not line:
            continue
        if band := _BAND.fullmatch(line):
            low, points = (_read(part, line, place) for part in band.groups())
            found.setdefault("bands", []).append({"low": low, "points": points})
        elif step := _STEP.fullmatch(line):
            _add_step(found.setdefault("steps", []), step[1], _read(step[2], line, place))
        else:
            found |= _named(line, place)
    return found


def _add_step(steps: list[dict[str, str]], words: str, points: str) -> None:
    known = _KEY.fullmatch(words)
    name, key = (known[1], known[2]) if known else (words, f"viec-{len(steps) + 1}")
    steps.append({"key": key, "name": name, "points": points})


def _named(line: str, place: str) -> dict[str, Any]:
    words, colon, value = (part.strip() for part in line.partition(":"))
    if colon and words.lower() == "đọc":
        return {"measure": _one_of(_MEASURES, value, line, place)}
    if name := _key_of(_FLAGS, words):
        if value.lower() not in {_YES, _NO}:
            raise DomainError(f"{place}: dòng “{line}” chỉ ghi có hoặc không.")
        return {name: value.lower() == _YES}
    if name := _key_of(_NUMBERS, words):
        return {name: _read(value, line, place)}
    raise DomainError(f"{place}: không hiểu dòng “{line}”.")


def _key_of(known: Mapping[str, str], words: str) -> str:
    return next((key for key, label in known.items() if label == words.lower()), "")


def _one_of(known: Mapping[str, str], value: str, line: str, place: str) -> str:
    found = _key_of(known, value)
    if not found:
        listed: Sequence[str] = list(known.values())
        raise DomainError(f"{place}: dòng “{line}” chỉ ghi {' hoặc '.join(listed)}.")
    return found


def _read(text: str, line: str, place: str) -> str:
    number = read_number(text)
    if number is None:
        raise DomainError(f"{place}: dòng “{line}” phải có số, ví dụ 2,5.")
    return format(number, "f")

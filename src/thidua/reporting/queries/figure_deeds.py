"""What was done to a figure, each deed as people tell it: who, when, from what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.foundation.models import AuditEntry
from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Figure
from thidua.reporting.queries.saying import said_text

_VERBS = {
    "write": "ghi số",
    "correct": "đính chính",
    "verify": "thẩm định đạt",
    "return": "trả lại",
    "mend": "sửa khi thẩm định",
    "undo": "hoàn tác thẩm định",
    "lower": "sửa theo kết quả kiểm tra",
    "import": "nhập từ tệp",
    "undo_import": "hoàn tác lần nhập tệp",
    "store_list": "nhập từ danh sách",
}
_TEXTS = {"note": "ghi chú", "decision": "quyết định công nhận"}
_NUMBERS = ("said", "value", "base", "typed", "typed_base")


@dataclass(frozen=True, slots=True)
class FigureDeed:
    """One deed; `told` says what changed, empty where only the state of the figure did."""

    key: int
    at: datetime
    who: str
    behalf: str
    verb: str
    told: tuple[str, ...]
    reason: str


def deeds_of(figure: Figure, entries: Iterable[AuditEntry]) -> tuple[FigureDeed, ...]:
    """Tell the deeds, newest first as `entries` come. `figure` comes with its target and tracking.

    Entries keep only what each changed, so the figure is followed back from what it is now.
    """
    known: dict[str, Any] = {name: getattr(figure, name) for name in _NUMBERS}
    found = []
    for entry in entries:
        earlier = known | {name: entry.changes[name][0] for name in _NUMBERS if name in entry.changes}
        found.append(_deed(entry, _change(_number(figure.target, earlier), _number(figure.target, known))))
        known = earlier
    return tuple(found)


def _deed(entry: AuditEntry, number: str) -> FigureDeed:
    texts = (_text(label, *entry.changes[name]) for name, label in _TEXTS.items() if name in entry.changes)
    return FigureDeed(
        key=entry.pk,
        at=entry.at,
        who=entry.by_name,
        behalf=entry.on_behalf_of,
        verb=_VERBS.get(entry.action.rpartition(".")[2], "sửa số"),
        told=tuple(filter(None, (number, *texts))),
        reason=entry.reason,
    )


def _number(target: Target, known: Mapping[str, Any]) -> str:
    """Say what the cell said; what could not be read as it was typed."""
    said = known["said"] or CellChoice.EMPTY
    if said == CellChoice.EMPTY:
        typed = " trong ".join(filter(None, (known["typed"], known["typed_base"])))
        return f"“{typed}” (không đọc được thành số)" if typed else ""
    if said == CellChoice.NUMBER and known["value"] is None:
        return ""  # the first entry of a figure does not tell that a number is one
    return said_text(target, said, _decimal(known["value"]), _decimal(known["base"]))


def _change(before: str, after: str) -> str:
    if before == after:
        return ""
    if not before:
        return f"ghi {after}"
    return f"từ {before} thành {after}" if after else f"bỏ trống, trước ghi {before}"


def _text(label: str, before: str | None, after: str | None) -> str:
    if not before:
        return f"{label}: “{after}”" if after else ""
    return f"{label} từ “{before}” thành “{after}”" if after else f"bỏ {label} “{before}”"


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))

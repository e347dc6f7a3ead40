"""Every deed in the audit trail reads as a sentence.

Each app names its actions in `sentences.py` by `register`; `{object}` stands for the label kept in
the entry. Field names come from the models, so that "value" reads "giá trị".
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from thidua.core.dates import parse_iso, show_date
from thidua.core.quantities import format_number
from thidua.foundation.models import AuditEntry

_EMPTY = "(để trống)"
_HIDDEN = {"version"}
_NAMED = re.compile(r"(?<! cho)(?<! của)(?<! thành) “\{object\}”(?=$| đã ký$)")
_PARTIAL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_templates: dict[str, str] = {}


def register(templates: Mapping[str, str]) -> None:
    """Say how actions read: `{"movements.target.change": "đổi chỉ tiêu “{object}”"}`."""
    _templates.update(templates)


def registered() -> Mapping[str, str]:
    return dict(_templates)


def sentence_of(entry: AuditEntry) -> str:
    """Tell who did what, when, from what to what, and why."""
    template = _templates.get(entry.action, "thay đổi “{object}”")
    deed = template.replace("{object}", entry.object_label)
    helped = f" (làm thay {entry.on_behalf_of})" if entry.on_behalf_of else ""
    told = f"{moment(entry.at)}, {entry.by_name}{helped} {deed}"
    return _with_changes(entry, told, changes_of(entry))


def step_of(entry: AuditEntry) -> str:
    """Tell a deed on the history of a thing: without the name on top, and a step only by its verb."""
    template = _templates.get(entry.action, "thay đổi")
    deed = _NAMED.sub("", template).replace("{object}", entry.object_label)
    helped = f" (làm thay {entry.on_behalf_of})" if entry.on_behalf_of else ""
    told = f"{moment(entry.at)}, {entry.by_name}{helped} {deed}"
    hidden = {name for name in entry.changes if _tells_the_step(entry, name)}
    return _with_changes(entry, told, changes_of(entry, hidden))


def _with_changes(entry: AuditEntry, told: str, changes: list[str]) -> str:
    if changes:
        told = f"{told}: {'; '.join(changes)}"
    reason = f" Lý do: {entry.reason.rstrip('.')}." if entry.reason else ""
    return f"{told.rstrip('.')}.{reason}"


def _tells_the_step(entry: AuditEntry, name: str) -> bool:
    """Say whether a change only repeats what the verb of a step says: the new state, and when."""
    if entry.action not in _templates or "state" not in entry.changes:
        return False
    return name == "state" or isinstance(field_of(entry.object_type, name), models.DateTimeField)


def changes_of(entry: AuditEntry, hidden: Collection[str] = ()) -> list[str]:
    """Say of each field what it was and what it is, but for the hidden ones."""
    return [
        _change(entry.object_type, name, before, after)
        for name, (before, after) in entry.changes.items()
        if name not in _HIDDEN and name not in hidden and before != after
    ]


def moment(at: datetime) -> str:
    """Write a moment on the clocks of Vietnam: "14:05 ngày 16/04/2024"."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


def show(field: models.Field[Any, Any] | None, value: object) -> str:
    """Write a value for people, be it a field's own or the plain form kept in the trail."""
    if value is None or value == "":
        return _EMPTY
    if isinstance(value, Mapping):
        return str(value.get("label", ""))
    if isinstance(value, bool):
        return "có" if value else "không"
    if field is not None and field.choices:
        return str(dict(cast("Any", field.flatchoices)).get(value, value))
    return _number_or_day(field, value)


def field_of(object_type: str, name: str) -> models.Field[Any, Any] | None:
    """Return the model's field, None for what is no column of its own."""
    try:
        found = apps.get_model(object_type)._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    except (LookupError, FieldDoesNotExist):
        return None
    return found if isinstance(found, models.Field) else None


def label_of(object_type: str, name: str) -> str:
    """Return the Vietnamese name of a field."""
    field = field_of(object_type, name)
    label = str(field.verbose_name) if field is not None else ""
    return label if label not in {"", name.replace("_", " ")} else _OTHER_NAMES.get(name, name)


_OTHER_NAMES = {
    "count": "số mục",
    "units": "đơn vị",
    "targets": "số chỉ tiêu",
    "following": "mục đứng sau",
    "basis": "căn cứ",
    "items": "số cần xem",
    "signature": "chữ ký",
    "lines": "các dòng",
    "line": "tiêu chí",
    "fact": "việc hạn chế xếp loại",
    "titles": "danh hiệu",
    "goals": "số chỉ tiêu phấn đấu",
    "tasks": "số việc",
    "due_on": "hạn",
    "moves": "đổi hạng so với đợt trước",
}


def _change(object_type: str, name: str, before: object, after: object) -> str:
    field = field_of(object_type, name)
    label = label_of(object_type, name)
    old, new = show(field, before), show(field, after)
    if old == _EMPTY:
        return f"ghi {label} là {new}"
    if new == _EMPTY:
        return f"bỏ {label} {old}"
    return f"{label} từ {old} thành {new}"


def _number_or_day(field: models.Field[Any, Any] | None, value: object) -> str:
    text = str(value)
    if isinstance(field, models.DecimalField) or isinstance(value, Decimal):
        return _number(text)
    if isinstance(field, models.DateTimeField) and (at := parse_datetime(text)) is not None:
        return moment(at)
    if isinstance(field, models.DateField) and (day := parse_date(text)) is not None:
        return show_date(day)
    return _partial_day(text) if _PARTIAL_DAY.fullmatch(text) else text


def _partial_day(text: str) -> str:
    """Write a day or month kept as ISO text, as letters give them: "tháng 4/2024"."""
    try:
        return show_date(parse_iso(text))
    except ValueError:
        return text


def _number(text: str) -> str:
    try:
        return format_number(Decimal(text))
    except InvalidOperation:
        return text


register({"foundation.version.refuse": "gửi bản khác cho “{object}”, chưa lưu vì đã có bản mới hơn"})

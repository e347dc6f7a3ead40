"""Forms of visits: shape only, rules are in the services."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from thidua.core.dates import show_date
from thidua.core.quantities import format_number
from thidua.foundation.web.fields import DayField, NumberField, TextField
from thidua.monitoring.enums import ItemVerdict
from thidua.monitoring.models import InspectionRound, Visit, VisitItem
from thidua.monitoring.queries.doubt_rows import Row
from thidua.monitoring.services.visits import NOT_THE_SAME, ItemEntry, VisitEntry
from thidua.organisation.models import Unit, User

DAY_SHAPE = "Ngày/tháng/năm, ví dụ 06/05/2024."


class VisitNewForm(forms.Form):
    """Into which round a unit goes, and why."""

    round = forms.ModelChoiceField(
        label="Đợt kiểm tra",
        queryset=InspectionRound.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đợt kiểm tra.", "invalid_choice": "Chọn một đợt đang mở."},
    )
    reason = TextField(
        label="Lý do chọn",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": "Ghi lý do chọn đơn vị này."},
    )

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["round"]
        choice.queryset = rounds


class _PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for mypy
    """Choose an account by the name of its person."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person)


class ArrangeForm(forms.Form):
    """Who goes, and when."""

    inspector = _PersonChoice(
        label="Người kiểm tra",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        error_messages={"required": "Chọn người kiểm tra.", "invalid_choice": "Chọn một người."},
    )
    planned_on = DayField(label="Ngày đi", required=False, help_text=DAY_SHAPE)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["inspector"]
        choice.queryset = people


class ChooseForm(forms.Form):
    """Which figures are looked at."""

    figures = forms.MultipleChoiceField(
        label="Các số cần xem",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có số không còn trong danh sách. Tải lại trang."},
    )

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["figures"]
        choice.choices = [
            (str(row.figure_id), f"{row.target.name}, {row.period}: {row.told}") for row in rows
        ]


@dataclass(frozen=True, slots=True)
class ItemFields:
    """The fields beside one figure."""

    item: VisitItem
    found: BoundField
    found_base: BoundField | None
    verdict: BoundField
    note: BoundField

    @property
    def has_errors(self) -> bool:
        shown = (self.found, self.found_base, self.verdict, self.note)
        return any(field.errors for field in shown if field is not None)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The figures of one target, as one step of the form; numbers stay when the order does not."""

    number: int
    name: str
    rows: tuple[ItemFields, ...]

    @property
    def is_done(self) -> bool:
        """Whether something is saved beside each figure."""
        return all(row.item.verdict for row in self.rows)

    @property
    def is_open(self) -> bool:
        """Whether it stands among what is still to be filled: also where something typed is wrong."""
        return not self.is_done or any(row.has_errors for row in self.rows)


@dataclass(frozen=True, slots=True)
class Beside:
    """A form to be sent once more: what goes into it, and what was saved otherwise, label and value."""

    initial: Mapping[str, object]
    told: tuple[tuple[str, str], ...]


class FillForm(forms.Form):
    """The record of a visit: figure by figure, and in general."""

    visited_on = DayField(label="Ngày đã đi", required=False, help_text=DAY_SHAPE)
    present = TextField(
        label="Người của đơn vị cùng làm việc",
        max_length=300,
        required=False,
        help_text="Họ tên, chức vụ; nhiều người thì cách nhau bằng dấu chấm phẩy.",
    )
    note = TextField(
        label="Nhận xét chung", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, items: Sequence[VisitItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            for name, made in _fields_of(item).items():
                self.fields[f"{name}-{item.pk}"] = made

    @property
    def rows(self) -> Iterator[ItemFields]:
        for item in self.items:
            base = f"base-{item.pk}"
            yield ItemFields(
                item=item,
                found=self[f"found-{item.pk}"],
                found_base=self[base] if base in self.fields else None,
                verdict=self[f"verdict-{item.pk}"],
                note=self[f"note-{item.pk}"],
            )

    @cached_property
    def groups(self) -> tuple[ItemGroup, ...]:
        """The figures by target, in the order of the visit: those in doubt come first there."""
        found: dict[str, list[ItemFields]] = {}
        for row in self.rows:
            found.setdefault(row.item.target_name, []).append(row)
        return tuple(
            ItemGroup(number, name, tuple(rows)) for number, (name, rows) in enumerate(found.items(), 1)
        )

    @property
    def done_count(self) -> int:
        return sum(group.is_done for group in self.groups)

    def clean(self) -> dict[str, Any]:
        """Compare the numbers where nobody chose, and say at the number when it is missing."""
        cleaned: dict[str, Any] = super().clean() or {}
        for item in self.items:
            name, verdict = f"found-{item.pk}", f"verdict-{item.pk}"
            found = cleaned.get(name)
            if not cleaned.get(verdict) and found is not None:
                cleaned[verdict] = item.compare(found, cleaned.get(f"base-{item.pk}"))
            differs = cleaned.get(verdict) == ItemVerdict.DIFFERS
            if differs and found is None and name not in self.errors:
                self.add_error(name, "Không khớp thì ghi số thực tế.")
            is_unlike = item.is_unlike(found, cleaned.get(f"base-{item.pk}"))
            if cleaned.get(verdict) == ItemVerdict.MATCHES and is_unlike:
                self.add_error(name, NOT_THE_SAME)
        return cleaned

    def beside(self, saved: Mapping[str, object]) -> Beside:
        """Lay what was typed beside what was saved meanwhile; what is blank here is taken from there."""
        typed = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        told = tuple(
            (self._label_of(name), _shown(value))
            for name, value in saved.items()
            if value not in (None, "") and typed.get(name, value) != value
        )
        return Beside({**saved, **typed}, told)

    def _label_of(self, name: str) -> str:
        label = str(self.fields[name].label)
        about = [str(item) for item in self.items if name.endswith(f"-{item.pk}")]
        return f"{about[0]}, {label.lower()}" if about else label

    @property
    def entry(self) -> VisitEntry:
        values = self.cleaned_data
        entries = {
            item.pk: ItemEntry(
                verdict=values[f"verdict-{item.pk}"],
                found=values[f"found-{item.pk}"],
                found_base=values.get(f"base-{item.pk}"),
                note=values[f"note-{item.pk}"],
            )
            for item in self.items
        }
        return VisitEntry(values["visited_on"], values["present"], values["note"], entries)

    @staticmethod
    def initial_of(visit: Visit, items: Sequence[VisitItem], today: date) -> dict[str, object]:
        """Fill what is known; whoever writes is there, so the day is today until somebody says otherwise."""
        known: dict[str, object] = {
            "visited_on": visit.visited_on or today,
            "present": visit.present,
            "note": visit.note,
        }
        for item in items:
            known |= {
                f"found-{item.pk}": item.found,
                f"base-{item.pk}": item.found_base,
                f"verdict-{item.pk}": item.verdict,
                f"note-{item.pk}": item.note,
            }
        return known


def _shown(value: object) -> str:
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        return format_number(value)
    return dict(ItemVerdict.choices).get(str(value), str(value))


def _fields_of(item: VisitItem) -> dict[str, forms.Field]:
    measure = f" ({item.measure})" if item.measure else ""
    made: dict[str, forms.Field] = {
        "found": NumberField(
            label=f"Số thực tế{measure}",
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        ),
        "verdict": forms.ChoiceField(
            label="Kết quả",
            required=False,
            choices=ItemVerdict.choices,
            widget=forms.RadioSelect,
        ),
        "note": TextField(label="Ghi chú", max_length=500, required=False),
    }
    if item.claimed_base is not None:
        made["base"] = NumberField(
            label="Tổng số thực tế",
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
    return made


class FindingForm(forms.Form):
    """What has to be mended, by whom, by when."""

    what = TextField(
        label="Việc phải khắc phục",
        max_length=300,
        error_messages={"required": "Ghi việc phải khắc phục."},
    )
    unit = forms.ModelChoiceField(
        label="Đơn vị làm",
        queryset=Unit.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đơn vị làm.", "invalid_choice": "Chọn một đơn vị."},
    )
    due_on = DayField(label="Hạn", help_text=DAY_SHAPE, error_messages={"required": "Ghi hạn khắc phục."})

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["unit"]
        choice.queryset = units

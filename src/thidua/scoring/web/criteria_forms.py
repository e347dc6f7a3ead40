"""Forms of a set of criteria: beginning one, the set itself, its groups, its ratings and ties."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import TieKind
from thidua.foundation.web.fields import NumberField, TextField
from thidua.movements.models import Movement
from thidua.scoring.enums import GroupKindChoice, TieChoice
from thidua.scoring.models import CriteriaSet, CriterionGroup

_DECIMAL = {"inputmode": "decimal"}
_MOST_POINTS = 100_000
_POINT_PLACES = 4
_HUNDRED = 100
BAND_ROWS, CEILING_ROWS, TIE_ROWS = 6, 5, 5
_OF_WHOLE = frozenset({TieKind.FEWER_DEDUCTIONS, TieKind.PROGRESS, TieKind.BALLOT, TieKind.DECISION})


class PointsField(NumberField):
    """Points in Vietnamese notation: below 100.000, four decimals at most, not negative."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=_DECIMAL), **kwargs)

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is None:
            return None
        if not 0 <= number < _MOST_POINTS or number != round(number, _POINT_PLACES):
            raise forms.ValidationError("Ghi điểm từ 0 đến dưới 100.000, ví dụ 2,5.")
        return number


class NewSetForm(forms.Form):
    """What a new set begins with, what it is called, and the movement whose targets it reads."""

    origin = forms.ChoiceField(
        label="Bắt đầu từ", error_messages={"required": "Chọn bắt đầu từ đâu.", "invalid_choice": "Chọn lại."}
    )
    movement = forms.ModelChoiceField(
        label="Cho phong trào",
        queryset=Movement.objects.none(),
        required=False,
        empty_label="Chưa gắn phong trào",
        help_text="Tiêu chí đọc kết quả chỉ tiêu của phong trào này.",
    )
    name = TextField(
        label="Tên bộ tiêu chí",
        max_length=300,
        required=False,
        help_text="Để trống thì lấy tên của bộ đã chọn.",
    )

    def __init__(self, *args: Any, origins: list[Any], movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"].choices = origins  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["movement"].queryset = movements  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["movement"].initial = movements.first()


class SetForm(forms.Form):
    """The set itself."""

    name = TextField(
        label="Tên bộ tiêu chí", max_length=300, error_messages={"required": "Ghi tên bộ tiêu chí."}
    )
    movement = forms.ModelChoiceField(
        label="Cho phong trào",
        queryset=Movement.objects.none(),
        required=False,
        empty_label="Chưa gắn phong trào",
    )
    total = PointsField(label="Tổng điểm", error_messages={"required": "Ghi tổng điểm, ví dụ 100."})
    places = forms.TypedChoiceField(
        label="Số chữ số sau dấu phẩy của điểm",
        choices=[(number, str(number)) for number in range(_POINT_PLACES + 1)],
        coerce=int,
    )
    rescales = forms.BooleanField(
        label="Nội dung không giao thì bỏ ra và quy đổi", required=False, initial=True
    )
    is_scored = forms.BooleanField(label="Có chấm điểm", required=False, initial=True)
    source = TextField(
        label="Nguồn", max_length=500, required=False, help_text="Văn bản ban hành bộ tiêu chí."
    )

    def __init__(self, *args: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["movement"].queryset = movements  # type: ignore[attr-defined]  # a ModelChoiceField

    @staticmethod
    def initial_of(criteria_set: CriteriaSet) -> dict[str, object]:
        return {name: getattr(criteria_set, name) for name in SetForm.base_fields}


class GroupForm(forms.Form):
    """A group: its name, what its points do, the most it gives and what must be reached of it."""

    name = TextField(label="Tên nhóm", max_length=300, error_messages={"required": "Ghi tên nhóm."})
    kind = forms.ChoiceField(label="Loại", choices=GroupKindChoice.choices)
    maximum = PointsField(
        label="Điểm tối đa của nhóm",
        help_text="Nhóm điểm trừ: số điểm trừ nhiều nhất.",
        error_messages={"required": "Ghi điểm tối đa."},
    )
    percent = NumberField(
        label="Phải đạt ít nhất (%)",
        required=False,
        help_text="Ví dụ 50: dưới một nửa thì không được xếp loại cao. Để trống nếu không đặt.",
        widget=forms.TextInput(attrs=_DECIMAL),
    )

    def clean_percent(self) -> Decimal:
        percent: Decimal = self.cleaned_data.get("percent") or Decimal(0)
        if not 0 <= percent <= _HUNDRED:
            raise forms.ValidationError("Ghi từ 0 đến 100.")
        return percent

    @property
    def values(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        floor = round(found.pop("percent") / _HUNDRED, _POINT_PLACES)
        return {**found, "floor": floor}

    @staticmethod
    def initial_of(group: CriterionGroup) -> dict[str, object]:
        percent = group.floor * _HUNDRED if group.floor else None
        return {"name": group.name, "kind": group.kind, "maximum": group.maximum, "percent": percent}


class RatingsForm(forms.Form):
    """Ratings, what limits them, and what tells equals apart; rows left empty are none."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        kwargs["initial"] = _ratings_of(table)
        super().__init__(*args, **kwargs)
        self.rows = {
            "band": max(BAND_ROWS, len(table.bands) + 1),
            "fact": max(CEILING_ROWS, len(table.ceilings) + 1),
            "tie": max(TIE_ROWS, len(table.ties) + 1),
        }
        keys = [("", "—"), *_keys_of(table)]
        for row in self._rows("band"):
            self.fields[f"band_{row}"] = TextField(label=f"Mức {row}", max_length=100, required=False)
            self.fields[f"low_{row}"] = PointsField(label=f"Mức {row}, từ điểm", required=False)
            self.fields[f"zero_{row}"] = forms.BooleanField(label="Không tiêu chí nào 0 điểm", required=False)
            self.fields[f"floor_{row}"] = forms.BooleanField(
                label="Mọi nhóm đạt mức phải đạt", required=False
            )
        for row in self._rows("fact"):
            self.fields[f"fact_{row}"] = TextField(label=f"Việc {row}", max_length=200, required=False)
            self.fields[f"best_{row}"] = TextField(
                label=f"Việc {row}, cao nhất là", max_length=100, required=False
            )
            self.fields[f"key_{row}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        for row in self._rows("tie"):
            kinds = [("", "—"), *TieChoice.choices]
            self.fields[f"tie_{row}"] = forms.ChoiceField(label=f"Bước {row}", choices=kinds, required=False)
            self.fields[f"of_{row}"] = forms.ChoiceField(
                label=f"Bước {row}, của", choices=keys, required=False
            )

    def _rows(self, start: str) -> range:
        return range(1, self.rows[start] + 1)

    @property
    def bands(self) -> list[dict[str, Any]]:
        """Bound fields of each row, for the template."""
        return [
            {name: self[f"{name}_{row}"] for name in ("band", "low", "zero", "floor")}
            for row in self._rows("band")
        ]

    @property
    def ceilings(self) -> list[dict[str, Any]]:
        return [
            {name: self[f"{name}_{row}"] for name in ("fact", "best", "key")} for row in self._rows("fact")
        ]

    @property
    def ties(self) -> list[dict[str, Any]]:
        return [{name: self[f"{name}_{row}"] for name in ("tie", "of")} for row in self._rows("tie")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for row in self._rows("band"):
            has_name, low = bool(cleaned.get(f"band_{row}")), cleaned.get(f"low_{row}")
            if has_name and low is None and f"low_{row}" not in self.errors:
                self.add_error(f"low_{row}", "Ghi mức này bắt đầu từ mấy điểm.")
            if low is not None and not has_name:
                self.add_error(f"band_{row}", "Ghi tên mức xếp loại.")
        for row in self._rows("tie"):
            kind = cleaned.get(f"tie_{row}")
            if kind and kind not in {*_OF_WHOLE, TieKind.PRIORITY} and not cleaned.get(f"of_{row}"):
                self.add_error(f"of_{row}", "Chọn tiêu chí hoặc nhóm.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Return the columns of the set, in exchange form."""
        return {
            "bands": list(_bands_in(self.cleaned_data)),
            "ceilings": list(_ceilings_in(self.cleaned_data)),
            "ties": list(_ties_in(self.cleaned_data, dict(self.fields["of_1"].choices))),  # type: ignore[attr-defined]  # a ChoiceField
        }


def _keys_of(table: Table) -> Iterator[tuple[str, str]]:
    for group in table.groups:
        yield group.key, f"Nhóm {group.name}"
        yield from ((one.key, one.name) for one in group.criteria)


def _ratings_of(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row, band in enumerate(table.bands, 1):
        found |= {
            f"band_{row}": band.name,
            f"low_{row}": band.low,
            f"zero_{row}": band.nothing_at_zero,
            f"floor_{row}": band.groups_above_floor,
        }
    for row, one in enumerate(table.ceilings, 1):
        found |= {f"fact_{row}": one.name, f"best_{row}": one.band, f"key_{row}": one.fact}
    for row, tie in enumerate(table.ties, 1):
        found |= {f"tie_{row}": tie.kind.value, f"of_{row}": tie.key}
    return found


def _rows_in(cleaned: Mapping[str, Any], start: str) -> Iterator[int]:
    """Number the rows of one kind that were filled."""
    row = 1
    while f"{start}_{row}" in cleaned:
        if cleaned[f"{start}_{row}"]:
            yield row
        row += 1


def _bands_in(cleaned: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in _rows_in(cleaned, "band"):
        yield {
            "name": cleaned[f"band_{row}"],
            "low": format(cleaned[f"low_{row}"].normalize(), "f"),
            "nothing_at_zero": cleaned[f"zero_{row}"],
            "groups_above_floor": cleaned[f"floor_{row}"],
        }


def _ceilings_in(cleaned: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for row in _rows_in(cleaned, "fact"):
        key = cleaned.get(f"key_{row}") or f"viec-{row}"
        yield {"fact": key, "name": cleaned[f"fact_{row}"], "band": cleaned[f"best_{row}"]}


def _ties_in(cleaned: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for row in _rows_in(cleaned, "tie"):
        kind = cleaned[f"tie_{row}"]
        key = "" if kind in _OF_WHOLE else cleaned.get(f"of_{row}", "")
        yield {"kind": kind, "key": key, "name": names[key] if key else ""}


class ReasonForm(forms.Form):
    """Why a locked set is replaced."""

    reason = TextField(
        label="Lý do lập bản mới",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ai cũng xem được lý do này.",
        error_messages={"required": "Ghi lý do lập bản mới."},
    )

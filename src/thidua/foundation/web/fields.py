"""Form fields in Vietnamese notation: text in one spelling, numbers, days, and partial days."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst

from thidua.core.dates import date_at, parse_date, parse_iso, show_date
from thidua.core.quantities import format_number, read_number
from thidua.core.room import TOO_LONG, fits
from thidua.core.text import normalise

_MOST_COUNTED = 9_999_999


def capitalised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Return choices that begin with a capital, as they stand alone in a form."""
    return [(value, capfirst(str(label))) for value, label in choices]


class TextField(forms.CharField):
    """Text in one spelling, its ends cut."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normalise(text) if isinstance(text, str) else text


class NumberField(forms.CharField):
    """A number in Vietnamese notation: 2.350 or 47,3."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        number = read_number(text)
        if number is None:
            raise forms.ValidationError("Ghi số, ví dụ 2.350 hoặc 47,3.")
        if not fits(number):
            raise forms.ValidationError(TOO_LONG)
        return number

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value


class CountField(NumberField):
    """How many of something there are: a whole number that a column keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is None:
            return None
        if number != int(number) or number > _MOST_COUNTED:
            raise forms.ValidationError("Ghi số nguyên, không quá 9.999.999, ví dụ 1.234.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        return format_number(Decimal(value)) if isinstance(value, int) else value


class DayField(forms.CharField):
    """A day as dd/MM/yyyy."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise forms.ValidationError("Ghi ngày/tháng/năm có trong lịch, ví dụ 30/11/2024.")
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


class PartialDayField(forms.CharField):
    """A day, month or year as a letter may give it; kept as ISO text of that length."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return ""
        found = date_at(text, 0)
        if found is None and (iso := _iso(text)):  # the page of a conflict sends back what was saved
            return iso
        if found is None:
            raise forms.ValidationError(
                "Ghi ngày/tháng/năm, ví dụ 16/04/2024; chưa rõ ngày thì ghi tháng 4/2024."
            )
        return found.value.iso

    def prepare_value(self, value: Any) -> Any:
        try:
            return show_date(parse_iso(value)) if isinstance(value, str) and value else value
        except ValueError:
            return value


def _iso(text: str) -> str:
    try:
        return parse_iso(text).iso
    except ValueError:
        return ""

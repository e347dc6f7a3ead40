"""Forms of obligations: shape only."""

from typing import Any

from django import forms

from thidua.foundation.web.fields import DayField, TextField
from thidua.organisation.models import Unit


class WorkForm(forms.Form):
    """Work the office gives to a unit."""

    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.none(),
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị được giao việc."},
    )
    title = TextField(label="Việc", max_length=300, error_messages={"required": "Ghi việc phải làm."})
    detail = TextField(label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = DayField(label="Hạn", required=False, help_text="Ngày/tháng/năm, ví dụ 30/11/2024.")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField


class NoteForm(forms.Form):
    """The result of finished work, or why it was taken back."""

    note = TextField(label="Kết quả hoặc lý do", max_length=500, required=False)

"""Forms of periods and of the commune's calendar: shape only, the rules are asked of the services."""

from typing import Any

from django import forms

from thidua.core.dates import show_date
from thidua.foundation.web.fields import DayField, TextField
from thidua.reporting.models import Period


class ReasonForm(forms.Form):
    """Why a closed period is opened again."""

    reason = TextField(
        label="Lý do mở lại",
        max_length=500,
        help_text="Lý do được giữ trong lịch sử của kỳ.",
        error_messages={"required": "Ghi lý do mở lại kỳ báo cáo."},
    )


class MoveForm(forms.Form):
    """Another day for the reports of a period, and why; one before the period ends is asked about."""

    due_on = DayField(
        label="Hạn gửi mới",
        help_text="Ghi ngày/tháng/năm, ví dụ 07/05/2024.",
        error_messages={"required": "Ghi hạn gửi mới."},
    )
    reason = TextField(
        label="Lý do đổi hạn", max_length=500, error_messages={"required": "Ghi lý do đổi hạn gửi báo cáo."}
    )
    keeps_early = forms.BooleanField(label="Vẫn đặt hạn này", required=False)

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._period = period
        if not self.is_bound:
            del self.fields["keeps_early"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        keeps_early = cleaned.pop("keeps_early", False)
        day, period = cleaned.get("due_on"), self._period
        if day is None or not period.starts_on <= day < period.ends_on:
            del self.fields["keeps_early"]  # asked only about such a day; one before the period is refused
        elif not keeps_early:
            self.add_error(
                "due_on",
                f"Ngày này trước ngày hết kỳ ({show_date(period.ends_on)}) nên số của kỳ có thể chưa đủ. "
                "Chọn ngày khác, hoặc tích “Vẫn đặt hạn này”.",
            )
        return cleaned


class CalendarForm(forms.Form):
    """A day on which the commune departs from the national calendar."""

    day = DayField(
        label="Ngày",
        help_text="Ghi ngày/tháng/năm, ví dụ 29/04/2024.",
        error_messages={"required": "Ghi ngày nghỉ hoặc ngày làm bù."},
    )
    is_worked = forms.TypedChoiceField(
        label="Ngày này",
        choices=(("nghi", "Nghỉ"), ("lam", "Đi làm")),
        coerce=lambda value: value == "lam",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chọn nghỉ hoặc đi làm.",
            "invalid_choice": "Chọn nghỉ hoặc đi làm.",
        },
    )
    reason = TextField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: làm bù cho ngày 29/4 theo thông báo của tỉnh.",
        error_messages={"required": "Ghi lý do nghỉ hoặc làm bù."},
    )

"""Forms of periods and of the commune's calendar: shape only, the rules are asked of the services."""

from django import forms

from thidua.foundation.web.fields import DayField, TextField


class ReasonForm(forms.Form):
    """Why a closed period is opened again."""

    reason = TextField(
        label="Lý do mở lại",
        max_length=500,
        help_text="Lý do được giữ trong lịch sử của kỳ.",
        error_messages={"required": "Ghi lý do mở lại kỳ báo cáo."},
    )


class MoveForm(forms.Form):
    """Another day for the reports of a period, and why."""

    due_on = DayField(
        label="Hạn gửi mới",
        help_text="Ghi ngày/tháng/năm, ví dụ 07/05/2024.",
        error_messages={"required": "Ghi hạn gửi mới."},
    )
    reason = TextField(
        label="Lý do đổi hạn", max_length=500, error_messages={"required": "Ghi lý do đổi hạn gửi báo cáo."}
    )


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

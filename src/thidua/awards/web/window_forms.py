"""Forms of the list that hangs out: for how long, a comment, what was found of it."""

from typing import Any

from django import forms

from thidua.awards.services.window import LEAST_DAYS, MOST_DAYS
from thidua.foundation.web.fields import TextField

_TRAP = "Để trống ô này."


class ShowForm(forms.Form):
    """For how many working days everybody may read the list."""

    days = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Tính từ ngày mai. Hết ngày cuối thì danh sách tự ẩn.",
        error_messages={
            "required": "Ghi số ngày làm việc.",
            "invalid": "Ghi số ngày bằng số, ví dụ 5.",
            "min_value": "Ghi ít nhất 1 ngày.",
            "max_value": f"Ghi không quá {MOST_DAYS} ngày.",
        },
    )


class StrangerForm(forms.Form):
    """What strangers fill in: a field that people do not see tells what a machine filled in."""

    website = forms.CharField(
        label=_TRAP,
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_TRAP)
        return ""


class CommentForm(StrangerForm):
    """A comment; name and telephone may stay empty."""

    nomination = forms.ChoiceField(
        label="Ý kiến về ai",
        required=False,
        error_messages={"invalid_choice": "Chọn một dòng trong danh sách."},
    )
    text = TextField(
        label="Ý kiến",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Ghi ý kiến.", "max_length": "Ghi không quá 2.000 chữ cái."},
    )
    name = TextField(label="Họ và tên", max_length=120, required=False, help_text="Không bắt buộc.")
    contact = TextField(
        label="Điện thoại",
        max_length=60,
        required=False,
        help_text="Không bắt buộc. Có số thì Văn phòng hỏi lại được.",
    )
    field_order = ("nomination", "text", "name", "contact", "website")

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["nomination"]
        field.choices = [("", "Cả danh sách"), *lines]


class FoundForm(forms.Form):
    """What was found of a comment."""

    answer = TextField(
        label="Kết quả xem xét",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một câu, để Hội đồng đọc. Không ghi tên người gửi.",
        error_messages={"required": "Ghi kết quả xem xét trong một câu."},
    )

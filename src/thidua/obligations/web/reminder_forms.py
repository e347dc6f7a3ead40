"""Forms of reminders and of how they are sent: shape only."""

from typing import Any

from django import forms

from thidua.core.reminders import SMS_LENGTH, Texts, plain_text
from thidua.foundation.web.fields import TextField
from thidua.obligations.models import Urging

_HOURS_OF_A_MONTH = 176


class LinesField(TextField):
    """Text of several lines; browsers send their ends in two letters, of which one is kept."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return "\n".join(text.splitlines()) if isinstance(text, str) else text


class SmsField(TextField):
    """A text message: accents go, and it fits into one."""

    def to_python(self, value: Any) -> Any:
        return plain_text(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > SMS_LENGTH:
            raise forms.ValidationError(
                f"Tin nhắn đang dài {len(value)} chữ cái. Rút còn {SMS_LENGTH} rồi lưu."
            )


class WordsForm(forms.Form):
    """The four texts of a reminder."""

    subject = TextField(
        label="Tiêu đề", max_length=300, error_messages={"required": "Ghi tiêu đề của lời nhắc."}
    )
    body = LinesField(
        label="Nội dung thư và thông báo",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": "Ghi nội dung của lời nhắc."},
    )
    group_text = LinesField(
        label="Lời nhắn để dán vào nhóm Zalo",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lời nhắn vào nhóm."},
    )
    sms_text = SmsField(
        label="Tin nhắn điện thoại",
        help_text="Không dấu, nhiều nhất 160 chữ cái, vừa một tin.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi tin nhắn."},
    )

    @property
    def texts(self) -> Texts:
        sent = self.cleaned_data
        return Texts(sent["subject"], sent["body"], sent["group_text"], sent["sms_text"])


def words_initial(texts: Texts) -> dict[str, str]:
    return {"subject": texts.subject, "body": texts.body, "group_text": texts.group, "sms_text": texts.sms}


class UrgingForm(forms.Form):
    """What leaves by itself, the machine that is told, and how much work is too much."""

    notices_leave_alone = forms.BooleanField(
        label="Thông báo trong chương trình tự đi lúc 7:00",
        required=False,
        help_text="Chỉ thông báo trong chương trình. Thư và tin nhắn vẫn chờ Văn phòng bấm gửi.",
    )
    receiver_url = TextField(
        label="Địa chỉ máy nhận tin",
        max_length=300,
        required=False,
        help_text="Máy của xã gửi tin tiếp, ví dụ tổng đài tin nhắn. Để trống thì không gửi.",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    most_hours = forms.IntegerField(
        label="Mỗi đơn vị làm nhiều nhất mấy giờ một tháng",
        min_value=1,
        max_value=_HOURS_OF_A_MONTH,
        help_text="Chỉ tính báo cáo và việc giao. Quá số này thì trang Tải việc nêu tên đơn vị.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Ghi số giờ, ví dụ 8.",
            "invalid": "Ghi số giờ bằng chữ số, ví dụ 8.",
            "min_value": "Ghi ít nhất 1 giờ.",
            "max_value": f"Ghi nhiều nhất {_HOURS_OF_A_MONTH} giờ, bằng một tháng làm việc.",
        },
    )


def urging_initial(urging: Urging) -> dict[str, object]:
    return {name: getattr(urging, name) for name in UrgingForm.base_fields}

"""Forms of holds: shape only, rules are in the services."""

from typing import Any

from django import forms

from thidua.awards.enums import HoldKind
from thidua.awards.models import Hold
from thidua.foundation.web.fields import DayField, TextField, capitalised
from thidua.organisation.models import Unit

_SCAN = "Ảnh .jpg, .png hoặc tệp PDF, nhiều nhất 10 MB."
_NO_FILE = {"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."}
_NO_PAPER = {"required": "Ghi văn bản làm căn cứ."}


class HoldForm(forms.Form):
    """Whom praise waits for, why, from when until when."""

    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không phải đơn vị, ghi tên cá nhân",
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )
    person_name = TextField(label="Cá nhân", max_length=120, required=False, help_text="Họ và tên.")
    kind = forms.ChoiceField(label="Loại", choices=capitalised(HoldKind.choices))
    document_number = TextField(
        label="Văn bản làm căn cứ",
        max_length=200,
        help_text="Số, ký hiệu và ngày, ví dụ 12/TB-UBND ngày 29/04/2024.",
        error_messages=_NO_PAPER,
    )
    reason = TextField(
        label="Nội dung",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi nội dung việc này."},
    )
    starts_on = DayField(
        label="Tạm dừng từ ngày",
        help_text="Ngày/tháng/năm, ví dụ 06/05/2024.",
        error_messages={"required": "Ghi ngày bắt đầu."},
    )
    ends_on = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa rõ; khi xong thì gỡ."
    )
    scan = forms.FileField(label="Bản chụp văn bản", required=False, help_text=_SCAN, error_messages=_NO_FILE)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["unit"]
        choice.queryset = units


class HoldChangeForm(forms.Form):
    """Until when praise waits from now on, by which paper, and why that changes."""

    ends_on = DayField(
        label="Tạm dừng đến hết ngày",
        required=False,
        help_text="Ngày/tháng/năm. Để trống nếu chưa rõ; khi xong thì gỡ.",
    )
    document_number = TextField(
        label="Văn bản làm căn cứ",
        max_length=200,
        help_text="Văn bản cũ vẫn giữ trong các lần đổi.",
        error_messages=_NO_PAPER,
    )
    scan = forms.FileField(
        label="Bản chụp mới, nếu có", required=False, help_text=_SCAN, error_messages=_NO_FILE
    )
    reason = TextField(
        label="Lý do đổi",
        max_length=500,
        help_text="Ví dụ: gia hạn giải quyết theo 20/TB-UBND.",
        error_messages={"required": "Ghi lý do đổi."},
    )

    @staticmethod
    def initial_of(hold: Hold) -> dict[str, object]:
        return {"ends_on": hold.ends_on, "document_number": hold.document_number}

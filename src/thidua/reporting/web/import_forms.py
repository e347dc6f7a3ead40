"""Forms of workbooks handed in: shape only, the rules are asked of the services."""

from typing import Any

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.services.imports import Seen


class WorkbookForm(forms.Form):
    """The file of a unit's own workbook."""

    file = forms.FileField(
        label="Chọn tệp bảng tính",
        allow_empty_file=True,
        help_text="Nhận tệp .xlsx, .xls, .ods; nhiều nhất 25 MB. Mỗi dòng là một đơn vị hoặc một chỉ tiêu.",
        error_messages={
            "required": "Chọn một tệp bảng tính.",
            "invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi.",
        },
        max_length=None,
    )


class TakeForm(forms.Form):
    """What was seen, that cells stay out, and why figures change that had been sent."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = TextField(
        label="Lý do sửa số đã gửi",
        max_length=500,
        required=False,
        help_text="Số cũ và lý do được giữ lại bên cạnh số mới.",
    )
    has_seen_faults = forms.BooleanField(label="Để lại các ô chưa nhập được", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["digest"] = plan.digest
        if not plan.corrections:
            del self.fields["reason"]
        if not plan.faults:
            del self.fields["has_seen_faults"]

    @property
    def seen(self) -> Seen:
        data = self.cleaned_data
        return Seen(data["digest"], bool(data.get("has_seen_faults")), data.get("reason", ""))

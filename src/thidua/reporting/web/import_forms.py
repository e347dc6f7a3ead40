"""Forms of workbooks handed in: shape only, the rules are asked of the services."""

from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.reporting.queries.import_cells import PlannedCell
from thidua.reporting.queries.import_plan import Plan


class WorkbookForm(forms.Form):
    """The file of a unit's own workbook."""

    file = forms.FileField(
        label="Chọn tệp bảng tính",
        allow_empty_file=True,
        help_text="Nhận tệp .xlsx, .xls, .ods; nhiều nhất 25 MB. Mỗi dòng là một đơn vị hoặc một chỉ tiêu; "
        "mỗi đơn vị một trang tính cũng được.",
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
    has_seen_faults = forms.BooleanField(label="Để lại chỗ chưa nhập được", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["digest"] = plan.digest
        if not plan.may_correct:
            del self.fields["reason"]
        if not plan.faults:
            del self.fields["has_seen_faults"]
        if plan.clashes:
            self.fields["overwrites"] = _overwrites(plan.clashes)


def _overwrites(clashes: Sequence[PlannedCell]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Số đã đổi sau khi tải tệp ra: tích số nào thì lấy theo tệp",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Số không tích thì giữ nguyên như đang có.",
        choices=[(cell.where.place, _clash(cell)) for cell in clashes],
    )


def _clash(cell: PlannedCell) -> str:
    return f"{cell.where}: đang có {cell.before}, trong tệp {cell.after}. {cell.told}"

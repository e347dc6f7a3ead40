"""Forms of the register: shape only."""

from typing import Any

from django import forms

from thidua.documents.enums import Direction
from thidua.documents.models import OfficialDocument
from thidua.documents.services.documents import Facts
from thidua.foundation.web.fields import PartialDayField, TextField


class DocumentForm(forms.Form):
    """What the register says of a document."""

    type = TextField(
        label="Loại văn bản", max_length=60, required=False, help_text="Ví dụ Kế hoạch, Chỉ thị."
    )
    number = TextField(label="Số, ký hiệu", max_length=100, required=False, help_text="Ví dụ 50/NQ-HĐND.")
    issued = PartialDayField(
        label="Ngày ban hành", required=False, help_text="Ngày/tháng/năm; chưa rõ ngày thì ghi tháng 4/2024."
    )
    issuer = TextField(label="Cơ quan ban hành", max_length=200, required=False)
    subject = TextField(label="Trích yếu", max_length=1000, required=False)
    direction = forms.ChoiceField(label="Chiều văn bản", choices=Direction.choices)
    signer = TextField(label="Người ký", max_length=200, required=False)
    signer_title = TextField(label="Chức vụ người ký", max_length=200, required=False)
    note = TextField(label="Ghi chú", max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("number") and not cleaned.get("subject"):
            self.add_error("number", "Ghi số, ký hiệu, hoặc ghi trích yếu.")
        return cleaned

    @property
    def facts(self) -> Facts:
        values = dict(self.cleaned_data)
        return Facts(**{**values, "direction": Direction(values["direction"])})

    @staticmethod
    def initial_of(document: OfficialDocument) -> dict[str, object]:
        names = ("type", "number", "issuer", "subject", "direction", "signer", "signer_title", "note")
        return {**{name: getattr(document, name) for name in names}, "issued": document.issued_text}


class ScanForm(forms.Form):
    """The file of a document."""

    file = forms.FileField(
        label="Chọn tệp văn bản",
        allow_empty_file=True,
        help_text="Nhận tệp Word (.docx), PDF có chữ, .txt, .md, .html; nhiều nhất 25 MB.",
        error_messages={
            "required": "Chọn một tệp.",
            "invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi.",
        },
    )

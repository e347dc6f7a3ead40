"""Forms of certificates: on which paper, why again, how far printing is moved, by which decision no more."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.commending.wording import Honorific
from thidua.core.dates import show_date
from thidua.core.quantities import format_number
from thidua.decisions.models import CertificateStock, IssuedPaper
from thidua.decisions.models.certificate import FURTHEST, HONORIFICS
from thidua.decisions.queries.certificate_lines import Lines
from thidua.decisions.web.decision_forms import PasswordForm
from thidua.foundation.web.fields import CountField, DayField, TextField

_SHIFT = re.compile(r"-?[0-9]{1,2}(?:[,.][0-9])?")


class PrintForm(forms.Form):
    """The paper that certificates are printed on."""

    stock = forms.ModelChoiceField(
        label="In trên",
        queryset=CertificateStock.objects.none(),
        required=False,
        empty_label="Giấy trắng, in cả khung",
        help_text="Dùng phôi in sẵn thì chọn phôi, để chữ vào đúng chỗ.",
    )

    def __init__(self, *args: Any, stocks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stock"].queryset = stocks  # type: ignore[attr-defined]  # the stubs know no such field


class ReissueForm(PrintForm):
    """Why a certificate is given again."""

    reason = TextField(
        label="Lý do cấp lại",
        max_length=300,
        help_text="Ví dụ: giấy bị ướt, in sai chính tả.",
        error_messages={"required": "Ghi lý do cấp lại."},
    )
    field_order = ["reason", "stock"]


class WordingForm(forms.Form):
    """What a certificate says beside the name; a collective is addressed by its name alone."""

    honorific = forms.ChoiceField(
        label="Cách gọi",
        choices=HONORIFICS,
        required=False,
        help_text="Đứng trước tên. Tên theo đúng quyết định nên không sửa ở đây.",
    )
    detail = TextField(label="Địa chỉ hoặc chức vụ, đơn vị", max_length=300, required=False)
    achievement = TextField(
        label="Thành tích",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một câu, bắt đầu bằng “Đã”, không có dấu chấm ở cuối.",
        error_messages={"required": "Ghi thành tích."},
    )

    def __init__(self, *args: Any, is_collective: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_collective:
            del self.fields["honorific"]

    @property
    def lines(self) -> Lines:
        sent = self.cleaned_data
        one_line = (" ".join(sent[name].split()) for name in ("detail", "achievement"))
        return Lines(Honorific(sent.get("honorific", "")), *one_line)


class ShiftField(forms.CharField):
    """How far printing is moved: mm in Vietnamese notation, to either side."""

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value)).replace("−", "-")
        if not text:
            return None
        if not _SHIFT.fullmatch(text) or abs(shift := Decimal(text.replace(",", "."))) > FURTHEST:
            raise forms.ValidationError(f"Ghi số mm từ -{FURTHEST} đến {FURTHEST}, ví dụ 2,5 hoặc -1.")
        return shift

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value


class StockForm(forms.ModelForm[CertificateStock]):
    """What is on the paper already, and how far printing is moved."""

    right = ShiftField(
        label="Dời sang phải (mm)",
        help_text="Dời sang trái thì ghi số âm. In thử rồi đo.",
        error_messages={"required": "Ghi số mm, không dời thì ghi 0."},
    )
    down = ShiftField(
        label="Dời xuống dưới (mm)",
        help_text="Dời lên trên thì ghi số âm.",
        error_messages={"required": "Ghi số mm, không dời thì ghi 0."},
    )

    class Meta:
        model = CertificateStock
        fields = ["name", "right", "down", "has_frame", "has_heading"]
        error_messages = {"name": {"required": "Ghi tên phôi."}}


class RevokeForm(PasswordForm):
    """By which decision an award is taken back, on what ground; the own password once more."""

    paper = forms.ModelChoiceField(
        label="Quyết định hủy",
        queryset=IssuedPaper.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn quyết định hủy đã ký."},
    )
    basis = TextField(
        label="Căn cứ pháp lý",
        max_length=300,
        help_text="Ghi điều, khoản của luật, nghị định. Trang kiểm tra giấy hiện dòng này.",
        error_messages={"required": "Ghi căn cứ pháp lý."},
    )
    reason = TextField(
        label="Lý do",
        max_length=500,
        help_text="Chỉ lưu trong hồ sơ, trang công khai không hiện.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do hủy."},
    )
    due = CountField(label="Tiền phải nộp lại (đồng)", help_text="Chưa chi thì ghi 0.")
    field_order = ["paper", "basis", "reason", "due", "password"]

    def __init__(self, *args: Any, papers: Sequence[IssuedPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = IssuedPaper.objects.filter(pk__in=[one.pk for one in papers])
        field.label_from_instance = _paper_words
        self.fields["password"].help_text = "Hủy rồi không đổi lại được, nên cần biết chắc người hủy."

    @property
    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "password"}


def _paper_words(paper: IssuedPaper) -> str:
    return f"Số {paper.number} ngày {show_date(paper.issued_on)}: {paper.title}"


class ReturnForm(forms.Form):
    """When the money came back."""

    on = DayField(label="Nộp lại ngày", error_messages={"required": "Ghi ngày nộp lại."})
    paper = TextField(
        label="Chứng từ",
        max_length=200,
        help_text="Số phiếu thu, ngày.",
        error_messages={"required": "Ghi chứng từ nộp lại."},
    )

"""Forms of signed papers: the signed copy, or the key file that signs."""

from collections.abc import Mapping

from django import forms

from thidua.core.errors import DomainError
from thidua.decisions.services.signing import OtherNameError
from thidua.foundation.web.fields import TextField

AT_REASON: Mapping[type[DomainError], str] = {OtherNameError: "reason"}
"""Where a form tells that a certificate has another name."""


def _other_name() -> TextField:
    return TextField(
        label="Lý do chứng thư mang tên khác",
        help_text="Chỉ ghi khi chứng thư không mang tên người ký hoặc tên cơ quan. Không thì để trống.",
        required=False,
        max_length=500,
    )


class ScanForm(forms.Form):
    """The signed copy: a scan, or the PDF with a digital signature."""

    scan = forms.FileField(
        label="Bản đã ký",
        help_text="Bản quét có chữ ký và dấu, hoặc bản PDF đã ban hành có chữ ký số. Đến 10 MB.",
        error_messages={"required": "Chọn tệp.", "empty": "Tệp trống. Chọn tệp khác."},
    )
    reason = _other_name()


class KeyForm(forms.Form):
    """A key file and its password; fields of such names are kept nowhere (`foundation.web.sent_form`)."""

    secret_key = forms.FileField(
        label="Tệp khóa",
        help_text="Tệp .p12 hoặc .pfx do nơi cấp chứng thư giao, đến 100 KB.",
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        error_messages={"required": "Chọn tệp khóa.", "empty": "Tệp trống. Chọn tệp khác."},
    )
    secret_password = forms.CharField(
        label="Mật khẩu của tệp khóa",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Ghi mật khẩu của tệp khóa."},
    )
    reason = _other_name()

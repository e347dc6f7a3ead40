"""Forms with which both sides stand behind a record."""

from typing import Any

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.monitoring.enums import SignManner
from thidua.monitoring.web.proofs import Proof
from thidua.organisation.web.signing import WRONG_CODE, CodeField


class _Signing(forms.Form):
    """An opinion, if there is one; `proof` was checked before the form."""

    opinion = TextField(
        label="Ý kiến",
        max_length=500,
        required=False,
        help_text="Không bắt buộc. Không đồng ý điểm nào thì ghi ở đây.",
    )

    def __init__(self, *args: Any, proof: Proof | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proof = proof or Proof()


class SignForm(_Signing):
    """Sign with the own account: the password once more."""

    password = forms.CharField(
        label="Mật khẩu",
        help_text="Ký rồi không rút lại được, nên cần biết chắc người ký.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ghi mật khẩu."},
    )

    def clean_password(self) -> str:
        if not self.proof.password:
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        return str(self.cleaned_data["password"])


class ByCodeForm(_Signing):
    """Sign with the six digits that the other phone shows."""

    code = CodeField()

    def clean_code(self) -> str:
        if not self.proof.code:
            raise forms.ValidationError(WRONG_CODE)
        return str(self.cleaned_data["code"])


class PaperForm(forms.Form):
    """How the unit signed without an account, or that it did not."""

    manner = forms.ChoiceField(
        label="Đơn vị",
        choices=[(SignManner.PAPER.value, "Đã ký trên giấy"), (SignManner.REFUSED.value, "Không ký")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đã ký trên giấy hay không ký."},
    )
    name = TextField(
        label="Họ và tên người đại diện",
        max_length=200,
        error_messages={"required": "Ghi họ và tên người đại diện."},
    )
    title = TextField(label="Chức vụ", max_length=200, required=False)
    opinion = TextField(label="Ý kiến, hoặc lý do không ký", max_length=500, required=False)
    scan = forms.FileField(
        label="Bản chụp có chữ ký",
        required=False,
        help_text="Ảnh .jpg, .png hoặc tệp PDF, nhiều nhất 10 MB.",
        error_messages={"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."},
    )

"""The form with which the words of an entry are erased."""

from typing import Any

from django import forms
from django.http import HttpRequest

from thidua.organisation.models import User
from thidua.organisation.web.guesses import is_password_of


def password_ahead(request: HttpRequest) -> bool:
    """Check the password ahead of the transaction: a form that comes back must not undo the count."""
    typed = request.POST.get("password", "")
    return bool(typed) and isinstance(request.user, User) and is_password_of(request.user, typed)


class EraseForm(forms.Form):
    """Why the words go, and the password once more; `is_right` was found out before the form."""

    reason = forms.CharField(
        label="Căn cứ, lý do xóa",
        help_text="Ghi ai yêu cầu, văn bản nào, ngày nào. Lý do lưu trong lịch sử.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi căn cứ, lý do xóa."},
    )
    password = forms.CharField(
        label="Mật khẩu",
        help_text="Xóa rồi không lấy lại được, nên cần biết chắc người xóa.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ghi mật khẩu."},
    )

    def __init__(self, *args: Any, is_right: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right = is_right

    def clean_password(self) -> str:
        if not self._is_right:
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        return str(self.cleaned_data["password"])

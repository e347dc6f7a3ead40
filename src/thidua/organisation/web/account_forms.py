"""Forms of sign-in and of the own account."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from django import forms
from django.core.exceptions import ValidationError

from thidua.foundation.web.fields import TextField
from thidua.organisation.models import User
from thidua.organisation.web.guesses import is_password_of

_RULE = "Ít nhất 12 ký tự; vài từ không liên quan nhau là dễ nhớ nhất. Không phải đổi định kỳ."


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """Name, password, and whether this browser is one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "login", "Tên đăng nhập")
        _name(self, "password", "Mật khẩu")
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})
        self.fields["remember"].label = "Đây là máy dùng riêng, nhớ trong 30 ngày"

    def clean(self) -> Any:
        """Say a refused sign-in at the password, where people look and type again."""
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("password", error)
            return self.cleaned_data


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """Change the password one has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "oldpassword", "Mật khẩu đang dùng")
        _name_new(self)

    def clean_oldpassword(self) -> str:
        return _right_password(self.user, self.cleaned_data["oldpassword"])


class FirstPasswordForm(SetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Set a password on an account that came in by a card."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new(self)


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """Say the password again before something that cannot be undone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "password", "Mật khẩu")

    def clean_password(self) -> str:
        return _right_password(self.user, self.cleaned_data["password"])


class CodeForm(forms.Form):
    """The code printed on a card, typed by hand."""

    code = TextField(
        label="Mã trên thẻ", help_text="12 chữ và số, ghi liền hay cách đều được.", max_length=40
    )


class MailForm(forms.Form):
    """Where reminders go by mail; empty for nowhere."""

    address = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={"invalid": "Ghi địa chỉ thư đầy đủ, ví dụ thon1@camlinh.vn."},
    )


class DeviceNameForm(forms.Form):
    """A name its owner knows the device by."""

    name = TextField(label="Tên thiết bị", max_length=120)


def _right_password(user: User, password: str) -> str:
    if not is_password_of(user, password):
        raise forms.ValidationError("Mật khẩu chưa đúng.")
    return password


def _name_new(form: forms.Form) -> None:
    _name(form, "password1", "Mật khẩu mới")
    form.fields["password1"].help_text = _RULE
    _name(form, "password2", "Ghi lại mật khẩu mới")


def _name(form: forms.Form, name: str, label: str) -> None:
    field = form.fields[name]
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = f"Ghi {label[0].lower()}{label[1:]}."

"""How the sign-in library speaks and behaves here: Vietnamese, and nobody opens an account alone."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import Promise


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are opened by the office; all refusals are told in Vietnamese."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã khóa. Nhờ hỏi Văn phòng.",
        "enter_current_password": "Ghi mật khẩu đang dùng.",
        "incorrect_password": "Mật khẩu chưa đúng.",
        "incorrect_code": "Mã chưa đúng.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "too_many_login_attempts": "Đã thử quá nhiều lần. Nhờ đợi 15 phút rồi thử lại.",
        "rate_limited": "Đã gửi quá nhiều lần. Nhờ đợi một lát rồi thử lại.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu đang dùng.",
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return resolve_url("organisation:account")

    def add_message(self, *_args: object, **_kwargs: object) -> None:
        """Say nothing of its own: the pages tell what happened."""

"""Signing in and out of a browser, and back into a phone that the office knows."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.web import late_forms
from thidua.foundation.web.access import ActingRequest, public
from thidua.organisation.web.middleware import (
    DEVICE_COOKIE,
    RESTING_COOKIE,
    keep_device_cookie,
    resting_device,
    resume,
)


class SignInView(LoginView):  # type: ignore[misc]  # the library has no types
    """The sign-in page, which also offers the phone on which somebody has signed out."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "resting_device": resting_device(self.request)}


sign_in = public(SignInView.as_view())


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: ActingRequest) -> HttpResponse:
    """Sign out; an enrolled device rests until somebody presses the button on the sign-in page.

    The browser forgets the pages it was shown, so that the next at a shared machine does not leaf back.
    """
    if request.method != "POST":
        if not request.user.is_authenticated:
            return redirect("account_login")
        return render(request, "account/logout.html")
    get_adapter().logout(request)
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = '"cache"'
    late_forms.forget(response)
    token = request.COOKIES.get(DEVICE_COOKIE, "")
    if token:
        response.delete_cookie(DEVICE_COOKIE)
        keep_device_cookie(response, token, RESTING_COOKIE)
    return response


@public
@require_POST
def device_return(request: ActingRequest) -> HttpResponse:
    """Come back into a device that rests."""
    token = request.COOKIES.get(RESTING_COOKIE, "")
    is_known = bool(token) and resume(request, token)
    response = redirect("monitoring:work-list" if is_known else "account_login")
    if is_known:
        keep_device_cookie(response, token)
    else:
        messages.error(request, "Máy này không vào được nữa. Nhờ Văn phòng in thẻ mới.")
    response.delete_cookie(RESTING_COOKIE)
    return response

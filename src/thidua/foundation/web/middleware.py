"""The door of every view: sign-in first, and refusals told as sentences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web import errors, late_forms
from thidua.foundation.web.conflict import conflict_response
from thidua.foundation.web.returning import came_from

GetResponse = Callable[[HttpRequest], HttpResponse]
_OPEN_PACKAGES = ("allauth.account.", "allauth.mfa.", "django.views.static", "django.contrib.staticfiles")


_KEPT = "Phiên làm việc đã hết. Nội dung vừa ghi được giữ một giờ: đăng nhập lại bằng tài khoản cũ để gửi."
OLD_FORM = "Biểu mẫu này đã cũ. Nhờ tải lại trang rồi gửi lại."


class LoginRequiredMiddleware:
    """Send strangers to the sign-in page, unless the view is marked `public`.

    What those signed in are shown is kept by no cache on the way.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        if request.user.is_authenticated or is_open(view):
            return None
        response = redirect_to_login(_after_sign_in(request), resolve_url("account_login"))
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": response.headers["Location"]})
        return response


def _after_sign_in(request: HttpRequest) -> str:
    """Return the page to open then; for a form that came too late the one that shows what was written."""
    page = return_path(request)
    kept = late_forms.keep(request, page)
    if kept is None:
        return page
    messages.info(request, _KEPT)
    return reverse("foundation:kept-form", args=[kept.pk])


def return_path(request: HttpRequest) -> str:
    """Return the page to come back to after signing in: for a form or a fragment, the page it stood on."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return "/"
    path = urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"


class ReadableMiddleware:
    """Refuse the character NUL: no keyboard sends it, and PostgreSQL keeps no text that holds it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        fields = (*request.GET.lists(), *request.POST.lists())
        sent = (request.path, *(text for name, values in fields for text in (name, *values)))
        return errors.unreadable(request) if any("\0" in text for text in sent) else None


class DomainErrorMiddleware:
    """Turn a refusal into a page, or a fragment, with its sentence; a conflict into the conflict page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return errors.not_allowed(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, StaleVersionError):
            return conflict_response(request, error)
        if isinstance(error, DomainError):
            status = 403 if isinstance(error, RefusedError) else 409
            return refusal_response(request, error.sentence, status=status)
        if isinstance(error, MultiValueDictKeyError) and error.args == ("_version",):
            return refusal_response(request, OLD_FORM, status=400)
        return None


def refusal_response(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """Say no in words; an HTMX request gets the note alone, put into the page's message line."""
    if request.headers.get("HX-Request"):
        response = render(request, "foundation/refusal.html#note", {"sentence": sentence}, status=status)
        response.headers["HX-Retarget"] = "#thong-bao"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    context = {"sentence": sentence, "back": came_from(request)}
    return render(request, "foundation/refusal.html", context, status=status)


def is_open(view: Callable[..., Any]) -> bool:
    """Whether strangers may call the view: marked public, or part of the sign-in itself."""
    module = getattr(view, "__module__", "")
    return getattr(view, "is_public", False) or module.startswith(_OPEN_PACKAGES)

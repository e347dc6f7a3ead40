"""A form sent after the session has ended: what was written is not lost at the sign-in.

A signed cookie says whose browser this is since the last sign-in, until somebody signs out. Only that account
gets to see what is kept.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.foundation.models import KeptForm
from thidua.foundation.services import kept_forms
from thidua.foundation.services.kept_forms import LateForm
from thidua.foundation.web.sent_form import is_secret

COOKIE = "tai-khoan"
_SALT = "thidua.late_forms"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS = 2_000
_MOST_CHARACTERS = 200_000
_LONGEST_ADDRESS = 500


def remember(response: HttpResponse, user_id: int) -> None:
    """Let the browser say later, under our signature, who signed in here last."""
    response.set_cookie(
        COOKIE,
        signing.dumps(user_id, salt=_SALT),
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Who signs out leaves nothing behind for the next at this machine."""
    response.delete_cookie(COOKIE)


def keep(request: HttpRequest, page: str) -> KeptForm | None:
    """Keep what was sent from `page`, if it is a form of the account that was signed in here."""
    user_id = _account_of(request)
    if user_id is None or not _is_form(request):
        return None
    fields = [(name, value) for name, values in request.POST.lists() if _is_kept(name) for value in values]
    path = request.get_full_path()
    if _is_too_much(fields) or not all(map(_is_address, (path, page))):
        return None
    form = LateForm(path, page, fields, has_files=bool(request.FILES))
    return kept_forms.keep(form, user_id=user_id, at=timezone.now())


def _is_form(request: HttpRequest) -> bool:
    """A form of a page, not what a script sends: scripts keep their own."""
    is_of_script = request.headers.get("HX-Request") or request.headers.get("Sec-Fetch-Mode") == "cors"
    return request.method == "POST" and not is_of_script and request.content_type in _FORMS


def _is_address(path: str) -> bool:
    """Whether it is short and leads nowhere else: two slashes of any kind begin the name of a host."""
    return len(path) <= _LONGEST_ADDRESS and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def _is_kept(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and not is_secret(name)


def _is_too_much(fields: list[tuple[str, str]]) -> bool:
    size = sum(len(name) + len(value) for name, value in fields)
    return not fields or len(fields) > _MOST_FIELDS or size > _MOST_CHARACTERS


def _account_of(request: HttpRequest) -> int | None:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return said if isinstance(said, int) else None

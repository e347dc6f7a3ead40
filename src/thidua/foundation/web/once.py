"""Forms that take effect once, however often they are sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thidua.foundation.models import OnceRecord
from thidua.foundation.services import receipts
from thidua.foundation.web.middleware import OLD_FORM, refusal_response
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent_form import SentForm, labels_of

View = Callable[..., HttpResponse]
_REFUSED = 400
_LARGEST_KEPT = 1_000_000
_KEPT_HEADERS = (
    "Location",
    "Content-Type",
    "HX-Redirect",
    "HX-Refresh",
    "HX-Retarget",
    "HX-Reswap",
    "HX-Trigger",
    "HX-Push-Url",
)


def once(action: str, *, ahead: Callable[..., object] | None = None) -> Callable[[View], View]:
    """Run a POST view in one transaction with the record that it has run.

    The same form sent again gets the stored answer and has no second effect; the same form with
    another content gets a page that shows both. An answer of 400 or more leaves no trace, so that
    a form with a fault can be mended and sent again.

    `ahead` does what takes long and writes nothing before the transaction, in which SQLite lets
    nobody else write; the view gets its result as `ahead`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            form = SentForm.of(request, action)
            if form is None:
                return refusal_response(request, OLD_FORM, status=_REFUSED)
            if ahead is not None and not receipts.is_taken(form.claim.key):
                kwargs["ahead"] = ahead(request)
            with transaction.atomic():
                sent, is_new = receipts.claim(form.claim, at=timezone.now())
                if not is_new:
                    return _again(request, sent, form)
                request.receipt = sent.receipt  # type: ignore[attr-defined]  # typed on ActingRequest
                response = view(request, *args, **kwargs)
                if response.status_code >= _REFUSED:
                    transaction.set_rollback(True)
                else:
                    _keep(sent, response)
                return response

        guarded.once_action = action  # type: ignore[attr-defined]  # read by the tests of the architecture
        return guarded

    return decorate


def _keep(sent: OnceRecord, response: HttpResponse) -> None:
    content = response.content.decode() if len(response.content) <= _LARGEST_KEPT else ""
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    receipts.keep_answer(sent, status=response.status_code, headers=headers, content=content)


def _again(request: HttpRequest, sent: OnceRecord, form: SentForm) -> HttpResponse:
    if sent.user_id != request.user.pk:
        return refusal_response(request, "Biểu mẫu này do người khác gửi. Nhờ tải lại trang.", status=403)
    if sent.action != form.claim.action:
        return refusal_response(request, "Biểu mẫu này đã dùng cho việc khác. Nhờ tải lại trang.", status=409)
    if not sent.body_hash and sent.location:
        return redirect(sent.location)  # what it said was forgotten: the page there tells why
    if sent.body_hash != form.claim.body_hash:
        rows = _side_by_side(sent.body, form.claim.body)
        context = {"sent": sent, "rows": rows, "again": came_from(request) or request.path}
        return render(request, "foundation/sent_twice.html", context, status=409)
    return HttpResponse(sent.content, status=sent.status, headers=sent.headers)


def _side_by_side(sent: dict[str, list[str]], now: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Rows (label, as sent, as typed now) of what differs."""
    names = sorted({*sent, *now} - {"_version"})
    labels = labels_of(names)
    rows = [(labels[name], ", ".join(sent.get(name, [])), ", ".join(now.get(name, []))) for name in names]
    return [row for row in rows if row[1] != row[2]]

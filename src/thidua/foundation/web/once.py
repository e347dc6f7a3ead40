"""Forms that take effect once, however often they are sent."""

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thidua.foundation.models import OnceRecord
from thidua.foundation.web.middleware import refusal_response

View = Callable[..., HttpResponse]
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_FRAME = {"csrfmiddlewaretoken", "_once"}
_LARGEST_KEPT = 100_000


def once(action: str) -> Callable[[View], View]:
    """Run a POST view in one transaction with the record that it has run.

    The same form sent again gets the stored answer and has no second effect; the same form with
    another content gets a page that shows both. An answer of 400 or more leaves no trace, so that
    a form with a fault can be mended and sent again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            key = _key_of(request)
            if key is None:
                return refusal_response(
                    request, "Biểu mẫu này đã cũ. Nhờ tải lại trang rồi gửi lại.", status=400
                )
            body = _body_of(request)
            with transaction.atomic():
                sent, is_new = _claim(request, key, f"{action} {request.path}", body)
                if not is_new:
                    return _again(request, sent, body)
                request.receipt = sent.receipt  # type: ignore[attr-defined]  # typed on ActingRequest
                response = view(request, *args, **kwargs)
                if response.status_code >= 400:  # noqa: PLR2004 -- HTTP: refused or failed
                    transaction.set_rollback(True)
                else:
                    _keep(sent, response)
                return response

        return guarded

    return decorate


def _key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("_once", ""))
    except ValueError:
        return None


def _body_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was sent, files by their content hash."""
    body = {
        name: [str(value) for value in values] for name, values in request.POST.lists() if name not in _FRAME
    }
    for name, files in request.FILES.lists():
        digests = []
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            digests.append(f"{file.name} {digest.hexdigest()}")
        body[name] = digests
    return body


def _hash_of(body: dict[str, list[str]]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _claim(
    request: HttpRequest, key: UUID, action: str, body: dict[str, list[str]]
) -> tuple[OnceRecord, bool]:
    """Take the key for this request; a second request with it waits here until the first has ended."""
    return OnceRecord.objects.get_or_create(
        key=key,
        defaults={
            "user_id": request.user.pk,
            "action": action[:200],
            "body_hash": _hash_of(body),
            "body": body,
            "receipt": new_receipt(),
            "status": 0,
            "at": timezone.now(),
        },
    )


def new_receipt() -> str:
    """Return a code of 8 characters that can be read aloud: no 0, O, 1 or I."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{code[:4]} {code[4:]}"


def _keep(sent: OnceRecord, response: HttpResponse) -> None:
    sent.status = response.status_code
    sent.location = response.headers.get("Location", "")
    sent.content = response.content[:_LARGEST_KEPT].decode() if not sent.location else ""
    sent.save(update_fields=["status", "location", "content"])


def _again(request: HttpRequest, sent: OnceRecord, body: dict[str, list[str]]) -> HttpResponse:
    if sent.user_id != request.user.pk:
        return refusal_response(request, "Biểu mẫu này do người khác gửi. Nhờ tải lại trang.", status=403)
    if sent.body_hash != _hash_of(body):
        context = {"sent": sent, "rows": _side_by_side(sent.body, body)}
        return render(request, "foundation/sent_twice.html", context, status=409)
    headers = {"Location": sent.location} if sent.location else {}
    return HttpResponse(sent.content, status=sent.status, headers=headers)


def _side_by_side(sent: dict[str, list[str]], now: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Rows (field, as sent, as typed now) of what differs."""
    names = sorted({*sent, *now} - {"_version"})
    rows = [(name, ", ".join(sent.get(name, [])), ", ".join(now.get(name, []))) for name in names]
    return [row for row in rows if row[1] != row[2]]

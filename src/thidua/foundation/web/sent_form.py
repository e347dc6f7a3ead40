"""What a form sent: its number, its content, and a hash of it all, files included."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from thidua.foundation.services.receipts import Claim
from thidua.foundation.web.sent import whole_number

Body = dict[str, list[str]]
_FRAME = {"csrfmiddlewaretoken", "_once"}
_SECRET = re.compile(r"password|secret|token|code|(?:^|_)pin(?:_|$)", re.IGNORECASE)
_LONGEST_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it arrived, ready to be claimed."""

    claim: Claim

    @classmethod
    def of(cls, request: HttpRequest, action: str) -> Self | None:
        """Read the form; None when it carries no number of its own, or no version that is one."""
        try:
            key = UUID(request.POST.get("_once", ""))
        except ValueError:
            return None
        if whole_number(request.POST.get("_version", "0")) is None:
            return None
        body = _body_of(request)
        return cls(
            Claim(
                key=key,
                user_id=request.user.pk,
                action=f"{action} {request.path}"[:200],
                body_hash=_hash_of(body),
                body={name: [_kept(name, value) for value in values] for name, values in body.items()},
            )
        )


def is_secret(name: str) -> bool:
    """Whether what is typed into a field of this name is kept nowhere."""
    return _SECRET.search(name) is not None


def labels_of(names: Iterable[str]) -> dict[str, str]:
    """Name fields as people know them, by the form that has most of them."""
    wanted = set(names)
    best: dict[str, forms.Field] = max(
        (form.base_fields for form in _forms(forms.BaseForm)),
        key=lambda fields: len(wanted & set(fields)),
        default={},
    )
    return {name: str(best[name].label or name) if name in best else name for name in wanted}


def _forms(root: type[forms.BaseForm]) -> Iterator[type[forms.Form]]:
    for form in root.__subclasses__():
        if issubclass(form, forms.Form) and form.__module__.startswith("thidua."):
            yield form
        yield from _forms(form)


def _body_of(request: HttpRequest) -> Body:
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


def _hash_of(body: Body) -> str:
    """Hash with the key of the installation, so that a copy of the database gives no password away."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return salted_hmac("thidua.once", text, algorithm="sha256").hexdigest()


def _kept(name: str, value: str) -> str:
    """Keep what is needed to show both versions: no secrets, and of a long text its beginning and hash."""
    if is_secret(name):
        return "(không giữ)"
    if len(value) <= _LONGEST_KEPT:
        return value
    return f"{value[:_LONGEST_KEPT]}… [{hashlib.sha256(value.encode()).hexdigest()[:12]}]"

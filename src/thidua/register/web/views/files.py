"""Files that strangers take away and check where there is no network."""

import io
import zipfile
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.register.models import Register, RegisterCheckpoint, RegisterLeaf
from thidua.register.queries.proofs import copy_of, keys_of, newest_of, proof_of

_TEXT, _PYTHON = "text/plain; charset=utf-8", "text/x-python; charset=utf-8"
_LINES, _JSON = "application/jsonl; charset=utf-8", "application/json"


@require_GET
@public
def script(request: HttpRequest) -> HttpResponse:
    """Hand out the program that checks: one file, to be read before it is run."""
    del request
    return _file(_script(), "verify.py", _PYTHON)


@require_GET
@public
def keys(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out the public keys of a register."""
    del request
    return _file(keys_of(_register(name)), "khoa.txt", _TEXT)


@require_GET
@public
def note(request: HttpRequest, name: str, size: int) -> HttpResponse:
    """Hand out a signed checkpoint, to be kept and held against a later register."""
    del request
    return _file(_signed(_register(name), size).note, f"moc-{size}.txt", _TEXT)


@require_GET
@public
def copy(request: HttpRequest, name: str, size: int) -> HttpResponse:
    """Hand out the entries that the newest checkpoint covers."""
    del request
    register = _register(name)
    if (newest := _newest_size(register, size)) != size:
        return redirect("register:copy", name, newest)
    return _file(copy_of(register, size), "so-vang.jsonl", _LINES)


@require_GET
@public
def kit(request: HttpRequest, name: str, size: int) -> HttpResponse:
    """Hand out all that a check needs in one file."""
    del request
    register = _register(name)
    if (newest := _newest_size(register, size)) != size:
        return redirect("register:kit", name, newest)
    parts = {
        "so-vang.jsonl": copy_of(register, size),
        "moc.txt": _signed(register, size).note,
        "khoa.txt": keys_of(register),
        "verify.py": _script(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return _file(packed.getvalue(), f"bo-kiem-tra-{size}.zip", "application/zip")


@require_GET
@public
def proof(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Hand out one entry, counted from 1, with what proves that it is in the signed register."""
    del request
    entries = RegisterLeaf.objects.public()
    text = proof_of(get_object_or_404(entries, register__name=name, number=number - 1))
    if text is None:
        raise Http404
    return _file(text, f"bang-chung-{number}.json", _JSON)


def _register(name: str) -> Register:
    return get_object_or_404(Register.objects.public(), name=name)


def _signed(register: Register, size: int) -> RegisterCheckpoint:
    found = register.checkpoints.filter(size=size).order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def _newest_size(register: Register, asked: int) -> int:
    """Return the size to hand out instead of an older one, in which what was erased since would seem lost."""
    asked_for, newest = _signed(register, asked), newest_of(register)
    return newest.size if newest else asked_for.size


def _script() -> str:
    return (files("thidua.core.register") / "verify.py").read_text("utf-8")


def _file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer

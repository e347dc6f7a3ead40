"""Hand a stored file to a browser; the view has checked the record that points to it."""

from urllib.parse import quote

from django.http import HttpResponse

from thidua.foundation.models import StoredFile
from thidua.foundation.services import files

_SHOWN_IN_PLACE = {"application/pdf", "image/jpeg"}


def file_response(stored: StoredFile, name: str) -> HttpResponse:
    """Answer with the bytes under `name`, never run by the browser as a page."""
    shown = "inline" if stored.media_type in _SHOWN_IN_PLACE else "attachment"
    response = HttpResponse(files.read(stored), content_type=stored.media_type)
    response.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response

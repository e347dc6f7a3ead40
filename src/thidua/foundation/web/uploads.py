"""Take a scan from a form: a PDF as it is, a photo freed of what the camera wrote into it."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest

from thidua.core.text import normalise
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.papers import photos
from thidua.papers.errors import PaperError
from thidua.papers.limits import MEGABYTE
from thidua.papers.names import clean_name

_FIELD = "scan"
_MOST_BYTES = 10 * MEGABYTE
_PDF = b"%PDF-"
_TOO_LARGE = "Tệp lớn hơn 10 MB. Chụp hoặc quét lại ở cỡ nhỏ hơn rồi gửi."


@dataclass(frozen=True, slots=True)
class Scan:
    """The bytes to keep, what they are, and the name people gave them; or why they are not kept."""

    data: bytes = b""
    media_type: str = ""
    name: str = ""
    refusal: str = ""

    def keep(self, at: datetime) -> StoredFile:
        return files.store(self.data, media_type=self.media_type, at=at)


def read_ahead(request: HttpRequest) -> Scan | None:
    """Read the file that was sent, before the transaction: decoding a photo takes a while."""
    upload = request.FILES.get(_FIELD)
    if upload is None:
        return None
    upload.seek(0)
    data = upload.read(_MOST_BYTES + 1)
    name = clean_name(normalise(str(upload.name)))
    if len(data) > _MOST_BYTES:
        return Scan(refusal=_TOO_LARGE)
    if data.startswith(_PDF):
        return Scan(data, "application/pdf", name)
    try:
        photo = photos.clean(data)
    except PaperError as refusal:
        return Scan(refusal=str(refusal))
    return Scan(photo.data, photo.media_type, name)


def is_readable(form: forms.Form, scan: Scan | None) -> bool:
    """Say at the field why a file cannot be kept."""
    if scan is None or not scan.refusal:
        return True
    form.add_error(_FIELD, scan.refusal)
    return False

"""Take a file from a form: a PDF or Word as it is, a photo freed of what the camera wrote into it."""

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
from thidua.papers.word_files import WORD_TYPE, check_word

_FIELD = "scan"
_MOST_BYTES = 10 * MEGABYTE
_PDF = b"%PDF-"
_WORD = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # what an old or locked one is, is told too
_UNKNOWN = "Tệp này không đọc được. Chọn tệp PDF, ảnh .jpg, .png, .webp"
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
    return _read(request)


def read_paper_ahead(request: HttpRequest) -> Scan | None:
    """Read the file that was sent, which may be a Word document too."""
    return _read(request, may_be_word=True)


def _read(request: HttpRequest, *, may_be_word: bool = False) -> Scan | None:
    upload = request.FILES.get(_FIELD)
    if upload is None:
        return None
    upload.seek(0)
    data = upload.read(_MOST_BYTES + 1)
    name = clean_name(normalise(str(upload.name)))
    if len(data) > _MOST_BYTES:
        return Scan(refusal=_TOO_LARGE)
    try:
        if may_be_word and data.startswith(_WORD):
            return Scan(data, WORD_TYPE, check_word(data, name))
        return _scan(data, name)
    except PaperError as refusal:
        unknown = f"{_UNKNOWN} hoặc Word .docx." if may_be_word else f"{_UNKNOWN}."
        return Scan(refusal=unknown if refusal.code == "not_photo" else refusal.sentence)


def _scan(data: bytes, name: str) -> Scan:
    if data.startswith(_PDF):
        return Scan(data, "application/pdf", name)
    photo = photos.clean(data)
    return Scan(photo.data, photo.media_type, name)


def is_readable(form: forms.Form, scan: Scan | None) -> bool:
    """Say at the field why a file cannot be kept."""
    if scan is None or not scan.refusal:
        return True
    form.add_error(_FIELD, scan.refusal)
    return False

"""Take in proof that comes with a form: photos cleaned, PDFs looked at, links read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from thidua.core.errors import DomainError
from thidua.core.quantities import format_number
from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.papers import photos
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_FILE_BYTES, MAX_FILES_AT_ONCE, MAX_PHOTO_PIXELS, MAX_PIXELS_AT_ONCE
from thidua.papers.names import clean_name
from thidua.papers.photos import Photo
from thidua.reporting.models import Evidence, Report
from thidua.reporting.services import evidence
from thidua.reporting.web.sent_cards import sent_files, sent_link

_PDF, _HEAD = b"%PDF-", 1024
_KILO, _MEGA = 1000, 1_000_000
_ADVICE = {
    "not_photo": "tệp này không phải ảnh hay PDF. Chụp ảnh, hoặc lưu thành PDF rồi chọn lại.",
    "moving": "ảnh động không dùng làm minh chứng được. Chọn ảnh .jpg, .png hoặc tệp PDF.",
}
Proof = Photo | bytes


_TOO_MANY = (
    f"Mỗi lần lưu nhận nhiều nhất {MAX_FILES_AT_ONCE} tệp minh chứng nên tệp ở đây chưa gửi. "
    "Số đã ghi vẫn được giữ; chọn lại tệp rồi lưu lần nữa."
)


@dataclass(slots=True)
class _Room:
    """What one form may still ask of us: opening photos takes seconds and memory."""

    files: int = MAX_FILES_AT_ONCE
    pixels: int = MAX_PIXELS_AT_ONCE

    def look_at(self, upload: "UploadedFile[bytes]") -> Proof:
        if not self.files:
            raise DomainError(_TOO_MANY)
        self.files -= 1
        proof = look_at(upload, room=self.pixels)
        self.pixels -= proof.pixels if isinstance(proof, Photo) else 0
        return proof


def look_at(upload: "UploadedFile[bytes]", *, room: int = MAX_PHOTO_PIXELS) -> Proof:
    """Return a clean photo, or the bytes of what calls itself a PDF; raise PaperError for what is neither.

    Cleaning takes about a second in a process of its own: call it before a transaction.
    """
    stream = cast("BinaryIO", upload)
    stream.seek(0)
    data = stream.read(MAX_FILE_BYTES + 1)
    if _PDF in data[:_HEAD]:
        return data
    try:
        return photos.clean(data, room=room)
    except PaperError as error:
        raise PaperError(
            error.code, f"{_described(upload)} {_ADVICE.get(error.code, error.sentence)}"
        ) from error


def _described(upload: "UploadedFile[bytes]") -> str:
    """Name a file with its ending and size, as of several one was meant: "“a.mp4” (38,1 MB):"."""
    name = clean_name(str(upload.name))
    size = Decimal(upload.size or 0)
    told = (
        f"{format_number(round(size / _MEGA, 1))} MB"
        if size >= _MEGA
        else f"{max(1, round(size / _KILO))} kB"
    )
    return f"“{name}” ({told}):"


def keep(
    request: SignedInRequest, place: tuple[Report, Target], proof: Proof, name: str, *, at: datetime
) -> Evidence:
    if isinstance(proof, Photo):
        return evidence.add_photo(*place, proof, name, by=request.actor, at=at)
    return evidence.add_pdf(*place, proof, name, by=request.actor, at=at)


def keep_sent(
    request: SignedInRequest, report: Report, targets: Iterable[Target], *, at: datetime
) -> dict[UUID, DomainError | PaperError]:
    """Keep the proof of each target; return, by target, why some was not.

    Links come first: they cost nothing, and are kept whatever is wrong with a file.
    """
    refused: dict[UUID, DomainError | PaperError] = {}
    room = _Room()
    for target in targets:
        try:
            if url := sent_link(request.POST, target.pk.hex):
                evidence.add_link(report, target, url, by=request.actor, at=at)
            for upload in sent_files(request, target.pk.hex):
                keep(request, (report, target), room.look_at(upload), str(upload.name), at=at)
        except (DomainError, PaperError) as error:
            refused[target.pk] = error
    return refused

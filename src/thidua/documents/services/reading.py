"""Take a file in: extract its text, keep its bytes, read it, and keep what was read."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import Reading
from thidua.core.parsing.serialise import from_json, to_json
from thidua.documents import policies
from thidua.documents.models import ReadText
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.foundation.services.audit import record
from thidua.papers.errors import PaperError
from thidua.papers.extraction import ExtractedText, Kind, extract

READER_VERSION = "1"
_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "markdown": "text/markdown",
}


def known(data: bytes, *, by: Actor) -> ReadText | None:
    """Return the reading of the same bytes, if this authority has handed them in before."""
    if by.authority_id is None:
        return None
    same = ReadText.objects.visible_to(by).filter(file_id=sha256(data).hexdigest())
    return same.filter(authority_id=by.authority_id).first()


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """A file read, nothing of it written."""

    extracted: ExtractedText
    reading: Reading


def read_ahead(data: bytes, name: str, *, by: Actor) -> ReadAhead | PaperError | None:
    """Do the long part of `take_in` outside its transaction; None when the bytes are known already.

    A file that cannot be read gives its fault, for `take_in` to raise.
    """
    policies.can_register(by).enforce()
    return _read(data, name) if known(data, by=by) is None else None


def take_in(
    data: bytes, name: str, *, by: Actor, at: datetime, ahead: ReadAhead | PaperError | None = None
) -> ReadText:
    """Read a file, unless that was done ahead, and keep it; the same bytes are kept once.

    Raises PaperError, with nothing written, when it cannot be read. The bytes are on disk for good
    before their row is.
    """
    policies.can_register(by).enforce()
    before = known(data, by=by)
    if before is not None:
        return before
    found = ahead or _read(data, name)
    if isinstance(found, PaperError):
        raise found
    stored = files.store(data, media_type=media_type_of(found.extracted.kind), at=at)
    return _keep(_row(found.extracted, found.reading, name), stored, by=by, at=at)


def media_type_of(kind: Kind) -> str:
    return _MEDIA_TYPES.get(str(kind), "text/plain")


def reading_of(read_text: ReadText) -> Reading:
    """Return what was read, as it was read then."""
    return from_json(read_text.reading)


def _read(data: bytes, name: str) -> ReadAhead | PaperError:
    try:
        extracted = extract(data, name)
    except PaperError as fault:
        return fault
    return ReadAhead(extracted, read(extracted.text))


def _row(extracted: ExtractedText, reading: Reading, name: str) -> ReadText:
    return ReadText(
        file_name=name[:255],
        text=reading.text,
        blocks=_blocks(extracted, reading),
        reading=to_json(reading),
        notes=list(extracted.notes),
        reader_version=READER_VERSION,
    )


def _blocks(extracted: ExtractedText, reading: Reading) -> list[tuple[int, int, str, bool, bool]]:
    """Keep the blocks only when the reader saw the text letter for letter, so that places agree."""
    if extracted.text != reading.text:
        return []
    return [(at.start, at.end, at.role.value, at.is_bold, at.is_centered) for at in extracted.blocks]


@transaction.atomic
def _keep(row: ReadText, stored: StoredFile, *, by: Actor, at: datetime) -> ReadText:
    """Keep what was read, or return what another request kept of the same bytes in the meantime."""
    if by.authority_id is None:
        raise DomainError("Tài khoản này chưa thuộc cơ quan nào nên chưa nhận được văn bản.")
    StoredFile.objects.select_for_update().get(pk=stored.pk)
    same = ReadText.objects.filter(authority_id=by.authority_id, file=stored).first()
    if same is not None:
        return same
    row.authority_id = by.authority_id
    row.file = stored
    row.read_at = at
    row.save()
    record("documents.readtext.read", row, by=by, at=at)
    return row

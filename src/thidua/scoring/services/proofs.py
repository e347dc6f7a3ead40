"""Put proof beside a line of a sheet, and take it back; the bytes are kept for ever."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.papers.names import clean_name
from thidua.papers.photos import Photo
from thidua.reporting.services.evidence import address_of, pdf_of
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine, ScoreProof
from thidua.scoring.services.giving import lock, may_give

MOST_A_LINE = 10
_PHOTO, _PDF = "Ảnh", "Tệp PDF"


@transaction.atomic
def add_photo(
    line: ScoreLine, column: Column, photo: Photo, name: str, *, by: Actor, at: datetime
) -> ScoreProof:
    """Keep a photo that was freed of place and time."""
    stored = files.store(photo.data, media_type=photo.media_type, at=at)
    return _add(line, column, {"file": stored, "name": clean_name(name) or _PHOTO}, by=by, at=at)


@transaction.atomic
def add_pdf(
    line: ScoreLine, column: Column, data: bytes, name: str, *, by: Actor, at: datetime
) -> ScoreProof:
    """Keep a PDF as it came."""
    stored = files.store(pdf_of(data), media_type="application/pdf", at=at)
    return _add(line, column, {"file": stored, "name": clean_name(name) or _PDF}, by=by, at=at)


@transaction.atomic
def add_link(line: ScoreLine, column: Column, url: str, *, by: Actor, at: datetime) -> ScoreProof:
    """Keep the address of a page."""
    address, host = address_of(url)
    return _add(line, column, {"url": address, "name": host[:200]}, by=by, at=at)


@transaction.atomic
def remove(proof: ScoreProof, *, by: Actor, at: datetime) -> ScoreProof:
    """Hide it; the history keeps it."""
    line = lock(proof.line)
    may_give(by, line, Column(proof.column)).enforce()
    proof = ScoreProof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    proof.line = line
    if proof.removed_at is None:
        proof.removed_at = at
        proof.save(update_fields=["removed_at"])
        record("scoring.proof.remove", proof, by=by, at=at)
    return proof


def _add(
    line: ScoreLine, column: Column, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> ScoreProof:
    line = lock(line)
    may_give(by, line, column).enforce()
    kept = list(ScoreProof.objects.filter(line=line, removed_at__isnull=True))
    content = values["file"].pk if "file" in values else values["url"]
    for known in kept:
        if content in {known.file_id, known.url}:
            return known
    if len(kept) >= MOST_A_LINE:
        raise DomainError(f"Mỗi tiêu chí có nhiều nhất {MOST_A_LINE} minh chứng. Bỏ bớt rồi gửi thêm.")
    proof = ScoreProof(line=line, column=column, added_by=by.name, added_at=at, **values)
    proof.save(force_insert=True)
    told = {"name": (None, proof.name), "line": (None, str(line.criterion))}
    record("scoring.proof.add", proof, by=by, at=at, deed=Deed(changes=told))
    return proof

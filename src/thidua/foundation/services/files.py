"""Keep bytes so that they survive a power cut, under the name of their own hash."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from thidua.core.errors import DomainError
from thidua.foundation.models import StoredFile

_CHUNK = 1024 * 1024
_DAMAGED = "Tệp trên máy đã bị thay đổi so với lúc nhận. Nhờ báo người quản trị."


def store(data: bytes | BinaryIO, *, media_type: str, at: datetime) -> StoredFile:
    """Put `data` on disk for good, then return its row. The same bytes are kept once.

    Order: temporary file, fsync, rename, fsync of the folders, row. So a row never points at half
    a file; a machine that stops in between leaves a file without a row, collected after a week.
    """
    temporary, digest, size = _write(data)
    place = path_of(digest)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(place)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        _sync_folder(folder)
    row, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": media_type, "stored_at": at}
    )
    return row


def read(stored: StoredFile) -> bytes:
    """Return the bytes, or refuse when they are not what was stored."""
    place = path_of(stored.sha256)
    data = place.read_bytes() if place.exists() else b""
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise DomainError(_DAMAGED)
    return data


def damaged() -> Iterator[StoredFile]:
    """Yield the rows whose bytes are missing or changed; reads every file once."""
    for row in StoredFile.objects.order_by("pk").iterator():
        place = path_of(row.sha256)
        if not place.exists() or _digest_of(place) != row.sha256:
            yield row


def collect_orphans(*, before: datetime) -> int:
    """Remove files last written before a time that no row names, and return how many."""
    root = Path(settings.FILE_STORE)
    removed = 0
    for place in sorted(path for path in root.glob("**/*") if path.is_file()):
        if (
            place.stat().st_mtime < before.timestamp()
            and not StoredFile.objects.filter(pk=place.name).exists()
        ):
            place.unlink()
            removed += 1
    return removed


def path_of(digest: str) -> Path:
    return Path(settings.FILE_STORE) / digest[:2] / digest[2:4] / digest


def _write(data: bytes | BinaryIO) -> tuple[Path, str, int]:
    """Write a temporary file inside the store, so that the rename stays on one disk, and sync it."""
    folder = Path(settings.FILE_STORE) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        for chunk in _chunks(data):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Path(file.name), digest.hexdigest(), size


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while chunk := data.read(_CHUNK):
        yield chunk


def _digest_of(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

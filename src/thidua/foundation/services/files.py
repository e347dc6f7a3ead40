"""Keep bytes so that they survive a power cut, under the name of their own hash."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from thidua.core.errors import DomainError
from thidua.foundation.models import StoredFile


def store(data: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Put `data` on disk for good, then return its row. The same bytes are kept once."""
    digest = hashlib.sha256(data).hexdigest()
    place = path_of(digest)
    if not place.exists():
        _write(place, data)
    row, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "media_type": media_type, "stored_at": at}
    )
    return row


def read(stored: StoredFile) -> bytes:
    """Return the bytes, or refuse when they are not what was stored."""
    data = path_of(stored.sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise DomainError("Tệp trên máy đã bị thay đổi so với lúc nhận. Nhờ báo người quản trị.")
    return data


def path_of(digest: str) -> Path:
    return Path(settings.FILE_STORE) / digest[:2] / digest[2:4] / digest


def _write(place: Path, data: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folders: a name never stands for half a file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix="tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

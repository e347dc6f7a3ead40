"""`thidua restore`: a proven archive becomes the data of this installation; the old data are kept aside."""

import argparse
import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from thidua.cli import archive, occupancy
from thidua.cli.backup import sqlite_file
from thidua.cli.base import CommandError
from thidua.cli.prepare import INDEXED


def run(arguments: argparse.Namespace) -> int:
    database, data = sqlite_file(), Path(settings.DATA)
    if database.exists() and not arguments.replace:
        raise CommandError(
            "Ở đây đã có dữ liệu. Thêm --replace để thay; dữ liệu cũ được cất sang thư mục bên cạnh."
        )
    with occupancy.alone(data):
        try:
            return _restore(arguments.archive.absolute(), database, data)
        except archive.ArchiveError as refusal:
            raise CommandError(f"{refusal} Dữ liệu hiện có không bị động đến.") from refusal
        except OSError as failure:
            raise CommandError(f"Chưa phục hồi được: {failure.strerror}.") from failure


def _restore(source: Path, database: Path, data: Path) -> int:
    """Unpack and compare beside the data first; only then change places."""
    fresh = data / "restoring"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        manifest = archive.unpack(source, fresh)
        kept = _set_aside(database, data)
        (fresh / archive.DATABASE).replace(database)
        (data / INDEXED).unlink(missing_ok=True)
        if (fresh / archive.FILES).is_dir():
            (fresh / archive.FILES).replace(settings.FILE_STORE)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    print(
        f"Đã phục hồi bản sao lưu lúc {manifest.made_at}: "
        f"{sum(manifest.rows.values())} dòng, {len(manifest.files)} tệp."
    )
    if kept:
        print(f"Dữ liệu trước đó được cất ở “{kept}”.")
    return 0


def _set_aside(database: Path, data: Path) -> Path | None:
    """Move the present database and files into a folder that carries the time."""
    standing = [
        path
        for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm")))
        if path.exists()
    ]
    if Path(settings.FILE_STORE).exists():
        standing.append(Path(settings.FILE_STORE))
    if not standing:
        return None
    kept = data / f"truoc-phuc-hoi-{timezone.localtime():%Y%m%d-%H%M%S}"
    kept.mkdir()
    for path in standing:
        path.replace(kept / path.name)
    return kept

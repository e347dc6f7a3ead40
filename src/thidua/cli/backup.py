"""`thidua backup`: save database and files into one archive that has been opened and compared once."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from thidua.cli import archive
from thidua.cli.base import CommandError


def run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.archive.absolute()
    database = sqlite_file()
    if not database.is_file():
        raise CommandError(f"Chưa có dữ liệu để sao lưu: không thấy “{database}”.")
    if target.exists():
        raise CommandError(f"Tệp “{target}” đã có; đặt tên khác để không ghi đè bản cũ.")
    if not target.parent.is_dir():
        raise CommandError(f"Không có thư mục “{target.parent}”.")
    try:
        made = archive.write(
            target,
            database=database,
            files=Path(settings.FILE_STORE),
            made_at=timezone.localtime().isoformat(timespec="seconds"),
        )
    except archive.ArchiveError as refusal:
        raise CommandError(str(refusal)) from refusal
    except OSError as failure:
        raise CommandError(f"Chưa sao lưu được vào “{target}”: {failure.strerror}.") from failure
    print(
        f"Đã sao lưu vào “{target}”: {len(made.rows)} bảng, {sum(made.rows.values())} dòng, "
        f"{len(made.files)} tệp. Đã mở lại và đối chiếu: khớp."
    )
    return 0


def sqlite_file() -> Path:
    """Return the file of the database; PostgreSQL has tools of its own for this."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "thidua.foundation.sqlite":
        raise CommandError(
            "Dữ liệu ở PostgreSQL: sao lưu bằng pg_dump, xem mục Sao lưu trong docs/operations.md."
        )
    return Path(str(database["NAME"]))

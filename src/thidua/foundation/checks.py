"""What must hold before anything is accepted: the disk keeps what it was told to keep."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_LEAST_FREE = 200 * 1024 * 1024
_FULL = 2
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.s3fs",
    "afs",
    "ceph",
    "glusterfs",
    "davfs",
)
_POSTGRES_ON = {"fsync": "on", "full_page_writes": "on"}


def problems() -> list[str]:
    """Return why this installation must not start, as sentences; empty when all is well.

    Asked by `thidua serve`, `thidua worker` and `thidua check`.
    """
    connection = connections["default"]
    found = problems_of_engine(connection)
    for folder in _folders(connection):
        found += problems_of_folder(folder)
    return found


def problems_of_engine(connection: BaseDatabaseWrapper) -> list[str]:
    """Ask the open connection itself, not the settings it should have."""
    if connection.vendor == "sqlite":
        return _sqlite(connection)
    return _postgres(connection)


def problems_of_folder(folder: Path, *, mounts: Path = Path("/proc/mounts")) -> list[str]:
    """Look at the disk under a folder."""
    found = []
    kind = _file_system(folder, mounts)
    if kind.startswith(_NETWORK):
        found.append(
            f"Thư mục {folder} nằm trên ổ mạng ({kind}), dữ liệu có thể hỏng. "
            "Chuyển THIDUA_DATA về ổ đĩa của máy này."
        )
    if shutil.disk_usage(folder).free < _LEAST_FREE:
        found.append(f"Ổ đĩa chứa {folder} còn dưới 200 MB. Dọn bớt tệp hoặc thêm ổ đĩa rồi chạy lại.")
    return found


def check_durability(
    *, app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:  # fmt: skip
    """Hand the problems to Django's own checks, when they are asked of the database."""
    del app_configs
    if "default" not in (databases or ()):
        return []
    return [checks.Error(sentence, id="thidua.E001") for sentence in problems()]


def _sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    found = []
    if _ask(connection, "PRAGMA journal_mode") != "wal":
        found.append("SQLite chưa chạy chế độ WAL. Đặt journal_mode=WAL trong cấu hình.")
    if int(_ask(connection, "PRAGMA synchronous")) < _FULL:
        found.append("SQLite chưa ghi chắc xuống đĩa. Đặt synchronous=FULL trong cấu hình.")
    if int(_ask(connection, "PRAGMA foreign_keys")) != 1:
        found.append("SQLite chưa giữ liên kết giữa các bảng. Đặt foreign_keys=ON trong cấu hình.")
    if connection.settings_dict.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE":
        found.append("SQLite chưa nhận ghi theo lượt. Đặt transaction_mode là IMMEDIATE trong cấu hình.")
    return found


def _postgres(connection: BaseDatabaseWrapper) -> list[str]:
    found = [
        f"PostgreSQL đang để {name} = {value}. Đặt {name} = on trong postgresql.conf rồi khởi động lại."
        for name, wanted in _POSTGRES_ON.items()
        if (value := _ask(connection, f"SHOW {name}")) != wanted
    ]
    if _ask(connection, "SHOW synchronous_commit") == "off":
        found.append("PostgreSQL đang để synchronous_commit = off. Đặt synchronous_commit = on.")
    return found


def _ask(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _folders(connection: BaseDatabaseWrapper) -> list[Path]:
    store = Path(settings.FILE_STORE)
    store.mkdir(parents=True, exist_ok=True)
    if connection.vendor != "sqlite":
        return [store]
    return sorted({store, Path(str(connection.settings_dict["NAME"])).resolve().parent})


def _file_system(folder: Path, mounts: Path) -> str:
    """Return the kind of the file system under a folder, empty where the system does not tell."""
    if not mounts.exists():
        return ""
    best, kind = "", ""
    place = f"{folder.resolve()}/"
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, found, *_rest = line.split(" ")
        point = point.replace("\\040", " ").rstrip("/") + "/"
        if place.startswith(point) and len(point) >= len(best):
            best, kind = point, found
    return kind

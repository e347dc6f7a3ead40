"""One archive of an installation on SQLite: database, files, and what must be found when it is opened.

Plain Python: the archive can be checked on a machine where the program cannot start.
"""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

MANIFEST, DATABASE, FILES = "thidua-backup.json", "thidua.sqlite3", "files"
FORMAT = 1
_STORED_FILES = "foundation_storedfile"
_BLOCK = 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be trusted; its text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: rows by table, and files by their SHA-256."""

    format: int
    made_at: str
    rows: dict[str, int]
    files: list[str]


def write(archive: Path, *, database: Path, files: Path, made_at: str) -> Manifest:
    """Save a running installation into `archive`, open it again, and compare before giving it its name."""
    with TemporaryDirectory(dir=archive.parent, prefix=".thidua-backup-") as folder:
        snapshot, unproven = Path(folder, DATABASE), Path(folder, "archive")
        _copy_database(database, snapshot)
        manifest = Manifest(FORMAT, made_at, count_rows(snapshot), stored_files(snapshot))
        _pack(unproven, manifest, snapshot, files)
        verify(unproven)
        _sync(unproven)
        unproven.replace(archive)
    _sync(archive.parent)
    return manifest


def verify(archive: Path) -> Manifest:
    """Open the archive in a scratch place, and refuse it unless rows and bytes are what it says."""
    with TemporaryDirectory(dir=archive.parent, prefix=".thidua-verify-") as folder:
        return unpack(archive, Path(folder))


def unpack(archive: Path, folder: Path) -> Manifest:
    """Lay the archive out in an empty folder and compare it with its manifest."""
    with _opened(archive) as packed:
        manifest = _read_manifest(packed)
        for member in packed:
            _unpack_member(packed, member, folder)
    _compare(manifest, folder)
    return manifest


def count_rows(database: Path) -> dict[str, int]:
    """Count the rows of each table, and refuse a database that SQLite finds damaged."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as failure:
            raise ArchiveError(f"Cơ sở dữ liệu bị hỏng: {failure}.") from failure
        if faults != ["ok"]:
            raise ArchiveError(f"Cơ sở dữ liệu bị hỏng: {faults[0]}.")
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  its own names
            for name in _tables(connection)
        }


def stored_files(database: Path) -> list[str]:
    """Return the SHA-256 of every file that a row of the database stands for."""
    with closing(sqlite3.connect(database)) as connection:
        if _STORED_FILES not in _tables(connection):
            return []
        return [row[0] for row in connection.execute(f"SELECT sha256 FROM {_STORED_FILES} ORDER BY 1")]  # noqa: S608  a constant


def place_of(digest: str) -> PurePosixPath:
    """Return where the file store keeps the bytes with this SHA-256."""
    return PurePosixPath(digest[:2], digest[2:4], digest)


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [row[0] for row in found]


def _copy_database(database: Path, snapshot: Path) -> None:
    """Take a consistent copy while others write; copying the file itself would not be one."""
    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(snapshot)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _pack(archive: Path, manifest: Manifest, snapshot: Path, files: Path) -> None:
    description = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(description), 0o600
        packed.addfile(entry, io.BytesIO(description))
        packed.add(snapshot, DATABASE)
        for digest in manifest.files:
            place = place_of(digest)
            if not (files / place).is_file():
                raise ArchiveError(f"Kho tệp thiếu tệp {digest[:12]}…: chưa sao lưu được.")
            packed.add(files / place, f"{FILES}/{place}")
    archive.chmod(0o600)


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, "r:gz") as packed:
            yield packed
    except FileNotFoundError:
        raise ArchiveError(f"Không tìm thấy tệp “{archive}”.") from None
    except (tarfile.TarError, OSError, EOFError) as failure:
        raise ArchiveError(f"Không mở được bản sao lưu “{archive}”: tệp bị hỏng hoặc bị cắt.") from failure


def _read_manifest(packed: tarfile.TarFile) -> Manifest:
    first = packed.next()
    file = packed.extractfile(first) if first and first.name == MANIFEST and first.isfile() else None
    if file is None:
        raise ArchiveError("Đây không phải bản sao lưu của Thi Đua.")
    try:
        manifest = Manifest(**json.loads(file.read()))
    except (ValueError, TypeError) as failure:
        raise ArchiveError("Không đọc được phần mô tả của bản sao lưu.") from failure
    if manifest.format != FORMAT:
        raise ArchiveError("Bản sao lưu do một phiên bản khác của chương trình tạo ra.")
    return manifest


def _unpack_member(packed: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one member; names outside the two known places are never followed."""
    parts = PurePosixPath(member.name).parts
    is_known = member.name in {MANIFEST, DATABASE} or (parts[0] == FILES and ".." not in parts)
    source = packed.extractfile(member) if member.isfile() and is_known else None
    if source is None:
        raise ArchiveError(f"Bản sao lưu chứa mục lạ “{member.name}”.")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        while block := source.read(_BLOCK):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _compare(manifest: Manifest, folder: Path) -> None:
    database = folder / DATABASE
    if not database.is_file() or count_rows(database) != manifest.rows:
        raise ArchiveError("Bản sao lưu không khớp: số dòng trong cơ sở dữ liệu khác lúc sao lưu.")
    if stored_files(database) != manifest.files:
        raise ArchiveError("Bản sao lưu không khớp: danh sách tệp khác cơ sở dữ liệu.")
    for digest in manifest.files:
        path = folder / FILES / place_of(digest)
        if not path.is_file() or _hash(path) != digest:
            raise ArchiveError(f"Bản sao lưu không khớp: tệp {digest[:12]}… thiếu hoặc bị đổi.")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

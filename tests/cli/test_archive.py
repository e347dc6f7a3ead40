import hashlib
import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from thidua.cli import archive

LETTER = "Văn bản phát động".encode()
DIGEST = hashlib.sha256(LETTER).hexdigest()
AT = "2024-04-16T14:05:00+07:00"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in miniature: one table of our own, one stored file, WAL as in real life."""
    with closing(sqlite3.connect(tmp_path / archive.DATABASE)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE target (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("CREATE TABLE foundation_storedfile (sha256 TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO target (name) VALUES (?)", [("Thu nhập",), ("Hộ nghèo",)])
        connection.execute("INSERT INTO foundation_storedfile VALUES (?)", [DIGEST])
    place = tmp_path / archive.FILES / archive.place_of(DIGEST)
    place.parent.mkdir(parents=True)
    place.write_bytes(LETTER)
    return tmp_path


def write(data: Path, name: str = "backup.tar.gz") -> Path:
    target = data / name
    archive.write(target, database=data / archive.DATABASE, files=data / archive.FILES, made_at=AT)
    return target


def repack(source: Path, target: Path, change) -> Path:
    """Copy an archive member by member; `change(member, data)` returns what goes in instead, or None."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            changed = change(member, old.extractfile(member).read())
            if changed is not None:
                member.size = len(changed)
                path = target.with_name("member")
                path.write_bytes(changed)
                with path.open("rb") as file:
                    new.addfile(member, file)
    return target


def test_backup_comes_back_row_for_row_and_byte_for_byte(data: Path, tmp_path: Path):
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    manifest = archive.unpack(write(data), fresh)
    assert manifest.made_at == AT
    assert manifest.rows == {"foundation_storedfile": 1, "target": 2}
    assert (fresh / archive.FILES / archive.place_of(DIGEST)).read_bytes() == LETTER
    with closing(sqlite3.connect(fresh / archive.DATABASE)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM target ORDER BY id")]
    assert names == ["Thu nhập", "Hộ nghèo"]


def test_backup_may_be_read_by_its_owner_only(data: Path):
    assert write(data).stat().st_mode & 0o077 == 0


def test_backup_is_consistent_while_others_write(data: Path):
    """Rows come in pairs, each pair in one transaction: no copy may hold half a pair."""
    stop = threading.Event()

    def work() -> None:
        with closing(sqlite3.connect(data / archive.DATABASE, timeout=20)) as connection:
            while not stop.is_set():
                with connection:
                    connection.executemany("INSERT INTO target (name) VALUES (?)", [("a",), ("b",)])

    writer = threading.Thread(target=work)
    writer.start()
    try:
        copies = [archive.verify(write(data, f"{number}.tar.gz")).rows["target"] for number in range(3)]
    finally:
        stop.set()
        writer.join()
    assert all(count % 2 == 0 for count in copies)


def test_backup_without_a_stored_file_is_refused_and_leaves_nothing(data: Path):
    (data / archive.FILES / archive.place_of(DIGEST)).unlink()
    before = set(data.iterdir())
    with pytest.raises(archive.ArchiveError, match="Kho tệp thiếu tệp"):
        write(data)
    assert set(data.iterdir()) - before <= {data / "thidua.sqlite3-shm", data / "thidua.sqlite3-wal"}


@pytest.mark.parametrize("share", [0, 0.3, 0.7])
def test_cut_archive_is_refused(data: Path, share: float):
    whole = write(data).read_bytes()
    cut = data / "cut.tar.gz"
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(archive.ArchiveError):
        archive.verify(cut)


def test_archive_with_a_changed_file_is_refused(data: Path):
    forged = repack(
        write(data),
        data / "forged.tar.gz",
        lambda member, old: b"khac" if member.name.startswith(archive.FILES) else old,
    )
    with pytest.raises(archive.ArchiveError, match="thiếu hoặc bị đổi"):
        archive.verify(forged)


def test_archive_without_a_file_it_lists_is_refused(data: Path):
    forged = repack(
        write(data),
        data / "forged.tar.gz",
        lambda member, old: None if member.name.startswith(archive.FILES) else old,
    )
    with pytest.raises(archive.ArchiveError, match="thiếu hoặc bị đổi"):
        archive.verify(forged)


def test_archive_with_other_rows_is_refused(data: Path):
    forged = repack(
        write(data),
        data / "forged.tar.gz",
        lambda _, old: old.replace(b'"target": 2', b'"target": 3'),
    )
    with pytest.raises(archive.ArchiveError, match="số dòng"):
        archive.verify(forged)


@pytest.mark.parametrize("name", ["../ra-ngoai", "/etc/thu", "files/../../ra-ngoai", "la.txt"])
def test_archive_that_would_write_elsewhere_is_refused(data: Path, name: str):
    def rename(member: tarfile.TarInfo, old: bytes) -> bytes:
        if member.name.startswith(archive.FILES):
            member.name = name
        return old

    forged = repack(write(data), data / "forged.tar.gz", rename)
    inner = data / "a" / "b"
    inner.mkdir(parents=True)
    with pytest.raises(archive.ArchiveError, match="mục lạ"):
        archive.unpack(forged, inner)
    assert not list(data.rglob("ra-ngoai"))


def test_other_archive_is_refused(data: Path):
    other = data / "other.tar.gz"
    with tarfile.open(other, "w:gz") as packed:
        packed.add(data / archive.DATABASE, "something.sqlite3")
    with pytest.raises(archive.ArchiveError, match="không phải bản sao lưu"):
        archive.verify(other)


def test_missing_archive_is_refused(tmp_path: Path):
    with pytest.raises(archive.ArchiveError, match="Không tìm thấy"):
        archive.verify(tmp_path / "none.tar.gz")


def test_damaged_database_is_not_backed_up(data: Path):
    broken = data / "broken.sqlite3"
    with closing(sqlite3.connect(broken)) as connection, connection:
        connection.execute("CREATE TABLE many (word TEXT)")
        connection.executemany("INSERT INTO many VALUES (?)", [("x" * 500,)] * 200)
    content = bytearray(broken.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    broken.write_bytes(content)
    with pytest.raises(archive.ArchiveError, match="bị hỏng"):
        archive.write(data / "x.tar.gz", database=broken, files=data / archive.FILES, made_at=AT)
    assert not (data / "x.tar.gz").exists()

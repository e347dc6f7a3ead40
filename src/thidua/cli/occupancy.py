"""Who is at work in a data folder: servers and workers share it, a restore wants it alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.cli.base import CommandError

_LOCK = "running.lock"


@contextmanager
def at_work(data: Path) -> Iterator[None]:
    """Say that a process uses the folder; many may at once. The mark goes when the process does."""
    with _held(data, fcntl.LOCK_SH, "Dữ liệu đang được phục hồi: đợi xong rồi khởi động lại."):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Have the folder alone, or refuse."""
    with _held(
        data,
        fcntl.LOCK_EX,
        "Chương trình đang chạy trên dữ liệu này: dừng thidua serve và thidua worker trước.",
    ):
        yield


@contextmanager
def _held(data: Path, kind: int, refusal: str) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(refusal) from None
        yield

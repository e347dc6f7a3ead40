"""Zip files opened so that a bomb stays packed."""

import io
import zipfile
import zlib

from thidua.papers import limits
from thidua.papers.errors import PaperError

_END_RECORD = b"PK\x05\x06"
_END_RECORD_SIZE = 22
_LONGEST_COMMENT = 65_535


def broken() -> PaperError:
    """Return the refusal of a file that was cut or damaged."""
    return PaperError(
        "broken",
        "Tệp bị hỏng hoặc chưa tải xong; hãy mở lại bằng Word, lưu một bản mới rồi đưa lên lại.",
    )


def bomb() -> PaperError:
    """Return the refusal of a file that unpacks to far more than it is."""
    return PaperError(
        "bomb",
        "Tệp nén quá mức bình thường nên không được mở; hãy mở bằng Word, lưu một bản mới rồi đưa lên lại.",
    )


class Archive:
    """A zip in memory whose parts are read whole, within the limits."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise broken() from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        if sum(part.file_size for part in self._parts.values()) > limits.MAX_UNPACKED_BYTES:
            raise bomb()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Unpack one part; never more than it declares, and that only within the limits."""
        part = self._parts[name]
        if part.flag_bits & 1:
            raise PaperError(
                "encrypted", "Tệp có mật khẩu; hãy bỏ mật khẩu trong Word rồi lưu và đưa lên lại."
            )
        is_dense = part.file_size > limits.MAX_PART_RATIO * max(part.compress_size, 1)
        if part.file_size > limits.MAX_PART_BYTES or (is_dense and part.file_size > limits.RATIO_FREE_BYTES):
            raise bomb()
        try:
            with self._zip.open(part) as stream:
                return stream.read(part.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise broken() from error


def _check_directory(data: bytes) -> None:
    """Refuse a huge directory before Python makes an object of each entry."""
    place = data.rfind(_END_RECORD, max(0, len(data) - _END_RECORD_SIZE - _LONGEST_COMMENT))
    record = data[place : place + _END_RECORD_SIZE]
    if place < 0 or len(record) < _END_RECORD_SIZE:
        raise broken()
    entries = int.from_bytes(record[10:12], "little")
    size = int.from_bytes(record[12:16], "little")
    if entries > limits.MAX_ZIP_ENTRIES or size > limits.MAX_ZIP_DIRECTORY_BYTES:
        raise bomb()

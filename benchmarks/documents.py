"""DOCX to text: ours against lxml on the bare zip (the floor) and python-docx (what others would use)."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.papers.docx_maker import official_letter

from benchmarks import docx_text
from benchmarks.paired import Row, in_turn

ROUNDS = 60


def rows() -> list[Row]:
    found = []
    with TemporaryDirectory() as folder:
        for name, data in (("thường", docx_text.plain_letter()), ("đúng thể thức", official_letter(60))):
            path = Path(folder, "thu.docx")
            path.write_bytes(data)
            found += _rows_of(f"thư .docx {name}: ra chữ", path)
    return found


def _rows_of(name: str, path: Path) -> list[Row]:
    floor = in_turn(lambda: docx_text.ours(path), lambda: docx_text.floor(path), rounds=ROUNDS)
    rival = in_turn(lambda: docx_text.ours(path), lambda: docx_text.python_docx(path))
    return [
        floor.as_row(f"{name} / lxml trên zip", wanted="≤ 1,25"),
        rival.as_row(f"{name} / python-docx", wanted="≤ 0,10"),
    ]

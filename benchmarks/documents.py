"""DOCX to text: ours against lxml on the bare zip (the floor) and python-docx (what others would use).

The floor reads words alone. For the official letter ours also unpacks its styles and counts its numbers,
so no ratio to the floor is asked of it. Judge by the ratio of the best rounds: others on the machine can
only make a round slower.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.papers.docx_maker import official_letter

from benchmarks import docx_text
from benchmarks.paired import Row, in_turn

ROUNDS = 60


def rows() -> list[Row]:
    found: list[Row] = []
    with TemporaryDirectory() as folder:
        path = Path(folder, "thu.docx")
        path.write_bytes(docx_text.plain_letter())
        found += _rows_of("thư .docx thường: ra chữ", path, to_floor="tốt nhất ≤ 1,25")
        path.write_bytes(official_letter(60))
        found += _rows_of("thư .docx đúng thể thức: ra chữ, kể cả kiểu chữ và số thứ tự", path, to_floor="")
    return found


def _rows_of(name: str, path: Path, *, to_floor: str) -> list[Row]:
    floor = in_turn(lambda: docx_text.ours(path), lambda: docx_text.floor(path), rounds=ROUNDS)
    rival = in_turn(lambda: docx_text.ours(path), lambda: docx_text.python_docx(path))
    return [
        floor.as_row(f"{name} / lxml trên zip", wanted=to_floor),
        rival.as_row(f"{name} / python-docx", wanted="≤ 0,10" if to_floor else ""),
    ]

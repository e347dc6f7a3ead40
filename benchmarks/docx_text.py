"""Word files to text: ours, the floor (lxml on the zip member) and python-docx, in turn in one run.

Two letters: one as plain as the reference measurement makes it (paragraphs and a table without styles),
one in the official layout (letterhead, headings, numbered list, bold). The three take turns many times and
the median of the ratios of neighbouring runs is printed, so that a busy machine disturbs all alike.

Run: python benchmarks/docx_text.py [turns]
"""

import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.papers.docx_maker import official_letter
from thidua.papers.extraction import extract

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "launching-letter-cam-linh-2024.txt"
FALLBACK = "Phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm 2024.\n\n" * 120
FLOOR_LIMIT, PYTHON_DOCX_LIMIT = 1.25, 10
REPEATS = 5

Read = Callable[[bytes], object]


def ours(data: bytes) -> object:
    return extract(data, "van-ban.docx")


def floor(data: bytes) -> object:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))


def python_docx(data: bytes) -> object:
    letter = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in letter.paragraphs]
    return "\n".join(
        lines + [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    )


def plain_letter() -> bytes:
    text = SEED.read_text("utf-8") if SEED.is_file() else FALLBACK
    letter = docx.Document()
    for paragraph in text.split("\n\n"):
        letter.add_paragraph(paragraph.strip())
    for row in letter.add_table(rows=20, cols=4).rows:
        for cell in row.cells:
            cell.text = "Chỉ tiêu 95%"
    target = io.BytesIO()
    letter.save(target)
    return target.getvalue()


def seconds(read: Read, data: bytes, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        read(data)
    return (time.perf_counter() - start) / times


def measure(name: str, data: bytes, turns: int) -> bool:
    """Time the three in turn, print milliseconds and ratios; say whether the limits hold."""
    runs: list[tuple[float, float, float]] = []
    for _ in range(turns):
        gc.collect()
        runs.append(
            (seconds(ours, data, REPEATS), seconds(floor, data, REPEATS), seconds(python_docx, data, 1))
        )
    own, bare, rival = (statistics.median(column) * 1000 for column in zip(*runs, strict=True))
    to_floor = statistics.median(one / two for one, two, _ in runs)
    to_rival = statistics.median(three / one for one, _, three in runs)
    holds = to_floor <= FLOOR_LIMIT and to_rival >= PYTHON_DOCX_LIMIT
    print(
        f"{name}: ours {own:.2f} ms, lxml on the zip {bare:.2f} ms, python-docx {rival:.1f} ms; "
        f"{to_floor:.2f}x the floor (limit {FLOOR_LIMIT}), {to_rival:.1f}x faster than python-docx "
        f"(limit {PYTHON_DOCX_LIMIT}){'' if holds else '  MISSED'}"
    )
    return holds


def main() -> int:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    letters = {"plain letter": plain_letter(), "official letter": official_letter(60)}
    return 0 if all([measure(name, data, turns) for name, data in letters.items()]) else 1


if __name__ == "__main__":
    sys.exit(main())

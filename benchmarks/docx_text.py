"""Word files to text: ours, the floor (lxml on the zip member) and python-docx, in turn in one run.

Two letters: one as plain as the reference measurement makes it (paragraphs and a table without styles),
for which the limits hold, and one in the official layout (letterhead, headings, numbered list, bold), where
ours also reads styles and numbers that the floor ignores. The readers take turns; the best time of each
counts, since others on the machine can only make a run slower.

Run: python benchmarks/docx_text.py [turns]
"""

import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.papers.docx_maker import official_letter

from thidua.papers.extraction import extract_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "launching-letter-cam-linh-2024.txt"
FALLBACK = "Phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm 2024.\n\n" * 120
FLOOR_LIMIT, RIVAL_LIMIT = 1.25, 10

Read = Callable[[Path], object]


def ours(path: Path) -> object:
    return extract_file(path)


def floor(path: Path) -> object:
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))


def python_docx(path: Path) -> object:
    letter = docx.Document(str(path))
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


def seconds(read: Read, path: Path) -> float:
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def measure(name: str, path: Path, turns: int) -> tuple[float, float]:
    """Time the three in turn, print milliseconds, return the ratios to the floor and to python-docx."""
    runs = [(seconds(ours, path), seconds(floor, path)) for _ in range(turns)]
    rivals = [seconds(python_docx, path) for _ in range(max(turns // 10, 5))]
    runs += [(seconds(ours, path), seconds(floor, path)) for _ in range(turns)]
    own, bare = (min(column) for column in zip(*runs, strict=True))
    rival = min(rivals)
    print(
        f"{name}: ours {own * 1000:.2f} ms, lxml on the zip {bare * 1000:.2f} ms, "
        f"python-docx {rival * 1000:.1f} ms: "
        f"{own / bare:.2f} times the floor, {rival / own:.1f} times faster than python-docx"
    )
    return own / bare, rival / own


def main() -> int:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        plain, official = Path(folder, "plain.docx"), Path(folder, "official.docx")
        plain.write_bytes(plain_letter())
        official.write_bytes(official_letter(60))
        to_floor, to_rival = measure("plain letter", plain, turns)
        measure("official letter", official, turns)
    holds = to_floor <= FLOOR_LIMIT and to_rival >= RIVAL_LIMIT
    verdict = "held" if holds else "MISSED"
    print(f"limits for the plain letter (at most {FLOOR_LIMIT} and at least {RIVAL_LIMIT}): {verdict}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())

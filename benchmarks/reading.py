"""The reader against a sweep of six regular expressions: quantities, document numbers, dates, headings.

The sweep finds places and understands nothing; it is the floor of any extractor, not its equal.
"""

import re
from functools import partial

from benchmarks.letters import letters
from benchmarks.paired import Row, in_turn, seconds_of
from benchmarks.shapes import SHAPES, long_text
from thidua.core.parsing.reader import read

SWEEP = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,3}(?:\.\d{3})*(?:,\d+)?\s*(?:%|tấn|ha|người|lao động|triệu đồng|tỷ đồng)",
        r"\d+(?:,\d+)?\s*(?:-|–|đến)\s*\d+(?:,\d+)?\s*(?:%|tấn|triệu|tỷ)",
        r"\d+(?:/\d{4})?[/-](?:[A-ZĐ]{1,4}-)?[A-ZĐ]{2,6}(?:-[A-ZĐ]{2,6})*",
        r"ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?:/|\s+năm\s+)\d{4}",
        r"(?m)^(?:[IVX]+\.|\d+\.|#{1,3})\s+.*$",
        r"(?:trên|ít nhất|tối thiểu|không quá|đạt|giảm|tăng)\s+(?:từ\s+)?\d+(?:,\d+)?",
    )
)
LARGE = 1_000_000
"""Characters of the long text: a hundred letters, one after the other."""


def sweep(text: str) -> int:
    return sum(1 for pattern in SWEEP for _ in pattern.finditer(text))


def rows() -> list[Row]:
    found = []
    for name, text in letters().items():
        pair = in_turn(lambda text=text: read(text), lambda text=text: sweep(text))
        found.append(pair.as_row(f"đọc {name} ({len(text):,} ký tự) / quét biểu thức", wanted="ours ≤ 60 ms"))
    return [*found, _large(), _slowest()]


def _large() -> Row:
    """Time per character of a long text against that of one letter: 1 is linear."""
    text = next(iter(letters().values()))
    long = (text + "\n") * (LARGE // len(text) + 1)
    pair = in_turn(lambda: read(long), lambda: read(text), rounds=3)
    ratio = pair.ratio * len(text) / len(long)
    row = pair.as_row("")
    return Row(
        f"đọc {len(long):,} ký tự / một thư, mỗi ký tự",
        row.ours,
        row.rival,
        ratio,
        min(pair.ours) / min(pair.rival) * len(text) / len(long),
        wanted="ours ≤ 3000 ms; tỷ số ~ 1",
    )


def _slowest() -> Row:
    """Read a megabyte of each shape once; the slowest stands against the letters."""
    seconds = {name: seconds_of(partial(read, long_text(piece, LARGE))) for name, piece in SHAPES.items()}
    slowest = max(seconds, key=seconds.__getitem__)
    ours, rival = 1000 * seconds[slowest], 1000 * seconds["letters"]
    return Row(
        f"đọc {LARGE:,} ký tự dạng khó nhất ({slowest}) / thư",
        ours,
        rival,
        ours / rival,
        wanted="ours ≤ 3000 ms",
    )

"""The child process that reads workbooks of old or odd making: `python -m … SECONDS < book.xls`.

It prints one JSON object: sheets with their cells, or the code of the refusal.
"""

import json
import sys
from typing import Any

from thidua.papers.confinement import confine
from thidua.papers.errors import PaperError
from thidua.papers.workbook_cells import read_cells


def main() -> None:
    """Read standard input as a workbook and print what stands in it."""
    confine()
    try:
        answer: object = {"sheets": read_cells(sys.stdin.buffer.read())}
    except PaperError as refusal:
        answer = {"error": refusal.code}
    json.dump(answer, sys.stdout, default=_encode)


def _encode(value: Any) -> Any:
    """Write a day as a list of one text, which no other cell is; times of day as they are read."""
    return [value.isoformat()] if hasattr(value, "year") else str(value)


if __name__ == "__main__":
    main()

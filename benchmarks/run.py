"""`make bench`: every measurement, ours and the rival's in turn, as one table with ratios.

Absolute times belong to the machine and the hour; the ratios are what to compare. Nothing here fails a build.
"""

import os
import sys
from collections.abc import Sequence

from benchmarks import (
    accuracy,
    board,
    bulk_import,
    certificates,
    documents,
    eligibility,
    exactness,
    grid,
    office,
    reading,
    score_writes,
    scoring,
    web,
    writers,
    writes,
)
from benchmarks.paired import Row

PARTS = {
    "reading": reading.rows,
    "exactness": exactness.rows,
    "documents": documents.rows,
    "writes": writes.rows,
    "import": bulk_import.rows,
    "web": web.rows,
    "grid": grid.rows,
    "board": board.rows,
    "writers": writers.rows,
    "scoring": scoring.rows,
    "certificates": certificates.rows,
    "office": office.rows,
    "score_writes": score_writes.rows,
    "eligibility": eligibility.rows,
}


def main(arguments: Sequence[str]) -> int:
    """Measure the parts that are named, or all."""
    chosen = arguments or (*PARTS, "accuracy")
    print(f"{os.cpu_count()} nhân; tải trước khi đo {os.getloadavg()[0]:.1f}")
    print(_line("phép đo: của ta / đối chứng", "của ta", "đối chứng", "tỷ số", "lúc tốt nhất", "mong muốn"))
    for name, rows in PARTS.items():
        if name in chosen:
            for row in rows():
                print(_shown(row), flush=True)
    if "accuracy" in chosen:
        print(accuracy.report())
    return 0


def _shown(row: Row) -> str:
    ours, rival = (f"{value:,.2f} {row.unit}" for value in (row.ours, row.rival))
    best = "" if row.best is None else f"{row.best:.2f}"
    return _line(row.what, ours, rival, f"{row.ratio:.2f}", best, row.wanted)


def _line(what: str, *cells: str) -> str:
    return f"{what:<64}" + "".join(f"{cell:>16}" for cell in cells[:-1]) + f"   {cells[-1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

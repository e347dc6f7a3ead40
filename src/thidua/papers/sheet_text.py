"""A list in a workbook as the text that Excel copies: cells parted by tabs, one line for each row."""

import csv
import io
from datetime import date
from decimal import Decimal

from thidua.papers.workbooks import CellValue, read_sheets


def text_of_list(data: bytes, name: str = "") -> str:
    """Return the first sheet that people see, from A1 on, so that lines have the numbers of its rows.

    Hidden rows are there too: who looks at the list before it is taken sees every line.
    :raises PaperError: the file is no workbook that can be read
    """
    sheets = [sheet for sheet in read_sheets(data, name) if sheet.rows]
    shown = next((sheet for sheet in sheets if not sheet.is_hidden), sheets[0])
    target = io.StringIO(newline="")
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows(map(_words, row) for row in shown.rows)
    return target.getvalue()


def _words(value: CellValue) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        number = Decimal(repr(value))
        return f"{number:f}".removesuffix(".0").replace(".", ",")
    return value

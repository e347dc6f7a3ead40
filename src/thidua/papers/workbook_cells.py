"""Cells of a workbook as the library reads them: the one place that calls it."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from thidua.papers import limits
from thidua.papers.archive import bomb, broken
from thidua.papers.errors import PaperError

_PANIC = "PanicException"
"""What the library raises where it fails itself, as at a day too far away; no Exception, in no module."""


class RawSheet(NamedTuple):
    """One sheet from its cell A1 on; merged cells as ((top, left), (bottom, right))."""

    name: str
    is_hidden: bool
    rows: Sequence[Sequence[Any]]
    merged: Iterable[Sequence[Sequence[int]]]


def read_cells(data: bytes) -> list[RawSheet]:
    """Read every sheet of cells; memory is asked for from the first to the last of them, however far."""
    import python_calamine as calamine  # noqa: PLC0415 -- a slow library, needed for workbooks only

    try:
        return _read(calamine, data)
    except calamine.PasswordError as error:
        raise PaperError("encrypted", "Tệp có mật khẩu.") from error
    except calamine.CalamineError as error:
        raise broken() from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise broken() from error
        raise


def _read(calamine: Any, data: bytes) -> list[RawSheet]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [info for info in book.sheets_metadata if info.typ == calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.MAX_SHEETS:
        raise bomb()
    if len({info.name for info in sheets}) < len(sheets):  # the library finds the first of one name twice
        raise PaperError("same_titles", "Hai trang tính cùng tên.")
    return [
        _sheet(book.get_sheet_by_name(info.name), info.visible != calamine.SheetVisibleEnum.Visible)
        for info in sheets
    ]


def _sheet(sheet: Any, is_hidden: bool) -> RawSheet:  # noqa: FBT001 -- read once, above
    return RawSheet(
        sheet.name, is_hidden, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or ()
    )

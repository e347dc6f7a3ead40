"""Workbooks for tests: made by a real writer, or by hand where no writer would make such a file."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make_xlsx(
    rows: Sequence[Sequence[Any]], *, name: str = "Số liệu", change: Callable[[Any, Any], Any] | None = None
) -> bytes:
    """Write rows from A1 on; `change(book, sheet)` may add what a test needs."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if hasattr(value, "year"):
                sheet.write_datetime(place, column, value, day)
            elif value is not None:
                sheet.write(place, column, value)
    if change is not None:
        change(book, sheet)
    book.close()
    return target.getvalue()


def sheet_xml(body: str, *, before: str = "", after: str = "") -> str:
    """Wrap rows of XML as a sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'


def bare_xlsx(
    *sheets: str | bytes, names: Sequence[str] = (), extra: dict[str, str | bytes] | None = None
) -> bytes:
    """Zip sheets of XML, named "1", "2" …, with the least that makes a workbook of them."""
    numbers = range(1, len(sheets) + 1)
    titles = zip(numbers, names or map(str, numbers), strict=True)
    listed = "".join(f'<sheet name="{title}" sheetId="{n}" r:id="r{n}"/>' for n, title in titles)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)},
        **(extra or {}),
    }
    return zipped(parts)


def bare_ods(table: str) -> bytes:
    """Zip a table of OpenDocument cells."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {_OPEN_SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Bảng 1">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()

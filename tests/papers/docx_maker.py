"""Word files for tests: whole letters by python-docx, and bare ones around a body of XML."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return (
        f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}"
        f'<w:r>{f"<w:rPr>{run}</w:rPr>" if run else ""}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def bare_docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a .docx with `body` inside <w:body>; `parts` are added or replace the usual ones."""
    document = f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    files: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    files.update(parts or {})
    return zipped(files)


def numbering(levels: str, *, extra: str = "") -> dict[str, str]:
    """Return a numbering part with one list, number 1, of the given levels."""
    return {
        "word/numbering.xml": f"<w:numbering {SPACES}>"
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}</w:numbering>'
    }


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(text: str, depth: int = 0, num_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num_id}"/></w:numPr>')


def styles(*elements: str) -> dict[str, str]:
    return {"word/styles.xml": f"<w:styles {SPACES}>{''.join(elements)}</w:styles>"}


def zipped(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def official_letter(paragraphs: int = 20) -> bytes:
    """Return a letter in the official layout: letterhead, signature, headings, a list, a table."""
    letter = docx.Document()
    head = letter.add_table(rows=1, cols=2)
    _fill(head.cell(0, 0), ["UBND HUYỆN KỲ MẪU", "ỦY BAN NHÂN DÂN XÃ", "Số: 12/KH-UBND"])
    _fill(
        head.cell(0, 1),
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Mẫu Sơn, ngày 05 tháng 4 năm 2024",
        ],
    )
    title = letter.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ HOẠCH").bold = True
    letter.add_heading("I. MỤC TIÊU, CHỈ TIÊU", level=1)
    for number in range(paragraphs):
        letter.add_paragraph(
            f"Chỉ tiêu thứ {number}: tỷ lệ hộ gia đình văn hóa đạt 98% trở lên.", style="List Number"
        )
        letter.add_paragraph(
            "Các thôn, ban ngành, đoàn thể tổ chức tuyên truyền, vận động nhân dân thực hiện."
        )
    targets = letter.add_table(rows=3, cols=3)
    targets.style = "Table Grid"
    for row, cells in enumerate(
        [("TT", "Chỉ tiêu", "Kế hoạch"), ("1", "Hộ nghèo", "dưới 3%"), ("2", "Cây xanh", "")]
    ):
        for column, text in enumerate(cells):
            targets.cell(row, column).text = text
    foot = letter.add_table(rows=1, cols=2)
    _fill(foot.cell(0, 0), ["Nơi nhận:", "- UBND huyện;", "- Lưu: VT."])
    _fill(foot.cell(0, 1), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu"])
    target = io.BytesIO()
    letter.save(target)
    return target.getvalue()


def _fill(cell, lines: list[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)

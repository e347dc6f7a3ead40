"""DOCX to text: ours against lxml on the bare zip (the floor) and python-docx (what others would use)."""

from tests.papers.docx_maker import official_letter

from benchmarks import docx_text
from benchmarks.paired import Row, in_turn

PLAIN = "thư .docx thường"
OFFICIAL = "thư .docx theo thể thức"


def rows() -> list[Row]:
    found = []
    for name, data in ((PLAIN, docx_text.plain_letter()), (OFFICIAL, official_letter(60))):
        floor = in_turn(lambda data=data: docx_text.ours(data), lambda data=data: docx_text.floor(data))
        found.append(floor.as_row(f"{name}: ra chữ / lxml trên zip", wanted="≤ 1,25"))
        rival = in_turn(lambda data=data: docx_text.ours(data), lambda data=data: docx_text.python_docx(data))
        found.append(rival.as_row(f"{name}: ra chữ / python-docx", wanted="≤ 0,10"))
    return found

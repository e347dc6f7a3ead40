"""A thousand certificates: ours from the decision to the signed register, against bare Typst and mail merge.

Ours reads the awards, gives codes, draws, keeps the bytes, writes rows and entries of the register, signs it.
Bare Typst draws the same pages from data that lie ready. Mail merge is python-docx for each person and one
call of LibreOffice for all, per page.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module, resources
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from benchmarks.commune import demo_commune
from benchmarks.paired import Pair, Row, seconds_of

PAGES, ROUNDS = 1_000, 3
MERGED = 100
LINK = "https://thidua.example.vn/xac-minh/"


def rows() -> list[Row]:
    demo_commune()
    pair = measured(PAGES, ROUNDS)
    found = [pair.as_row(f"{PAGES} giấy khen, từ quyết định đến sổ vàng / Typst trần", wanted="≤ 1,3")]
    if shutil.which("soffice") is None:
        print("Máy này không có LibreOffice nên không đo trộn thư.")
        return found
    ours = min(pair.ours) / PAGES
    merged = merge_seconds(MERGED) / MERGED
    row = Row(
        "một giấy khen / trộn thư LibreOffice", 1000 * ours, 1000 * merged, ours / merged, wanted="≤ 0,025"
    )
    return [*found, row]


def measured(pages: int, rounds: int) -> Pair:
    """Print a new decision in each round, and draw as many other pages bare."""
    from tests.commune import make_commune  # noqa: PLC0415 -- needs Django set up first

    commune = make_commune("xã đo giấy khen")
    work = _Printing(commune)
    seconds_of(work.ready(30))
    _bare(*work.given(30, "Khởi động"))
    times = []
    for turn in range(rounds):
        ours, bare = work.ready(pages), work.given(pages, f"Lượt {turn}")
        times.append((seconds_of(ours), seconds_of(lambda bare=bare: _bare(*bare))))
    return Pair(tuple(one for one, _ in times), tuple(other for _, other in times))


class _Printing:
    """Decisions of a commune, and the steps from one to its certificates."""

    def __init__(self, commune: Any) -> None:
        self._granted = import_module("tests.decisions.granted")
        self._service = import_module("thidua.decisions.services.certificates")
        self._faces = import_module("thidua.decisions.queries.certificates").faces_of
        self._commune = commune
        self._office = commune.actor("office")

    def ready(self, pages: int) -> Any:
        """Write a decision, and return what prints it."""
        key = self._granted.decision(self._commune, pages).pk

        def run() -> None:
            decision = import_module("thidua.decisions.models").Decision.objects.get(pk=key)
            drawn = self._service.draw(decision, self._service.Printing(LINK), at=self._granted.AT)
            self._service.issue(decision, drawn, by=self._office, at=self._granted.AT)

        return run

    def given(self, pages: int, mark: str) -> tuple[str, datetime]:
        """Return the data of as many pages as Typst takes them, with names of their own."""
        decision = self._granted.decision(self._commune, pages)
        codes = [f"{number:012}" for number in range(pages)]
        with_lines = import_module("thidua.decisions.queries.certificate_lines").with_lines
        faces = self._faces(decision, with_lines(decision.awards.order_by("position")), codes)
        return _laid([replace(one, name=f"{one.name} {mark}") for one in faces]), self._granted.AT


def _laid(faces: Sequence[Any]) -> str:
    printing = import_module("thidua.papers.certificates.printing")
    codes = import_module("thidua.papers.certificates.codes").codes_of(LINK, [one.code for one in faces])
    given: Mapping[str, Any] = printing._given(faces, codes, printing.PLAIN)  # noqa: SLF001 -- the same data
    return json.dumps(given, ensure_ascii=False)


def _bare(given: str, made_at: datetime) -> bytes:
    source = (resources.files("thidua.papers.certificates") / "certificate.typ").read_bytes()
    fonts = import_module("thidua.papers.official.glyphs").FONTS
    made: bytes = typst.compile(
        source,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        sys_inputs={"given": given},
        timestamp=made_at,
        pdf_standards=["a-2b"],
    )
    return made


def merge_seconds(count: int) -> float:
    """Fill a document for each person and let LibreOffice make PDFs of all in one call."""
    with TemporaryDirectory() as folder:
        return seconds_of(lambda: _merge(Path(folder), count))


def _merge(folder: Path, count: int) -> None:
    names = [str(folder / f"giay-{number:04}.docx") for number in range(count)]
    for number, name in enumerate(names):
        Path(name).write_bytes(_docx(f"Nguyễn Thị Ánh {number}"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "pdf"),
        *names,
    ]
    subprocess.run(command, check=True, capture_output=True)
    made = len(list((folder / "pdf").glob("*.pdf")))
    if made != count:
        raise RuntimeError(f"LibreOffice made {made} of {count}")


def _docx(name: str) -> bytes:
    document = Document()
    for text, size in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15),
        ("Độc lập - Tự do - Hạnh phúc", 15),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH", 18),
        ("GIẤY KHEN", 36),
        (name, 26),
        ("Thôn 1, xã Cẩm Lĩnh", 15),
        ("Đã có thành tích xuất sắc trong phong trào thi đua năm 2025", 16),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(size), "Liberation Serif"
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()

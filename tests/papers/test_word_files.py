"""Word documents that are kept: real ones, none that carry or fetch what runs."""

import pytest
from tests.papers.docx_maker import bare_docx, official_letter, paragraph
from tests.papers.hostile import cases

from thidua.papers.errors import PaperError
from thidua.papers.word_files import check_word

_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="External"/></Relationships>'
)
_SETTINGS = "word/_rels/settings.xml.rels"
ZIPPED = [
    pytest.param(name, data, id=name) for name, data, _ in cases() if data.startswith((b"PK", b"\xd0\xcf"))
]


def leading_to(target: str, kind: str = "attachedTemplate", part: str = _SETTINGS) -> bytes:
    return bare_docx(paragraph("Báo cáo"), {part: _RELATION.format(kind, target)})


@pytest.mark.parametrize(
    ("name", "kept"), [("bao-cao.docx", "bao-cao.docx"), ("a/báo cáo.DOCX", "báo cáo.DOCX"), ("x", "x.docx")]
)
def test_a_real_one_is_kept_under_a_name_that_opens(name: str, kept: str) -> None:
    assert check_word(official_letter(3), name) == kept


@pytest.mark.parametrize(("name", "data"), ZIPPED)
def test_no_hostile_one_is_kept(name: str, data: bytes) -> None:
    with pytest.raises(PaperError) as refused:
        check_word(data, name)
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "target",
    [
        "http://a.b/x.dotm",
        "&#72;TTPS://a/x",
        r"\\may\x.dotm",
        "//may/x.dotm",
        "file://may/x.dotm",
        "ms-x+y:a",
    ],
)
def test_a_template_fetched_from_elsewhere_is_refused(target: str) -> None:
    with pytest.raises(PaperError, match="tự lấy nội dung từ một máy khác"):
        check_word(leading_to(target), "a.docx")


@pytest.mark.parametrize(
    ("kind", "target", "part"),
    [
        ("oleObject", "http://a.b/x.html!", "word/_rels/document.xml.rels"),
        ("image", "https://a.b/x.png", "word/_rels/header1.xml.rels"),
        ("attachedTemplate", "http://a.b/x.dotm", "word/_rels/cai.xml.rels"),
        ("frame", r"\\may\x", "word/_RELS/khac.xml.RELS"),
        ("hyperlink", r"\\may\x", "word/_rels/document.xml.rels"),
    ],
)
def test_nothing_is_fetched_from_elsewhere_by_any_part(kind: str, target: str, part: str) -> None:
    with pytest.raises(PaperError, match="tự lấy nội dung từ một máy khác"):
        check_word(leading_to(target, kind, part), "a.docx")


@pytest.mark.parametrize("target", ["https://a.b/", "mailto:a@b.vn", "bao-cao.docx"])
def test_a_link_that_somebody_has_to_press_is_harmless(target: str) -> None:
    assert check_word(leading_to(target, "hyperlink", "word/_rels/document.xml.rels"), "a.docx") == "a.docx"


def test_parts_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(PaperError):
        check_word(leading_to("\0"), "a.docx")


@pytest.mark.parametrize("target", [r"file:///C:\Mau\Normal.dotm", r"C:\Mau\Normal.dotm", "Normal.dotm"])
def test_a_template_on_the_disk_of_its_writer_is_harmless(target: str) -> None:
    assert check_word(leading_to(target), "a.docx") == "a.docx"


def test_text_that_calls_itself_word_is_refused() -> None:
    with pytest.raises(PaperError, match="không phải văn bản Word"):
        check_word("Báo cáo thành tích".encode(), "a.docx")

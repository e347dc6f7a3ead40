"""Web pages."""

import pytest

from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.extraction import Kind, Role, extract


def read(body, head=""):
    return extract(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def test_blocks_come_in_order_without_what_is_not_shown():
    paper = read(
        "<nav>Trang chủ</nav><h1>Kế hoạch</h1><script>x</script><style>y</style>"
        "<p>Thi <b>đua</b>\n yêu&nbsp;nước</p>"
        "<p style='display: none'>ẩn</p><div>Một<div>Hai</div>Ba</div><!-- ghi chú --><del>bỏ</del>",
        "<title>Tiêu đề</title>",
    )
    assert paper.kind is Kind.HTML
    assert paper.text.splitlines() == ["Kế hoạch", "Thi đua yêu nước", "Một", "Hai", "Ba"]
    assert paper.blocks[0].role is Role.HEADING


def test_lists_are_numbered():
    paper = read("<ol start=3><li>a<li><p>b</p></ol><ul><li>c<ol><li>d</ol></ul>")
    assert paper.text.splitlines() == ["3. a", "4. b", "- c", "1. d"]
    assert {block.role for block in paper.blocks} == {Role.LIST_ITEM}


def test_breaks_and_preformatted_lines_stay():
    assert read("<p>a<br>b</p><pre>c\nd</pre>").text.splitlines() == ["a", "b", "c", "d"]


def test_tables_are_rows_and_letterheads_columns():
    paper = read(
        "<table><tr><td>UBND XÃ<br>Số: 1/KH</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
        "<table border=1><thead><tr><th>TT<th>Chỉ tiêu<th>Số</tr></thead>"
        "<tr><td colspan=2>Hộ nghèo</td><td>3%</td></tr></table>"
    )
    assert paper.text.splitlines() == [
        "UBND XÃ",
        "Số: 1/KH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TT | Chỉ tiêu | Số",
        "Hộ nghèo | | 3%",
    ]


def test_a_table_in_a_table_keeps_its_rows():
    inner = "<table border=1><tr><td>a<td>b<td>c</tr><tr><td>d<td>e<td>f</tr></table>"
    assert read(f"<table><tr><td>Trên{inner}Dưới</td></tr></table>").text.splitlines() == [
        "Trên",
        "a | b | c",
        "d | e | f",
        "Dưới",
    ]


def test_hints_say_what_is_bold_and_centered():
    paper = read("<p align=center><b>KẾ HOẠCH</b></p><p>Thi <b>đua</b></p><center>giữa</center>")
    assert [(block.is_bold, block.is_centered) for block in paper.blocks] == [
        (True, True),
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1258"])
def test_declared_codes_are_followed(encoding):
    page = f"<html><head><meta charset={encoding}></head><body><p>Đơn vị xa</p></body></html>"
    text = page.replace("ị", "i\u0323") if encoding == "windows-1258" else page
    assert extract(text.encode(encoding), "a.html").text == "Đơn vị xa"


def test_unknown_codes_and_old_fonts_are_read():
    page = "<html><meta charset=x-la><p>phong trµo thi ®ua yªu n\xadíc</p></html>"
    paper = extract(page.encode("cp1252"), "a.htm")
    assert paper.text == "phong trào thi đua yêu nước"
    assert paper.notes == ("Đã chuyển phông .VnTime (TCVN3) sang Unicode.",)


def test_deep_pages_are_read():
    assert read("<div>" * 2_000 + "Thi đua").text == "Thi đua"


def test_a_page_that_keeps_the_parser_busy_is_stopped():
    with pytest.raises(ConfinementError):
        run_confined("thidua.papers.html.worker", b"<html>" + b"<div>" * 400_000, seconds=1)

"""Word files: what a reader of the page sees, in order, and nothing else."""

import pytest
from tests.papers.docx_maker import (
    SPACES,
    bare_docx,
    level,
    numbered,
    numbering,
    official_letter,
    paragraph,
    styles,
    zipped,
)

from thidua.papers.extraction import Kind, Role, extract

RUN = "<w:r><w:t>{}</w:t></w:r>"


def read(body, parts=None):
    return extract(bare_docx(body, parts), "van-ban.docx")


def cell(*lines, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, lines))}</w:tc>"


def table(*rows, borders=""):
    return (
        f"<w:tbl><w:tblPr>{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}</w:tblPr>"
        f"{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    )


def test_official_letter_comes_out_in_order():
    paper = extract(official_letter(2), "ke-hoach.docx")
    assert paper.kind is Kind.DOCX
    assert paper.notes == ()
    assert paper.text.splitlines() == [
        "UBND HUYỆN KỲ MẪU",
        "ỦY BAN NHÂN DÂN XÃ",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mẫu Sơn, ngày 05 tháng 4 năm 2024",
        "KẾ HOẠCH",
        "I. MỤC TIÊU, CHỈ TIÊU",
        "1. Chỉ tiêu thứ 0: tỷ lệ hộ gia đình văn hóa đạt 98% trở lên.",
        "Các thôn, ban ngành, đoàn thể tổ chức tuyên truyền, vận động nhân dân thực hiện.",
        "2. Chỉ tiêu thứ 1: tỷ lệ hộ gia đình văn hóa đạt 98% trở lên.",
        "Các thôn, ban ngành, đoàn thể tổ chức tuyên truyền, vận động nhân dân thực hiện.",
        "TT | Chỉ tiêu | Kế hoạch",
        "1 | Hộ nghèo | dưới 3%",
        "2 | Cây xanh |",
        "Nơi nhận:",
        "- UBND huyện;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ]


def test_hints_say_what_is_bold_centered_and_a_heading():
    paper = extract(official_letter(1), "ke-hoach.docx")
    by_text = {paper.text[block.start : block.end]: block for block in paper.blocks}
    title = by_text["KẾ HOẠCH"]
    assert (title.is_bold, title.is_centered, title.role) == (True, True, Role.PARAGRAPH)
    assert by_text["I. MỤC TIÊU, CHỈ TIÊU"].role is Role.HEADING
    assert by_text["TT | Chỉ tiêu | Kế hoạch"].role is Role.TABLE_ROW
    assert by_text["1. Chỉ tiêu thứ 0: tỷ lệ hộ gia đình văn hóa đạt 98% trở lên."].role is Role.LIST_ITEM
    assert not by_text["CHỦ TỊCH"].is_bold


def test_bold_needs_every_word():
    half = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Một</w:t></w:r><w:r><w:t> phần</w:t></w:r></w:p>"
    off = paragraph("Không đậm", run='<w:b w:val="0"/>')
    paper = read(half + off + paragraph("Đậm cả", run="<w:b/>"))
    assert [block.is_bold for block in paper.blocks] == [False, False, True]


def test_tracked_changes_keep_what_was_added():
    body = (
        "<w:p><w:r><w:t>Đạt </w:t></w:r><w:del><w:r><w:delText>90%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>95%</w:t></w:r></w:ins></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Chuyển đi</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Chuyển đến</w:t></w:r></w:moveTo></w:p>"
    )
    paper = read(body)
    assert paper.text.split() == ["Đạt", "95%", "Chuyển", "đến"]
    assert len(paper.notes) == 1


def test_hidden_words_fields_and_notes_are_left_out():
    body = (
        f"<w:p>{RUN.format('Thấy')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference/></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> rõ</w:t></w:r></w:p>'
    )
    parts = {"word/footnotes.xml": f"<w:footnotes {SPACES}>{paragraph('chú thích')}</w:footnotes>"}
    assert read(body, parts).text == "Thấy rõ"


def test_text_box_is_read_once_after_its_line():
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        f"<w:p>{RUN.format('Trước')}<w:r><mc:AlternateContent>"
        "<mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wp:posOffset>12345</wp:posOffset><wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"{paragraph('Sau')}"
    )
    assert read(body).text == "Trước\nTrong khung\nSau"


def test_tabs_breaks_and_signs():
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>'
    )
    assert read(body).text == "a\tb\nc-d-"


def test_line_ends_of_the_file_are_spaces():
    assert read("<w:p>\n  <w:r>\n    <w:t>một\nhai</w:t>\n  </w:r>\n</w:p>").text == "một hai"


def test_page_breaks_have_a_place():
    broken = '<w:p><w:r><w:t>Một</w:t><w:br w:type="page"/><w:t>Hai</w:t></w:r></w:p>'
    paper = read(broken + paragraph("Ba", "<w:pageBreakBefore/>"))
    assert paper.text == "Một\nHai\nBa"
    assert [(block.start, block.end) for block in paper.blocks if block.role is Role.PAGE_BREAK] == [
        (3, 3),
        (7, 7),
    ]


def test_placeholders_are_no_text():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:showingPlcHdr/>", paragraph("Bấm để gõ")) + control.format(
        "", paragraph("Đã gõ")
    )
    assert read(body).text == "Đã gõ"


def test_merged_cells_keep_the_columns():
    rows = (
        cell("Chỉ tiêu", properties='<w:vMerge w:val="restart"/>')
        + cell("Năm 2024", properties='<w:gridSpan w:val="2"/>')
        + cell("Ghi chú"),
        cell("Chỉ tiêu", properties="<w:vMerge/>") + cell("Kế hoạch") + cell("Ước") + cell("x"),
        cell("I. KINH TẾ", properties='<w:gridSpan w:val="4"/>'),
    )
    assert read(table(*rows)).text.splitlines() == [
        "Chỉ tiêu | Năm 2024 | | Ghi chú",
        "| Kế hoạch | Ước | x",
        "I. KINH TẾ",
    ]


def test_deleted_rows_are_left_out():
    gone = f"<w:trPr><w:del/></w:trPr>{cell('Bỏ')}{cell('1')}{cell('2')}"
    assert read(table(gone, cell("Giữ") + cell("3") + cell("4"))).text == "Giữ | 3 | 4"


def test_a_letterhead_of_two_rows_is_read_by_columns():
    head = table(
        cell("UBND XÃ") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        cell("Số: 1/KH") + cell("Xã Mẫu, ngày 5 tháng 4 năm 2024"),
    )
    assert read(head).text.splitlines()[:2] == ["UBND XÃ", "Số: 1/KH"]


def test_a_table_of_two_columns_is_read_by_rows():
    rows = [cell(name) + cell(value) for name, value in (("Hộ nghèo", "3%"), ("Cây xanh", "5.000 cây"))]
    assert read(table(*rows)).text.splitlines() == ["Hộ nghèo | 3%", "Cây xanh | 5.000 cây"]


def test_a_table_in_a_table_keeps_its_rows():
    inner = table(cell("a") + cell("b") + cell("c"), cell("d") + cell("e") + cell("f"))
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('Trên')}{inner}{paragraph('Dưới')}</w:tc></w:tr></w:tbl>"
    assert read(outer).text == "Trên\na | b | c\nd | e | f\nDưới"


def test_long_tables_are_read_alike_with_and_without_numbers():
    rows = [cell(f"Chỉ tiêu {number}", "dòng hai") + cell("") + cell("5%") for number in range(12)]
    plain = read(table(*rows) + paragraph("Sau")).text.splitlines()
    assert plain == [f"Chỉ tiêu {number} dòng hai | | 5%" for number in range(12)] + ["Sau"]
    first = f"<w:tc>{numbered('Mục')}</w:tc>" + cell("a") + cell("b")
    mixed = read(table(first, *rows) + paragraph("Sau"), numbering(level(0, "decimal", "%1.")))
    assert mixed.text.splitlines() == ["1. Mục | a | b", *plain]


def test_numbers_of_lists_are_written_out():
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    body = "".join(
        numbered(text, depth)
        for text, depth in (("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 0), ("F", 1), ("G", 2))
    )
    assert read(body, numbering(levels)).text.splitlines() == [
        "I. A",
        "1. B",
        "2. C",
        "a) D",
        "II. E",
        "1. F",
        "a) G",
    ]


def test_numbers_may_name_the_levels_above():
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    body = numbered("A") + numbered("B", 1) + numbered("C", 1)
    assert read(body, numbering(levels)).text.splitlines() == ["I. A", "1.1. B", "1.2. C"]


def test_bullets_and_restarted_lists():
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    levels = level(0, "decimal", "%1.") + level(1, "bullet", "\uf0b7") + level(2, "bullet", "+")
    body = numbered("A") + numbered("B", 1) + numbered("C", 2) + numbered("D") + numbered("E", num_id=2)
    assert read(body, numbering(levels, extra=extra)).text.splitlines() == [
        "1. A",
        "- B",
        "+ C",
        "2. D",
        "1. E",
    ]


def test_styles_number_and_head_paragraphs_through_their_ancestors():
    parts = styles(
        '<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Cha"><w:pPr><w:jc w:val="center"/>'
        '<w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
    ) | numbering(level(0, "decimal", "Điều %1."))
    body = paragraph("Chương", '<w:pStyle w:val="u1"/>') + paragraph("Phạm vi", '<w:pStyle w:val="Con"/>')
    paper = read(body, parts)
    assert paper.text == "Chương\nĐiều 1. Phạm vi"
    assert [block.role for block in paper.blocks] == [Role.HEADING, Role.LIST_ITEM]
    assert paper.blocks[1].is_centered


def font(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_old_fonts_are_told_by_their_names():
    body = paragraph("ñy ban nh©n d©n", run=font(".VnTimeH")) + paragraph(
        "Thi đua", run=font("Times New Roman")
    )
    paper = read(body)
    assert paper.text == "ỦY BAN NHÂN DÂN\nThi đua"
    assert paper.notes == ("Đã chuyển phông .VnTime (TCVN3) sang Unicode.",)


def test_a_letter_of_vni_may_be_parted_by_runs():
    run = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    vni = font("VNI-Times")
    paper = read(f"<w:p>{run.format(vni, 'Coäng ho')}{run.format(vni, 'øa xaõ hoäi')}</w:p>")
    assert paper.text == "Cộng hòa xã hội"
    assert paper.notes == ("Đã chuyển phông VNI sang Unicode.",)


def test_soft_hyphens_of_old_fonts_are_letters():
    words = "<w:t>®¸p øng yªu n</w:t><w:softHyphen/><w:t>íc</w:t>"
    assert read(f"<w:p><w:r><w:rPr>{font('.VnTime')}</w:rPr>{words}</w:r></w:p>").text == "đáp ứng yêu nước"


def test_old_font_of_the_default_style_is_found():
    parts = styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:rPr>{font('.VnTime')}</w:rPr></w:style>"
    )
    body = paragraph("phong trµo thi ®ua") + paragraph("chữ mới", run=font("Times New Roman"))
    assert read(body, parts).text == "phong trào thi đua\nchữ mới"


def test_unicode_words_that_only_bear_an_old_font_stay():
    body = paragraph("Phong trào thi đua yêu nước", run=font(".VnTime")) + paragraph("®", run=font("Arial"))
    paper = read(body)
    assert paper.text.startswith("Phong trào thi đua yêu nước")
    assert paper.notes == ()


def test_old_words_without_a_font_name_are_found_by_their_syllables():
    assert read(paragraph("hép møt tÕt vµ b¸nh ch­ng")).text == "hộp mứt tết và bánh chưng"


def test_every_character_has_one_place():
    paper = extract(official_letter(5), "a.docx")
    covered = [place for block in paper.blocks for place in range(block.start, block.end)]
    assert covered == sorted(set(covered))
    assert {paper.text[place] for place in set(range(len(paper.text))) - set(covered)} == {"\n"}


def test_empty_paragraphs_make_one_empty_line():
    body = paragraph("Một") + "<w:p/>" * 3 + paragraph("Hai")
    assert read(body).text == "Một\n\nHai"


def test_decomposed_letters_and_odd_spaces_become_plain():
    assert read(paragraph("Kê\u0301\u00a0hoa\u0323ch\u200b Ðảng")).text == "Kế hoạch Đảng"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_strict_and_utf16_documents_are_read(encoding):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f"<w:document xmlns:w='{strict}'><w:body>{paragraph('Thi đua')}</w:body></w:document>"
    parts = {"word/document.xml": f'<?xml version="1.0" encoding="{encoding}"?>{document}'.encode(encoding)}
    assert read("", parts).text == "Thi đua"


def test_the_body_may_lie_elsewhere():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    document = f"<w:document {SPACES}><w:body>{paragraph('Ở đây')}</w:body></w:document>"
    files = {"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/document2.xml": document}
    assert extract(zipped(files), "a.docx").text == "Ở đây"


def test_signs_of_ours_in_a_file_do_no_harm():
    assert read(paragraph("lừa\ufdd0 dối")).text == "lừa dối"
    assert read(paragraph("\ufdd1\ufdd4\ufdd5lừa&#xFDD3; dối")).text == "lừa dối"

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.parsing.layout import Kind, lay_out
from thidua.core.parsing.spread_tables import spread_rows
from thidua.core.parsing.targets import read_targets


def spread(*rows):
    """Print rows as pages of law are copied: a bar before and behind each cell, each on its line."""
    return "\n".join("|\n" + "\n|\n".join(cells) + "\n|" for cells in rows)


TABLE = spread(
    ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2025"],
    ["I", "**Kinh tế**", "", ""],
    ["1", "Tổng giá trị\nsản xuất", "Tỷ đồng", "450"],
    ["2", "Tỷ lệ hộ nghèo", "%", "< 1,9"],
)


def texts(text):
    return [[cell.text for cell in row.cells] for row in spread_rows(text)]


def test_a_cell_stands_between_two_bars():
    assert texts(TABLE) == [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2025"],
        ["I", "Kinh tế", "", ""],
        ["1", "Tổng giá trị sản xuất", "Tỷ đồng", "450"],
        ["2", "Tỷ lệ hộ nghèo", "%", "< 1,9"],
    ]


def test_its_rows_are_targets_with_their_place():
    text = f"PHỤ LỤC\n\n{TABLE}\n\nIII. NHIỆM VỤ\nĐoàn kết.\n"
    output, poor = read_targets(lay_out(text))
    assert (output.name, output.low, output.unit) == ("Tổng giá trị sản xuất", 450, "Tỷ đồng")
    assert (poor.comparator.value, poor.high, poor.unit) == ("lt", Decimal("1.9"), "%")
    assert text[output.span.start : output.span.end].startswith("Tổng giá trị\nsản xuất")
    assert text[output.span.start : output.span.end].endswith("450")


def test_words_between_two_tables_belong_to_neither():
    text = f"{TABLE}\nĐoàn kết là sức mạnh.\n{TABLE}"
    assert len(texts(text)) == 8
    plain = [paragraph.text for paragraph in lay_out(text).paragraphs if paragraph.kind is not Kind.ROW]
    assert plain == ["Đoàn kết là sức mạnh."]


def test_two_columns_are_the_frame_of_a_letter():
    assert texts(spread(["UBND XÃ AN LẠC", "CỘNG HÒA"], ["Số: 1/KH-UBND", "An Lạc, ngày 5/4/2024"])) == []


def test_text_too_long_for_a_cell_ends_the_table():
    assert texts(spread(["a", "b", "c"], ["d", "e", "f " * 800])) == [["a", "b", "c"], ["d", "e"]]


@given(st.text(alphabet="|\n a1", max_size=60))
def test_rows_stand_in_order_inside_the_text(text):
    position = 0
    for row in spread_rows(text):
        assert position <= row.start <= row.end <= len(text)
        position = row.end
        for cell in row.cells:
            assert row.start <= cell.start <= cell.end <= row.end

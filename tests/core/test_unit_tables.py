"""Tables of units found among titles, headers of several rows, sums and signatures."""

from thidua.core.unit_tables import UnitTable, find_table, heading_key

UNITS = {"Thôn 1", "Thôn 2", "Thôn 3", "Trạm Y tế"}


def found(rows, spans=()) -> UnitTable:
    table = find_table(rows, spans, UNITS.__contains__)
    assert table is not None
    return table


def words(table: UnitTable) -> dict[int, str]:
    return {heading.column: heading.words for heading in table.headings}


def test_a_plain_table_is_found() -> None:
    table = found([["Đơn vị", "Cây", "Cá"], ["Thôn 1", 5.0, 7.0], ["Thôn 2", 6.0, ""]])
    assert table.name_column == 0
    assert words(table) == {1: "Cây", 2: "Cá"}
    assert [(row.row, row.name) for row in table.rows] == [(1, "Thôn 1"), (2, "Thôn 2")]


def test_titles_numbers_of_columns_and_the_order_column_are_no_headings() -> None:
    rows = [
        ["BÁO CÁO THÁNG 4", "", "", ""],
        ["", "", "", ""],
        ["STT", "Đơn vị", "Cây", "Cá"],
        [1.0, 2.0, 3.0, 4.0],
        [1.0, "Thôn 1", 5.0, 7.0],
        [2.0, "Thôn 2", 5.0, 7.0],
    ]
    table = found(rows, [(0, 0, 0, 3)])
    assert table.name_column == 1
    assert words(table) == {2: "Cây", 3: "Cá"}


def test_headers_of_two_rows_with_joined_cells_are_put_together() -> None:
    rows = [
        ["Báo cáo", "", "", "", ""],
        ["Đơn vị", "Cây phân tán", "", "Đánh bắt", ""],
        ["", "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"],
        ["Thôn 1", 5.0, 7.0, 1.0, 2.0],
    ]
    spans = [(0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    assert words(found(rows, spans)) == {
        1: "Cây phân tán – Kế hoạch",
        2: "Cây phân tán – Thực hiện",
        3: "Đánh bắt – Kế hoạch",
        4: "Đánh bắt – Thực hiện",
    }


def test_sums_are_told_apart_wherever_their_word_stands() -> None:
    rows = [
        ["TT", "Đơn vị", "Cây"],
        [1.0, "Thôn 1", 5.0],
        ["Cộng", "", 5.0],
        [2.0, "Trạm Y tế", 1.0],
        ["", "Tổng cộng toàn xã", 6.0],
    ]
    table = found(rows)
    assert [row.name for row in table.rows] == ["Thôn 1", "Trạm Y tế"]
    assert [(row.row, row.name) for row in table.sums] == [(2, "Cộng"), (4, "Tổng cộng toàn xã")]
    assert table.strangers == ()


def test_rows_of_figures_without_a_known_name_are_told() -> None:
    rows = [
        ["Đơn vị", "Cây"],
        ["Thôn 1", 5.0],
        ["Thôn Mười", "12"],
        ["", 9.0],
        ["Người lập biểu", ""],
        ["", ""],
    ]
    assert [(row.row, row.name) for row in found(rows).strangers] == [(2, "Thôn Mười"), (3, "")]


def test_a_column_of_figures_without_heading_is_kept() -> None:
    assert words(found([["Đơn vị", ""], ["Thôn 1", 5.0]])) == {1: ""}


def test_a_column_that_mentions_one_unit_is_not_the_column_of_names() -> None:
    table = found([["Ghi chú", "Đơn vị"], ["Thôn 3", "Thôn 1"], ["", "Thôn 2"]])
    assert table.name_column == 1


def test_without_a_unit_there_is_no_table() -> None:
    assert find_table([["a", 1.0], []], [], UNITS.__contains__) is None
    assert find_table([], [], UNITS.__contains__) is None


def test_headings_are_the_same_whatever_their_spelling() -> None:
    assert heading_key(" Số cây, TRỒNG (cây) ") == heading_key("Số cây trồng – cây") == "so cay trong cay"

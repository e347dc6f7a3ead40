"""Reports with targets in rows: where names and figures stand, and which column is about the period."""

import pytest

from thidua.core.target_tables import ColumnRole, TargetTable, bare_name, find_target_table, nearest, role_of

TARGETS = {"Cá", "Cây", "Tổng đàn lợn"}
HEADER = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện", "", "Ghi chú"]
SECOND = ["", "", "", "", "Tháng 4", "Luỹ kế", ""]
SPANS = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5), (1, 6, 2, 6)]


def found(rows, spans=()) -> TargetTable:
    table = find_target_table(rows, spans, TARGETS.__contains__)
    assert table is not None
    return table


def test_a_usual_report_is_found_between_its_title_and_its_signatures() -> None:
    table = found(
        [
            ["BÁO CÁO THÔN 1", "", "", "", "", "", ""],
            HEADER,
            SECOND,
            [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
            ["I", "Kinh tế", "", "", "", "", ""],
            [1.0, "Lúa", "tấn", 90.0, 8.0, 30.0, ""],
            [2.0, "Cá", "tấn", 360.0, 33.6, 90.0, ""],
            ["II", "Môi trường", "", "", "", "", ""],
            [1.0, "1.1. Cây", "cây", 50.0, "không có", 4.0, ""],
            [2.0, "Tổng đàn lợn", "con", 50.0, 4.0, 4.0, ""],
            ["", "Tổng cộng", "", 550.0, 50.0, "", ""],
            ["", "Người lập biểu", "", "", "", "", ""],
        ],
        SPANS,
    )
    assert table.name_column == 1
    assert [(row.row, row.name) for row in table.rows] == [
        (5, "Lúa"),
        (6, "Cá"),
        (8, "Cây"),
        (9, "Tổng đàn lợn"),
    ]
    assert [(row.row, row.name) for row in table.sums] == [(10, "Tổng cộng")]
    assert {one.column: one.words for one in table.columns} == {
        2: "ĐVT",
        3: "Kế hoạch năm",
        4: "Thực hiện – Tháng 4",
        5: "Thực hiện – Luỹ kế",
        6: "Ghi chú",
    }


def test_a_sheet_that_names_no_target_is_none() -> None:
    assert find_target_table([["a", 1.0], ["b", 2.0]], (), TARGETS.__contains__) is None


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Thực hiện tháng 4", ColumnRole.RESULT),
        ("Thực hiện – Tháng 4/2024", ColumnRole.RESULT),
        ("Kết quả trong kỳ", ColumnRole.RESULT),
        ("Thực hiện – Tháng 3", ColumnRole.OTHER),
        ("Quý II", ColumnRole.OTHER),
        ("Thực hiện – Luỹ kế", ColumnRole.RUNNING),
        ("Lũy kế đến tháng 4/2024", ColumnRole.RUNNING),
        ("Từ đầu năm đến tháng 4/2024", ColumnRole.RUNNING),
        ("4 tháng đầu năm", ColumnRole.RUNNING),
        ("Kế hoạch tháng 4/2024", ColumnRole.OTHER),
        ("Luỹ kế so với kế hoạch (%)", ColumnRole.OTHER),
        ("Thực hiện cùng kỳ năm trước", ColumnRole.OTHER),
        ("Thực hiện năm 2023", ColumnRole.OTHER),
        ("Tỷ lệ %", ColumnRole.OTHER),
        ("ĐVT", ColumnRole.OTHER),
        ("Ghi chú", ColumnRole.OTHER),
        ("", ColumnRole.OTHER),
    ],
)
def test_a_heading_says_what_its_column_holds(words: str, role: ColumnRole) -> None:
    assert role_of(words, "Tháng 4/2024") == role


def test_half_a_year_is_the_result_where_half_a_year_is_reported() -> None:
    assert role_of("Thực hiện 6 tháng đầu năm 2024", "6 tháng đầu năm 2024") == ColumnRole.RESULT
    assert role_of("Thực hiện 6 tháng đầu năm 2024", "Tháng 6/2024") == ColumnRole.RUNNING


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("1. Cây xanh", "Cây xanh"),
        ("1.2 Cây  xanh", "Cây xanh"),
        ("- Cây xanh", "Cây xanh"),
        ("a) Cây xanh", "Cây xanh"),
        ("IV. Cây xanh", "Cây xanh"),
        ("5 triệu cây xanh", "triệu cây xanh"),
        ("Cá", "Cá"),
        ("", ""),
    ],
)
def test_numbers_and_dashes_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert bare_name(printed) == name


def test_the_nearest_name_is_proposed_only_when_it_is_the_only_one() -> None:
    known = ["Sản lượng đánh bắt thủy sản", "Số vụ vi phạm", "Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo"]
    assert nearest("Sản lượng đánh bắt hải sản", known) == 0
    assert nearest("Tổng số vụ vi phạm", known) == 1
    assert nearest("Hộ nghèo", known) == 2
    assert nearest("Hộ cận nghèo, hộ nghèo", ["Hộ nghèo A", "Hộ nghèo B"]) is None
    assert nearest("Diện tích rừng", known) is None
    assert nearest("", known) is None
    assert nearest("Rừng", []) is None

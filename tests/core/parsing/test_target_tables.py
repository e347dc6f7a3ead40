"""Tables of targets, as annexes print them."""

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets import read_targets

C = Comparator
HEAD = "| TT | Chỉ tiêu | ĐVT | Kế hoạch 2025 |"


def rows(*lines, head=HEAD):
    found = read_targets(lay_out("\n".join(["PHỤ LỤC", head, *lines])))
    return [(one.name, one.comparator, one.low, one.high, one.unit) for one in found]


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("| 1 | Tỷ lệ hộ nghèo còn | % | 1,5 |", (C.EQ, 1.5, 1.5, "%")),
        ("| 1 | Trẻ em suy dinh dưỡng | % | Dưới 8 |", (C.LT, None, 8, "%")),
        ("| 1 | Thu nhập | triệu đồng/người/năm | 65 - 70 |", (C.RANGE, 65, 70, "triệu đồng/người")),
        ("| 1 | Giảm tỷ lệ hộ nghèo | % | 1,5 |", (C.DECREASE_BY, 1.5, 1.5, "%")),
        ("| 1 | Tăng thu ngân sách | % | 10 |", (C.INCREASE_BY, 10, 10, "%")),
        ("| 1 | Tăng trưởng kinh tế | % | 8 |", (C.EQ, 8, 8, "%")),
        ("| 1 | Trạm y tế | | Giữ vững chuẩn |", (C.MAINTAIN, None, None, "")),
    ],
)
def test_a_row_is_a_target(row, read):
    ((_, *found),) = rows(row)
    assert tuple(found) == read


def test_a_ditto_mark_repeats_the_unit():
    income, own = rows("| 1 | Thu ngân sách | tỷ đồng | 12,5 |", '| a | Thu trên địa bàn | " | 2,5 |')
    assert income[-1] == own[-1] == "tỷ đồng"


def test_each_horizon_is_a_target_with_a_place_of_its_own():
    head = "| STT | Mục tiêu | Đơn vị tính | Đến năm 2025 | Đến năm 2030 | Chủ trì |"
    text = f"PHỤ LỤC\n{head}\n| 1 | Hồ sơ trực tuyến | % | 80 | 100 | Văn phòng |"
    near, far = read_targets(lay_out(text))
    assert (near.name, near.low) == ("Hồ sơ trực tuyến (đến năm 2025)", 80)
    assert (far.name, far.low) == ("Hồ sơ trực tuyến (đến năm 2030)", 100)
    assert near.span.end <= far.span.start


def test_plain_years_are_plans_and_the_last_one_counts():
    head = "| TT | Nội dung | Đơn vị | 2023 | 2024 | 2025 | Giai đoạn 2023 - 2025 |"
    assert rows("| 1 | Tỷ lệ hộ nghèo | % | 3 | 2 | 1 | |", head=head) == [
        ("Tỷ lệ hộ nghèo", C.EQ, 1, 1, "%")
    ]


def test_cells_lost_at_the_end_of_a_row_move_nothing():
    text = "TT\tChỉ tiêu\tĐVT\tƯớc 2024\tKế hoạch 2025\tGhi chú\n1\tSản lượng\ttấn\t400\t450\t"
    (target,) = read_targets(lay_out(f"PHỤ LỤC\n{text}"))
    assert (target.name, target.low, target.unit) == ("Sản lượng", 450, "tấn")


def test_a_number_alone_in_a_line_is_no_target():
    assert read_targets(lay_out("2. Các chỉ tiêu cụ thể:\nTT\n1\nSản lượng\n450\n< 1,9\n95%")) == ()


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| TT | Chỉ tiêu | ĐVT | Thực hiện 2025 |", "| 1 | Hộ nghèo | % | 3 |"),
        ("| TT | Đơn vị | Kế hoạch 2025 |", "| 1 | Thôn 1 | 3 |"),
        (HEAD, "| 1 | Hộ nghèo | % | cao |"),
        (HEAD, "| 1 | 3 | % | 4 |"),
    ],
    ids=["no plan", "no indicator", "no level", "no name"],
)
def test_a_row_that_promises_nothing_is_no_target(head, row):
    assert rows(row, head=head) == []


def test_a_horizon_left_empty_is_no_target():
    head = "| TT | Chỉ tiêu | ĐVT | Đến năm 2025 | Đến năm 2030 |"
    read = rows("| 1 | Hộ nghèo | % | 3 | 2 |", "| 2 | Hộ khá | % | | 50 |", head=head)
    assert [(name, low) for name, _, low, *_ in read] == [
        ("Hộ nghèo (đến năm 2025)", 3),
        ("Hộ nghèo (đến năm 2030)", 2),
        ("Hộ khá (đến năm 2030)", 50),
    ]


@pytest.mark.parametrize("heading", ["KẾT QUẢ THỰC HIỆN NĂM 2024", "I. KHEN THƯỞNG"])
def test_tables_of_results_and_awards_promise_nothing(heading):
    table = f"{heading}\n\n{HEAD}\n| 1 | Hộ nghèo | % | 3 |"
    assert read_targets(lay_out(table)) == ()


def test_rows_above_the_head_of_a_table_are_not_read():
    text = f"| 1 | Hộ nghèo | % | 3 |\n{HEAD}\n| 1 | Hộ khá | % | 50 |"
    assert [target.name for target in read_targets(lay_out(text))] == ["Hộ khá"]

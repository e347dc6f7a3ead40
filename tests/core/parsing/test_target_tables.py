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

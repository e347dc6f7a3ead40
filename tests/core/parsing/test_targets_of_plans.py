"""Forms that plans, programmes and resolutions use beside their lists."""

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets import read_targets

C = Comparator
HEAD = "Số: 15/NQ-HĐND\nAn Lạc, ngày 10 tháng 12 năm 2021\n\nNGHỊ QUYẾT\nVề phát triển nông thôn\n\n"


def read(text):
    return read_targets(lay_out(text))


def in_list(*clauses):
    return read("2. Mục tiêu cụ thể:\n" + "\n".join(f"- {clause}." for clause in clauses))


def short(target):
    return (target.comparator, target.low, target.high, target.unit, target.per)


def test_two_horizons_are_two_targets():
    near, far = in_list(
        "Phấn đấu đến năm 2025: Thu nhập bình quân đạt 75 triệu đồng/người/năm; "
        "đến năm 2030 đạt trên 100 triệu đồng/người/năm"
    )
    assert short(near) == (C.EQ, 75, 75, "triệu đồng/người", "năm")
    assert short(far) == (C.GT, 100, None, "triệu đồng/người", "năm")
    assert "2030" in far.name


def test_a_level_with_a_horizon_does_not_take_the_year_of_a_growth():
    growth, level = in_list("Thu ngân sách tăng bình quân 10 - 12%/năm, đến năm 2025 đạt 25.000 tỷ đồng")
    assert short(growth) == (C.INCREASE_BY, 10, 12, "%", "năm")
    assert short(level) == (C.EQ, 25_000, 25_000, "tỷ đồng", None)


def test_parts_stand_as_items_below_their_total():
    total, *parts = in_list("Tổng đàn 12.000 con. Trong đó:\n+ Trâu: 2.000 con;\n+ Bò: 4.000 con")
    assert [part.parent for part in parts] == [total.name] * 2


def test_a_total_that_is_no_target_lends_its_place_to_nobody():
    income, officer = read(
        f"{HEAD}III. NHIỆM VỤ\n3. Phấn đấu doanh thu đạt 2 tỷ đồng/năm.\n"
        "IV. KINH PHÍ\n1. Tổng kinh phí: 85 tỷ đồng, gồm:\n"
        "- Trung ương: 20 tỷ đồng;\n- Vốn khác: 65 tỷ đồng (chiếm 76,5%).\n"
        "V. TRÁCH NHIỆM\n3. UBND các huyện\n- Bố trí ít nhất 01 công chức chuyên trách.\n"
    )
    assert (income.low, officer.low, officer.parent) == (2, 1, None)


def test_levels_of_officials_are_one_list():
    (target,) = in_list("100% cán bộ cấp xã, cấp huyện được đào tạo")
    assert target.name == "Cán bộ cấp xã, cấp huyện được đào tạo"


def test_a_unit_keeps_its_capitals_before_its_time_base():
    (target,) = in_list("Giá trị xuất khẩu đạt 5 triệu USD/năm")
    assert short(target) == (C.EQ, 5, 5, "triệu USD", "năm")


def test_an_average_is_not_the_total_of_the_parts_behind_it():
    total, average, *parts = in_list(
        "Đào tạo nghề cho 40.000 người, bình quân mỗi năm 10.000 người, trong đó: nông nghiệp 15.000 người, "
        "phi nông nghiệp 25.000 người"
    )
    assert short(average) == (C.EQ, 10_000, 10_000, "người", "năm")
    assert [part.parent for part in parts] == [total.name] * 2


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Tăng trưởng sản xuất bình quân từ 5 đến 7%/năm", (C.RANGE, 5, 7, "%", "năm")),
        ("Giảm tỷ lệ hộ nghèo bình quân mỗi năm từ 1 đến 1,5%", (C.DECREASE_BY, 1, 1.5, "%", "năm")),
        ("Giảm từ 5% đến 10% số vụ tai nạn", (C.DECREASE_BY, 5, 10, "%", None)),
        ("Tăng ít nhất 02 bậc chỉ số cải cách hành chính", (C.INCREASE_BY, 2, None, "bậc", None)),
        ("Tỷ lệ thu gom rác đạt ≥ 90%", (C.GE, 90, None, "%", None)),
        ("Duy trì 19/19 tiêu chí nông thôn mới", (C.MAINTAIN, 19, 19, "tiêu chí", None)),
    ],
)
def test_one_form_one_target(clause, expected):
    (target,) = in_list(clause)
    assert short(target) == expected


def test_a_thing_and_what_it_costs_are_two():
    new, better, cost = in_list(
        "Xây mới 03 nhà văn hóa, nâng cấp 5 nhà văn hóa với tổng kinh phí 3,5 tỷ đồng"
    )
    assert (new.low, better.low, cost.low) == (3, 5, 3.5)
    assert cost.unit == "tỷ đồng"


@pytest.mark.parametrize(
    "text",
    [
        "III. GIẢI PHÁP\n3. Trong giai đoạn 2016 - 2020, toàn tỉnh có 150 xã đạt chuẩn, đạt 82,5%.",
        "IV. KINH PHÍ THỰC HIỆN\nTổng kinh phí dự kiến 12.500 tỷ đồng, trong đó: trung ương 3.000 tỷ đồng.",
        "3. Chính sách: hỗ trợ tiền ăn 15.000 đồng/ngày/người đối với người ở cách trường từ 15 km trở lên.",
        "IV. KINH PHÍ THỰC HIỆN\n- Ngân sách trung ương: 3.000 tỷ đồng.\n- Ngân sách tỉnh: 4.500 tỷ đồng.",
    ],
)
def test_past_periods_and_budgets_promise_nothing(text):
    assert read(HEAD + text) == ()

"""What makes a careful reader hesitate, and what does not."""

import pytest

from thidua.core.parsing.doubts import doubts_of_reading
from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.lines import MOST_LINES
from thidua.core.parsing.targets import read_targets


def doubts_in(clause):
    targets = read_targets(lay_out(f"Các chỉ tiêu cụ thể:\n- {clause}."))
    return [doubt.code for target in targets for doubt in target.doubts]


@pytest.mark.parametrize(
    ("clause", "codes"),
    [
        ("Tỷ lệ hộ nghèo dưới 3%", []),
        ("Thu ngân sách đạt 12.350 triệu đồng", []),
        ("Đào tạo nghề cho 1.200 lao động", []),
        ("Chăn nuôi tăng từ 10 - 11%", []),
        ("Sản lượng lúa đạt 2.350 tấn", ["thousands_dot"]),
        ("Tỷ lệ hộ nghèo giảm 0,5%", ["points_or_percent"]),
        ("Diện tích rừng từ 20 - 15 ha", ["range_reversed"]),
        ("Tỷ lệ hộ dùng nước sạch đạt 105%", ["share_over_100"]),
        ("Thu ngân sách đạt 105% kế hoạch", []),
        ("Giá trị sản xuất giai đoạn 2021 - 2025 tăng 12%", ["per_unclear"]),
        ("Chỉ số hài lòng đạt 90", ["unit_missing"]),
        ("Sản lượng lúa 50 tấn, trong đó vụ xuân 60 tấn", ["part_above_total"]),
        ("Trồng rừng 50 ha, trong đó rừng phòng hộ 30 ha, rừng sản xuất 40 ha", ["parts_above_total"]),
        ("Sản lượng nuôi trồng 50 tấn; năng suất nuôi trông 2 tấn/ha", ["misspelt"]),
    ],
)
def test_doubts_of_a_target(clause, codes):
    assert doubts_in(clause) == codes


def test_a_question_is_a_vietnamese_sentence_with_the_number():
    (target,) = read_targets(lay_out("Chỉ tiêu:\n- Sản lượng lúa đạt 2.350 tấn."))
    (doubt,) = target.doubts
    assert doubt.question == "2.350: dấu chấm là hàng nghìn (hai nghìn ba trăm năm mươi tấn)?"
    assert doubt.span == target.span


def test_a_number_left_unread_among_targets_is_asked_about():
    layout = lay_out(
        "Các chỉ tiêu cụ thể:\n- Tỷ lệ hộ nghèo dưới 3%.\n- Hiện nay có 12 hộ khó khăn về nhà ở."
    )
    (doubt,) = doubts_of_reading(layout, read_targets(layout))
    assert doubt.code == "unread_number"
    assert doubt.span is not None
    assert layout.text[doubt.span.start : doubt.span.end] == "12 hộ"


def test_an_end_never_reached_is_said():
    layout = lay_out("Dòng.\n" * (MOST_LINES + 1))
    assert [doubt.code for doubt in doubts_of_reading(layout, ())] == ["too_long"]

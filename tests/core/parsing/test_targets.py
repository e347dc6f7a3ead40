"""Single clauses, one rule each, and properties that hold for any of them."""

import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.printing import clause_of, value_of
from thidua.core.parsing.reading import Comparator, Span, TargetRead
from thidua.core.parsing.targets import read_targets
from thidua.core.quantities import format_number
from thidua.core.text import normalise

C = Comparator
LETTERS = Path(__file__).parent / "letters"


def read(text):
    return read_targets(lay_out(normalise(text)))


def in_list(clause):
    return read(f"2. Các chỉ tiêu cụ thể:\n- {clause}.")


def shape(target):
    low, high = (None if side is None else float(side) for side in (target.low, target.high))
    return target.comparator, low, high, target.unit, target.per


@pytest.mark.parametrize(
    ("clause", "comparator", "low", "high", "unit", "per"),
    [
        ("Tỷ lệ hộ nghèo 3%", C.EQ, 3, 3, "%", None),
        ("Tỷ lệ hộ nghèo giảm còn 3%", C.EQ, 3, 3, "%", None),
        ("Tỷ lệ hộ nghèo giảm xuống dưới 3%", C.LT, None, 3, "%", None),
        ("Tỷ lệ hộ nghèo giảm 3%", C.DECREASE_BY, 3, 3, "%", None),
        ("Giảm tỷ lệ hộ nghèo ít nhất 3%", C.DECREASE_BY, 3, None, "%", None),
        ("Giảm tỷ lệ hộ nghèo không quá 3%", C.DECREASE_BY, None, 3, "%", None),
        ("Thu ngân sách không dưới 3,5 tỷ đồng", C.GE, 3.5, None, "tỷ đồng", None),
        ("Thu ngân sách từ 3 tỷ đồng trở lên", C.GE, 3, None, "tỷ đồng", None),
        ("Thu ngân sách vượt 5% dự toán", C.INCREASE_BY, 5, 5, "%", None),
        ("Tỷ lệ sinh con thứ 3 tối đa 5%", C.LE, None, 5, "%", None),
        ("Tỷ lệ sinh con thứ 3 không vượt 5%", C.LE, None, 5, "%", None),
        ("Tỷ lệ sinh con thứ 3 ≤ 5%", C.LE, None, 5, "%", None),
        ("Tỷ lệ sinh con thứ 3 từ 5% trở xuống", C.LE, None, 5, "%", None),
        ("Tốc độ tăng trưởng kinh tế đạt 8 - 8,5%/năm", C.RANGE, 8, 8.5, "%", "năm"),
        ("Chăn nuôi tăng từ 10 đến 11%", C.INCREASE_BY, 10, 11, "%", None),
        ("Giữ vững 100% thôn văn hóa", C.MAINTAIN, 100, 100, "%", None),
        ("Duy trì tốc độ tăng trưởng trên 8%", C.MAINTAIN, 8, 8, "%", None),
        ("Có từ 90% đảng viên được đánh giá hoàn thành tốt nhiệm vụ trở lên", C.GE, 90, None, "%", None),
        ("Tăng thu nhập bình quân từ 5 - 7%/năm", C.INCREASE_BY, 5, 7, "%", "năm"),
        ("Mỗi chi bộ 2 đảng viên mới", C.EQ, 2, 2, "đảng viên", None),
        ("Khu dân cư 2 bên đường: 19,5 ha", C.EQ, 19.5, 19.5, "ha", None),
        ("Duy trì tỷ lệ hộ nghèo ở mức dưới 1%", C.LT, None, 1, "%", None),
        ("Giữ vững tỷ suất sinh không quá 2,5‰", C.LE, None, 2.5, "‰", None),
        ("Duy trì trạm y tế đạt chuẩn quốc gia", C.MAINTAIN, None, None, "", None),
        ("Không để xảy ra cháy nổ lớn", C.QUALITATIVE, None, None, "", None),
        ("Trồng 3 ngàn cây phân tán", C.EQ, 3000, 3000, "cây", None),
        ("Có ít nhất một trường đạt chuẩn", C.GE, 1, None, "trường", None),
        ("Xếp thứ 3/20 đơn vị", C.EQ, 3, 3, "thứ hạng", None),
        ("12/14 thôn đạt chuẩn", C.EQ, 12, 12, "thôn", None),
        ("Giá trị xuất khẩu gấp 2 lần năm 2010", C.EQ, 2, 2, "lần", None),
        ("Giá trị xuất khẩu gấp đôi năm 2010", C.EQ, 2, 2, "lần", None),
        ("Giá trị xuất khẩu tăng gấp 2 lần năm 2010", C.EQ, 2, 2, "lần", None),
        ("Thu nhập tăng ít nhất 1,8 lần so với năm 2020", C.INCREASE_BY, 1.8, None, "lần", None),
        ("Mục tiêu tăng thu ngân sách bình quân 8 - 9%", C.INCREASE_BY, 8, 9, "%", None),
        ("Mục tiêu tăng trưởng kinh tế 8 - 9%", C.RANGE, 8, 9, "%", None),
        ("Đóng góp của kinh tế số vào tăng trưởng chung trên 20%", C.GT, 20, None, "%", None),
        ("Toàn huyện không còn thôn dưới 5 tiêu chí", C.QUALITATIVE, None, None, "", None),
        ("Tỷ lệ hộ không có nhà tắm 2%", C.EQ, 2, 2, "%", None),
        ("Giảm số thôn đạt dưới 5 tiêu chí xuống 2 thôn", C.EQ, 2, 2, "thôn", None),
        (
            "Tỷ lệ hộ nghèo ở thôn có tỷ lệ hộ nghèo trên 25% giảm từ 4% trở lên",
            C.DECREASE_BY,
            4,
            None,
            "%",
            None,
        ),
        ("Số hộ khá tăng, số hộ nghèo dưới 0,5%", C.LT, None, 0.5, "%", None),
        ("Khu vực nông thôn 1.000 cây", C.EQ, 1000, 1000, "cây", None),
        ("Mỗi cơ sở xây dựng từ một đến hai công trình xanh", C.RANGE, 1, 2, "công trình", None),
        ("Mỗi chi hội giúp được hai hộ hội viên trở lên", C.GE, 2, None, "hộ", None),
        ("Có 20 học sinh khá trở lên", C.EQ, 20, 20, "học sinh", None),
        ("Giá trị trên một đơn vị diện tích đạt 100 triệu đồng", C.EQ, 100, 100, "triệu đồng", None),
        ("90% trẻ được tầm soát ít nhất 5 bệnh", C.EQ, 90, 90, "%", None),
        ("Tỷ lệ người từ 65 tuổi trở lên đạt khoảng 12%", C.EQ, 12, 12, "%", None),
        ("Tỷ lệ hộ có thu nhập trên 100 triệu đồng đạt 30%", C.EQ, 30, 30, "%", None),
        ("Mỗi năm kết nạp 5 đảng viên", C.EQ, 5, 5, "đảng viên", "năm"),
        ("Thu nhập bình quân 56 - 57 triệu đồng/người/năm", C.RANGE, 56, 57, "triệu đồng/người", "năm"),
        ("Giá trị sản xuất từ 900 triệu đồng đến 1,2 tỷ đồng", C.RANGE, 0.9, 1.2, "tỷ đồng", None),
        ("Diện tích rừng từ 20 - 15 ha", C.RANGE, 15, 20, "ha", None),
        ("Tỷ số giới tính dưới 109 bé trai/100 bé gái", C.LT, None, 109, "bé trai/100 bé gái", None),
        ("Số bác sĩ trên 1 vạn dân đạt 15,3 bác sĩ", C.EQ, 15.3, 15.3, "bác sĩ", None),
    ],
)
def test_one_clause_one_target(clause, comparator, low, high, unit, per):
    (target,) = in_list(clause)
    assert shape(target) == (comparator, low, high, unit, per)


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Nghị quyết số 50/NQ-HĐND ngày 26/12/2023 của HĐND xã.",
        "Năm 2023, thu ngân sách đã đạt 12 tỷ đồng.",
        "IV. KHEN THƯỞNG\n1. Tỷ lệ cá nhân được khen không quá 10%.",
        "1. Gửi báo cáo trước 17 giờ ngày 20/11/2024, gồm 02 bộ hồ sơ.",
        "Thực hiện tốt 04 khâu: phát hiện, bồi dưỡng, tổng kết, nhân rộng.",
        "Nếu có từ 02 đơn vị trở lên bằng điểm thì xét đơn vị có thu ngân sách cao hơn.",
        "II. TIÊU CHÍ CHẤM ĐIỂM\n- Đạt trên 90 điểm: xuất sắc.",
        "I. KẾT QUẢ THỰC HIỆN NĂM 2023\n- Thu ngân sách đạt 12 tỷ đồng, tăng 5%.",
        "Điện thoại 0239 3851 234, quốc lộ 1, khu phố 5, lớp 9, mạng 5G.",
        "Phong trào “5 không, 3 sạch” được hưởng ứng.",
        "Đến nay đã có 91% hộ đạt, vượt chỉ tiêu đề ra. 100% chi hội duy trì sinh hoạt, trồng 3 km hoa.",
        "Dự Đại hội có ông Lê Hoài An và 200 đại biểu đại diện cho 1.450 đảng viên.",
        "Thực hiện Nghị quyết Đại hội Chi bộ 2 nhiệm kỳ 2022 - 2025.",
        "Sau khi sáp nhập, đảm bảo mỗi xã chỉ có 1 trường mầm non.",
        "Theo báo cáo, hiện cả huyện có 20 xã (23%) đạt chuẩn, tăng 5,9% so với cuối năm 2020.",
        "Xã đã hoàn thành các chỉ tiêu: thu ngân sách ước đạt 53%, chăn nuôi tăng 5%.\n\nLê Hoài An",
    ],
)
def test_no_target(text):
    assert read(text) == ()


def test_level_and_growth_are_two_targets_of_one_name():
    level, growth = in_list("Sản lượng lúa đạt 500 tấn, tăng 4% so với năm trước")
    assert shape(level)[:4] == (C.EQ, 500, 500, "tấn")
    assert shape(growth)[:4] == (C.INCREASE_BY, 4, 4, "%")
    assert growth.name == level.name


def test_horizons_are_targets_of_their_own():
    first, second = in_list("Tỷ lệ che phủ rừng đến năm 2025 đạt 50%, đến năm 2030 đạt 55%")
    assert (shape(first)[1], shape(second)[1]) == (50, 55)
    assert "2030" in second.name


def test_parts_end_where_the_indicator_changes():
    total, part, other = in_list(
        "Thu ngân sách 20 tỷ đồng, trong đó thu thuế 12 tỷ đồng; thu nhập 50 triệu đồng/người"
    )
    assert part.parent == total.name
    assert total.parent is other.parent is None


def test_parts_on_lines_of_their_own_belong_to_the_total_above():
    total, rice, corn = read(
        "Chỉ tiêu chủ yếu:\n- Sản lượng lương thực 900 tấn, trong đó:\n+ Lúa 800 tấn.\n+ Ngô 100 tấn."
    )
    assert rice.parent == corn.parent == total.name


def test_what_counts_the_same_things_is_a_part_of_the_total_before_it():
    total, roadside, town, village = read(
        "Năm 2026 phấn đấu trồng 9.000 cây xanh, trong đó cây ven đường 2.000 cây. "
        "Cụ thể, khu vực đô thị 4.000 cây; khu vực nông thôn 5.000 cây."
    )
    assert [shape(part)[1] for part in (roadside, town, village)] == [2000, 4000, 5000]
    assert {part.parent for part in (roadside, town, village)} == {total.name}


@pytest.mark.parametrize(
    ("clause", "parts"),
    [
        ("Tổng đàn 500 con, trong đó trâu 100 con; bò 350 con", 2),
        ("Trồng 50 ha rừng, trong đó mỗi năm trồng 5 ha; năm 2026 trồng 30 ha", 2),
        ("Giá trị sản xuất 90 tỷ đồng, trong đó giá trị lúa 30 tỷ đồng; giá trị thủy sản 40 tỷ đồng", 2),
        ("Thu ngân sách 20 tỷ đồng, trong đó thu trên địa bàn 12 tỷ đồng; chi ngân sách 5 tỷ đồng", 1),
        ("Tổng thu 20 tỷ đồng, trong đó thu trên địa bàn 12 tỷ đồng; vốn dân góp 15 tỷ đồng", 1),
        ("Trồng 9 ha cây, trong đó ven đường 5 ha; bờ kênh 2 ha", 1),
    ],
)
def test_a_list_of_parts_goes_on_behind_a_semicolon_while_it_fits(clause, parts):
    total, *rest = in_list(clause)
    assert [target.parent for target in rest] == [total.name] * parts + [None] * (len(rest) - parts)


def test_a_list_in_running_text_goes_on_with_goals_in_words():
    income, poor, model = read(
        "Phấn đấu đến năm 2025 thu nhập bình quân đạt 60 triệu đồng/người, không còn hộ nghèo "
        "đã trừ hộ bảo trợ xã hội và đạt xã nông thôn mới kiểu mẫu."
    )
    assert income.comparator is C.EQ
    assert poor.comparator is model.comparator is C.QUALITATIVE
    assert poor.name == "Không còn hộ nghèo đã trừ hộ bảo trợ xã hội"


def test_what_must_not_exist_stands_beside_a_share():
    share, none = in_list("100% tổ hoàn thành xuất sắc nhiệm vụ, không có đồng chí nào vi phạm kỷ luật")
    assert (share.low, none.comparator) == (100, C.QUALITATIVE)


def test_a_goal_in_words_keeps_its_number_in_the_name():
    (target,) = in_list("Toàn huyện không còn xã dưới 15 tiêu chí")
    assert (target.comparator, target.low, target.unit) == (C.QUALITATIVE, None, "")
    assert target.name == "Toàn huyện không còn xã dưới 15 tiêu chí"


def test_the_name_leaves_out_who_promises_and_when():
    total, part = read(
        "Các đại biểu thống nhất tổng giá trị sản xuất phải đạt 250 tỷ đồng, trong đó lúa đạt 41 tỷ đồng. "
        "Phấn đấu đến năm 2030 thực hiện tốt."
    )
    assert total.name == part.parent == "Tổng giá trị sản xuất"


def test_parts_belong_to_the_total_in_their_unit_with_their_weights():
    total, growth, *parts = in_list(
        "Tổng giá trị sản xuất 90 tỷ đồng, tốc độ tăng trưởng 9%. Trong đó lúa đạt 30 tỷ đồng, chiếm 33%"
    )
    assert growth.parent is None
    assert [part.parent for part in parts] == [total.name] * 2


def test_who_sets_an_aim_is_no_part_of_it():
    text = "Hội Phụ nữ xã phấn đấu có hơn 90% cán bộ, hội viên tham gia bảo hiểm."
    (target,) = read(text)
    assert text[target.span.start : target.span.end] == text[len("Hội Phụ nữ xã ") : -1]
    text = "Kế hoạch đặt chỉ tiêu 80% thôn, tổ dân phố có tổ công nghệ số."
    (target,) = read(text)
    assert text[target.span.start : target.span.end] == "80% thôn, tổ dân phố có tổ công nghệ số"


def test_a_list_announced_inside_a_paragraph_is_a_list():
    text = (
        "Kỳ họp đã thông qua quy chế hoạt động và nghị quyết về chương trình giám sát; thông qua nghị quyết "
        "về nhiệm vụ sáu tháng cuối năm với 6 chỉ tiêu chủ yếu là: Thu nhập bình quân đạt 72 triệu đồng; "
        "trồng mới 5 ha chè, tỷ lệ hộ nghèo dưới 2% và đạt chuẩn nông thôn mới nâng cao; xây 3 nhà văn hóa, "
        "thu ngân sách xã đạt kế hoạch; An ninh trật tự được giữ vững."
    )
    assert [shape(target)[:4] for target in read(text)] == [
        (C.EQ, 72, 72, "triệu đồng"),
        (C.EQ, 5, 5, "ha"),
        (C.LT, None, 2, "%"),
        (C.QUALITATIVE, None, None, ""),
        (C.EQ, 3, 3, "nhà văn hóa"),
        (C.QUALITATIVE, None, None, ""),
        (C.MAINTAIN, None, None, ""),
    ]


def test_a_list_may_follow_the_sentence_that_announces_it():
    text = (
        "Nhiệm kỳ trước, thu nhập đã đạt 50 triệu đồng. Đảng bộ đề ra 3 khâu đột phá và 15 chỉ tiêu "
        "trong công tác xây dựng Đảng, phát triển kinh tế. Theo đó, đến năm 2030 thu nhập bình quân đạt "
        "82,6 triệu đồng/người, không còn hộ nghèo và đạt xã nông thôn mới kiểu mẫu."
    )
    income, *goals = read(text)
    assert shape(income)[:4] == (C.EQ, 82.6, 82.6, "triệu đồng/người")
    assert [goal.comparator for goal in goals] == [C.QUALITATIVE, C.QUALITATIVE]


def test_goals_joined_by_and_are_two():
    kept, reached = in_list("Giữ vững danh hiệu xã văn hóa và đạt chuẩn nông thôn mới nâng cao")
    assert (kept.comparator, reached.comparator) == (C.MAINTAIN, C.QUALITATIVE)


def test_years_to_come_are_a_time():
    (target,) = read("Mục tiêu đặt ra là trong 10 năm tới, thu nhập của hộ nghèo tăng 3,5 lần.")
    assert shape(target)[:4] == (C.INCREASE_BY, 3.5, 3.5, "lần")


def test_a_list_ends_where_someone_speaks_or_signs():
    listed = "Đại hội đề ra các chỉ tiêu như: thu nhập bình quân đạt 60 triệu đồng; tỷ lệ hộ nghèo dưới 2%."
    speech = "Bà Lê Hoài An cho biết: “Nhiệm kỳ này sẽ đẩy mạnh tạo việc làm tại chỗ cho chị em.”"
    assert read(f"{listed}\n\n{speech}\n\nLê Hoài An")[2:] == ()


def test_a_comparison_does_not_end_a_promise():
    text = "Phấn đấu đến năm 2030 có 50% xã đạt chuẩn. Thu nhập tăng ít nhất 1,8 lần so với năm 2020."
    assert [shape(target)[1] for target in read(text)] == [50, 1.8]


def test_at_least_so_many_people_are_a_promise_where_promises_are_made():
    text = "Phấn đấu 100% lao động được tư vấn. Tối thiểu 1.200 người lao động được giới thiệu việc làm."
    assert [shape(target)[:2] for target in read(text)] == [(C.EQ, 100), (C.GE, 1200)]
    assert read("Mỗi đơn vị cử tối thiểu 02 người dự họp.") == ()


def test_titles_of_families_and_places_are_no_awards():
    (target,) = read("II. NHIỆM VỤ\n1. Phấn đấu 90% hộ đạt danh hiệu gia đình văn hóa.")
    assert shape(target)[:2] == (C.EQ, 90)
    assert read("II. NHIỆM VỤ\n1. 15% cá nhân được tặng danh hiệu chiến sĩ giỏi.") == ()


def test_spans_point_into_the_text():
    text = "**2. Chỉ tiêu:** Tỷ lệ hộ nghèo\ndưới 3%; thu ngân sách 5 tỷ đồng."
    poor, income = read(text)
    assert text[poor.span.start : poor.span.end] == "Tỷ lệ hộ nghèo\ndưới 3%"
    assert text[income.span.start : income.span.end] == "thu ngân sách 5 tỷ đồng"


NAMES = st.sampled_from(
    [
        "Tỷ lệ hộ nghèo",
        "Thu ngân sách",
        "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng",
        "Sản lượng lúa",
        "Giá trị sản xuất",
    ]
)
UNITS = st.sampled_from(["%", "‰", "tấn", "ha", "tỷ đồng", "triệu đồng/người", "hộ", "doanh nghiệp", "km"])
NUMBERS = st.decimals(min_value=Decimal("0.1"), max_value=99_999, places=1)


@st.composite
def targets(draw):
    comparator = draw(st.sampled_from([one for one in C if one is not C.QUALITATIVE]))
    low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
    sides = {
        C.GE: (low, None),
        C.GT: (low, None),
        C.LE: (None, high),
        C.LT: (None, high),
        C.RANGE: (low, high),
    }
    change = st.sampled_from([(low, low), (low, high), (low, None), (None, high)])
    is_change = comparator in {C.INCREASE_BY, C.DECREASE_BY}
    bounds = draw(change) if is_change else sides.get(comparator, (low, low))
    unit, per = draw(UNITS), draw(st.sampled_from([None, "năm", "quý", "tháng"]))
    return TargetRead(draw(NAMES), comparator, *bounds, unit, per, None, Span(0, 0))


@given(targets())
def test_a_printed_target_reads_back_to_itself(target):
    (again,) = in_list(clause_of(target))
    assert shape(again) == shape(target)
    assert value_of(again) == value_of(target)


@given(NUMBERS, st.sampled_from(["{}", "{:f}"]))
def test_any_notation_of_a_number_is_the_same_number(value, pattern):
    (target,) = in_list(f"Diện tích rừng đạt {format_number(value)} ha")
    (spaced,) = in_list(f"Diện tích rừng đạt {format_number(value)}ha")
    assert target.low == spaced.low == value


@pytest.mark.parametrize("name", ["03-chi-thi-huyen", "06-bai-bao", "13-nghi-quyet-tinh"])
@given(width=st.integers(min_value=45, max_value=120), blank=st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_width_of_lines_reads_the_same(name, width, blank):
    text = (LETTERS / f"{name}.txt").read_text(encoding="utf-8")
    paragraphs = [textwrap.fill(line, width) for line in text.splitlines() if line.strip()]
    wrapped = ("\n\n" if blank else "\n").join(paragraphs)
    assert [shape(target) for target in read(wrapped)] == [shape(target) for target in read(text)]


@given(st.text(alphabet="tăng giảm đạt %.,;:()0123456789 từ đến trong đó năm\n-+|", max_size=300))
@settings(deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text):
    layout = lay_out(normalise(f"Chỉ tiêu cụ thể:\n{text}"))
    for target in read_targets(layout):
        assert 0 <= target.span.start < target.span.end <= len(layout.text)


def test_field_and_heading_come_from_the_heading_inside_the_paragraph():
    text = "2. Các chỉ tiêu chủ yếu:\n2.4. Về Quốc phòng, an ninh: xây dựng xã đạt vững mạnh toàn diện."
    (found,) = read(text)
    assert (found.field.value, found.heading) == ("defence_security", "Về Quốc phòng, an ninh")
    (listed,) = in_list("Thu ngân sách: 19 tỷ đồng")
    assert listed.heading == "Các chỉ tiêu cụ thể"

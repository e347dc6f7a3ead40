"""The catalogue of practice: what an official would say of each target."""

from decimal import Decimal

import pytest

from thidua.core.achievement import Nature
from thidua.core.indicators import HUNDRED, Profile, propose
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency
from thidua.core.targets import Goal

C, F, N, D = Comparator, Frequency, Nature, Decimal


@pytest.mark.parametrize(
    ("name", "goal", "profile"),
    [
        ("Tốc độ tăng trưởng giá trị sản xuất", Goal(C.GE, D(11), None, "%"), Profile(N.RATE, F.HALF_YEAR)),
        ("Tổng sản lượng lương thực", Goal(C.EQ, D(2350), D(2350), "tấn"), Profile(N.CUMULATIVE, F.SEASON)),
        ("Chăn nuôi", Goal(C.INCREASE_BY, D(10), D(11), "%"), Profile(N.RATE, F.HALF_YEAR)),
        ("Trồng cây phân tán", Goal(C.EQ, D(3000), D(3000), "cây"), Profile(N.CUMULATIVE, F.QUARTER)),
        ("Thu ngân sách", Goal(C.RANGE, D(19), D(20), "tỷ đồng"), Profile(N.CUMULATIVE, F.MONTH)),
        (
            "Thu nhập bình quân đầu người",
            Goal(C.RANGE, D(56), D(57), "triệu đồng/người", "năm"),
            Profile(N.LEVEL, F.YEAR),
        ),
        ("Thành lập doanh nghiệp", Goal(C.GE, D(1), None, "doanh nghiệp"), Profile(N.CUMULATIVE, F.QUARTER)),
        ("Thôn văn hóa", Goal(C.MAINTAIN, D(100), D(100), "%"), Profile(N.RATE, F.YEAR, ceiling=HUNDRED)),
        (
            "Tỷ lệ hộ đạt gia đình văn hóa",
            Goal(C.EQ, D(95), D(95), "%"),
            Profile(N.RATE, F.YEAR, ceiling=HUNDRED),
        ),
        ("Trường Mầm non giữ vững đạt chuẩn", Goal(C.MAINTAIN), Profile(N.STATE, F.YEAR)),
        (
            "Số trường hợp sinh con thứ 3",
            Goal(C.DECREASE_BY, D(2), D(2), "%", "năm"),
            Profile(N.RATE, F.QUARTER),
        ),
        ("Giảm tỷ lệ hộ nghèo", Goal(C.DECREASE_BY, D("0.5"), D("0.5"), "điểm %"), Profile(N.RATE, F.YEAR)),
        (
            "Tỷ lệ hộ nghèo còn",
            Goal(C.EQ, D(3), D(3), "%"),
            Profile(N.RATE, F.YEAR, lower_is_better=True, ceiling=HUNDRED),
        ),
        (
            "Số vụ tai nạn",
            Goal(C.LE, None, D(2), "vụ"),
            Profile(N.CUMULATIVE, F.QUARTER, lower_is_better=True),
        ),
        ("Lao động đi làm việc", Goal(C.RANGE, D(300), D(350), "lao động"), Profile(N.CUMULATIVE, F.QUARTER)),
        (
            "Tạo điều kiện lao động đi làm việc trong và ngoài nước",
            Goal(C.RANGE, D(300), D(350), "lao động"),
            Profile(N.CUMULATIVE, F.QUARTER),
        ),
        ("Diện tích ngô", Goal(C.EQ, D(40), D(40), "ha"), Profile(N.CUMULATIVE, F.SEASON)),
        ("Tin bài mỗi tháng", Goal(C.GE, D(2), None, "tin", "tháng"), Profile(N.LEVEL, F.MONTH)),
        (
            "Tỷ lệ người tham gia bảo hiểm y tế",
            Goal(C.GE, D(95), None, "%"),
            Profile(N.RATE, F.MONTH, ceiling=HUNDRED),
        ),
        (
            "Tỷ lệ hồ sơ phát sinh trực tuyến",
            Goal(C.EQ, D(90), D(90), "%"),
            Profile(N.RATE, F.MONTH, ceiling=HUNDRED),
        ),
        (
            "Tỷ lệ chất thải rắn được thu gom",
            Goal(C.EQ, D(98), D(98), "%"),
            Profile(N.RATE, F.QUARTER, ceiling=HUNDRED),
        ),
        ("Xây dựng xã đạt vững mạnh toàn diện", Goal(C.QUALITATIVE), Profile(N.STATE, F.YEAR)),
        ("Giữ vững khu dân cư đạt chuẩn nông thôn mới", Goal(C.QUALITATIVE), Profile(N.STATE, F.YEAR)),
        ("Xã đạt nông thôn mới nâng cao", Goal(C.QUALITATIVE), Profile(N.MILESTONE, F.QUARTER)),
        ("Tỷ lệ thực hiện so với kế hoạch", Goal(C.GE, D(105), None, "%"), Profile(N.RATE, F.YEAR)),
    ],
)
def test_proposals_of_the_catalogue(name, goal, profile):
    assert propose(name, goal) == profile

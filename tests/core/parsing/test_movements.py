import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.movement_names import level_of
from thidua.core.parsing.movements import read_movements
from thidua.core.parsing.passages import passages_of
from thidua.core.parsing.reading import Metadata
from thidua.core.parsing.theme import read_theme


def movements_in(text, **frame):
    return read_movements(tuple(passages_of(lay_out(text))), Metadata(**frame))


def names_in(text, **frame):
    return [movement.name for movement in movements_in(text, **{"type": "Kế hoạch", **frame})]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Đẩy mạnh phong trào thi đua “Dân vận khéo” trên địa bàn.", ["Dân vận khéo"]),
        ('hưởng ứng cuộc vận động "Vì người nghèo"', ["Vì người nghèo"]),
        ("phong trào *“Thanh niên tình nguyện”*", ["Thanh niên tình nguyện"]),
        (
            "các phong trào thi đua: “Một lòng”, “Hai ba bốn”; “Năm sáu” giai đoạn 2021 - 2025 và “Bảy tám”.",
            ["Một lòng", "Hai ba bốn", "Năm sáu", "Bảy tám"],
        ),
        (
            "phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa ngày càng lan tỏa",
            ["Toàn dân đoàn kết xây dựng đời sống văn hóa"],
        ),
        ("phong trào toàn dân bảo vệ an ninh Tổ quốc được duy trì", ["toàn dân bảo vệ an ninh Tổ quốc"]),
        ("Tháng hành động vì trẻ em với nhiều hoạt động", ["Tháng hành động vì trẻ em"]),
        ("phát động đợt thi đua cao điểm “500 ngày đêm thi đua”", ["500 ngày đêm thi đua"]),
        ("học sinh thi đua “Nghìn việc tốt”", ["Nghìn việc tốt"]),
        (
            "Các phong trào thi đua sau:\n- “Lao động giỏi”;\n- “Xanh, sạch, đẹp”.",
            ["Lao động giỏi", "Xanh, sạch, đẹp"],
        ),
        ("phong trào “Dân vận khéo”. Xã tiếp tục phong trào thi đua “Dân vận khéo”.", ["Dân vận khéo"]),
    ],
)
def test_movements_named(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "phong trào thi đua yêu nước năm 2024 với chủ đề “Đoàn kết, sáng tạo”",
        "phương châm “Nói đi đôi với làm” và khẩu hiệu “Thi đua là yêu nước”",
        "phong trào thi đua trong Đảng, chính quyền, đoàn thể",
        "nhân rộng mô hình “Nhà sạch vườn đẹp” trong phong trào của hội",
        "danh hiệu “Lao động tiên tiến”",
        "Đẩy mạnh cuộc vận động đối tượng hưởng chính sách tham gia",
        "Chỉ thị số 22/CT-TTg ngày 1/2/2024 về đẩy mạnh phong trào thi đua “Cả nước một lòng”",
        "phong trào thi đua phát triển. Xã có câu lạc bộ “Đờn ca tài tử”",
        (
            "thực hiện Quyết định số 5/QĐ-UBND ngày 2/3/2025 của UBND tỉnh ban hành Kế hoạch tổ "
            "chức Phong trào thi đua “Cả tỉnh; một lòng”;"
        ),
    ],
)
def test_what_is_no_movement_of_this_text(text):
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("phát động phong trào thi đua hoàn thành nhiệm vụ năm 2025", "hoàn thành nhiệm vụ năm 2025"),
        ("phát động phong trào thi đua “Vì dân phục vụ” năm 2025", "Vì dân phục vụ"),
        ("Phát động đợt thi đua cao điểm chào mừng Đại hội Đảng bộ xã", "chào mừng Đại hội Đảng bộ xã"),
        ("tổ chức phong trào thi đua yêu nước năm 2026", "thi đua yêu nước năm 2026"),
        (
            "Phát động phong trào thi đua chuyển đổi số trên địa bàn huyện giai đoạn 2024 - 2025",
            "chuyển đổi số",
        ),
        ("hưởng ứng Tháng hành động vì trẻ em", "tháng hành động vì trẻ em"),
    ],
)
def test_the_launched_movement_is_named_after_the_subject(subject, name):
    (movement,) = movements_in("Nội dung.", subject=subject, type="Kế hoạch", issuer="Ủy ban nhân dân xã A")
    assert (movement.name, movement.is_launched, movement.level) == (name, True, "xã")


@pytest.mark.parametrize(
    "subject",
    [
        "công tác thi đua, khen thưởng năm 2025",
        "nhiệm vụ kinh tế - xã hội",
        "hoạt động của cụm thi đua thuộc tỉnh",
        "Thi đua năm học 2025 - 2026",
    ],
)
def test_a_subject_that_launches_nothing(subject):
    assert movements_in("Nội dung.", subject=subject, type="Kế hoạch") == ()


def test_the_body_launches_when_the_subject_does_not():
    text = "Chủ tịch UBND xã phát động phong trào thi đua hoàn thành đường nội đồng, với các nội dung sau:"
    (movement,) = movements_in(text, type="Thư ngỏ")
    assert (movement.name, movement.is_launched) == ("hoàn thành đường nội đồng", True)


def test_a_report_about_a_plan_names_what_the_plan_launches():
    text = "Ngày 3/3, UBND xã ban hành Kế hoạch số 5/KH-UBND về phát động phong trào thi đua “Sạch làng”."
    assert names_in(text, type=None) == ["Sạch làng"]
    assert names_in(text) == []


def test_the_launched_movement_is_not_listed_twice():
    text = "UBND xã phát động phong trào thi đua “Vì dân phục vụ”."
    assert names_in(text, subject="phát động phong trào thi đua “Vì dân phục vụ”", type="Kế hoạch") == [
        "Vì dân phục vụ"
    ]


@pytest.mark.parametrize(
    ("text", "period", "level"),
    [
        ("phong trào “Cả tỉnh chung sức” giai đoạn 2021 - 2025", ("2021", "2025"), "tỉnh"),
        ("phong trào “Cả nước học tập giai đoạn 2023 - 2030”", ("2023", "2030"), "trung ương"),
        ("phong trào “Sạch đường làng” trên địa bàn xã giai đoạn 2024 – 2025", ("2024", "2025"), "xã"),
        ("phong trào “Dân vận khéo”", None, None),
    ],
)
def test_period_and_level(text, period, level):
    (movement,) = movements_in(text)
    assert (movement.period, movement.level) == (period, level)
    assert "giai đoạn" not in movement.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hưởng ứng cuộc vận động rèn luyện ba phẩm chất của hội viên.", "rèn luyện ba phẩm chất"),
        ("thực hiện cuộc vận động gia đình 4 không, 2 sạch; trồng cây", "gia đình 4 không, 2 sạch"),
    ],
)
def test_campaigns_without_quotation_marks(text, name):
    (movement,) = movements_in(text)
    assert movement.name == name


def test_a_lost_space_makes_no_second_movement():
    text = "phong trào “Cả xã chung sức làm đường”; phong trào “Cả xã chung sứclàm đường”"
    assert [movement.name for movement in movements_in(text)] == ["Cả xã chung sức làm đường"]


def test_rounds_with_days_give_the_period():
    text = (
        "Thời gian: đợt 1 từ ngày 20 tháng 11 năm 2025 đến ngày 03 tháng 12 năm 2025; đợt 2 "
        "từ ngày 08 đến ngày 10 tháng 12 năm 2025."
    )
    (movement,) = movements_in(
        text, subject="phát động phong trào thi đua chi trả qua tài khoản", type="Kế hoạch"
    )
    assert movement.period == ("2025-11-20", "2025-12-10")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("với chủ đề **“Đoàn kết, đổi mới”**, với các nội dung", "Đoàn kết, đổi mới"),
        ('chủ đề: "Kỷ cương, sáng tạo"', "Kỷ cương, sáng tạo"),
        ("Chủ đề năm 2025 là “Tăng tốc, về đích”.", "Tăng tốc, về đích"),
        ("chủ đề thi đua của xã được xác định là: “Sạch làng”.", "Sạch làng"),
        ("Chủ đề năm học: Kỷ cương - Sáng tạo - Đột phá.", "Kỷ cương - Sáng tạo - Đột phá"),
        ("sinh hoạt chủ đề “Tuổi trẻ sống đẹp”", None),
        ("phương châm “Hướng về cơ sở”", None),
        ("các chủ đề nổi bật trong năm", None),
    ],
)
def test_themes(text, theme):
    assert read_theme(tuple(passages_of(lay_out(text)))) == theme


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Toàn dân chung sức trên địa bàn tỉnh Hà Tĩnh", "tỉnh"),
        ("Cả nước thi đua, trên địa bàn huyện", "huyện"),
        ("do Thủ tướng Chính phủ phát động trên địa bàn tỉnh", "trung ương"),
        ("Toàn dân đoàn kết", "trung ương"),
    ],
)
def test_the_area_of_a_movement_tells_its_level(words, level):
    assert level_of(words) == level

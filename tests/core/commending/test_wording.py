import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.commending.wording import (
    Honorific,
    address_words,
    deed_words,
    honorific_of,
    recipient_within,
    recipient_words,
)

COMMUNE = "xã Cẩm Lĩnh"
BEST = "Đã có thành tích xuất sắc trong phong trào thi đua năm 2025"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (BEST, BEST),
        (f"{BEST}.", BEST),
        (f"  {BEST} … ", BEST),
        ("có thành tích xuất sắc trong phong trào thi đua năm 2025", BEST),
        ("Thành tích xuất sắc trong phong trào thi đua năm 2025.", BEST),
        ("Vì đã có thành tích xuất sắc trong phong trào thi đua năm 2025", BEST),
        ("Đã có thành tích có thành tích xuất sắc trong phong trào thi đua năm 2025", BEST),
        ("Đã đã có thành tích xuất sắc trong phong trào thi đua năm 2025", BEST),
        ("Xuất sắc trong phong trào thi đua năm 2025", BEST),
        ("Trong phong trào thi đua năm 2025", "Đã có thành tích trong phong trào thi đua năm 2025"),
        ("Đã hiến 120 mét vuông đất", "Đã hiến 120 mét vuông đất"),
        ("đã  đã hiến đất", "Đã hiến đất"),
        ("Hiến 120 mét vuông đất mở đường", "Đã có thành tích hiến 120 mét vuông đất mở đường"),
        ("Thu gom 12 tấn rác ven biển...", "Đã có thành tích thu gom 12 tấn rác ven biển"),
        ("Tổ chức 5 lớp học", "Đã có thành tích tổ chức 5 lớp học"),
        ("Tổ trưởng tổ vay vốn, không có nợ", "Đã có thành tích: tổ trưởng tổ vay vốn, không có nợ"),
        ("Vườn mẫu đầu tiên của thôn", "Đã có thành tích: vườn mẫu đầu tiên của thôn"),
        ("Vụ Xuân đạt 62 tạ lúa một héc ta", "Đã có thành tích: Vụ Xuân đạt 62 tạ lúa một héc ta"),
        ("HTX đầu tiên xuất khẩu cá", "Đã có thành tích: HTX đầu tiên xuất khẩu cá"),
        ("Thành tích: vườn mẫu của thôn", "Đã có thành tích: vườn mẫu của thôn"),
        ("Đứng hạng nhất khối thôn", "Đã đạt hạng nhất khối thôn"),
        ("Đã đứng thứ 2 khối trường", "Đã đạt hạng nhì khối trường"),
        ("Xếp hạng 4 khối thôn", "Đã đạt hạng 4 khối thôn"),
        (
            "Đứng hạng 1 trên 9 đơn vị trong “Sơ kết năm 2024”, 92,3 điểm, xếp loại Xuất sắc.",
            "Đã đạt hạng nhất trên 9 đơn vị trong sơ kết năm 2024",
        ),
        ("Đạt giải nhì hội thi", "Đã có thành tích đạt giải nhì hội thi"),
        ("", ""),
    ],
)
def test_a_deed_stands_as_one_line(written, printed):
    assert deed_words(written) == printed


@given(st.text("aăâbĐđã ...cóthànhtích:", max_size=40))
def test_what_was_made_into_a_line_stays_as_it_is(text):
    once = deed_words(text)
    assert deed_words(once) == once


@pytest.mark.parametrize(
    ("is_female", "age", "expected"),
    [
        (True, 40, "Bà"),
        (False, None, "Ông"),
        (None, 40, ""),
        (None, 12, "Em"),
        (True, 15, "Em"),
        (False, 16, "Ông"),
    ],
)
def test_a_person_is_addressed_by_what_is_known(is_female, age, expected):
    assert honorific_of(is_female=is_female, age=age) == expected


@pytest.mark.parametrize(
    ("name", "honorific", "is_household", "printed"),
    [
        ("Nguyễn Thị Hòa", Honorific.WOMAN, False, "Bà Nguyễn Thị Hòa"),
        ("Nguyễn Thị Hòa", Honorific.NONE, False, "Nguyễn Thị Hòa"),
        ("bà Nguyễn Thị Hòa", Honorific.WOMAN, False, "bà Nguyễn Thị Hòa"),
        ("Thôn 5", Honorific.NONE, False, "Thôn 5"),
        ("Hộ Phan Văn Thịnh", Honorific.MAN, True, "Hộ ông Phan Văn Thịnh"),
        ("Hộ ông Phan Văn Thịnh", Honorific.MAN, True, "Hộ ông Phan Văn Thịnh"),
        ("Hộ Phan Văn Thịnh", Honorific.NONE, True, "Hộ Phan Văn Thịnh"),
        ("Gia đình Mai Thị Tâm", Honorific.WOMAN, True, "Gia đình Mai Thị Tâm"),
    ],
)
def test_a_recipient_is_named_once(name, honorific, is_household, printed):
    assert recipient_words(name, honorific, is_household=is_household) == printed


@pytest.mark.parametrize(
    ("name", "honorific", "is_household", "told"),
    [
        ("Bùi Thị Lý", Honorific.WOMAN, False, "bà Bùi Thị Lý"),
        ("Bà Bùi Thị Lý", Honorific.WOMAN, False, "bà Bùi Thị Lý"),
        ("Bùi Thị Lý", Honorific.NONE, False, "Bùi Thị Lý"),
        ("Hộ Phan Văn Thịnh", Honorific.MAN, True, "hộ ông Phan Văn Thịnh"),
        ("Thôn 5", Honorific.NONE, False, "Thôn 5"),
    ],
)
def test_a_recipient_is_named_inside_a_sentence(name, honorific, is_household, told):
    assert recipient_within(name, honorific, is_household=is_household) == told


@pytest.mark.parametrize(
    ("detail", "recipient", "printed"),
    [
        ("Thôn 5", "Nguyễn Thị Hòa", "Thôn 5, xã Cẩm Lĩnh"),
        ("thôn 5, xã Cẩm Lĩnh.", "Nguyễn Thị Hòa", "Thôn 5, xã Cẩm Lĩnh"),
        ("", "Thôn 5", "Xã Cẩm Lĩnh"),
        ("", "Trường Mầm non xã Cẩm Lĩnh", ""),
    ],
)
def test_the_commune_is_told_once(detail, recipient, printed):
    assert address_words(detail, COMMUNE, recipient) == printed

"""What a text message keeps of a long title: its beginning, the day and the link."""

from datetime import date

import pytest

from thidua.core.reminders import SMS_LENGTH, Owed, digest

DUE = date(2024, 6, 5)
LINK = "https://thidua.xa.example/v/7Q2K"
LONG = "Báo cáo kết quả thực hiện phong trào thi đua xây dựng nông thôn mới sáu tháng đầu năm của thôn"
FOLDED = "Bao cao ket qua thuc hien phong trao thi dua xay dung nong thon moi sau thang dau nam cua thon"


def sms_of(title: str, unit: str = "Thôn 3") -> str:
    return digest([Owed(title, DUE)], today=DUE, unit=unit, sender="Văn phòng", link=LINK).sms


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Báo cáo tháng 5", "Bao cao thang 5"),
        ("Họp “Ngày hội”: ĐOÀN KẾT", "Hop Ngay hoi: DOAN KET"),
        (LONG, FOLDED),
        (f"{LONG} và của xã", f"{FOLDED} va.."),
    ],
)
def test_a_title_is_cut_where_the_message_is_full(title, told):
    assert sms_of(title) == f"Thon 3 con 1 viec: {told} (05/06). {LINK}"


def test_a_long_title_fills_one_message_and_no_more():
    sms = sms_of(LONG * 3)
    assert len(sms) in {SMS_LENGTH - 1, SMS_LENGTH}
    assert sms.endswith(f".. (05/06). {LINK}")

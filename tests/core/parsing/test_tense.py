"""Whether a sentence of running text promises, reports, or goes on as before."""

import pytest

from thidua.core.parsing.tense import Tense, tense_of


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("phấn đấu thu ngân sách 5 tỷ đồng", Tense.PAST, Tense.AHEAD),
        ("sở đặt mục tiêu giảm tai nạn 5% so với năm 2018", Tense.OPEN, Tense.AHEAD),
        ("kỳ họp đề ra 9 chỉ tiêu cho năm tới", Tense.PAST, Tense.AHEAD),
        ("xã đã hoàn thành 24/27 chỉ tiêu đại hội đề ra", Tense.OPEN, Tense.PAST),
        ("đến nay đã có 91% hộ đạt, vượt chỉ tiêu đề ra", Tense.OPEN, Tense.PAST),
        ("theo báo cáo, hiện cả huyện có 20 xã đạt chuẩn", Tense.OPEN, Tense.PAST),
        ("năm 2018, sản lượng quy thóc đạt 113% kế hoạch", Tense.OPEN, Tense.PAST),
        ("góp phần thực hiện mục tiêu tăng trưởng đạt 8%", Tense.PAST, Tense.AHEAD),
        ("phòng thực hiện các chương trình có hiệu quả", Tense.OPEN, Tense.OPEN),
        ("sản lượng tăng 5% so với cuối năm 2020", Tense.OPEN, Tense.PAST),
        ("sản lượng tăng 5% so với cuối năm 2020", Tense.AHEAD, Tense.AHEAD),
        ("trồng mới 5 ha chè", Tense.AHEAD, Tense.AHEAD),
        ("trồng mới 5 ha chè", Tense.PAST, Tense.PAST),
    ],
)
def test_what_a_sentence_is_about(sentence, before, after):
    assert tense_of(sentence, before) is after

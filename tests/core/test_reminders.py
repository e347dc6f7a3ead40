"""Reminders come at 7, 3 and 1 days and each week of lateness, in words that fit their channel."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.reminders import (
    SMS_LENGTH,
    Owed,
    Stage,
    digest,
    last_stage,
    most_urgent,
    plain_text,
    sending_time,
    stage_on,
    stages_between,
    with_added,
    without,
)

DUE = date(2024, 6, 5)
LINK = "https://thidua.xa.example/v/7Q2K"


@pytest.mark.parametrize(
    ("days", "stage"),
    [(8, None), (7, Stage.SEVEN_DAYS), (4, None), (3, Stage.THREE_DAYS), (1, Stage.ONE_DAY), (0, None),
     (-1, Stage.LATE), (-2, None), (-7, None), (-8, Stage.LATE)],
)  # fmt: skip
def test_the_days_on_which_somebody_is_reminded(days, stage):
    assert stage_on(DUE, DUE - timedelta(days=days)) == stage


def test_a_day_without_the_program_loses_no_reminder():
    assert stages_between(DUE, DUE - timedelta(days=8), DUE - timedelta(days=2)) == (
        Stage.SEVEN_DAYS,
        Stage.THREE_DAYS,
    )
    assert stages_between(DUE, DUE, DUE) == ()


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (datetime(2024, 6, 5, 6, 59, tzinfo=UTC), datetime(2024, 6, 5, 7, tzinfo=UTC)),
        (datetime(2024, 6, 5, 7, 0, tzinfo=UTC), datetime(2024, 6, 5, 7, tzinfo=UTC)),
        (datetime(2024, 6, 5, 20, 59, tzinfo=UTC), datetime(2024, 6, 5, 20, 59, tzinfo=UTC)),
        (datetime(2024, 6, 30, 21, 0, tzinfo=UTC), datetime(2024, 7, 1, 7, tzinfo=UTC)),
    ],
)
def test_nobody_is_woken(at, sent):
    assert sending_time(at) == sent


def test_a_digest_names_the_most_urgent_first():
    texts = digest(
        [Owed("Báo cáo tháng 5", DUE), Owed("Ký giao ước thi đua", DUE - timedelta(days=20))],
        today=DUE - timedelta(days=3),
        unit="Thôn 3",
        sender="Văn phòng UBND xã",
        link=LINK,
    )
    assert texts.subject == "Thôn 3: còn 2 việc, 1 việc đã quá hạn"
    assert texts.body.splitlines()[2:4] == [
        "- Ký giao ước thi đua: quá hạn từ 16/05/2024",
        "- Báo cáo tháng 5: hạn 05/06/2024, còn 3 ngày",
    ]
    assert texts.group.startswith("Thôn 3 còn 2 việc, 1 việc đã quá hạn. Gấp nhất: Ký giao ước thi đua")
    assert texts.sms == f"Thon 3 con 2 viec, 1 viec da qua han: Ky giao uoc thi dua (16/05). {LINK}"


def test_a_long_list_is_cut_and_says_so():
    owed = [Owed(f"Việc {number}", DUE) for number in range(14)]
    texts = digest(owed, today=DUE, unit="Thôn 1", sender="Văn phòng", link=LINK)
    assert "- và 4 việc khác" in texts.body
    assert "hạn hôm nay" in texts.body


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=300))
def test_a_text_message_fits_and_keeps_its_link(title, unit):
    sms = digest([Owed(title, DUE)], today=DUE, unit=unit, sender="Văn phòng", link=LINK).sms
    assert len(sms) <= SMS_LENGTH
    assert sms.isascii()
    assert sms.endswith(LINK)


@pytest.mark.parametrize(
    ("days", "told_on", "stage"),
    [
        (8, None, None),
        (7, -7, Stage.SEVEN_DAYS),
        (4, -7, Stage.SEVEN_DAYS),
        (2, -3, Stage.THREE_DAYS),
        (0, -1, Stage.ONE_DAY),
        (-1, 1, Stage.LATE),
        (-7, 1, Stage.LATE),
        (-8, 8, Stage.LATE),
        (-700, 694, Stage.LATE),
    ],
)
def test_the_latest_stage_is_told_however_long_the_program_slept(days, told_on, stage):
    found = last_stage(DUE, DUE - timedelta(days=999), DUE - timedelta(days=days))
    assert found == (None if stage is None else (DUE + timedelta(days=told_on), stage))


def test_work_given_late_is_not_told_of_stages_before_it_was_given():
    assert last_stage(DUE, DUE - timedelta(days=7), DUE - timedelta(days=5)) is None
    assert last_stage(DUE, DUE - timedelta(days=8), DUE - timedelta(days=5)) is not None
    assert last_stage(DUE, DUE + timedelta(days=3), DUE + timedelta(days=5)) is None


@given(st.integers(-40, 40), st.integers(0, 60))
def test_the_latest_stage_agrees_with_the_days_one_by_one(ahead, back):
    today = DUE + timedelta(days=ahead)
    after = today - timedelta(days=back)
    days = [after + timedelta(days=step) for step in range(1, back + 1)]
    told = [(day, stage_on(DUE, day)) for day in days if stage_on(DUE, day) is not None]
    assert last_stage(DUE, after, today) == (told[-1] if told else None)


def test_lateness_is_the_most_urgent():
    assert most_urgent([Stage.ONE_DAY, Stage.LATE, Stage.SEVEN_DAYS]) == Stage.LATE
    assert most_urgent([Stage.SEVEN_DAYS, Stage.THREE_DAYS]) == Stage.THREE_DAYS


def test_what_is_done_leaves_a_text_that_people_changed():
    text = "Gửi bác Hai:\n\n- Ký giao ước: hạn 01/06/2024\n- Báo cáo tháng 5: hạn 05/06/2024\n\nCảm ơn."
    assert without(text, ["Ký giao ước"]) == "Gửi bác Hai:\n\n- Báo cáo tháng 5: hạn 05/06/2024\n\nCảm ơn."
    assert without(text, []) == text
    longer = with_added(text, [Owed("Nộp ảnh", DUE)], today=DUE)
    assert longer.splitlines()[3:6] == [
        "- Báo cáo tháng 5: hạn 05/06/2024",
        "- Nộp ảnh: hạn hôm nay",
        "",
    ]
    assert with_added("Nhờ làm sớm.", [Owed("Nộp ảnh", DUE)], today=DUE).endswith("- Nộp ảnh: hạn hôm nay")


def test_a_typed_text_message_loses_its_accents_and_keeps_its_signs():
    assert (
        plain_text("Đơn vị\nThôn 3: nhờ gửi. https://a.vn/v/7Q/")
        == "Don vi Thon 3: nho gui. https://a.vn/v/7Q/"
    )

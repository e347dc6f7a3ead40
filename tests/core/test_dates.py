from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.dates import (
    PartialDate,
    date_at,
    find_dates,
    parse_date,
    parse_iso,
    read_deadline,
    show_date,
    written_date,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/04/2024", date(2024, 4, 5)),
        ("5/4/24", date(2024, 4, 5)),
        ("5-4-2024", date(2024, 4, 5)),
        ("5.4.2024", date(2024, 4, 5)),
        (" 5 / 4 / 2024 ", date(2024, 4, 5)),
        ("ngày 05 tháng 4 năm 2024", date(2024, 4, 5)),
        ("05 tháng 4 năm 2024", date(2024, 4, 5)),
        ("31/02/2024", None),
        ("ngày tháng 4 năm 2024", None),
        ("4/2024", None),
        ("5/4-2024", None),
        ("hôm qua", None),
        ("29/2/2023", None),
        ("29/2/2024", date(2024, 2, 29)),
        ("1/1/85", date(1985, 1, 1)),
    ],
)
def test_a_form_field_is_a_full_date_or_nothing(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Cẩm Lĩnh, ngày 05 tháng 4 năm 2024", ["2024-04-05"]),
        ("Hà Tĩnh, ngày      tháng 4 năm 2024", ["2024-04"]),
        ("ngày ... tháng ... năm 2024", ["2024"]),
        ("ngày…tháng 12 năm 2025", ["2025-12"]),
        ("ngày 18\ntháng 11 năm 2025", ["2025-11-18"]),
        ("phủngày22 tháng 7 năm 2010", ["2010-07-22"]),
        ("ngày22 tháng 7 năm 2010", ["2010-07-22"]),
        ("ngày 2 5 tháng 1 2 năm 2023", ["2023-12-25"]),
        ("Chỉ thị ngày 16/4/2024 và ngày 3-5-2024", ["2024-04-16", "2024-05-03"]),
        ("trong tháng 6/2025", ["2025-06"]),
        ("12/2024/NĐ-CP", []),
        ("năm 2024", []),
        ("tỷ lệ 12/14/20 thôn", []),
        ("ngày 45 tháng 4 năm 2024", []),
    ],
)
def test_dates_in_running_text(text, iso):
    assert [found.value.iso for found in find_dates(text)] == iso


def test_a_date_is_read_where_it_is_expected():
    text = "số 5 ngày 16/4/2024 của"
    found = date_at(text, 5)
    assert found is not None
    assert (found.value.iso, text[found.start : found.end]) == ("2024-04-16", "ngày 16/4/2024")
    assert date_at("của UBND huyện", 0) is None
    whole = date_at("năm 2022 của", 0)
    assert whole is not None
    assert whole.value.iso == "2022"


@pytest.mark.parametrize(
    ("text", "iso", "printed"),
    [
        ("Báo cáo kết quả trước ngày 15/12/2025 để tổng hợp.", "2025-12-15", "trước ngày 15/12/2025"),
        (
            "gửi về Văn phòng chậm nhất ngày 20 tháng 11 năm 2025",
            "2025-11-20",
            "chậm nhất ngày 20 tháng 11 năm 2025",
        ),
        ("xong trong quý III/2025", "2025-09", "xong trong quý III/2025"),
        ("hoàn thành trong quý 2 năm 2026", "2026-06", "hoàn thành trong quý 2 năm 2026"),
        ("hoàn thành trong tháng 6/2025;", "2025-06", "hoàn thành trong tháng 6/2025"),
        ("báo cáo trước 25/11", "2024-11-25", "trước 25/11"),
        ("đăng ký trước ngày 25 tháng 5", "2024-05-25", "trước ngày 25 tháng 5"),
        ("hoàn thành trong năm 2025", "2025", "hoàn thành trong năm 2025"),
        ("trong quý IV hoàn thành", "2024-12", "trong quý IV"),
    ],
)
def test_a_deadline_is_read_with_its_words(text, iso, printed):
    deadline = read_deadline(text, year=2024)
    assert deadline is not None
    assert deadline.value is not None
    assert (deadline.value.iso, deadline.text) == (iso, printed)
    assert text[deadline.start : deadline.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "Hằng quý, trước ngày 25 tháng cuối quý, báo cáo UBND xã",
        "định kỳ trước ngày 20 hằng tháng gửi báo cáo",
        "mỗi tháng báo cáo trước ngày 25",
    ],
)
def test_a_deadline_that_repeats_names_no_day(text):
    deadline = read_deadline(text, year=2024)
    assert deadline is not None
    assert deadline.is_repeated
    assert deadline.value is None
    assert "ngày 2" in deadline.text


@pytest.mark.parametrize(
    "text", ["trước mắt tập trung tuyên truyền", "như năm trước", "", "trong 03 ngày làm việc"]
)
def test_words_that_set_no_deadline(text):
    assert read_deadline(text, year=2024) is None


def test_a_deadline_without_a_year_stays_open_when_none_is_known():
    deadline = read_deadline("báo cáo trước ngày 25/11")
    assert deadline is not None
    assert (deadline.value, deadline.text) == (None, "trước ngày 25/11")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (PartialDate(2024, 4, 5), "05/04/2024"),
        (date(2024, 4, 5), "05/04/2024"),
        (PartialDate(2024, 4), "tháng 4/2024"),
        (PartialDate(2024), "năm 2024"),
    ],
)
def test_dates_are_shown_as_people_write_them(value, shown):
    assert show_date(value) == shown


def test_the_date_line_follows_the_decree():
    assert written_date(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert written_date(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"


@pytest.mark.parametrize("text", ["2024-4", "2024-13", "", "x", "2024-02-30", "24"])
def test_other_spellings_of_iso_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  int() and we word it differently
        parse_iso(text)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_date_is_read_back_from_each_way_to_print_it(day):
    value = PartialDate(day.year, day.month, day.day)
    assert parse_date(show_date(day)) == parse_date(written_date(day)) == day
    assert parse_iso(value.iso) == value
    assert value.last_day == day


def test_the_last_day_of_an_incomplete_date():
    assert PartialDate(2024, 2).last_day == date(2024, 2, 29)
    assert PartialDate(2024).last_day == date(2024, 12, 31)


@given(st.text())
def test_any_text_may_be_searched(text):
    for found in find_dates(text):
        assert found.start < found.end <= len(text)
    read_deadline(text)


def test_a_date_begun_inside_another_is_not_told_twice():
    found = list(find_dates("trước tháng 4 năm 24.5.2024"))
    assert [date.value.iso for date in found] == ["2024-04"]

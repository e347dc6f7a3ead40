"""Titles that may be aimed at are those of the law of the day."""

from tests.law import RP1, RP2, RP3

from thidua.core.titles import titles_of


def test_titles_are_the_kinds_of_the_pack_by_whom_they_are_for():
    found = titles_of(RP2)
    assert "Gia đình văn hóa" in [title.name for title in found.of("household")]
    assert found.is_listed("person", "Chiến sĩ thi đua cơ sở")
    assert not found.is_listed("household", "Chiến sĩ thi đua cơ sở")


def test_one_name_may_be_for_several():
    name = "Giấy khen của Chủ tịch Ủy ban nhân dân xã"
    whose = {title.subject for title in titles_of(RP1).titles if title.name == name}
    assert whose == {"person", "collective", "household"}


def test_not_registering_is_told_as_no_bar():
    assert titles_of(RP1).absence == (
        "Đăng ký thi đua không còn là điều kiện xét khen. Chưa đăng ký thì được nhắc, không bị chặn. "
        "Căn cứ: Luật 06/2022/QH15, điều 7."
    )


def test_titles_are_confirmed_only_under_a_law_that_was_read():
    assert titles_of(RP2).caution == ""
    assert all(title.is_confirmed for title in titles_of(RP1).titles)
    assert titles_of(RP3).caution == "Luật đã sửa đổi từ 01/10/2026, cần người xác nhận."
    assert not any(title.is_confirmed for title in titles_of(RP3).titles)

from datetime import date

import pytest

from thidua.core.titles import titles_on

DATA = {
    "absence": {"from": "2024-01-01", "sentence": "Không đăng ký vẫn được xét.", "citation": "Điều 7"},
    "confirmed_until": "2026-09-30",
    "afterwards": "Luật sửa đổi, cần người xác nhận.",
    "titles": [
        {"subject": "person", "name": "A", "from": "2024-01-01", "citation": "Điều 1", "is_confirmed": True},
        {
            "subject": "person",
            "name": "B",
            "from": "2024-01-01",
            "to": "2025-06-30",
            "citation": "Điều 2",
            "is_confirmed": False,
        },
    ],
}


@pytest.mark.parametrize(
    ("on", "names", "absence", "caution"),
    [
        (date(2023, 12, 31), [], "", ""),
        (date(2024, 1, 1), ["A", "B"], "Không đăng ký vẫn được xét. Căn cứ: Điều 7.", ""),
        (date(2025, 6, 30), ["A", "B"], "Không đăng ký vẫn được xét. Căn cứ: Điều 7.", ""),
        (date(2025, 7, 1), ["A"], "Không đăng ký vẫn được xét. Căn cứ: Điều 7.", ""),
        (
            date(2026, 10, 1),
            ["A"],
            "Không đăng ký vẫn được xét. Căn cứ: Điều 7.",
            "Luật sửa đổi, cần người xác nhận.",
        ),
    ],
)
def test_titles_and_sentences_are_those_of_the_day(on, names, absence, caution):
    found = titles_on(DATA, on)
    assert [title.name for title in found.of("person")] == names
    assert (found.absence, found.caution) == (absence, caution)


def test_a_title_is_confirmed_only_while_its_law_was_read():
    old, new = titles_on(DATA, date(2024, 5, 1)), titles_on(DATA, date(2026, 10, 1))
    assert [title.is_confirmed for title in old.titles] == [True, False]
    assert [title.is_confirmed for title in new.titles] == [False]


def test_a_title_is_listed_for_whom_it_is_meant():
    found = titles_on(DATA, date(2024, 5, 1))
    assert found.is_listed("person", "A")
    assert not found.is_listed("household", "A")

"""Numbers of documents are told from numbers that only stand beside words."""

import pytest

from thidua.core.parsing.document_numbers import find_numbers, number_in_head


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("theo số 12/KH–UBND ngày 5/4/2024", ["12/KH-UBND"]),
        ("số 12/UBND - VP của xã", ["12/UBND-VP"]),
        ("Quyết định số 12/QĐ - Thủ tướng quyết định", ["12/QĐ"]),
        ("số 12/KH-Ubnd", ["12/KH"]),
        ("Nghị quyết số 12-NQ/TW - Đảng bộ xã", ["12-NQ/TW"]),
        ("Nghị quyết số 12/NQ - A", ["12/NQ"]),
        ("chương 12/Kế hoạch năm", []),
        ("lớp 5/Anh văn", []),
    ],
)
def test_a_symbol_ends_where_words_begin(text, numbers):
    assert [found.text for found in find_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("12/KH-UBND", "12/KH-UBND"), ("/KH-UBND", "/KH-UBND"), ("12", "12"), ("12/Kế hoạch", None), ("", None)],
)
def test_the_number_behind_its_mark_in_a_head(text, number):
    assert number_in_head(text) == number

from decimal import Decimal

import pytest

from thidua.core.allocation.entry import PastedPart, is_heading, is_sum, read_part, read_pasted
from thidua.core.figures import Mistake


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" – ", None),
        ("0", Decimal(0)),
        ("2.350", Decimal(2350)),
        ("1.234,5", Decimal("1234.5")),
        ("1,234.5", Decimal("1234.5")),
        ("47,3", Decimal("47.3")),
        ("300 cây", Decimal(300)),
        (12.5, Decimal("12.5")),
        (0.1 + 0.2, Decimal("0.3")),
    ],
)
def test_part_is_a_number_or_nothing(text: object, value: Decimal | None) -> None:
    cell = read_part(text, unit="cây")
    assert not isinstance(cell, Mistake)
    assert cell.value == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("không có", "để trống là chưa giao"),
        ("x", "để trống là chưa giao"),
        ("nhiều", "không phải là số"),
        ("-5", "không thể âm"),
        ("1e309", "đủ các chữ số"),
        (float("inf"), "không phải là số đếm được"),
        ("=1+1", "công thức"),
        ("300 tấn", "chỉ ghi số"),
        ("12/5", "giống ngày tháng"),
        ("123456789012345678", "quá dài"),
        (True, "đúng/sai"),
    ],
)
def test_what_is_no_part_is_told(text: object, words: str) -> None:
    cell = read_part(text, unit="cây")
    assert isinstance(cell, Mistake)
    assert words in cell.sentence


def test_a_result_may_lie_below_zero() -> None:
    cell = read_part("-2,5", may_fall=True)
    assert not isinstance(cell, Mistake)
    assert cell.value == Decimal("-2.5")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thôn 1\t300\nThôn 2\t0", (PastedPart(1, "Thôn 1", "300"), PastedPart(2, "Thôn 2", "0"))),
        ("Thôn 1; 190; 200", (PastedPart(1, "Thôn 1", "190", "200"),)),
        ("Đơn vị\tGiao\nThôn 1\t300\n\nTổng cộng\t300\n", (PastedPart(2, "Thôn 1", "300"),)),
        ("Thôn 1\t300\t\tghi chú", (PastedPart(1, "Thôn 1", "300"),)),
        ("Thôn 1\t300\nThôn 2", (PastedPart(1, "Thôn 1", "300"), PastedPart(2, "Thôn 2"))),
    ],
)
def test_pasted_lines_are_cut_at_their_cells(text: str, parts: tuple[PastedPart, ...]) -> None:
    assert read_pasted(text) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Chưa có dòng nào"),
        ("Đơn vị\tGiao", "Chưa có dòng nào"),
        ("Thôn 1 300\nThôn 2 400", "phím Tab"),
        ("\n".join(f"Thôn {number}\t1" for number in range(301)), "nhiều nhất 300 dòng"),
    ],
)
def test_text_that_is_no_list_of_parts_is_told(text: str, words: str) -> None:
    found = read_pasted(text)
    assert isinstance(found, Mistake)
    assert words in found.sentence


def test_headings_and_sums_are_known_by_their_words() -> None:
    assert is_heading("ĐƠN VỊ")
    assert not is_heading("Thôn 1")
    assert is_sum("Tổng cộng")
    assert not is_sum("Tổng Bình")

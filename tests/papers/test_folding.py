"""Long lists are read folded: the same cells as without, for much less work, and odd ones are left alone."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from tests.papers.sheet_maker import MAIN, bare_xlsx, make_xlsx, sheet_xml

from thidua.papers import workbooks
from thidua.papers.archive import Archive
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import SheetData, read_sheets
from thidua.papers.xlsx import check_book

HEAD = ["Đơn vị", "Chỉ tiêu", "Số liệu"]
COUNT = 4_000


def rows(value: Callable[[int], Any] = lambda n: n * 7.125) -> list[list[Any]]:
    return [HEAD, *([f"Thôn {n % 9}", f"Trồng cây & {n % 40}", value(n)] for n in range(COUNT))]


def folds(data: bytes) -> bool:
    return bool(check_book(Archive(data)).folds)


def unfolded(data: bytes) -> list[SheetData]:
    return list(workbooks._checked_sheets(check_book(Archive(data), may_fold=False)))


def list_xml(row: Callable[[int], str], *, above: str = "", count: int = COUNT, **more: Any) -> bytes:
    """Write rows from the second on."""
    return bare_xlsx(sheet_xml(above + "".join(row(n) for n in range(2, count + 2))), **more)


def plain(n: int) -> str:
    name = f'<c r="A{n}" t="inlineStr"><is><t>Thôn {n % 9}</t></is></c>'
    return f'<row r="{n}" ht="15">{name}<c r="C{n}" s="0"><v>{n / 8}</v></c></row>'


NUMBERS: Sequence[Callable[[int], float]] = [
    lambda n: n * 7.125,
    lambda n: n,
    lambda n: -n / 3,
    lambda n: n * 1e-9,
    lambda n: n * 1e280,
    lambda _: 0.1 + 0.2,
]


@pytest.mark.parametrize("value", NUMBERS)
def test_a_list_is_read_as_it_would_be_unfolded(value: Callable[[int], float]) -> None:
    data = make_xlsx(rows(value))
    assert folds(data)
    (read,) = read_sheets(data)
    assert [read] == unfolded(data)
    unit, target, number = read.rows[-1]
    assert (unit, target) == ("Thôn 3", "Trồng cây & 39")
    assert number == pytest.approx(value(COUNT - 1))


def test_what_stands_above_a_list_and_beside_it_stays() -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:F1", "BÁO CÁO")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", 20, None, {"hidden": True})

    data = make_xlsx([[], ["mã", "", "", "", "", "ngoài bảng"], *rows()], change=change)
    assert folds(data)
    (read,) = read_sheets(data)
    assert [read] == unfolded(data)
    assert (read.hidden_rows, read.hidden_columns) == (frozenset({1}), frozenset({1}))
    assert read.rows[3] == ("Thôn 0", "Trồng cây & 0", 0.0, "", "", "")


def test_texts_inside_of_cells_and_gaps_between_them_are_read() -> None:
    data = list_xml(plain)
    assert folds(data)
    (read,) = read_sheets(data)
    assert [read] == unfolded(data)
    assert read.rows[:2] == (("", "", ""), ("Thôn 2", "", 0.25))


def test_texts_of_old_fonts_become_unicode() -> None:
    old: list[list[Any]] = [
        ["§¬n vÞ", "Sè liÖu"],
        *([f"Th«n Hßa B×nh {n % 9}", float(n)] for n in range(COUNT)),
    ]
    data = make_xlsx(old)
    assert folds(data)
    (read,) = read_sheets(data)
    assert read.rows[1] == ("Thôn Hòa Bình 0", 0.0)
    assert read.notes


def test_percentages_and_days_are_seen_as_people_see_them() -> None:
    def change(book: Any, sheet: Any) -> None:
        share = book.add_format({"num_format": "0.0%"})
        for n in range(1, COUNT + 1):
            sheet.write_number(n, 2, 0.473, share)

    data = make_xlsx(rows(), change=change)
    assert not folds(data)
    assert read_sheets(data)[0].rows[-1][2] == "47,3%"
    data = make_xlsx(rows(lambda _: date(2024, 4, 2)))
    assert not folds(data)
    assert read_sheets(data)[0].rows[-1][2] == date(2024, 4, 2)


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="171" formatCode="0.0%"/><numFmt numFmtId="172" formatCode="#,##0.00"/></numFmts>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{kind}"/>' for kind in (0, 170, 171, 14, 10, 172, 4))
    + "</cellXfs></styleSheet>"
)


@pytest.mark.parametrize("styled", [1, 2, 3, 4])
@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/Styles.xml"])
def test_a_first_cell_that_is_no_day_or_share_says_nothing_of_the_next(styled: int, part: str) -> None:
    def row(n: int) -> str:
        value = "1e400" if n == 2 else "0.5" if styled in {2, 4} else "45003"
        return plain(n).replace(f' s="0"><v>{n / 8}', f' s="{styled}"><v>{value}')

    data = list_xml(row, extra={part: STYLES})
    assert not folds(data)
    assert read_sheets(data)[0].rows[2][2] == ("50%" if styled in {2, 4} else date(2023, 3, 18))


@pytest.mark.parametrize("styled", [0, 5, 6, 7])
def test_numbers_with_a_style_of_numbers_are_folded(styled: int) -> None:
    data = list_xml(lambda n: plain(n).replace(' s="0"', f' s="{styled}"'), extra={"xl/styles.xml": STYLES})
    assert folds(data)
    assert list(read_sheets(data)) == unfolded(data)


def odd(at: int, row: str) -> Callable[[int], str]:
    return lambda n: row if n == at else plain(n)


ODD: dict[str, Callable[[int], str]] = {
    "an odd row": odd(2_000, '<row r="2000"><c r="C2000"><v>1</v></c></row>'),
    "a missing row": odd(2_000, ""),
    "something between rows": odd(2_000, plain(2_000) + "<!-- -->"),
    "a row twice": odd(2_000, plain(1_999)),
    "a cell of another row": odd(2_000, plain(2_000).replace("C2000", "C1999")),
    "no number": odd(2_000, plain(2_000).replace("<v>250.0", "<v>2.5.0")),
    "a formula": lambda n: plain(n).replace("<v>", "<f>1+1</f><v>"),
    "an error": lambda n: plain(n).replace(f' s="0"><v>{n / 8}', ' t="e"><v>#N/A'),
    "hidden rows": lambda n: plain(n).replace(' ht="15"', ' hidden="1"'),
    "attributes out of the usual": lambda n: plain(n).replace(' s="0"', " s='0'"),
    "cells out of order": lambda n: plain(n).replace("A", "D"),
    "all texts different": lambda n: plain(n).replace("Thôn", f"Thôn {n}"),
}


@pytest.mark.parametrize("what", ODD)
def test_a_sheet_with_anything_odd_is_read_as_it_is(what: str) -> None:
    count = 21_000 if what == "all texts different" else COUNT
    data = list_xml(ODD[what], count=count)
    assert not folds(data)
    assert len(read_sheets(data)[0].rows) >= count


def test_short_sheets_are_not_folded() -> None:
    assert not folds(list_xml(plain, count=1_000))


ABOVE = {
    "a row from below": '<row r="9000"><c r="A9000"><v>1</v></c></row>',
    "a row of the list": '<row r="3"><c r="D3"><v>99</v></c></row>',
    "a cell of the list": '<row r="1"><c r="D3"><v>99</v></c></row>',
    "rows without a number": "<row><c><v>7</v></c></row><row><c/><c/><c/><c><v>8</v></c></row>",
    "an address in other words": "<row r='1'><c r='D3'><v>99</v></c></row>",
    "another prefix": f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="D3"><x:v>99</x:v></x:c></x:row>',
}


@pytest.mark.parametrize("what", ABOVE)
def test_a_list_below_rows_that_may_reach_into_it_is_read_as_it_is(what: str) -> None:
    data = list_xml(plain, above=ABOVE[what])
    assert not folds(data)
    assert list(read_sheets(data)) == unfolded(data)


def test_a_list_that_the_reader_does_not_see_is_noticed() -> None:
    data = list_xml(plain, above='<row r="1"><c r="A1"><v>5</v></c></row></sheetData><sheetData>')
    assert folds(data)
    (read,) = read_sheets(data)
    assert read.rows == ((5.0,),)


def test_two_lists_under_one_title_are_refused() -> None:
    lists = [sheet_xml("".join(plain(n) for n in range(2, last))) for last in (COUNT, COUNT + 500)]
    data = bare_xlsx(*lists, names=["a", "a"])
    assert folds(data)
    with pytest.raises(PaperError, match="hai trang tính cùng tên"):
        read_sheets(data)


def test_a_list_whose_title_is_read_in_two_ways_is_read_as_it_is() -> None:
    data = list_xml(plain, names=["Tháng\n4"])
    assert folds(data)
    assert len(read_sheets(data)[0].rows) == COUNT + 1


def test_a_far_cell_above_a_list_makes_no_room_for_all_its_rows() -> None:
    data = list_xml(plain, above='<row r="1"><c r="XFD1"><v>1</v></c></row>')
    assert folds(data)
    with pytest.raises(PaperError, match="hai triệu ô"):
        read_sheets(data)

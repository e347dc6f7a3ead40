"""Pasted lists cut into lines under headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.pasted.table import MOST_CHARACTERS, MOST_LINES, Column, read_table
from thidua.core.text import normalise

COLUMNS = (
    Column("name", "Tên", ("Đơn vị",), is_needed=True),
    Column("kind", "Loại"),
    Column("note", "Tên khác"),
)


def cells(text: str) -> list[tuple[int, dict[str, str]]]:
    table = read_table(text, COLUMNS)
    assert table.faults == ()
    return [(line.number, dict(line.cells)) for line in table.lines]


@pytest.mark.parametrize(
    "text",
    [
        "Tên\tLoại\nThôn 1\tthôn",
        "TEN\tLOAI\r\nThôn 1\tthôn\r\n",
        "Tên,Loại\nThôn 1,thôn",
        "Tên;Loại\rThôn 1;thôn",
        '"Tên","Loại"\n"Thôn 1","thôn"',
        "Loại\tTên\nthôn\tThôn 1",
        "\ufeffĐơn vị (*)\tLoại:\n Thôn 1 \tthôn",
        "STT\tTên\tLoại\n1\tThôn 1\tthôn",
    ],
)
def test_the_same_list_in_any_form(text):
    assert cells(text) == [(2, {"name": "Thôn 1", "kind": "thôn"})]


def test_numbers_are_those_of_the_sheet():
    text = "DANH SÁCH ĐƠN VỊ\t\n\t\nTên\tLoại\nThôn 1\tthôn\n\t\nThôn 2\tthôn\n"
    assert [number for number, _ in cells(text)] == [4, 6]


def test_a_comma_in_a_list_of_one_column_is_part_of_the_name():
    assert cells("Tên\nBan Văn hóa, Thông tin") == [(2, {"name": "Ban Văn hóa, Thông tin"})]


def test_lines_inside_a_cell_stay_in_the_cell():
    assert cells('Tên\tTên khác\nThôn 1\t"a\nb ""c"""\nThôn 2\t') == [
        (2, {"name": "Thôn 1", "note": 'a\nb "c"'}),
        (3, {"name": "Thôn 2", "note": ""}),
    ]


def test_a_lonely_quotation_mark_takes_nothing_with_it():
    assert [line["name"] for _, line in cells('Tên\tLoại\n"Hợp tác xã\tx\nThôn 2\tthôn')] == [
        '"Hợp tác xã',
        "Thôn 2",
    ]


def test_a_column_under_a_merged_heading_belongs_to_its_neighbour():
    assert cells("Tên\t\tLoại\nTrần Văn\tAn\tx") == [(2, {"name": "Trần Văn An", "kind": "x"})]


def test_headings_that_are_not_understood_are_named():
    assert read_table("STT\tTên\tSố hộ\tTrưởng\n1\tThôn 1\t80\tÔng A", COLUMNS).unused == ("Số hộ", "Trưởng")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Chưa có dòng nào"),
        (" \n\t\n", "Chưa có dòng nào"),
        ("Thôn 1\tthôn", "Không thấy cột “Tên”. Dòng đầu phải ghi tên các cột"),
        ("Tên\tĐơn vị\nA\tB", "Có 2 cột cùng là Tên: “Tên” và “Đơn vị”."),
        ("Tên\n" + "a\n" * (MOST_LINES + 1), f"Có {MOST_LINES + 1} dòng"),
        ("a" * (MOST_CHARACTERS + 1), "Danh sách quá dài"),
    ],
)
def test_what_cannot_be_read_is_told(text, told):
    (fault,) = read_table(text, COLUMNS).faults
    assert told in fault


_CELL = st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs", "M")), min_size=1, max_size=8)


def _written(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set('"\t\n') else cell


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=9))
def test_what_excel_copies_is_read_back(rows):
    text = "Tên\tLoại\n" + "\n".join("\t".join(map(_written, row)) for row in rows)
    found = [(line["name"], line["kind"]) for _, line in cells(text)]
    assert [tuple(map(_plain, row)) for row in found] == [tuple(map(_plain, row)) for row in rows]


def _plain(cell: str) -> str:
    return normalise(cell).strip()


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_a_sentence(text):
    for given_text in (text, f"Tên\tLoại\n{text}"):
        table = read_table(given_text, COLUMNS)
        assert table.faults or table.columns
        assert all(line.number > 0 for line in table.lines)

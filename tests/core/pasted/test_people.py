"""Pasted lists of people, cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.pasted.people import PastedPerson, check_people
from thidua.core.unit_matching import NamedUnit

UNITS = [
    NamedUnit(1, ("Thôn 1",), "village"),
    NamedUnit(2, ("Thôn Hà",), "village"),
    NamedUnit(3, ("Thôn Hạ",), "village"),
    NamedUnit(4, ("Ban Văn hóa xã", "Ban văn hóa"), "board"),
    NamedUnit(5, ("Hội Nông dân xã",), "union"),
]


def checked(text: str, known=()):
    return check_people(text, units=UNITS, place="xã Cẩm Lĩnh", known=known, this_year=2024)


def test_a_whole_list():
    text = (
        "TT\tHọ tên\tNăm sinh\tGiới\tThôn\tChức vụ\tĐiện thoại\n"
        "1\tTrần Thị  Bích\t1975\tNữ\tthôn 1\tTrưởng thôn\t0912000000\n"
        "2\tLê Văn A\t15/3/1980\tnam\tThôn Hạ\t\t\n"
        "3\tVõ C\t\t\tHội Nông dân\t\t\n"
    )
    found = checked(text)
    assert found.faults == []
    assert found.new == [
        PastedPerson("Trần Thị Bích", 1, 1975, is_female=True),
        PastedPerson("Lê Văn A", 3, 1980, is_female=False),
        PastedPerson("Võ C", 5),
    ]
    assert found.table.unused == ("Chức vụ", "Điện thoại")
    assert found.rows[0].shown == ("Trần Thị Bích", "Thôn 1", "1975", "nữ")


@pytest.mark.parametrize(
    "text", ["Họ\tTên\nTrần Văn\tAn", "Họ và tên\t\nTrần Văn\tAn", "Tên\tHọ và tên đệm\nAn\tTrần Văn"]
)
def test_a_name_in_two_columns_is_one_name(text):
    assert checked(text).new == [PastedPerson("Trần Văn An")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A\t75", "cột Năm sinh: “75” không phải năm. Ghi bốn chữ số"),
        ("A\t1875", "cột Năm sinh: 1875 phải từ 1900 đến năm nay."),
        ("A\t2025", "cột Năm sinh: 2025 phải từ 1900 đến năm nay."),
        ("A\t\tgái", "cột Giới tính: “gái” không phải giới tính nào"),
        ("A\t\t\tThôn 12", "cột Đơn vị: chưa có đơn vị tên “Thôn 12”. Sửa tên, hoặc thêm đơn vị trước."),
        (
            "A\t\t\tHội Nông dân Cẩm Lĩnh Trung",
            "cột Đơn vị: chưa rõ “Hội Nông dân Cẩm Lĩnh Trung” là đơn vị nào",
        ),
        ("A\t\t\tcác thôn", "cột Đơn vị: “các thôn” là 3 đơn vị. Mỗi người ghi một đơn vị."),
        ("\t1975", "cột Họ và tên: chưa ghi."),
        ("A" * 121, "cột Họ và tên: dài 121 chữ, nhiều nhất 120."),
    ],
)
def test_faults_stand_at_their_line_and_column(line, told):
    (fault,) = checked(f"Họ và tên\tNăm sinh\tGiới tính\tĐơn vị\n{line}").faults
    assert fault.startswith(f"Dòng 2, {told}")


def test_a_name_too_long_in_two_columns_together():
    (fault,) = checked("Họ\tTên\n" + "a" * 100 + "\t" + "b" * 100).faults
    assert fault == "Dòng 2, cột Họ và tên: dài 201 chữ, nhiều nhất 120."


@pytest.mark.parametrize(
    ("line", "is_known"),
    [
        ("lê văn a\t1980\tThôn 1", True),
        ("Lê Văn A\t\tThôn 1", True),
        ("Lê Văn A\t\t", True),
        ("Lê Văn A\t1981\tThôn 1", False),
        ("Lê Văn A\t1980\tThôn Hà", False),
    ],
)
def test_somebody_known_is_not_added_again(line, is_known):
    known = [PastedPerson("Lê Văn A", 1, 1980)]
    (row,) = checked(f"Tên\tNăm sinh\tĐơn vị\n{line}", known).rows
    assert row.is_known == is_known


def test_two_of_one_name_need_what_tells_them_apart():
    text = "Tên\tNăm sinh\nLê Văn A\t1980\nLê Văn A\t1981\nLê Văn A\t1980"
    (fault,) = checked(text).faults
    assert fault.startswith("Dòng 4, cột Họ và tên: giống người ở dòng 2.")


@given(st.text(max_size=200))
def test_any_list_is_facts_or_faults(text):
    found = checked(f"Họ và tên\tNăm sinh\tĐơn vị\n{text}")
    for row in found.rows:
        assert (row.facts is None) == (bool(row.faults) or row.is_known)
        assert len(row.shown) == len(found.table.columns)

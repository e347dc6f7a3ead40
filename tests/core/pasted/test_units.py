"""Pasted lists of units, cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.pasted.checking import Choice
from thidua.core.pasted.units import CountsUpdate, PastedUnit, UnitCounts, check_units

NO_COUNTS = UnitCounts()
KINDS = (
    Choice("village", "thôn", ("xóm",)),
    Choice("school", "trường học", ("trường",)),
    Choice("board", "ban, ngành", ("ban",)),
)


def checked(text: str, known=("Thôn 1",), default_kind="", counts=NO_COUNTS):
    there = dict.fromkeys(known, counts)
    return check_units(text, kinds=KINDS, known=there, default_kind=default_kind)


def test_a_whole_list():
    text = (
        "Tên\tLoại\tTên ngắn\tTên khác\tTừ ngày\n"
        "Thôn 2\tTHÔN\t\t\t\n"
        "Trường  Mầm non\ttruong\tMN\tMầm non xã; Trường MN\t01/7/2025\n"
        "thôn 1\tthôn\t\t\t\n"
    )
    found = checked(text)
    assert found.is_ready
    assert found.new == [
        PastedUnit("Thôn 2", "village"),
        PastedUnit("Trường Mầm non", "school", "MN", "Mầm non xã\nTrường MN", valid_from=date(2025, 7, 1)),
    ]
    assert found.known == 1
    assert found.rows[1].shown == (
        "Trường Mầm non",
        "trường học",
        "MN",
        "Mầm non xã; Trường MN",
        "01/07/2025",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Xóm 4\tthôm", "Dòng 2, cột Loại: “thôm” không phải loại đơn vị nào; có phải “thôn”?"),
        ("Xóm 4\tzzz", "Dòng 2, cột Loại: “zzz” không phải loại đơn vị nào."),
        ("Xóm 4\t", "Dòng 2, cột Loại: chưa ghi. Ghi vào danh sách, hoặc chọn ở ô bên dưới."),
        ("\tthôn", "Dòng 2, cột Tên đơn vị: chưa ghi."),
        ("Tổng cộng\tthôn", "Dòng 2, cột Tên đơn vị: “Tổng cộng” là dòng cộng. Bỏ dòng này."),
        ("…\tthôn", "Dòng 2, cột Tên đơn vị: “…” không phải tên."),
        ("a" * 201 + "\tthôn", "Dòng 2, cột Tên đơn vị: dài 201 chữ, nhiều nhất 200."),
        ("Xóm 4\tthôn\t31/2/2025", "Dòng 2, cột Từ ngày: “31/2/2025” không phải ngày."),
        ("Xóm 4\tthôn\t\t" + "a" * 61, "Dòng 2, cột Tên ngắn: dài 61 chữ, nhiều nhất 60."),
        ("Xóm 4\tthôn\t\t\t" + "a" * 2001, "Dòng 2, cột Tên khác: dài 2001 chữ, nhiều nhất 2000."),
        ("Xóm 4\tthôn\nXÓM 4\tthôn", "Dòng 3, cột Tên đơn vị: “XÓM 4” đã có ở dòng 2. Bỏ một dòng."),
    ],
)
def test_faults_stand_at_their_line_and_column(line, told):
    found = checked(f"Tên\tLoại\tTừ ngày\tTên ngắn\tTên khác\n{line}")
    assert [fault[: len(told)] for fault in found.faults] == [told]
    assert not found.is_ready


def test_a_default_kind_is_for_lines_without_one():
    found = checked("Tên\tLoại\nThôn 2\t\nMầm non\ttrường", default_kind="village")
    assert [unit.kind for unit in found.new] == ["village", "school"]
    assert checked("Tên\nThôn 2", default_kind="village").new == [PastedUnit("Thôn 2", "village")]
    assert "cột Loại: chưa ghi" in checked("Tên\nThôn 2").faults[0]


@pytest.mark.parametrize(
    ("cells", "counts"),
    [("1.234\t5.678", (1234, 5678)), ("1,234.0\t0", (1234, 0)), ("\t", (None, None))],
)
def test_households_and_people_are_counted(cells, counts):
    (unit,) = checked(f"Tên\tLoại\tSố hộ\tDân số\nThôn 2\tthôn\t{cells}").new
    assert (unit.household_count, unit.population) == counts


@pytest.mark.parametrize("cell", ["12,5", "nhiều", "-3", "1e309", "99999999"])
def test_what_counts_no_households_is_told(cell):
    found = checked(f"Tên\tLoại\tSố hộ\nThôn 2\tthôn\t{cell}")
    assert found.faults == [f"Dòng 2, cột Số hộ: “{cell}” không phải số nguyên. Ghi số, ví dụ 1.234."]


def test_accents_tell_names_apart_but_are_asked_about():
    (row,) = checked("Tên\tLoại\nThôn Hạ\tthôn", known=["Thôn Hà"]).rows
    assert row.facts == PastedUnit("Thôn Hạ", "village")
    assert row.notes == ("Gần giống “Thôn Hà” đã có. Trùng nhau thì bỏ dòng này.",)


def test_a_list_of_known_units_only_has_nothing_to_take():
    found = checked("Tên\tLoại\nThôn 1\tthôn")
    assert (found.known, found.new, found.faults, found.is_ready) == (1, [], [], False)


def test_headings_alone_are_no_list():
    assert checked("Tên\tLoại").faults == ["Dưới dòng tiêu đề chưa có dòng nào."]


@pytest.mark.parametrize("name", ["=1+1", "+84", "-Thôn", "@thôn 1"])
def test_what_looks_like_a_formula_is_a_name(name):
    assert checked(f"Tên\tLoại\n{name}\tthôn").new == [PastedUnit(name, "village")]


@given(st.text(max_size=200))
def test_any_list_is_facts_or_faults(text):
    found = checked(f"Tên\tLoại\tTừ ngày\n{text}", default_kind="village")
    for row in found.rows:
        assert (row.facts is None) == (bool(row.faults) or row.is_known)
        assert len(row.shown) == len(found.table.columns)


def test_counts_of_a_known_unit_are_put_right_and_nothing_else():
    text = "Tên\tLoại\tTên ngắn\tSố hộ\tSố khẩu\nTHÔN 1\ttrường\tT1\t1.135\t\n"
    found = checked(text, counts=UnitCounts(120, 480))
    assert found.updates == [CountsUpdate("Thôn 1", UnitCounts(1135, 480))]
    assert found.rows[0].notes == ("Số hộ 120 thành 1.135.",)
    assert (found.new, found.known, found.count, found.is_ready) == ([], 0, 1, True)


@pytest.mark.parametrize("line", ["Thôn 1\t120\t480", "Thôn 1\t\t", "Thôn 1\t120\t"])
def test_a_known_unit_with_the_same_counts_or_none_stays(line: str):
    found = checked(f"Tên\tSố hộ\tSố khẩu\n{line}\n", counts=UnitCounts(120, 480))
    assert (found.updates, found.known, found.is_ready) == ([], 1, False)


def test_counts_that_cannot_be_read_or_stand_twice_are_told():
    found = checked("Tên\tSố hộ\nThôn 1\tnhiều\n", counts=UnitCounts(120, 480))
    assert found.faults == ["Dòng 2, cột Số hộ: “nhiều” không phải số nguyên. Ghi số, ví dụ 1.234."]
    assert found.updates == []
    found = checked("Tên\tSố hộ\nThôn 1\t5\nthôn 1\t6\n")
    assert found.faults == ["Dòng 3, cột Tên đơn vị: “Thôn 1” đã có ở dòng 2. Bỏ một dòng."]

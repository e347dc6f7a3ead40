"""Pasted lists of ratings, line by line."""

import pytest

from thidua.core.pasted.checking import Choice
from thidua.core.pasted.ratings import PastedRating, RatingList, Somebody, check_ratings

GRADES = (
    Choice("tot", "hoàn thành tốt nhiệm vụ", ("tốt", "HTTNV")),
    Choice("hoan_thanh", "hoàn thành nhiệm vụ", ("HTNV",)),
)
EVERYBODY = (
    Somebody(1, "Trần Thị Tốt", "Thôn 1", 1980),
    Somebody(2, "Lê Văn Giỏi", "Thôn 1"),
    Somebody(3, "Lê Văn Giỏi", "Thôn 2"),
    Somebody(4, "Trạm Y tế"),
)


def checked(text: str, known=None, paper: str = "45/TB"):
    return check_ratings(text, RatingList(EVERYBODY, GRADES, known or {}, paper))


def test_a_whole_list():
    found = checked(
        "TT\tHọ tên\tThôn\tXếp loại\tCăn cứ\n"
        "1\ttrần thị  tốt\tThôn 1\tHTTNV\t46/QĐ\n"
        "2\tLê Văn Giỏi\tthôn 2\thoàn thành nhiệm vụ\t\n"
        "3\tTrạm Y tế\t\ttốt\t\n"
    )
    assert found.faults == []
    assert found.new == [
        PastedRating(1, "tot", "46/QĐ"),
        PastedRating(3, "hoan_thanh", "45/TB"),
        PastedRating(4, "tot", "45/TB"),
    ]


def test_what_is_there_is_left_and_what_is_another_is_changed():
    found = checked("Họ tên\tXếp loại\nTrần Thị Tốt\ttốt\nTrạm Y tế\ttốt\n", {1: "tot", 4: "hoan_thanh"})
    assert (found.known, found.new) == (1, [])
    assert found.updates == [PastedRating(4, "tot", "45/TB")]
    assert found.rows[1].notes == ("Đang ghi: hoàn thành nhiệm vụ.",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ngô Văn Lạ\t\ttốt", "chưa có ai tên “Ngô Văn Lạ”"),
        ("Lê Văn Giỏi\t\ttốt", "có 2 người tên này: Lê Văn Giỏi (Thôn 1); Lê Văn Giỏi (Thôn 2)"),
        ("Trần Thị Tốt\tThôn 2\ttốt", "chưa có ai tên “Trần Thị Tốt”"),
        ("Trần Thị Tốt\t\tgiỏi lắm", "không phải xếp loại nào. Ghi một trong: hoàn thành "),
        ("\t\ttốt", "chưa ghi"),
    ],
)
def test_a_faulty_line_says_what_is_wrong(line: str, told: str):
    found = checked(f"Họ tên\tThôn\tXếp loại\n{line}")
    assert told in " ".join(found.faults)
    assert not found.is_ready


def test_a_line_without_a_grade_is_left_out():
    found = checked("Họ tên\tXếp loại\nTrần Thị Tốt\t\nTrạm Y tế\ttốt\n")
    assert (found.faults, found.count) == ([], 1)
    assert (found.rows[0].notes, found.rows[0].is_known) == (("Chưa ghi xếp loại.",), False)


def test_a_year_of_birth_tells_two_of_one_name_apart():
    everybody = (Somebody(1, "A B", "", 1970), Somebody(2, "A B", "", 1980))
    found = check_ratings(
        "Họ tên\tNăm sinh\tXếp loại\nA B\t1980\ttốt", RatingList(everybody, GRADES, {}, "1")
    )
    assert found.new == [PastedRating(2, "tot", "1")]


def test_one_twice_and_no_paper_are_refused():
    twice = checked("Họ tên\tXếp loại\nTrần Thị Tốt\ttốt\nTrần Thị Tốt\ttốt")
    assert "trùng với dòng 2" in " ".join(twice.faults)
    without = checked("Họ tên\tXếp loại\nTrần Thị Tốt\ttốt", paper="")
    assert "Ghi vào cột này, hoặc ghi một văn bản chung" in " ".join(without.faults)

import pytest

from thidua.core.pasted.table import MOST_LINES
from thidua.core.pasted.titles import check_titles

CULTURE = "Gia đình văn hóa"


def check(text, known=()):
    return check_titles(text, title=CULTURE, known=known)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An\nTrần Thị Bé",
        "1. Nguyễn Văn An\n2. Trần Thị Bé\n",
        "1\tNguyễn Văn An\n2\tTrần Thị Bé",
        "TT\tChủ hộ\n1\tNguyễn Văn An\n2\tTrần Thị Bé",
        "\nNguyễn   Văn An\n\nTrần Thị Bé",
    ],
)
def test_names_come_with_or_without_headings_and_numbers(text):
    checked = check(text)
    assert checked.faults == []
    assert [(line.name.split()[-1], line.title) for line in checked.new] == [("An", CULTURE), ("Bé", CULTURE)]


def test_a_line_may_name_its_own_title_and_a_note():
    checked = check("Họ và tên\tDanh hiệu\tGhi chú\nLê Văn C\tLao động tiên tiến\tkế toán\nHồ Thị D\t\t")
    assert [(line.title, line.note) for line in checked.new] == [
        ("Lao động tiên tiến", "kế toán"),
        (CULTURE, ""),
    ]


def test_further_cells_without_headings_are_a_note():
    assert [line.note for line in check("Lê Văn C\ttổ 3\txóm Đông").new] == ["tổ 3 xóm Đông"]


def test_who_is_there_already_is_left_out_whatever_the_case():
    checked = check("nguyễn văn AN\nLê Văn C", known=[("Nguyễn Văn An", CULTURE)])
    assert (checked.known, [line.name for line in checked.new]) == (1, ["Lê Văn C"])


def test_the_same_name_twice_is_refused_at_its_line():
    checked = check("Lê Văn C\nHồ Thị D\nLê Văn C")
    assert checked.faults == ["Dòng 3, cột Họ và tên: giống dòng 1. Bỏ một dòng, hoặc ghi thêm cho khác."]
    assert not checked.is_ready


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Chưa có dòng nào."),
        ("Tổng cộng", "là dòng cộng"),
        ("Lê " + "a" * 200, "dài 203 chữ"),
        ("\n".join(f"Lê Văn {n}" for n in range(MOST_LINES + 1)), "mỗi lần nhập nhiều nhất"),
    ],
)
def test_bad_lists_are_refused_in_words(text, fault):
    assert fault in " ".join(check(text).faults)

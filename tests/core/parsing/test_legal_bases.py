import pytest

from thidua.core.parsing.document_numbers import find_numbers
from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.legal_bases import read_legal_bases
from thidua.core.parsing.passages import passages_of


def bases_in(text, own=None):
    return read_legal_bases(tuple(passages_of(lay_out(text))), own)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nghị định số 12/2024/NĐ-CP", ["12/2024/NĐ-CP"]),
        ("Chỉ thị số 1445/CT-UBND ngày 16/4/2024", ["1445/CT-UBND"]),
        ("Chỉ thị số 34-CT/TW", ["34-CT/TW"]),
        ("Quyết định số 05/2023/QĐ-TTg", ["05/2023/QĐ-TTg"]),
        ("Luật số 72/2020/QH14", ["72/2020/QH14"]),
        ("Nghị quyết số 19-NQ/TU", ["19-NQ/TU"]),
        ("theo Kế hoạch số 01/KH-UBND và Công văn số 88/UBND", ["01/KH-UBND", "88/UBND"]),
        ("Nghị quyết số 18-NQ/TW, 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
        ("các Nghị quyết số 57, 59 và 68-NQ/TW", ["57-NQ/TW", "59-NQ/TW", "68-NQ/TW"]),
        ("Nghị quyết số 30a/2008/NQ-CP", ["30a/2008/NQ-CP"]),
        ("Chương trình số 15-CTr/HU", ["15-CTr/HU"]),
        ("Tờ trình số 30/TTr.SXD ngày 5/1/2024", ["30/TTr.SXD"]),
        ("Quyết định số 12/QĐ-UBND. Các xã", ["12/QĐ-UBND"]),
        ("Thông tư liên tịch số 03/2012/TTLT-BNV-BTC", ["03/2012/TTLT-BNV-BTC"]),
        ("Lệnh số 05/2022/L-CTN", ["05/2022/L-CTN"]),
        ("Nghị quyết số 50/NQ- HĐND và Kế hoạch 7 /KH-UBND", ["50/NQ-HĐND", "7/KH-UBND"]),
        ("Chỉ thị số 34 - CT/TW của Ban Bí thư", ["34-CT/TW"]),
        ("Nghị quyết số 62/NQ-\nHĐND ngày 11/12/2024", ["62/NQ-HĐND"]),
        ("Kế hoạch số 19/KH-UBNDngày 5/1/2024", ["19/KH-UBND"]),
        ("Nghị quyết số 04 ngày 05/01/2026 của Đảng ủy", ["04"]),
        ("Nghị quyết số 57-NQ/TW (gọi tắt là Nghị quyết số 57)", ["57-NQ/TW"]),
        ("Quyết định 1719 của Thủ tướng Chính phủ", ["1719"]),
        ("Chỉ thị số 5/CT-TTg; Chỉ thị số 05/CT-TTg", ["5/CT-TTg"]),
    ],
)
def test_documents_cited_by_number(text, numbers):
    assert [basis.number for basis in bases_in(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Đề án 06, Chương trình 135 và Dự án 3",
        "Nghị quyết Đại hội Đảng bộ xã lần thứ XXXII",
        "QCVN 01-1:2018/BYT và TCVN 5687:2010",
        "đạt 12/14 thôn, 56 - 57 triệu đồng/người/năm, ngày 16/4/2024",
        "Luật Ngân sách Nhà nước và kế hoạch năm 2024",
        "Pháp lệnh ưu đãi người có công",
        "theo quy định của pháp luật; kỷ luật năm 2024",
        "Kế hoạch 5 năm 2021 - 2025, Quyết định này",
        "COVID-19, quốc lộ 1A, 24/7",
    ],
)
def test_what_is_no_citation(text):
    assert bases_in(text) == ()


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Luật Thi đua, khen thưởng năm 2022;", [("Luật Thi đua, khen thưởng", "2022")]),
        (
            "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            [("Luật Thi đua, khen thưởng", "2022-06-15")],
        ),
        (
            "Luật Đất đai 2024 và Bộ luật Dân sự (2015)",
            [("Luật Đất đai", "2024"), ("Bộ luật Dân sự", "2015")],
        ),
        ("Pháp lệnh Thư viện năm 2000", [("Pháp lệnh Thư viện", "2000")]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều năm 2020",
            [("Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều", "2020")],
        ),
        (
            "Luật Thực hiện dân chủ ở cơ sở năm 2022; Luật Các tổ chức tín dụng năm 2024",
            [("Luật Thực hiện dân chủ ở cơ sở", "2022"), ("Luật Các tổ chức tín dụng", "2024")],
        ),
        ("Luật Đất đai, Luật Nhà ở năm 2023", [("Luật Nhà ở", "2023")]),
        ("Luật Đất đai năm 2024; theo Luật Đất đai năm 2024", [("Luật Đất đai", "2024")]),
    ],
)
def test_laws_cited_by_name_and_year(text, laws):
    assert [(basis.name, basis.date) for basis in bases_in(text)] == laws


def test_a_law_with_its_number_is_one_entry():
    (basis,) = bases_in("Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;")
    assert (basis.type, basis.number, basis.date) == ("Luật", "72/2025/QH15", "2025-06-16")
    assert basis.name == "Luật Tổ chức chính quyền địa phương"
    (basis,) = bases_in("Luật Đầu tư ngày 17/6/2020 (số 61/2020/QH14)")
    assert basis.number == "61/2020/QH14"


def test_kind_issuer_and_date_come_with_the_number():
    (basis,) = bases_in(
        "Thực hiện Chỉ thị số 1445/CT-UBND ngày 16/4/2024 của UBND huyện về việc phát động thi đua"
    )
    assert (basis.type, basis.issuer, basis.date) == ("Chỉ thị", "UBND huyện", "2024-04-16")


def test_a_fuller_citation_completes_the_first_one():
    (basis,) = bases_in("theo Chỉ thị 34-CT/TW.\n\nChỉ thị số 34-CT/TW, ngày 07/4/2014 của Bộ Chính trị.")
    assert (basis.issuer, basis.date) == ("Bộ Chính trị", "2014-04-07")


def test_the_own_number_is_left_out():
    assert (
        bases_in("Kế hoạch số 157/KH-UBND và Chỉ thị số 2/CT-UBND", own="157/KH-UBND")[0].number
        == "2/CT-UBND"
    )


def test_places_are_those_of_the_printed_words():
    text = "Thực hiện **Chỉ thị số\n1445/CT-UBND** ngày 16/4/2024"
    (basis,) = bases_in(text)
    assert text[basis.span.start : basis.span.end].startswith("Chỉ thị số\n1445")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1/QĐ-X", "Quyết định"), ("2-CT/TU", "Chỉ thị"), ("3/UBND-VX", None), ("4/CTr-MTTQ", "Chương trình")],
)
def test_the_symbol_names_the_kind(text, kind):
    (number,) = find_numbers(text)
    assert number.kind == kind


def test_an_issuer_ends_where_the_next_document_is_named():
    first, second = bases_in(
        "Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị và Chỉ thị số 19/CT-TTg của Thủ tướng Chính phủ"
    )
    assert (first.issuer, second.issuer) == ("Bộ Chính trị", "Thủ tướng Chính phủ")


def test_an_issuer_keeps_its_own_and():
    (basis,) = bases_in("Thông tư số 05/2024/TT-BGDĐT của Bộ Giáo dục và Đào tạo về thi đua")
    assert basis.issuer == "Bộ Giáo dục và Đào tạo"

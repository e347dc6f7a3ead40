"""Movements, work and bases in sentences that name them oddly, twice or not at all."""

import pytest

from thidua.core.parsing.reader import read
from thidua.core.parsing.units_named import unit_at_head


def plan(body, subject="Thi đua"):
    return read(f"UBND XÃ AN LẠC\nSố: 12/KH-UBND\n\nKẾ HOẠCH\n{subject}\n\n{body}")


def letter_about(subject):
    return read(f"UBND XÃ AN LẠC\nSố: 12/UBND\nV/v {subject}\n\nKính gửi: Các thôn.\n\nNội dung.")


@pytest.mark.parametrize("subject", ["phát động thi đua năm", "phát động phong trào thi đua mới"])
def test_a_subject_too_short_to_be_a_name_launches_nothing(subject):
    assert letter_about(subject).movements == ()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("thi đua sâu rộng trong toàn xã với nội dung sau.", []),
        ("thi đua yêu nước sâu rộng toàn xã với nội dung sau.", ["thi đua yêu nước sâu rộng toàn xã"]),
    ],
)
def test_general_words_behind_a_launch_are_no_name(said, names):
    assert [movement.name for movement in plan(f"UBND xã phát động phong trào {said}").movements] == names


def test_a_movement_named_shorter_and_longer_is_one():
    body = (
        "I. Nội dung\nHưởng ứng phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa, phong trào\n"
        "“Toàn dân đoàn kết xây dựng đời sống văn hóa ở khu dân cư”."
    )
    found = plan(body, "Phát động phong trào thi đua “Sạch làng”").movements
    names = [(movement.name, movement.is_launched) for movement in found]
    assert names == [("Sạch làng", True), ("Toàn dân đoàn kết xây dựng đời sống văn hóa", False)]


def test_a_movement_inside_a_quotation_or_the_title_of_a_decision_is_not_named_twice():
    body = (
        "I. Nội dung\nThực hiện Quyết định số 5/QĐ-UBND ngày 5/4/2024 của UBND huyện về phát động phong trào "
        "thi đua Dân vận khéo; phong trào “Cả nước thi đua xây dựng nông thôn mới”; "
        "phong trào “Phong trào Toàn dân bảo vệ an ninh”."
    )
    found = plan(body, "Phát động phong trào thi đua “Sạch làng”").movements
    assert [movement.name for movement in found] == [
        "Sạch làng",
        "Cả nước thi đua xây dựng nông thôn mới",
        "Phong trào Toàn dân bảo vệ an ninh",
    ]


def test_no_letter_has_more_movements_than_people_can_check():
    names = (f"Làng {chr(97 + n // 26)}{chr(97 + n % 26)} xanh {n} đẹp {n * 7}" for n in range(250))
    assert len(plan("".join(f"Phong trào “{name}” được mở.\n" for name in names)).movements) == 200


def test_units_without_a_task_and_closing_words_are_given_no_work():
    body = (
        "III. TỔ CHỨC THỰC HIỆN\nVăn phòng UBND xã: theo dõi.\n\nBan Văn hóa xã: tuyên truyền.\n\n"
        "Công an xã:\n\nCác thôn tổ chức ký giao ước.\n\n"
        "Yêu cầu các thôn nghiêm túc thực hiện kế hoạch này.\n"
    )
    work = [(task.unit, task.task_excerpt) for task in plan(body).assignments]
    assert work == [
        ("Văn phòng UBND xã", "theo dõi"),
        ("Ban Văn hóa xã", "tuyên truyền"),
        ("Các thôn", "tổ chức ký giao ước"),
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Căn cứ Kế hoạch này đề nghị Công an xã tổ chức ký", "Công an xã"),
        ("Căn cứ nhiệm vụ được giao, yêu cầu Công an xã tổ chức ký", "Công an xã"),
        (f"Hội Nông dân{' và hội viên' * 40} tổ chức", None),
        (f"Các thôn {'của các xã ' * 60}tổ chức ký", None),
    ],
)
def test_the_unit_behind_a_circumstance(text, unit):
    found = unit_at_head(text)
    assert (found and text[found.start : found.end]) == unit


def test_standards_are_no_bases_and_an_endless_issuer_is_left_out():
    endless = "ông bà anh chị em cô bác " * 12
    body = f"Áp dụng QCVN 02/BNN-PTNT; Căn cứ Nghị quyết số 5/NQ-HĐND của {endless}năm 2024."
    bases = [(basis.type, basis.number, basis.issuer) for basis in plan(body).legal_bases]
    assert bases == [("Nghị quyết", "5/NQ-HĐND", None)]

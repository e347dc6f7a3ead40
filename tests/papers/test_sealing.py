"""Signing by a key file: where the signature stands, that it holds, and key files that do not serve."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from tests.papers.signing import WORD, TestAuthority, make_authority
from tests.papers.test_official import DECISION, LETTER, long

from thidua.papers.errors import PaperError
from thidua.papers.official import Letter, Signature, to_pdf
from thidua.papers.sealing import MOST_KEY_BYTES, KeyFile, seal
from thidua.papers.sealing.keys import name_in
from thidua.papers.sealing.places import HEIGHT, WIDTH, place_for
from thidua.papers.signatures import signature_of

AT = datetime(2024, 12, 20, 10, 5, 7, tzinfo=UTC)
NAME = "Nguyễn Thị Ổn"
LONG = "Công Tằng Tôn Nữ Nguyễn Trần Hoàng Phương Thảo Uyên Khánh Ngọc Anh"


@pytest.fixture(scope="module")
def authority() -> TestAuthority:
    return make_authority()


def printed(letter: Letter) -> bytes:
    return to_pdf(letter, made_at=AT)


@pytest.mark.parametrize("use", ["digital_signature", "content_commitment"])
def test_either_use_lets_a_certificate_sign_and_be_trusted(authority: TestAuthority, use: str):
    pdf = printed(DECISION)
    key = authority.key_file(NAME, uses=frozenset({use}))
    found = signature_of(
        seal(pdf, KeyFile(key, WORD), name=NAME, at=AT), original=pdf, roots=[authority.root]
    )
    assert found is not None
    assert found.is_trusted


def words_in(pdf: bytes, page: int, box: tuple[int, int, int, int]) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[page].get_textpage().get_text_bounded(*box).split())
    finally:
        document.close()


def shown_in(pdf: bytes, page: int) -> str:
    """Return what the page says with its signatures drawn into it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        sheet = document[page]
        sheet.flatten()
        return " ".join(document[page].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_a_signature_is_added_behind_the_issued_bytes_and_holds(authority: TestAuthority):
    pdf = printed(DECISION)
    signed = seal(pdf, KeyFile(authority.key_file(NAME), WORD), name=NAME, at=AT)
    assert signed.startswith(pdf)
    found = signature_of(signed, original=pdf, roots=[authority.root])
    assert found is not None
    assert (found.signer, found.at, found.is_trusted) == (NAME, AT, True)
    assert f"Đã ký số {NAME} 10:05:07, ngày 20/12/2024" in shown_in(signed, 0)
    assert signed.count(b"/Linearized") == pdf.count(b"/Linearized")


@pytest.mark.parametrize("letter", [LETTER, DECISION, long(60)], ids=["letter", "decision", "pages"])
def test_the_place_is_empty_and_stands_right_above_the_name(letter: Letter):
    pdf = printed(letter)
    place = place_for(pdf, NAME)
    left, bottom, right, top = place.box
    assert words_in(pdf, place.page, place.box) == ""
    assert NAME in words_in(pdf, place.page, (left, bottom - 30, right, top))
    assert "TRƯỞNG THÔN" in words_in(pdf, place.page, (left, bottom, right, top + 25))


def test_a_name_in_the_text_before_is_no_place_to_sign():
    told = replace(DECISION, opening=(replace(DECISION.opening[0], text=f"Điều 1. Khen {NAME}"),))
    assert place_for(printed(told), NAME) == place_for(printed(replace(told, opening=DECISION.opening)), NAME)


def test_a_name_over_two_lines_has_its_place_above_the_first():
    pdf = printed(replace(DECISION, signatures=(Signature(("CHỦ TỊCH",), LONG),)))
    place = place_for(pdf, LONG)
    left, bottom, right, top = place.box
    assert words_in(pdf, place.page, place.box) == ""
    assert "CHỦ TỊCH" in words_in(pdf, place.page, (left, bottom, right, top + 25))


def test_who_does_not_sign_the_paper_has_no_place_on_it():
    with pytest.raises(PaperError, match="Không thấy chỗ ký của Lê Thị Lạ"):
        place_for(printed(DECISION), "Lê Thị Lạ")


@pytest.mark.filterwarnings("ignore:Attribute's length")
def test_a_stamp_keeps_to_its_room(authority: TestAuthority):
    pdf = printed(DECISION)
    signed = seal(pdf, KeyFile(authority.key_file(LONG), WORD), name=NAME, at=AT)
    place = place_for(pdf, NAME)
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    page = document[place.page]
    page.flatten()
    inside = document[place.page].get_textpage().get_text_bounded(*place.box)
    document.close()
    assert LONG in " ".join(inside.split())
    assert (place.box[2] - place.box[0], place.box[3] - place.box[1]) == (WIDTH, HEIGHT)


def refused(key: bytes, password: str, at: datetime = AT) -> tuple[str, str]:
    with pytest.raises(PaperError) as told:
        name_in(key, password, at)
    return told.value.code, told.value.sentence


def test_each_key_file_that_does_not_serve_is_told_why(authority: TestAuthority):
    key, ended = authority.key_file(NAME), datetime(2024, 12, 19, tzinfo=UTC)
    assert refused(key, "sai") == ("wrong_password", "Mật khẩu của tệp khóa chưa đúng. Ghi lại mật khẩu.")
    assert refused(b"%PDF-1.7", WORD)[0] == "no_key"
    assert refused(key[:200], WORD)[0] == "no_key"
    assert "hết hạn ngày 19/12/2024" in refused(authority.key_file(NAME, ended), WORD)[1]
    assert "có hiệu lực từ ngày 01/01/2024" in refused(key, WORD, AT - timedelta(days=400))[1]
    assert (
        "không dùng để ký" in refused(authority.key_file(NAME, uses=frozenset({"key_encipherment"})), WORD)[1]
    )
    assert name_in(key, WORD, AT) == NAME


def test_a_file_without_a_private_key_is_told(authority: TestAuthority):
    assert refused(authority.certificates_only(), WORD)[0] == "empty"


def test_a_large_file_is_not_even_opened():
    with pytest.raises(PaperError, match="lớn hơn 100 KB"):
        seal(b"", KeyFile(b"0" * (MOST_KEY_BYTES + 1), WORD), name=NAME, at=AT)


def test_what_stops_the_child_is_told_without_the_key(authority: TestAuthority):
    with pytest.raises(PaperError, match="Không ký được bằng tệp khóa này") as told:
        seal(b"no pdf at all", KeyFile(authority.key_file(NAME), WORD), name=NAME, at=AT)
    assert told.value.__cause__ is None
    assert WORD not in repr(KeyFile(b"", WORD))

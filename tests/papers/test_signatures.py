"""Digital signatures on papers we issued, by a certificate authority of the tests."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.papers.signing import TestAuthority, make_authority
from tests.papers.test_official import LETTER

from thidua.papers.errors import PaperError
from thidua.papers.official import to_pdf
from thidua.papers.signatures import signature_of

PDF = to_pdf(LETTER, made_at=datetime(2024, 12, 20, tzinfo=UTC))
NAME = "Nguyễn Thị Ổn"


@pytest.fixture(scope="module")
def authority() -> TestAuthority:
    return make_authority()


@pytest.fixture
def signed(authority: TestAuthority, tmp_path: Path) -> bytes:
    return authority.sign(PDF, NAME, tmp_path)


def test_a_signature_tells_who_signed_and_who_vouches(authority: TestAuthority, signed: bytes):
    found = signature_of(signed, original=PDF, roots=[authority.root])
    assert found is not None
    assert (found.signer, found.issuer, found.is_trusted) == (NAME, "Cơ quan chứng thực thử", True)
    assert found.at is not None


def test_a_root_nobody_knows_vouches_for_nobody(signed: bytes):
    for roots in ([], [make_authority("Cơ quan khác").root]):
        found = signature_of(signed, original=PDF, roots=roots)
        assert found is not None
        assert not found.is_trusted


def test_a_file_without_a_signature_or_of_another_paper_bears_none(signed: bytes):
    assert signature_of(PDF, original=PDF) is None
    assert signature_of(b"%PDF-1.7 scan", original=PDF) is None
    assert signature_of(signed, original=b"%PDF-1.7 another") is None
    assert signature_of(signed[1:], original=PDF) is None


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_whatever_is_changed_in_the_signature_is_found(signed: bytes, place: float):
    at = len(PDF) + signed[len(PDF) :].index(b"/Contents") + 30
    end = signed.index(b">", at)
    spot = at + int((min(end, at + 2000) - at) * place)
    digit = b"0" if signed[spot : spot + 1] != b"0" else b"1"
    with pytest.raises(PaperError, match="Chữ ký số trong tệp không đúng"):
        signature_of(signed[:spot] + digit + signed[spot + 1 :], original=PDF)


def test_what_was_added_after_signing_is_found(signed: bytes):
    with pytest.raises(PaperError):
        signature_of(signed + b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", original=PDF)


def test_a_file_that_only_looks_signed_is_refused():
    with pytest.raises(PaperError):
        signature_of(PDF + b"\n/ByteRange [0 1 2 3]", original=PDF)

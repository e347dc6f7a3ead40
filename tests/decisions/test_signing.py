"""A digital signature brought back in the issued PDF is found, checked and told on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from tests.decisions.deciding import AT, SCAN, Deciding
from tests.decisions.test_corrections import RIGHT, corrected
from tests.papers.signing import TestAuthority, make_authority

from thidua.core.errors import DomainError
from thidua.decisions.enums import DecisionState, SigningManner
from thidua.decisions.models import Decision, IssuedPaper
from thidua.decisions.services import signing
from thidua.foundation.models import Notice
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.register.models import Register
from thidua.register.queries.proofs import copy_of


@pytest.fixture(scope="module")
def authority() -> TestAuthority:
    return make_authority()


@pytest.fixture
def trusted(authority: TestAuthority) -> Iterator[None]:
    """Let the office trust the authority."""
    place = Path(settings.DATA) / "chung-thu" / "goc.pem"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(authority.root)
    yield
    place.unlink()


def attach(deciding: Deciding, decision: Decision, data: bytes, reason: str = "") -> IssuedPaper:
    stored = files.store(data, media_type="application/pdf", at=AT)
    assert decision.paper
    return signing.attach(decision.paper, stored, reason=reason, by=deciding.year.office, at=AT)


def page(deciding: Deciding, paper: IssuedPaper) -> str:
    client = deciding.commune.client(Role.OFFICE)
    shown: str = client.get(reverse("decisions:paper-detail", args=[paper.pk])).content.decode()
    return shown


@pytest.mark.usefixtures("trusted")
def test_a_signature_of_a_trusted_authority_signs_the_decision(
    deciding: Deciding, authority: TestAuthority, tmp_path: Path
):
    made = deciding.issued()
    signed = authority.sign(files.read(made.paper.pdf), "Lê Văn Chủ", tmp_path)
    paper = attach(deciding, made, signed)
    made.refresh_from_db()
    assert (paper.signed_manner, made.state) == (SigningManner.CERTIFICATE, DecisionState.SIGNED)
    shown = page(deciding, paper)
    assert "Chữ ký số của <b>Lê Văn Chủ</b>" in shown
    assert "Chưa có chứng thư gốc" not in shown


def test_a_signature_nobody_vouches_for_is_told_as_such(
    deciding: Deciding, authority: TestAuthority, tmp_path: Path
):
    made = deciding.issued()
    paper = attach(deciding, made, authority.sign(files.read(made.paper.pdf), "Lê Văn Chủ", tmp_path))
    assert "Chưa có chứng thư gốc" in page(deciding, paper)


def test_a_signature_of_another_name_needs_a_reason(
    deciding: Deciding, authority: TestAuthority, tmp_path: Path
):
    made = deciding.issued()
    signed = authority.sign(files.read(made.paper.pdf), "Ai Đó", tmp_path)
    with pytest.raises(
        signing.OtherNameError, match="Chứng thư mang tên Ai Đó, còn văn bản do Lê Văn Chủ ký"
    ):
        attach(deciding, made, signed)
    paper = attach(deciding, made, signed, "Chứng thư cấp trước khi đổi tên")
    assert "Chữ ký số của <b>Ai Đó</b>" in page(deciding, paper)


@pytest.mark.parametrize("name", ["LE VAN CHU", "Lê Văn Chủ - Chủ tịch", "ỦY BAN NHÂN DÂN XÃ CẨM LĨNH"])
def test_a_name_fits_without_marks_with_words_beside_it_or_as_the_seal_of_the_office(
    deciding: Deciding, authority: TestAuthority, tmp_path: Path, name: str
):
    made = deciding.issued()
    paper = attach(deciding, made, authority.sign(files.read(made.paper.pdf), name, tmp_path))
    assert paper.signed_manner == SigningManner.CERTIFICATE


def test_a_broken_signature_signs_nothing(deciding: Deciding, authority: TestAuthority, tmp_path: Path):
    made = deciding.issued()
    signed = authority.sign(files.read(made.paper.pdf), "Lê Văn Chủ", tmp_path)
    with pytest.raises(DomainError, match="Chữ ký số trong tệp không đúng"):
        attach(deciding, made, signed + b"\n1 0 obj\n<<>>\nendobj\n")
    made.refresh_from_db()
    assert made.state == DecisionState.ISSUED


def test_a_signed_copy_of_another_paper_is_a_scan_at_most(
    deciding: Deciding, authority: TestAuthority, tmp_path: Path
):
    first, second = deciding.three()[:2]
    made, other = deciding.issued(first), deciding.issued(second)
    paper = attach(deciding, made, authority.sign(files.read(other.paper.pdf), "Lê Văn Chủ", tmp_path))
    assert paper.signed_manner == SigningManner.PAPER


def test_a_scan_is_a_scan(deciding: Deciding):
    paper = attach(deciding, deciding.issued(), SCAN)
    assert paper.signed_manner == SigningManner.PAPER
    assert "Chữ ký số" not in page(deciding, paper)


def public_copy() -> str:
    register = Register.objects.get()
    return copy_of(register, register.size)


def test_the_register_names_nobody_before_the_decision_is_published(deciding: Deciding):
    made = deciding.signed()
    assert "Trần Thị Tốt" not in public_copy()
    signing.publish(made, expected=made.version, by=deciding.year.office, at=AT)
    assert "Trần Thị Tốt" in public_copy()
    assert f'"sha256": "{made.paper.signed_file_id}"' in public_copy()


def test_the_unit_is_told_of_a_signed_correction_of_its_line(deciding: Deciding):
    award = deciding.published(*deciding.three()).awards.get(position=1)
    made = corrected(deciding, award, RIGHT)
    (told,) = Notice.objects.filter(dedup_key__startswith="correction:")
    assert (told.unit_id, told.title) == (deciding.commune.units["Thôn 1"].pk, f"Đã đính chính: {RIGHT}")
    assert f"{made.paper}. Đã nhận giấy thì mang giấy cũ đến Văn phòng đổi." in told.detail
    assert told.url == f"/quyet-dinh-khen-thuong/{award.decision_id}/"

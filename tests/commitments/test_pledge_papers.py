"""Pledges on paper: printed, as PDF and Word, signed with the pen and scanned."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.commitments.pledged import AT, again, agreed, drafted, signed
from tests.pages import StrictClient

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import PledgeSignature
from thidua.commitments.queries.pledge_letter import pledge_letter
from thidua.commitments.services import pledge_signing
from thidua.commitments.services.pledge_signing import Seen
from thidua.organisation.enums import Role
from thidua.papers.official import Signature

pytestmark = pytest.mark.django_db
LOGIN = "thidua.organisation.web.backends.DeviceBackend"
PHOTO_OF_NOTHING = b"GIF89a not a photo"


@pytest.fixture
def office(season) -> StrictClient:
    return season.commune.client(Role.OFFICE)


def _head(season, village="Thôn 1") -> StrictClient:
    browser = StrictClient()
    browser.force_login(season.accounts[village], backend=LOGIN)
    return browser


def _url(name, *args):
    return reverse(f"commitments:{name}", args=args)


def _post(browser, url, **data):
    return browser.post(url, {"_once": str(uuid4()), **data})


def _text(response) -> str:
    return response.content.decode()


def test_paper_with_a_scan_that_is_none_is_refused(season, office):
    pledge = agreed(season)
    url = _url("pledge-sign-paper", pledge.pk)
    scan = SimpleUploadedFile("ky.gif", PHOTO_OF_NOTHING)
    bad = _post(office, url, dau=pledge.fingerprint, ten_unit="Nguyễn Văn A", scan=scan)
    assert bad.status_code == 422
    paper = SimpleUploadedFile("ky.pdf", b"%PDF-1.4 giao uoc")
    good = {"ten_unit": "Nguyễn Văn A", "ten_authority": "Đỗ Văn K", "chuc_authority": "Chủ tịch"}
    assert _post(office, url, dau=pledge.fingerprint, scan=paper, **good).status_code == 302
    scan_url = _url("pledge-scan", PledgeSignature.objects.first().pk)
    assert office.get(scan_url).content == b"%PDF-1.4 giao uoc"
    assert _head(season, "Thôn 2").get(scan_url).status_code == 404


def test_the_paper_prints_exactly_what_the_fingerprint_is_of(season):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN))
    paper = again(pledge).paper
    signatures = {one.side: one for one in pledge.signatures.all()}
    letter = pledge_letter(again(pledge), paper, signatures, "https://vi-du/giao-uoc/")
    printed = [letter.kind, *(block.text for block in letter.body)]
    assert "\n".join(printed) == paper.text
    assert [one.lines[1] for one in letter.signatures] == ["TRƯỞNG ĐƠN VỊ", "CHỦ TỊCH"]
    assert letter.parent == "ỦY BAN NHÂN DÂN\nXÃ CẨM LĨNH"
    assert pledge.spoken_fingerprint in letter.proof.text


def test_a_deputy_signs_in_the_place_of_the_chairman(season):
    pledge = again(agreed(season))
    deputy = PledgeSignature(manner="paper", name="Lê Thị B", title="Phó Chủ tịch UBND xã", at=AT)
    letter = pledge_letter(pledge, pledge.paper, {PledgeSide.AUTHORITY: deputy}, "")
    assert letter.signatures[1].lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert letter.signatures[0] == Signature(("ĐẠI DIỆN ĐƠN VỊ", "TRƯỞNG THÔN"))


def test_what_is_printed_once_signed_has_its_day(season, office):
    pledge = agreed(season)
    url = _url("pledge-print", pledge.pk)
    assert "ngày 06 tháng 5 năm 2024" not in _text(office.get(url))
    chairman = season.commune.actor(Role.CHAIRMAN)
    for side, by in ((PledgeSide.UNIT, season.heads["Thôn 1"]), (PledgeSide.AUTHORITY, chairman)):
        pledge_signing.sign(Seen(pledge, pledge.fingerprint), side, by=by, at=AT)
    assert "ngày 06 tháng 5 năm 2024" in _text(office.get(url))


def test_files_for_the_ceremony(season, office):
    pledge = agreed(season)
    pdf = office.get(_url("pledge-pdf", pledge.pk))
    assert pdf.content.startswith(b"%PDF")
    assert "giao-uoc-thon-1.pdf" in pdf["Content-Disposition"]
    assert office.get(_url("pledge-docx", pledge.pk)).content.startswith(b"PK")
    draft = drafted(season, "Thôn 2")
    refused = office.get(_url("pledge-pdf", draft.pk))
    assert "chưa có bản để ký" in _text(refused)
    assert office.get(_url("pledge-list-xlsx", season.movement.pk)).content.startswith(b"PK")

"""Pages of a dossier: its parts, writing and bringing one, returning, checking, taking all away."""

import io
import zipfile
from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.awards.commending import Year
from tests.awards.test_round_pages import fill
from tests.pages import MOST_QUERIES, queries_of
from tests.papers.docx_maker import official_letter
from tests.papers.hostile import cases

from thidua.awards.enums import NominationState, PaperState
from thidua.awards.models import DossierPaper, Nomination
from thidua.organisation.enums import Role


def url(name: str, *args: object) -> str:
    return reverse(f"awards:{name}", args=args)


def post(client, address: str, **more):
    return client.post(address, {"_once": str(uuid4()), **more})


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


def test_a_unit_writes_a_paper_that_is_prefilled(year: Year, office):
    one = year.put_forward("LDTT_CBCC", merits="Vận động 20 hộ.")
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    page = head.get(url("dossier-detail", one.pk)).text
    assert "Còn thiếu 3 văn bản" in page
    address = url("paper-write", one.pk, "report")
    assert "Vận động 20 hộ." in head.get(address).text
    assert post(head, address, text="").status_code == 422
    assert post(head, address, text="Đủ cả năm.").status_code == 302
    paper = DossierPaper.objects.get()
    assert (paper.text, paper.state) == ("Đủ cả năm.", PaperState.WRITTEN)
    assert f'value="{paper.at.isoformat()}"' in head.get(address).text
    assert "Còn thiếu 2 văn bản" in office.get(url("nomination-detail", one.pk)).text
    assert "Về đề nghị để gửi" not in head.get(url("dossier-detail", one.pk)).text
    year.write_papers(one)
    full = head.get(url("dossier-detail", one.pk)).text
    assert f'href="{url("nomination-detail", one.pk)}">Về đề nghị để gửi Văn phòng</a>' in full


def test_a_file_is_brought_and_read_again(year: Year, office):
    one = year.put_forward("CSTDCS")
    address = url("paper-write", one.pk, "proof")
    assert "Nội dung" not in office.get(address).text
    bad = post(office, address, scan=SimpleUploadedFile("a.exe", b"MZ"))
    assert bad.status_code == 422
    assert post(office, address, scan=SimpleUploadedFile("qd.pdf", b"%PDF-1.7 x")).status_code == 302
    got = office.get(url("paper-file", one.pk, "proof", "tep"))
    assert (got.content, got["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")


def test_a_word_file_is_brought_and_taken_away_as_it_came(year: Year, office):
    one = year.put_forward("CSTDCS")
    address, data = url("paper-write", one.pk, "proof"), official_letter(3)
    assert post(office, address, scan=SimpleUploadedFile("Sáng kiến.docx", data)).status_code == 302
    paper = DossierPaper.objects.get()
    assert (paper.file.sha256, paper.file_name) == (sha256(data).hexdigest(), "Sáng kiến.docx")
    assert "Tải tệp Word" in office.get(url("dossier-detail", one.pk)).text
    got = office.get(url("paper-file", one.pk, "proof", "tep"))
    assert (got.content, got["Content-Disposition"][:10]) == (data, "attachment")


@pytest.mark.parametrize(
    ("name", "told"), [("macro.docm", "Tệp có macro"), ("cu.doc", "Word đời cũ"), ("bang.xlsx", "bảng tính")]
)
def test_a_file_that_is_no_plain_word_is_refused_in_words(year: Year, office, name, told):
    one = year.put_forward("CSTDCS")
    data = next(data for case, data, _ in cases() if case == name)
    answer = post(office, url("paper-write", one.pk, "proof"), scan=SimpleUploadedFile(name, data))
    assert (answer.status_code, told in answer.text) == (422, True)
    assert not DossierPaper.objects.exists()


def test_the_office_returns_and_checks(year: Year, office):
    one = year.sent("LDTT_CBCC")
    year.write_papers(one)
    back = url("paper-return", one.pk, "report")
    assert post(office, back, reason="").status_code == 422
    assert post(office, back, reason="Thiếu số liệu.").status_code == 302
    assert "Thiếu số liệu." in office.get(url("dossier-detail", one.pk)).text
    assert post(office, url("paper-check", one.pk, "minutes")).status_code == 302
    assert DossierPaper.objects.get(key="minutes").state == PaperState.CHECKED


def test_papers_are_taken_away(year: Year, office):
    one = year.sent("LDTT_CBCC")
    year.write_papers(one)
    assert office.get(url("paper-file", one.pk, "report", "pdf")).content.startswith(b"%PDF-")
    assert office.get(url("paper-file", one.pk, "report", "docx")).content.startswith(b"PK")
    assert office.get(url("paper-file", one.pk, "report", "exe")).status_code == 404
    assert office.get(url("paper-file", one.pk, "count", "pdf")).status_code == 404
    packed = zipfile.ZipFile(io.BytesIO(office.get(url("dossier-zip", one.pk)).content))
    submission = packed.read("01-to-trinh-de-nghi-khen-thuong.docx")
    assert "TRƯỞNG THÔN" in zipfile.ZipFile(io.BytesIO(submission)).read("word/document.xml").decode()
    assert packed.namelist() == [
        "01-to-trinh-de-nghi-khen-thuong.docx",
        "02-bao-cao-thanh-tich.docx",
        "03-bien-ban-binh-xet.docx",
    ]


def test_a_round_has_one_submission_with_its_list(year: Year, office):
    address = url("round-submission", year.round.pk, "docx")
    assert office.get(address).status_code == 409
    year.accepted("LDTT_CBCC")
    assert office.get(address).content.startswith(b"PK")
    assert office.get(url("round-submission", year.round.pk, "pdf")).content.startswith(b"%PDF-")


def test_a_missing_paper_the_law_is_not_sure_of_asks_for_a_reason(year: Year, office):
    simple = year.another_round(name="Khen đột xuất", merit="dot_xuat", is_simple=True)
    one = year.sent("GK", round=simple)
    year.confirm_all(one)
    post(office, url("paper-write", one.pk, "submission"), text="Đề nghị khen ngay.")
    address = url("nomination-step", one.pk, "nhan")
    assert "Tóm tắt thành tích" in office.get(address).text
    assert post(office, address, _version=one.version).status_code == 422
    assert post(office, address, _version=one.version, reason="Cứu người.").status_code == 302
    one.refresh_from_db()
    assert one.state == NominationState.ACCEPTED


def test_the_number_of_queries_does_not_grow(year: Year, office):
    few, many = (Nomination.objects.filter(round=fill(year, number)).first() for number in (3, 30))
    counts = [queries_of(office, url("dossier-detail", one.pk)) for one in (few, many)]
    assert counts[0] == counts[1] <= MOST_QUERIES

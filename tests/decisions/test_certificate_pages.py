import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult
from tests.commune import PASSWORD, Commune
from tests.decisions.granted import AT, DAY, decision, name_of, paper
from tests.pages import StrictClient

from thidua.core.errors import DomainError
from thidua.decisions.enums import BatchState, PaperState
from thidua.decisions.models import (
    Award,
    Certificate,
    CertificateBatch,
    CertificateStock,
    FundEntry,
    IssuedPaper,
    PaperDraft,
    Payment,
)
from thidua.decisions.services import certificates, printing, revocation
from thidua.decisions.services.certificates import Printing
from thidua.decisions.services.revocation import Ground
from thidua.decisions.web.views import certificates as views
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Person
from thidua.register.models import Register
from thidua.register.queries.proofs import copy_of
from thidua.register.services import erasing
from thidua.register.services.erasing import Request

pytestmark = pytest.mark.django_db
ONCE = {"_once": "0c9a2d2e-0000-4000-8000-000000000001"}
LINK = "http://testserver/xac-minh/"
BASIS = "Luật Thi đua, khen thưởng 2022, điều 93"


def _printed(commune: Commune, count: int = 1, **more: int) -> list[Certificate]:
    made = decision(commune, count, **more)
    drawn = certificates.draw(made, Printing(LINK), at=AT)
    batch = certificates.issue(made, drawn, by=commune.actor(Role.OFFICE), at=AT)
    return [*batch.certificates.select_related("award").order_by("place")]


def _revoke(commune: Commune, award: Award, due: int = 0) -> None:
    told = paper(commune, f"Hủy khen thưởng đối với {award.recipient}")
    ground = Ground(told, BASIS, "Kê khai sai tên hàng xóm", due)
    revocation.revoke(award, ground, by=commune.actor(Role.CHAIRMAN), at=AT)


def test_the_code_scanned_from_the_printed_page_leads_to_the_check(commune: Commune, client: StrictClient):
    made, office = decision(commune, 2), commune.client(Role.OFFICE)
    url = f"/khen-thuong/giay/theo/{made.pk}/"
    assert "Còn 2 giấy chưa in" in office.get(url).content.decode()
    shown = office.post(url, ONCE, follow=True).content.decode()
    assert "Đã in 2 giấy" in shown
    batch = CertificateBatch.objects.get()
    answer = office.get(f"/khen-thuong/giay/dot/{batch.pk}/giay.pdf")
    document = pypdfium2.PdfDocument(answer.content)
    scanned = [zxingcpp.read_barcodes(page.render(scale=3).to_pil())[0].text for page in document]
    for number, address in enumerate(scanned):
        page = client.get(address.removeprefix("http://testserver"), follow=True).content.decode()
        assert "Giấy này có thật và còn giá trị" in page
        assert name_of(number) in page
        assert 'Số <span class="nb">01/QĐ-UBND</span>, ngày 20/12/2025' in page
        assert f'<dt>Số sổ vàng</dt><dd class="num">0{number + 1}/2025</dd>' in page
        assert "noindex" in page


def test_the_number_of_the_golden_book_is_told_as_it_stands_on_the_paper(
    commune: Commune, client: StrictClient
):
    (one,) = _printed(commune)
    Award.objects.update(book_number=31)
    listed = commune.client(Role.OFFICE).get(f"/khen-thuong/giay/theo/{one.award.decision_id}/")
    assert 'data-l="Số sổ vàng">01/2025</td>' in listed.content.decode()
    shown = client.get(f"/xac-minh/{one.code}/").content.decode()
    assert '<dt>Số sổ vàng</dt><dd class="num">01/2025</dd>' in shown


def test_the_proof_beside_the_page_is_checked_without_the_network(
    commune: Commune, client: StrictClient, tmp_path: Path
):
    (one,) = _printed(commune)
    page = client.get(f"/xac-minh/{one.code}/").content.decode()
    leaf = one.leaf
    base = f"/so-vang/{leaf.register.name}"
    for name, url in (
        ("verify.py", "/so-vang/verify.py"),
        ("khoa.txt", f"{base}/khoa.txt"),
        ("giay.json", f"{base}/bang-chung-{leaf.shown_number}.json"),
    ):
        assert url in page
        (tmp_path / name).write_bytes(client.get(url).content)
    command = [sys.executable, "-I", "-S", "verify.py", "--giay", "giay.json", "khoa.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert one.code not in done.stdout
    told = sha256(one.code.encode()).hexdigest()
    assert told in done.stdout
    assert told in page
    assert name_of(0) in done.stdout


def test_a_code_nobody_carries_is_told_so(commune: Commune, client: StrictClient):
    (one,) = _printed(commune)
    for typed in ("AAAAAAAAAAAA", "abc", one.code[:-1]):
        answer = client.get(f"/xac-minh/{typed}/")
        assert answer.status_code == 404
        assert "Không có giấy nào mang mã này" in answer.content.decode()
    assert "AAAA AAAA AAAA" in client.get("/xac-minh/AAAAAAAAAAAA/").text


def test_a_code_is_typed_in_fours(commune: Commune, client: StrictClient):
    (one,) = _printed(commune)
    typed = f"{one.code[:4].lower()} {one.code[4:8]}-{one.code[8:]}"
    assert "còn giá trị" in client.get("/xac-minh/", {"ma": typed}, follow=True).content.decode()
    assert "Mã gồm 12 chữ và số" in client.get("/xac-minh/", {"ma": "K7QM"}).content.decode()


def test_a_replaced_certificate_says_so(commune: Commune, client: StrictClient):
    (old,) = _printed(commune)
    office = commune.client(Role.OFFICE)
    url = f"/khen-thuong/giay/{old.pk}/cap-lai/"
    assert "Ghi lý do cấp lại" in office.post(url, {**ONCE, "reason": ""}).content.decode()
    shown = office.post(url, {**ONCE, "reason": "Giấy bị ướt"}, follow=True).content.decode()
    assert "Đã cấp lại giấy, lần 2" in shown
    assert "Cấp lại lần 2: Giấy bị ướt" in shown
    page = client.get(f"/xac-minh/{old.code}/").content.decode()
    assert "Giấy này đã được cấp lại" in page
    new = Certificate.objects.get(copy=2)
    assert new.code not in page
    assert "còn giá trị" in client.get(f"/xac-minh/{new.code}/").content.decode()


def test_a_revoked_certificate_shows_decision_and_ground_and_keeps_the_reason(
    commune: Commune, client: StrictClient
):
    (one,) = _printed(commune)
    _revoke(commune, one.award)
    page = client.get(f"/xac-minh/{one.code}/").content.decode()
    assert "Giấy này đã bị hủy, không còn giá trị" in page
    assert 'Quyết định số <span class="nb">02/QĐ-UBND</span>, ngày 20/12/2025' in page
    assert BASIS in page
    assert "hàng xóm" not in page


def test_a_page_whose_words_were_erased_names_nobody(commune: Commune, client: StrictClient):
    (one,) = _printed(commune)
    asked = Request("đơn ngày 19/12/2025", "Theo đơn")
    erasing.erase_person(one.leaf.parts.get(), asked, by=commune.actor(Role.OFFICE), at=AT)
    page = client.get(f"/xac-minh/{one.code}/").content.decode()
    assert "Đã xóa ngày 20/12/2025 theo đơn ngày 19/12/2025" in page
    assert name_of(0) not in page


def test_the_code_leads_to_the_public_address_where_one_is_set(commune: Commune, settings):
    made, office = decision(commune, 1), commune.client(Role.OFFICE)
    url = f"/khen-thuong/giay/theo/{made.pk}/"
    assert "dẫn về http://testserver/xac-minh/" in office.get(url).content.decode()
    local = office.get(url, headers={"host": "localhost:8000"}).content.decode()
    assert "chỉ mở được ở máy này:</b> http://localhost:8000/xac-minh/" in local
    settings.PUBLIC_URL = "https://thidua.xa.example"
    page = office.get(url, headers={"host": "localhost:8000"}).content.decode()
    assert "dẫn về https://thidua.xa.example/xac-minh/" in page
    office.post(url, ONCE)
    assert CertificateBatch.objects.get().link == "https://thidua.xa.example/xac-minh/"


def test_what_follows_an_erasure_names_nobody_again(commune: Commune, client: StrictClient):
    (one,) = _printed(commune)
    office = commune.actor(Role.OFFICE)
    erasing.erase_person(one.leaf.parts.get(), Request("đơn", "Theo đơn"), by=office, at=AT)
    with pytest.raises(DomainError, match="đã xóa theo yêu cầu"):
        certificates.reissue(one, Printing(LINK), reason="Giấy bị ướt", by=office, at=AT)
    assert name_of(0) not in client.get(f"/xac-minh/{one.code}/").content.decode()
    _revoke(commune, one.award)
    register = Register.objects.get()
    assert name_of(0) not in copy_of(register, register.size)


def test_the_page_shows_nothing_that_is_not_on_the_paper(commune: Commune, client: StrictClient):
    (one,) = _printed(commune, paid=351_000)
    person = one.award.person
    person.birth_date = DAY - timedelta(days=12_000)
    person.phone = "0912 345 678"
    person.save()
    page = client.get(f"/xac-minh/{one.code}/").content.decode()
    assert "345 678" not in page
    assert f"{person.birth_date:%d/%m/%Y}" not in page
    assert "351" not in page


def test_a_long_list_is_left_to_the_worker(commune: Commune, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "_AT_ONCE", 2)
    made, office = decision(commune, 3), commune.client(Role.OFFICE)
    shown = office.post(f"/khen-thuong/giay/theo/{made.pk}/", ONCE, follow=True).content.decode()
    assert "Đang in 3 giấy" in shown
    task = DBTaskResult.objects.get()
    batch_id, user_id = task.args_kwargs["args"]
    waiting = CertificateBatch.objects.get(pk=batch_id)
    assert waiting.state == BatchState.WAITING
    Authority.objects.update(stands_on=DAY)  # the worker writes down the day of the office, as pages do
    assert printing.print_waiting(waiting.pk, user_id, at=AT + timedelta(days=300)) == BatchState.DONE
    assert printing.print_waiting(waiting.pk, user_id, at=AT) == BatchState.DONE
    assert {localdate(one.issued_at) for one in Certificate.objects.all()} == {DAY}
    assert Certificate.objects.count() == 3
    assert "Tải tệp 3 giấy" in office.get(f"/khen-thuong/giay/theo/{made.pk}/").content.decode()


def test_why_a_long_list_could_not_be_printed_is_shown(commune: Commune):
    made, office = decision(commune, 3), commune.client(Role.OFFICE)
    by = commune.actor(Role.OFFICE)
    waiting = certificates.order(made, Printing(LINK), by=by, at=AT)
    Award.objects.filter(position=2).update(recipient="Nguyễn 漢")
    assert by.user_id is not None
    assert printing.print_waiting(waiting.pk, by.user_id, at=AT) == BatchState.FAILED
    shown = office.get(f"/khen-thuong/giay/theo/{made.pk}/").content.decode()
    assert "Chưa in được 3 giấy" in shown
    assert "漢" in shown
    assert not Certificate.objects.exists()


def test_a_letter_outside_the_font_is_told_at_once(commune: Commune):
    made, office = decision(commune, 1), commune.client(Role.OFFICE)
    Award.objects.update(recipient="Nguyễn 漢")
    answer = office.post(f"/khen-thuong/giay/theo/{made.pk}/", ONCE)
    assert answer.status_code >= 400
    assert "漢" in answer.content.decode()


def test_stocks_are_written_tried_and_changed(commune: Commune):
    office = commune.client(Role.OFFICE)
    sent = {**ONCE, "name": "Phôi 2025", "right": "2,5", "down": "-1", "has_frame": "on"}
    assert "Đã thêm phôi" in office.post("/khen-thuong/giay/phoi/them/", sent, follow=True).content.decode()
    stock = CertificateStock.objects.get()
    assert (str(stock.right), str(stock.down), stock.has_frame) == ("2.5", "-1.0", True)
    page = pypdfium2.PdfDocument(office.get(f"/khen-thuong/giay/phoi/{stock.pk}/in-thu.pdf").content)[0]
    assert "dời phải 2,5 mm" in page.get_textpage().get_text_bounded()
    url = f"/khen-thuong/giay/phoi/{stock.pk}/"
    again = {**sent, "_once": "0c9a2d2e-0000-4000-8000-000000000002", "_version": "1"}
    assert "từ -30 đến 30" in office.post(url, {**again, "right": "31"}).content.decode()
    assert CertificateStock.objects.get().right == stock.right
    assert "Đã sửa phôi" in office.post(url, {**again, "right": "3"}, follow=True).content.decode()
    other = {**sent, "_once": "0c9a2d2e-0000-4000-8000-000000000003"}
    assert "Đã có phôi" in office.post("/khen-thuong/giay/phoi/them/", other).content.decode()


def _stays(client: StrictClient, url: str, sent: dict[str, str], *told: str) -> None:
    """A refused form comes back with its sentence, and with what was typed."""
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert [words for words in told if words not in answer.content.decode()] == []


def test_an_award_is_revoked_and_its_money_comes_back(commune: Commune):
    (one,) = _printed(commune, paid=351_000)
    office, chairman = commune.client(Role.OFFICE), commune.client(Role.CHAIRMAN)
    entry = FundEntry.objects.create(
        authority=commune.authority,
        year=2025,
        on=DAY,
        amount=-351_000,
        paper="Phiếu chi 1",
        note="Tiền thưởng",
        added_by="Văn phòng",
        added_at=AT,
    )
    Payment.objects.create(
        award=one.award, entry=entry, on=DAY, received_by="Ánh", noted_by="Văn phòng", noted_at=AT
    )
    cancelling = paper(commune, f"Hủy khen thưởng đối với {one.award.recipient}")
    other = paper(commune, "Hủy khen thưởng đối với Nguyễn Văn Khác")
    url = f"/khen-thuong/huy/{one.award_id}/"
    seen = office.get(url).content.decode()
    assert all(words in seen for words in ("Soạn quyết định hủy", "Chỉ Chủ tịch được hủy khen thưởng"))
    assert 'value="351.000"' not in seen
    shown = chairman.get(url).content.decode()
    assert 'value="351.000"' in shown
    assert f"Số {cancelling.number} ngày 20/12/2025: {cancelling.title}" in shown
    assert other.title not in shown
    sent = {**ONCE, "paper": str(cancelling.pk), "basis": BASIS, "reason": "Kê khai sai", "due": "351.000"}
    _stays(chairman, url, {**sent, "password": "sai-mat-khau"})
    sent["password"] = PASSWORD
    _stays(chairman, url, {**sent, "paper": str(other.pk)})
    assert office.post(url, sent).status_code == 403
    _stays(chairman, url, {**sent, "due": "900.000"}, "không được nhiều hơn tiền đã chi", "Kê khai sai")
    _stays(chairman, url, {**sent, "basis": ""}, "Ghi căn cứ pháp lý")
    shown = chairman.post(url, sent, follow=True).content.decode()
    assert "Đã hủy khen thưởng" in shown
    listed = reverse("decisions:decision-detail", args=[one.award.decision_id])
    assert "Ghi tiền nộp lại" in office.get(listed).content.decode()
    back = f"/khen-thuong/huy/{one.award.revocation.pk}/nop-lai/"
    told = {"_once": "0c9a2d2e-0000-4000-8000-000000000002", "on": "21/12/2025", "paper": "Phiếu thu 3"}
    _stays(office, back, {**told, "on": "01/12/2025"}, "Ngày nộp lại phải từ ngày", "Phiếu thu 3")
    assert "sổ quỹ" in office.post(back, told, follow=True).content.decode()
    assert [*FundEntry.objects.order_by("amount").values_list("amount", flat=True)] == [-351_000, 351_000]


def test_the_decision_that_ends_an_award_is_begun_from_it(commune: Commune):
    award = Award.objects.get(decision=decision(commune, 1, paid=710_000))
    Person.objects.filter(pk=award.person_id).update(is_female=True)
    office = commune.client(Role.OFFICE)
    asked = office.get(reverse("decisions:award-revoke", args=[award.pk])).content.decode()
    address = f"{reverse('decisions:draft-new')}?mau=huy-khen-thuong&khen-thuong={award.pk}"
    assert address.replace("&", "&amp;") in asked
    begun = office.get(address).content.decode()
    assert f"Về việc hủy bỏ khen thưởng đối với bà {award.recipient}" in begun
    assert "Căn cứ Điều 93 Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022" in begun
    assert "Căn cứ Luật Tổ chức chính quyền địa phương" in begun
    assert "Kính gửi" not in begun
    assert "710.000 đồng tiền thưởng" in begun
    said = {"title": "Hủy bỏ khen thưởng", "on": "20/12/2025", "body": "Điều 1. Hủy bỏ."}
    signer = {"signer": "Lê Văn A", "signer_title": "Chủ tịch", "bases": "Căn cứ Điều 93 Luật Thi đua"}
    office.post(address, {**ONCE, **said, **signer})
    draft = PaperDraft.objects.get(revokes=award)
    asked = reverse("decisions:award-revoke", args=[award.pk])
    assert reverse("decisions:draft-detail", args=[draft.pk]) in office.get(asked).content.decode()
    PaperDraft.objects.update(paper=paper(commune, draft.title), state=PaperState.ISSUED)
    ready = commune.client(Role.CHAIRMAN).get(asked).content.decode()
    assert f'value="{IssuedPaper.objects.get(draft=draft).pk}" id="id_paper_0" checked' in ready
    assert 'value="Điều 93 Luật Thi đua"' in ready
    assert office.get(reverse("decisions:draft-new") + "?mau=huy-khen-thuong").status_code == 409


def test_an_award_without_a_certificate_is_revoked_from_its_decision(commune: Commune):
    made = decision(commune, 1)
    Award.objects.update(kind_code="LDTT_ND", kind_name="Lao động tiên tiến")
    (award,) = Award.objects.all()
    link, page = f"/khen-thuong/huy/{award.pk}/", reverse("decisions:decision-detail", args=[made.pk])
    assert link in commune.client(Role.OFFICE).get(page).content.decode()
    assert link not in commune.client(Role.COUNCIL).get(page).content.decode()
    _revoke(commune, award)
    shown = commune.client(Role.OFFICE).get(page).content.decode()
    assert link not in shown
    assert "Đã hủy" in shown


def test_a_certificate_is_found_by_code_or_name(commune: Commune):
    made = _printed(commune, 3)
    office = commune.client(Role.OFFICE)
    shown = office.get("/khen-thuong/giay/", {"tim": made[1].spoken_code}).content.decode()
    assert name_of(1) in shown
    assert name_of(0) not in shown
    assert name_of(2) in office.get("/khen-thuong/giay/", {"tim": "Huy"}).content.decode()
    assert "Không thấy giấy nào" in office.get("/khen-thuong/giay/", {"tim": "Đào"}).content.decode()


@pytest.mark.parametrize("page", ["list", "decision", "check"])
def test_pages_take_as_many_queries_for_thirty_as_for_three(commune: Commune, page: str):
    office = commune.client(Role.OFFICE)

    def statements(count: int) -> int:
        made = _printed(commune, count)
        _revoke(commune, made[0].award)
        url = {
            "list": "/khen-thuong/giay/?tim=Huy",
            "decision": f"/khen-thuong/giay/theo/{made[0].award.decision_id}/",
            "check": f"/xac-minh/{made[0].code}/",
        }[page]
        with CaptureQueriesContext(connection) as seen:
            assert office.get(url).status_code == 200
        return len(seen)

    few = statements(3)
    assert statements(30) == few <= 12

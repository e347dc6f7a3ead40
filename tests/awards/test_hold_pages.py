"""The pages of holds: put down with a paper, found, changed, lifted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.awards.test_holds import AT, PAPER, facts
from tests.commune import Commune
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.models import Hold
from thidua.awards.services import holds
from thidua.organisation.enums import Role


def address(name: str, *args: object) -> str:
    return reverse(f"awards:{name}", args=args)


def text_of(response: object) -> str:
    return response.content.decode()


def send(browser: Client, url: str, status: int = 302, **data: object) -> object:
    response = browser.post(url, {"_once": str(uuid4()), **data})
    assert response.status_code == status, text_of(response)[:2000]
    return response


def wait(commune: Commune, names: list[str]) -> None:
    """Let praise of so many persons wait since yesterday, without a last day."""
    now = timezone.now()
    values = {"kind": "complaint", "document_number": "12/TB-UBND", "reason": "Đơn về thu quỹ"}
    day = timezone.localdate() - timedelta(days=1)
    Hold.objects.bulk_create(
        Hold(authority=commune.authority, person_name=name, starts_on=day, added_at=now, **values)
        for name in names
    )


def test_a_hold_is_put_down_with_its_paper_and_lifted(commune: Commune):
    browser = commune.client(Role.OFFICE)
    paper = SimpleUploadedFile("tb.pdf", b"%PDF-1.4 thong bao")
    data = {
        "unit": commune.units["Thôn 1"].pk,
        "kind": "complaint",
        "document_number": "12/TB-UBND",
        "reason": "Đơn về thu quỹ",
        "starts_on": "01/05/2024",
        "scan": paper,
    }
    send(browser, address("hold-new"), **data)
    hold = Hold.objects.get()
    assert "Thôn 1" in text_of(browser.get(address("hold-list")))
    assert browser.get(address("hold-file", hold.pk)).content == b"%PDF-1.4 thong bao"
    send(browser, address("hold-detail", hold.pk), reason="Đã kết luận", _version=hold.version)
    assert "Không có việc nào" in text_of(browser.get(address("hold-list")))
    assert "đã gỡ" in text_of(browser.get(address("hold-list") + "?tat-ca=1"))


def test_a_hold_needs_somebody(commune: Commune):
    browser = commune.client(Role.CHAIRMAN)
    data = {"kind": "violation", "document_number": "1", "reason": "a", "starts_on": "01/05/2024"}
    answer = send(browser, address("hold-new"), 422, **data)
    assert "Chọn đơn vị hoặc ghi tên cá nhân" in text_of(answer)


def test_the_page_changes_it_and_shows_what_was(commune: Commune):
    made = holds.add(facts(commune), by=commune.actor(Role.OFFICE), at=AT)
    browser, url = commune.client(Role.OFFICE), address("hold-change", made.pk)
    assert "31/05/2024" in text_of(browser.get(url))
    data = {"ends_on": "30/6/2024", "document_number": PAPER, "_version": 1, "_once": str(uuid4())}
    assert browser.post(url, data).status_code == 422
    assert browser.post(url, {**data, "reason": "Gia hạn xác minh"}).status_code == 302
    page = text_of(browser.get(address("hold-detail", made.pk)))
    assert "31/05/2024 → <b>30/06/2024</b>" in page
    assert "Gia hạn xác minh" in page


def test_a_hold_is_found_by_name_and_by_paper(commune: Commune):
    wait(commune, ["Trần Thị Mười", "Lê Văn Ân"])
    browser, url = commune.client(Role.INSPECTOR), address("hold-list")
    found = text_of(browser.get(url, {"tim": "tran muoi"}))
    assert "Trần Thị Mười" in found
    assert "Lê Văn Ân" not in found
    assert "2 việc" in text_of(browser.get(url, {"tim": "12/tb"}))
    assert "Không có việc nào có “Vũ”" in text_of(browser.get(url, {"tim": "Vũ"}))


def test_who_judges_comes_to_the_list_from_the_page_of_awards(commune: Commune):
    for role, sees in ((Role.INSPECTOR, True), (Role.EDITOR, False)):
        page = text_of(commune.client(role).get(address("round-list")))
        assert (address("hold-list") in page) is sees
    assert "Không có việc nào đang tạm dừng" in text_of(
        commune.client(Role.COUNCIL).get(address("hold-list"))
    )


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_asks_no_more_for_more_rows(commune: Commune, count: int):
    wait(commune, [f"Người thứ {number}" for number in range(count)])
    browser = commune.client(Role.OFFICE)
    assert queries_of(browser, address("hold-list")) <= MOST_QUERIES
    assert text_of(browser.get(address("hold-list"))).count("<tr>") == min(count, 50) + 1

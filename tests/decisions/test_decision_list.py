"""The list of decisions: what praises, takes back, decides else; found by kind, state, year and words."""

import io

import pytest
from django.test import Client
from lxml import html
from python_calamine import CalamineWorkbook
from tests.decisions.deciding import AT, SCAN, Deciding
from tests.decisions.test_decision_pages import url
from tests.decisions.test_drafts import begun, sign
from tests.pages import MOST_QUERIES, queries_of

from thidua.decisions.enums import PaperKind
from thidua.decisions.models import IssuedPaper
from thidua.decisions.services import drafts
from thidua.organisation.enums import Role

TAKING_BACK = "Về việc hủy bỏ khen thưởng đối với Trần Thị Tốt"
OTHER = "Kiện toàn Hội đồng Thi đua - Khen thưởng"


@pytest.fixture
def office(deciding: Deciding) -> Client:
    return deciding.commune.client(Role.OFFICE)


def decided(deciding: Deciding, title: str) -> IssuedPaper:
    made = begun(deciding, kind=PaperKind.DECISION, title=title)
    paper = drafts.issue(made, expected=made.version, by=deciding.year.chairman, at=AT).paper
    assert paper is not None
    return paper


def listed(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    page = html.fromstring(client.get(url("decision-list") + query).content.decode())
    return [
        (
            row.xpath("th")[0].text_content(),
            row.xpath("td[@data-l='Loại']")[0].text_content(),
            row.xpath("td[@data-l='Trạng thái']")[0].text_content().strip(),
        )
        for row in page.xpath("//tbody/tr")
    ]


def test_decisions_that_take_back_stand_in_the_list_with_their_kind(deciding: Deciding, office: Client):
    deciding.issued()
    sign(deciding, decided(deciding, TAKING_BACK), SCAN)
    decided(deciding, OTHER)
    begun(deciding, kind=PaperKind.DECISION, title=TAKING_BACK)
    begun(deciding, title="V/v gửi hồ sơ")
    assert sorted(listed(office)) == sorted(
        [
            ("01/QĐ-UBND. Về việc khen thưởng thành tích năm 2024", "Khen thưởng", "Đã ban hành"),
            (f"02/QĐ-UBND. {TAKING_BACK}", "Hủy khen thưởng", "Đã ký"),
            (f"03/QĐ-UBND. {OTHER}", "Quyết định khác", "Đã ban hành"),
            (TAKING_BACK, "Hủy khen thưởng", "Đang soạn"),
        ]
    )
    for query, count in {
        "?loai=huy": 2,
        "?loai=khac": 1,
        "?loai=khen-thuong": 1,
        "?loai=lạ&trang-thai=lạ": 4,
        "?trang-thai=issued": 2,
        "?trang-thai=signed": 1,
        "?trang-thai=draft": 1,
        "?trang-thai=published": 0,
        "?nam=2024": 4,
        "?nam=2023": 0,
        "?tim=Trần Thị Tốt": 3,
        "?tim=03/QĐ": 1,
    }.items():
        assert len(listed(office, query)) == count, query


def test_what_takes_back_is_known_in_each_spelling(deciding: Deciding, office: Client):
    titles = ["Hủy bỏ khen thưởng", "Về việc huỷ bỏ khen thưởng", "HUỶ BỎ KHEN THƯỞNG", "THU HỒI Giấy khen"]
    for title in titles:
        begun(deciding, kind=PaperKind.DECISION, title=title)
    found = listed(office, "?loai=huy")
    assert {(title, kind) for title, kind, _ in found} == {(one, "Hủy khen thưởng") for one in titles}
    assert listed(office, "?loai=khac") == []


def test_each_line_leads_to_its_page_and_all_go_into_the_workbook(deciding: Deciding, office: Client):
    deciding.issued()
    decided(deciding, TAKING_BACK)
    begun(deciding, kind=PaperKind.DECISION, title=OTHER)
    page = html.fromstring(office.get(url("decision-list")).content.decode())
    links = page.xpath("//tbody//a/@href")
    assert [office.get(link).status_code for link in links] == [200, 200, 200]
    book = CalamineWorkbook.from_filelike(io.BytesIO(office.get(url("decision-list-xlsx")).content))
    kinds = {cell for row in book.get_sheet_by_index(0).to_python() for cell in row}
    assert {"Khen thưởng", "Hủy khen thưởng", "Quyết định khác"} <= kinds


def test_who_writes_no_papers_sees_no_drafts_of_them(deciding: Deciding):
    begun(deciding, kind=PaperKind.DECISION, title=TAKING_BACK)
    assert listed(deciding.commune.client(Role.COUNCIL)) == []
    assert len(listed(deciding.commune.client(Role.CHAIRMAN))) == 1


def test_the_list_costs_the_same_for_three_and_thirty(deciding: Deciding, office: Client):
    deciding.drafted()
    decided(deciding, TAKING_BACK)
    begun(deciding, kind=PaperKind.DECISION)
    few = queries_of(office, url("decision-list"))
    for _ in range(30):
        begun(deciding, kind=PaperKind.DECISION)
    assert queries_of(office, url("decision-list")) == few <= MOST_QUERIES

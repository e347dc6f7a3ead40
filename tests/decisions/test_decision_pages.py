"""The pages of decisions: the way from passed nominations to a published decision, and what is refused."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import PASSWORD, make_commune
from tests.decisions.deciding import AT, DAY, SCAN, Deciding
from tests.pages import MOST_QUERIES, StrictClient, queries_of

from thidua.awards.models import Nomination
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision, FundEntry, IssuedPaper, PaperDraft, Payment
from thidua.decisions.queries.warned import Warned
from thidua.decisions.services import decisions
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Person


@pytest.fixture
def office(deciding: Deciding) -> Client:
    return deciding.commune.client(Role.OFFICE)


@pytest.fixture
def chairman(deciding: Deciding) -> Client:
    return deciding.commune.client(Role.CHAIRMAN)


def url(name: str, *args: object) -> str:
    return reverse(f"decisions:{name}", args=args)


def words_of(response) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def send(client: Client, address: str, **data: object):
    return client.post(address, {"_once": str(uuid4()), **data})


def filled(response) -> dict[str, object]:
    """Return what the form of a page would send as it stands."""
    form = html.fromstring(response.content.decode()).xpath("//form[@method='post']")[-1]
    return {name: form.fields[name] for name in form.fields if name and form.fields[name] is not None} | {
        name: [box.get("value") for box in form.xpath(f".//input[@name='{name}'][@checked]")]
        for name in {box.get("name") for box in form.xpath(".//input[@type='checkbox']")}
    }


def test_a_draft_is_written_from_what_passed(deciding: Deciding, office: Client):
    passed = deciding.three()
    address = url("decision-new", deciding.year.round.pk)
    assert "3 đề nghị đã được thông qua" in words_of(office.get(url("decision-list")))
    told = filled(office.get(address)) | {"decided_on": "20/12/2024"}
    assert len(told["nominations"]) == len(passed)
    assert office.post(address, told).status_code == 302
    made = Decision.objects.get()
    page = words_of(office.get(url("decision-detail", made.pk)))
    assert "Điều 1. Tặng Giấy khen" in page
    assert "Dự thảo chưa rà soát" in page
    assert office.get(url("decision-preview", made.pk)).content.startswith(b"%PDF")
    assert send(office, url("decision-submit", made.pk), _version=made.version).status_code == 302


def test_it_is_issued_once_reasons_stand_and_the_password_is_right(deciding: Deciding, chairman: Client):
    Authority.objects.update(stands_on=DAY)
    made = deciding.submitted(*deciding.three())
    review = chairman.get(url("decision-review", made.pk))
    assert "Quỹ còn 0 đồng, danh sách cần 3.180.000 đồng." in words_of(review)
    assert "Cảnh báo cần ghi lý do: 0" not in words_of(review)
    issue = url("decision-issue", made.pk)
    early = chairman.get(issue)
    assert ("Chưa ban hành được: " in words_of(early), 'name="password"' in early.text) == (True, False)
    refused = send(chairman, issue, password=PASSWORD, _version=made.version)
    assert "cảnh báo chưa có lý do" in words_of(refused)
    reasons = {name: "Đã họp bàn." for name in filled(review) if name.startswith("ly-do-")}
    assert send(chairman, url("decision-review", made.pk), **reasons).status_code == 302
    done = chairman.get(url("decision-review", made.pk))
    assert "Cảnh báo đã có lý do: " in words_of(done)
    assert f'btn-primary" href="{issue}"' in done.text
    assert ": mọi cảnh báo đã có lý do." in words_of(chairman.get(issue))
    wrong = send(chairman, issue, password="sai", _version=made.version)
    assert "Mật khẩu chưa đúng." in words_of(wrong)
    assert not IssuedPaper.objects.exists()
    assert send(chairman, issue, password=PASSWORD, _version=made.version).status_code == 302
    assert "Quyết định 01/QĐ-UBND" in words_of(chairman.get(url("decision-detail", made.pk)))


def test_it_is_published_once_the_signed_copy_is_there(deciding: Deciding, office: Client):
    made, stranger = deciding.issued(), StrictClient()
    assert "chưa có bản đã ký nên chưa chi tiền" in words_of(office.get(url("payment-list", made.pk)))
    publish = url("decision-publish", made.pk)
    assert send(office, publish, _version=made.version).status_code == 403
    scan = SimpleUploadedFile("quyet-dinh.pdf", SCAN)
    assert send(office, url("paper-sign", made.paper_id), scan=scan).status_code == 302
    made.refresh_from_db()
    assert made.state == DecisionState.SIGNED
    assert stranger.get(url("decision-public", made.pk)).status_code == 404
    assert stranger.get(url("decision-public-file", made.pk)).status_code == 404
    assert send(office, publish, _version=made.version).status_code == 302
    assert stranger.get(url("decision-public-file", made.pk)).content == SCAN


def test_strangers_read_what_stands_on_the_paper_with_its_legal_ground(deciding: Deciding):
    made, stranger = deciding.published(*deciding.three()), StrictClient()
    shown = words_of(stranger.get(url("decision-public", made.pk)))
    assert "Trần Thị Tốt" in shown
    assert "Căn cứ công khai" in shown
    assert "1980" not in shown
    assert "710.000" not in shown
    assert "01/QĐ-UBND" in words_of(stranger.get(url("decision-public-list") + "?tim=Trần Thị Tốt"))
    assert "Không có quyết định" in words_of(stranger.get(url("decision-public-list") + "?tim=Vũ"))


def test_what_a_bar_is_about_is_told_and_takes_no_reason(deciding: Deciding, office: Client):
    made = deciding.submitted()
    bar = Warned("condition:1", "Điều kiện", "Trần Thị Tốt: Tạm dừng xét.", is_bar=True)
    made.review = made.review | {"warnings": [asdict(bar)]}
    made.save()
    page = office.get(url("decision-review", made.pk))
    assert "Không khen được: 1" in words_of(page)
    assert "Trần Thị Tốt: Tạm dừng xét." not in [label.text for label in _labels(page)]


def _labels(page):
    return html.fromstring(page.content.decode()).xpath("//label")


def test_a_day_before_the_result_is_told_in_the_form(deciding: Deciding, office: Client):
    deciding.year.passed("GK")
    page = office.get(url("decision-new", deciding.year.round.pk))
    back = office.post(
        url("decision-new", deciding.year.round.pk), filled(page) | {"decided_on": "01/12/2024"}
    )
    assert back.status_code == 422
    assert "Ngày quyết định không sớm hơn ngày này." in words_of(back)


def test_those_of_a_higher_level_are_listed_apart_with_a_paper_to_send(deciding: Deciding, office: Client):
    excellent = deciding.year.people["excellent"]
    deciding.year.passed("CSTDCS", person=excellent)
    deciding.commune.authority.stands_on = date(2024, 12, 20)
    deciding.commune.authority.save()
    page = words_of(office.get(url("decision-new", deciding.year.round.pk)))
    assert "1 đề nghị do cấp trên quyết định" in page
    assert "Chủ tịch UBND huyện" in page
    paper = office.get(f"{url('draft-new')}?mau=to-trinh&dot={deciding.year.round.pk}")
    assert "Lê Văn Giỏi, Thôn 1 – Chiến sĩ thi đua cơ sở" in paper.content.decode()


def test_two_who_edit_one_draft_get_the_page_of_the_conflict(deciding: Deciding, office: Client):
    passed = deciding.year.passed("GK")
    made = deciding.drafted(passed)
    page = office.get(url("decision-edit", made.pk))
    told = filled(page) | {"title": "Trích yếu của người sau"}
    facts = deciding.facts(title="Trích yếu của người trước")
    decisions.rewrite(made, facts, [passed], expected=made.version, by=deciding.year.office, at=AT)
    assert office.post(url("decision-edit", made.pk), told).status_code == 409


def test_a_unit_reads_published_decisions_on_the_public_page_only(deciding: Deciding):
    head = deciding.commune.client(Role.UNIT_HEAD, deciding.commune.units["Thôn 1"])
    draft = deciding.drafted()
    assert head.get(url("decision-detail", draft.pk)).status_code == 404
    assert head.get(url("decision-list")).status_code == 403


def test_papers_are_written_numbered_and_found_in_their_book(deciding: Deciding, office: Client):
    page = office.get(f"{url('draft-new')}?mau=giay-moi")
    told = filled(page) | {"on": "20/12/2024"}
    told["body"] = told["body"].replace("(ghi giờ, ngày)", "8 giờ").replace("(ghi nơi họp)", "Hội trường")
    assert office.post(f"{url('draft-new')}?mau=giay-moi", told).status_code == 302
    draft = PaperDraft.objects.get()
    assert draft.signer.startswith("Trần Thị")
    assert "kính mời" in words_of(office.get(url("draft-detail", draft.pk)))
    assert office.get(url("draft-preview", draft.pk)).content.startswith(b"%PDF")
    assert send(office, url("draft-issue", draft.pk), _version=draft.version).status_code == 302
    paper = IssuedPaper.objects.get()
    book = words_of(office.get(url("paper-book") + "?nam=2024&so=GM-UBND"))
    assert "01/GM-UBND" in book
    assert "Từ 01 đến 01, liền mạch, không thiếu số nào." in book
    assert "Không có văn bản nào" in words_of(office.get(url("paper-book") + "?tim=xyz"))
    assert office.get(url("paper-file", paper.pk)).content.startswith(b"%PDF")
    assert office.get(url("paper-file", paper.pk) + "?ban=word").content.startswith(b"PK")
    assert office.get(url("paper-file", paper.pk) + "?ban=da-ky").status_code == 404
    assert office.get(url("draft-detail", draft.pk)).url == url("paper-detail", paper.pk)


def test_a_correction_begins_from_the_paper_it_corrects(deciding: Deciding, office: Client):
    made = deciding.published()
    assert made.paper
    address = f"{url('draft-new')}?mau=dinh-chinh&van-ban={made.paper.pk}"
    told = filled(office.get(address)) | {"on": "20/12/2024", "body": "Nay đính chính thành: Thôn 2."}
    assert office.post(address, told).status_code == 302
    draft = PaperDraft.objects.get()
    assert send(office, url("draft-issue", draft.pk), _version=draft.version).status_code == 302
    scan = SimpleUploadedFile("dinh-chinh.pdf", SCAN)
    assert send(office, url("paper-sign", made.paper.corrections.get().pk), scan=scan).status_code == 302
    assert "Đã đính chính" in words_of(StrictClient().get(url("decision-public", made.pk)))
    assert office.get(f"{url('draft-new')}?mau=khong-co").status_code == 404
    assert office.get(f"{url('draft-new')}?van-ban={uuid4()}").status_code == 404


def test_money_is_written_paid_and_taken_back(deciding: Deciding, office: Client):
    made = deciding.signed(*deciding.three())
    Authority.objects.update(stands_on=DAY)
    entry = {"sort": "income", "on": "05/01/2024", "amount": "20.000.000", "paper": "01/PT", "note": "Cấp"}
    assert send(office, url("fund-add"), **entry).status_code == 302
    assert "Ghi số đồng nguyên" in words_of(send(office, url("fund-add"), **entry | {"amount": "1,5"}))
    much = {**entry, "sort": "organising", "amount": "5.000.000"}
    assert "Ghi lý do chi vượt mức" in words_of(send(office, url("fund-add"), **much))
    award = made.awards.get(position=3)
    ticked = {"on": "20/12/2024", f"chi-{award.pk}": "on", f"nhan-{award.pk}": "Trần Thị Tốt"}
    assert send(office, url("payment-list", made.pk), **ticked).status_code == 302
    page = words_of(office.get(url("payment-list", made.pk)))
    assert "đã chi 710.000 đồng, còn 2.470.000 đồng" in page
    assert office.get(url("payment-pdf", made.pk)).content.startswith(b"%PDF")
    assert office.get(url("payment-xlsx", made.pk)).content.startswith(b"PK")
    book = words_of(office.get(url("fund-book") + "?nam=2024"))
    assert "Quỹ còn 19.290.000 đồng" in book
    payment = Payment.objects.get()
    assert send(office, url("payment-take-back", payment.pk), reason="Nhầm").status_code == 302
    income = FundEntry.objects.get(paper="01/PT")
    assert send(office, url("fund-reverse", income.pk), reason="Nhầm").status_code == 302
    assert "Quỹ còn 0 đồng" in words_of(office.get(url("fund-book") + "?nam=2024"))


def test_somebody_has_to_come_for_a_collective(deciding: Deciding, office: Client):
    made = deciding.signed(*deciding.three())
    page = office.get(url("payment-list", made.pk)).text
    unit = made.awards.get(position=1)
    assert 'value="Trần Thị Tốt"' in page
    assert 'value="Thôn 1"' not in page
    nobody = {"on": "20/12/2024", f"chi-{unit.pk}": "on", f"nhan-{unit.pk}": ""}
    assert "Thôn 1: ghi họ tên người nhận tiền." in words_of(
        send(office, url("payment-list", made.pk), **nobody)
    )


def test_nothing_ticked_is_told(deciding: Deciding, office: Client):
    made = deciding.signed()
    back = send(office, url("payment-list", made.pk), on="20/12/2024")
    assert "Chưa chọn dòng nào" in words_of(back)


def many(deciding: Deciding, village: str, count: int) -> list[Nomination]:
    unit = deciding.commune.units[village]
    people = [
        Person.objects.create(authority=unit.authority, full_name=f"{village} {number}", unit=unit)
        for number in range(count)
    ]
    return [deciding.year.passed("GK", person=person) for person in people]


PAGES: tuple[tuple[str, Callable[[Decision], tuple[object, ...]]], ...] = (
    ("decision-list", lambda _: ()),
    ("decision-list-xlsx", lambda _: ()),
    ("decision-detail", lambda made: (made.pk,)),
    ("decision-review", lambda made: (made.pk,)),
    ("payment-list", lambda made: (made.pk,)),
    ("payment-xlsx", lambda made: (made.pk,)),
    ("paper-book", lambda _: ()),
    ("paper-detail", lambda made: (made.paper_id,)),
    ("decision-public-list", lambda _: ()),
    ("decision-public", lambda made: (made.pk,)),
    ("fund-book", lambda _: ()),
)


def test_pages_cost_the_same_for_three_and_thirty(deciding: Deciding, office: Client):
    few = deciding.published(*many(deciding, "Thôn 1", 3))
    costs = {name: queries_of(office, url(name, *args(few))) for name, args in PAGES}
    for number in range(3):
        deciding.published(
            *many(deciding, "Thôn 2", 30) if not number else many(deciding, f"Thôn {number}", 1)
        )
    large = Decision.objects.order_by("-awards__position").first()
    assert large is not None
    again = {name: queries_of(office, url(name, *args(large))) for name, args in PAGES}
    assert again == costs
    assert max(costs.values()) <= MOST_QUERIES, costs


def test_forms_cost_the_same_for_three_and_thirty(deciding: Deciding, office: Client, chairman: Client):
    def costs(made: Decision) -> dict[str, int]:
        found = {"new": queries_of(office, url("decision-new", deciding.year.round.pk))}
        found["edit"] = queries_of(office, url("decision-edit", made.pk))
        decisions.submit(made, expected=made.version, by=deciding.year.office, at=AT)
        return found | {"issue": queries_of(chairman, url("decision-issue", made.pk))}

    few = costs(deciding.drafted(*many(deciding, "Thôn 1", 3)))
    many(deciding, "Thôn 3", 30)
    assert costs(deciding.drafted(*many(deciding, "Thôn 2", 30))) == few
    assert max(few.values()) <= MOST_QUERIES, few


def test_another_commune_finds_nothing(deciding: Deciding):
    made = deciding.issued()
    other = make_commune("xã Cẩm Lạc").client(Role.OFFICE)
    for name, key in (
        ("decision-detail", made.pk),
        ("paper-detail", made.paper_id),
        ("payment-list", made.pk),
    ):
        assert other.get(url(name, key)).status_code == 404


def test_what_was_said_before_signing_is_read_by_the_office_alone(deciding: Deciding, office: Client):
    made = deciding.issued()
    history = reverse("foundation:object-history", args=["decisions.decision", made.pk])
    told = words_of(office.get(history))
    assert "ban hành quyết định" in told
    assert "ghi lý do trước khi ký" in told
    for role in (Role.COUNCIL, Role.INSPECTOR, Role.UNIT_HEAD):
        unit = deciding.commune.units["Thôn 1"] if role == Role.UNIT_HEAD else None
        assert deciding.commune.client(role, unit).get(history).status_code == 404
    paper = reverse("foundation:object-history", args=["decisions.issuedpaper", made.paper_id])
    shown = office.get(paper)
    assert " ban hành" in words_of(shown)
    assert reverse("decisions:paper-detail", args=[made.paper_id]) in shown.text


def test_a_step_is_told_once_and_the_way_back_is_shown(deciding: Deciding, office: Client):
    made = deciding.published(*deciding.three())
    page = office.get(reverse("foundation:object-history", args=["decisions.decision", made.pk]))
    told = words_of(page)
    assert ("công bố quyết định." in told, "trạng thái từ" in told) == (True, False)
    assert url("decision-detail", made.pk) in page.text


def test_a_search_by_name_still_counts_the_whole_list(deciding: Deciding, office: Client):
    deciding.published(*deciding.three())
    for client, address in ((office, url("decision-list")), (StrictClient(), url("decision-public-list"))):
        page = client.get(address + "?tim=Trần Thị Tốt")
        (row,) = html.fromstring(page.content.decode()).xpath("//tbody/tr")
        assert row.xpath("td[@data-l='Số dòng']")[0].text_content() == "3"

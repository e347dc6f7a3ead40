"""Pages of nominations: found by name, put forward, explained rule by rule, sent, answered; and why not."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html
from tests.awards.commending import AT, Year
from tests.commune import make_commune
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import HoldKind, NominationState
from thidua.awards.models import AwardRound, Hold, Nomination
from thidua.awards.queries.eligibility import finding_from, findings_of, kept_form
from thidua.foundation.models import Notice
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority

WHY = reverse("awards:why-not")


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


@pytest.fixture
def head(commune):
    return commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])


def detail(one: Nomination) -> str:
    return reverse("awards:nomination-detail", args=[one.pk])


def step(one: Nomination, slug: str) -> str:
    return reverse("awards:nomination-step", args=[one.pk, slug])


def new(year: Year, slug: str, thing: object) -> str:
    return reverse("awards:nomination-new", args=[year.round.pk, slug, thing.pk])


def test_a_head_finds_only_its_own_people_by_name(year: Year, head):
    page = reverse("awards:nomination-pick", args=[year.round.pk])
    year.people["excellent"].unit = year.commune.units["Thôn 2"]
    year.people["excellent"].save()
    found = head.get(page, {"tim": "le van gioi"}).text
    assert "Không tìm thấy “le van gioi”" in found
    assert new(year, "ca-nhan", year.people["good"]) in head.get(page, {"tim": "tot"}).text
    assert new(year, "ho", year.household) in head.get(page, {"tim": "hoang chu"}).text
    assert new(year, "tap-the", year.commune.units["Thôn 1"]) in head.get(page, {"tim": "thon 1"}).text
    assert head.get(new(year, "ca-nhan", year.people["excellent"])).status_code == 404


def test_the_name_as_typed_comes_before_names_of_other_tones(year: Year, head):
    other = year.people["excellent"]
    other.full_name = "Trần Thị Tột"  # stands after "Tốt" in the order of names
    other.save()
    page = head.get(reverse("awards:nomination-pick", args=[year.round.pk]), {"tim": "tột"}).text
    first, second = (page.index(new(year, "ca-nhan", one)) for one in (other, year.people["good"]))
    assert first < second


def test_as_somebody_types_only_the_list_comes(year: Year, head):
    page = reverse("awards:nomination-pick", args=[year.round.pk])
    part = head.get(page, {"tim": "tot"}, headers={"HX-Request": "true"}).text
    assert "tim-thay" in part
    assert "<h1>" not in part


def test_a_head_puts_somebody_forward_and_sends_it(year: Year, head):
    page = new(year, "ca-nhan", year.people["good"])
    text = head.get(page).text
    assert "Lao động tiên tiến" in text
    assert "Chiến sĩ thi đua cơ sở (trình Chủ tịch UBND huyện)" in text
    assert "Gia đình văn hóa" not in text
    assert "put_forward_by" not in text
    form = {"_once": str(uuid4()), "kind_code": "LDTT_CBCC", "achievement": "Hoàn thành tốt"}
    answer = head.post(page, form)
    made = Nomination.objects.get()
    assert (answer.url, made.put_forward_by) == (detail(made), year.commune.units["Thôn 1"])
    assert "Xem điều kiện rồi gửi" in head.get(detail(made)).text
    head.post(step(made, "gui"), {"_once": str(uuid4()), "_version": made.version})
    made.refresh_from_db()
    assert made.state == NominationState.SENT
    assert head.post(page, form | {"_once": str(uuid4())}).status_code == 422


def test_after_the_last_day_a_draft_says_so_and_offers_no_sending(year: Year, office, head):
    one = year.put_forward("LDTT_CBCC")
    assert step(one, "gui") in head.get(detail(one)).text
    AwardRound.objects.update(due_on=date(2024, 12, 9))
    text, over = head.get(detail(one)).text, "Đã hết hạn: đợt này nhận đề nghị đến hết ngày 09/12/2024."
    assert f"{over} Cần gửi muộn thì gọi Văn phòng xã gửi giúp." in text
    assert step(one, "gui") not in text
    assert over in head.get(step(one, "gui")).text
    assert step(one, "gui") in office.get(detail(one)).text


def test_what_is_not_eligible_says_so_before_it_is_sent(year: Year, head):
    warning = "Đề nghị này không đủ điều kiện nên Văn phòng không nhận được."
    barred, fair = year.put_forward("CSTDCS"), year.put_forward("LDTT_CBCC")
    assert [warning in head.get(detail(one)).text for one in (barred, fair)] == [True, False]
    assert [warning in head.get(step(one, "gui")).text for one in (barred, fair)] == [True, False]


def test_the_page_explains_each_rule_with_article_fact_and_mender(year: Year, office):
    one = year.sent("LDTT_CBCC", person=year.people["unknown"])
    page = office.get(detail(one)).text
    assert "Chưa có kết quả xếp loại năm 2024." in page
    assert "Luật 06/2022/QH15, điểm a khoản 1 điều 24" in page
    assert "<b>Ai ghi được:</b> Văn phòng xã." in page
    assert reverse("awards:fact-subject", args=["ca-nhan", year.people["unknown"].pk]) in page
    assert page.index("Chưa có kết quả xếp loại") < page.index("Không có việc đang bị xem xét")
    known = office.get(detail(year.sent("LDTT_CBCC"))).text
    assert "Căn cứ: 45/BB-UBND ngày 05/12/2024." in known


def test_a_rule_of_another_merit_is_not_called_met_and_stays_so_when_kept(year: Year, office):
    one = year.put_forward("GK", round=year.another_round(merit="dot_xuat"))
    page = html.fromstring(office.get(detail(one)).text)
    (rule,) = page.xpath("//li[.//p='Quy định này chỉ dùng khi khen công trạng.']//*[@class='row-f between']")
    assert rule.text_content().strip().endswith("Không áp dụng")
    finding = findings_of([one])[one.pk]
    assert finding_from(kept_form(finding)) == finding


def test_a_rule_is_confirmed_by_a_person_and_the_dossier_accepted(year: Year, office):
    one = year.sent("LDTT_CBCC")
    refused = office.post(step(one, "nhan"), {"_once": str(uuid4()), "_version": one.version})
    assert "Chưa đủ căn cứ" in refused.text
    page = reverse("awards:nomination-confirm", args=[one.pk, "conduct"])
    assert "Có đoàn kết, tương trợ" in office.get(page).text
    office.post(page, {"_once": str(uuid4()), "is_met": "1", "note": "12/BB"})
    year.write_papers(one)
    office.post(step(one, "nhan"), {"_once": str(uuid4()), "_version": one.version})
    one.refresh_from_db()
    assert one.state == NominationState.ACCEPTED
    assert "Đối chiếu lúc" in office.get(detail(one)).text


def test_a_bar_of_a_household_is_named(year: Year, office):
    one = year.sent("GDVH", household=year.household)
    page = reverse("awards:nomination-confirm", args=[one.pk, "bars"])
    assert "có thành viên bị truy cứu trách nhiệm hình sự" in office.get(page).text
    office.post(page, {"_once": str(uuid4()), "bars": ["order"], "note": "12/BB"})
    assert "Có trường hợp không được xét: có thành viên bị phạt về trật tự" in office.get(detail(one)).text
    office.post(page, {"_once": str(uuid4()), "note": "13/BB"})
    assert "Không có trường hợp nào bị loại." in office.get(detail(one)).text


def test_what_is_not_asked_of_a_person_cannot_be_confirmed(year: Year, office):
    one = year.sent("LDTT_CBCC")
    assert office.get(reverse("awards:nomination-confirm", args=[one.pk, "rating"])).status_code == 404


def test_a_nomination_is_returned_mended_and_sent_again(year: Year, office, head):
    one = year.sent("LDTT_CBCC")
    assert (
        office.post(step(one, "tra-lai"), {"_once": str(uuid4()), "_version": one.version}).status_code == 422
    )
    office.post(
        step(one, "tra-lai"), {"_once": str(uuid4()), "_version": one.version, "reason": "Thiếu số liệu"}
    )
    assert "Thiếu số liệu" in head.get(detail(one)).text
    one.refresh_from_db()
    edit = reverse("awards:nomination-edit", args=[one.pk])
    head.post(edit, {"_once": str(uuid4()), "_version": one.version, "achievement": "Thu đủ quỹ"})
    one.refresh_from_db()
    assert one.achievement == "Thu đủ quỹ"


def test_a_unit_is_not_told_of_a_complaint(year: Year, office, head):
    one = year.put_forward("GK")
    Hold.objects.create(
        authority=year.commune.authority,
        person_name="Trần Thị Tốt",
        kind=HoldKind.COMPLAINT,
        document_number="12/TB-UBND",
        reason="Đơn về thu quỹ",
        starts_on=date(2024, 12, 1),
        added_by="Văn phòng",
        added_at=AT,
    )
    seen = office.get(detail(one)).text
    assert "Đơn về thu quỹ" in seen
    assert f'href="{reverse("awards:hold-list")}">Xem việc đang tạm dừng' in seen
    told = head.get(detail(one)).text
    assert "Đơn về thu quỹ" not in told
    assert "12/TB-UBND" not in told
    assert "Hỏi Văn phòng để biết khi nào xét tiếp." in told


def test_a_stranger_finds_nothing(year: Year):
    one = year.put_forward("GK")
    other = make_commune("xã Khác")
    assert other.client(Role.OFFICE).get(detail(one)).status_code == 404
    beside = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 2"])
    assert beside.get(detail(one)).status_code == 404


def test_the_page_asks_few_questions(year: Year, office, head):
    one = year.sent("CSTDCS")
    for browser in (office, head):
        assert queries_of(browser, detail(one)) <= MOST_QUERIES


@pytest.fixture
def in_2024(year: Year) -> Year:
    Authority.objects.filter(pk=year.commune.authority.pk).update(stands_on=date(2024, 12, 20))
    return year


def test_why_not_me_answers_every_rule_without_writing(in_2024: Year, head):
    year = in_2024
    page = reverse("awards:why-not-subject", args=["ca-nhan", year.people["good"].pk])
    assert page in head.get(WHY, {"tim": "tot"}).text
    text = head.get(page, {"hinh-thuc": "CSTDCS", "nam": "2024"}).text
    assert "Chưa có danh hiệu Lao động tiên tiến năm 2024." in text
    assert "Không đủ điều kiện" in text
    assert "Chưa có ai đề nghị hình thức này cho năm 2024." in text
    assert not Nomination.objects.exists()
    assert queries_of(head, f"{page}?hinh-thuc=GK") <= MOST_QUERIES


def test_why_not_me_shows_what_became_of_a_nomination(in_2024: Year, head):
    one = in_2024.put_forward("GK")
    page = reverse("awards:why-not-subject", args=["ca-nhan", in_2024.people["good"].pk])
    assert detail(one) in head.get(page, {"hinh-thuc": "GK", "nam": "2024"}).text


def test_why_not_me_for_an_award_that_is_for_others_says_so(in_2024: Year, head):
    page = reverse("awards:why-not-subject", args=["tap-the", in_2024.commune.units["Thôn 1"].pk])
    assert "Lao động tiên tiến không dành cho tập thể" in head.get(page, {"hinh-thuc": "LDTT_CBCC"}).text
    assert "Thôn, tổ dân phố văn hóa, từng điều kiện" in head.get(page, {"hinh-thuc": "THON_VH"}).text
    assert "chỉ dành cho xã, phường" in head.get(page, {"hinh-thuc": "XA_TB"}).text


def test_why_not_me_opens_on_what_fits_and_on_what_is_held(in_2024: Year, head):
    year, village = in_2024, in_2024.commune.units["Thôn 1"]
    pages = {
        "THON_VH": ("tap-the", village),
        "GDVH": ("ho", year.household),
        "LDTT_ND": ("ca-nhan", year.people["unknown"]),
        "LDTT_CBCC": ("ca-nhan", year.people["excellent"]),
    }
    texts = {
        code: head.get(reverse("awards:why-not-subject", args=[slug, thing.pk])).text
        for code, (slug, thing) in pages.items()
    }
    assert {code for code, text in texts.items() if f'value="{code}" selected' in text} == pages.keys()
    assert "Năm 2024 đã được: Lao động tiên tiến, theo Quyết định số 90/QĐ." in texts["LDTT_CBCC"]
    assert "Năm 2024 chưa ghi khen thưởng nào." in texts["LDTT_ND"]
    asked = head.get(
        reverse("awards:why-not-subject", args=["ca-nhan", year.people["unknown"].pk]),
        {"hinh-thuc": "LDTT_CBCC"},
    ).text
    assert 'value="LDTT_CBCC" selected' in asked
    page = reverse("awards:why-not-subject", args=["ca-nhan", year.people["unknown"].pk])
    assert queries_of(head, page) <= MOST_QUERIES


def test_why_not_me_is_not_for_those_of_another_unit(in_2024: Year):
    beside = in_2024.commune.client(Role.UNIT_HEAD, in_2024.commune.units["Thôn 2"])
    page = reverse("awards:why-not-subject", args=["ca-nhan", in_2024.people["good"].pk])
    assert beside.get(page).status_code == 404


def test_the_chairman_lets_a_sudden_deed_pass_on_its_page(year: Year, office):
    one = year.accepted("GK", round=year.another_round(merit="dot_xuat", is_simple=True))
    chairman = year.commune.client(Role.CHAIRMAN)
    page = step(one, "thong-qua")
    assert page in chairman.get(detail(one)).text
    assert page not in office.get(detail(one)).text
    form = {"_once": str(uuid4()), "_version": one.version, "reason": "Cứu người đuối nước, thôn xác nhận."}
    assert chairman.post(page, form).url == detail(one)
    one.refresh_from_db()
    assert one.state == NominationState.PASSED


def test_votes_are_for_those_who_judge(year: Year, head, office):
    one = year.passed("GK")
    assert "7/7 thành viên đồng ý" in office.get(detail(one)).text
    told = head.get(detail(one)).text
    assert "7/7" not in told
    assert "<b>Kết quả xét ngày 16/12/2024:</b> Được thông qua." in told
    assert not Notice.objects.filter(detail__contains="7/7").exists()
    assert Notice.objects.filter(title="Đề nghị khen thưởng được thông qua.").exists()

"""Pages of award rounds: the list, one with its nominations, new ones, and what acts on many at once."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import AwardRoundState, MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, DuplicateAnswer, Nomination
from thidua.awards.queries import duplicates
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.organisation.services import people

LIST, NEW = reverse("awards:round-list"), reverse("awards:round-new")


def at(name: str, year: Year, *more: object) -> str:
    return reverse(f"awards:{name}", args=[year.round.pk, *more])


def fill(year: Year, number: int) -> AwardRound:
    """Make a round with so many nominations of people nobody rated."""
    owner = {"authority": year.commune.authority}
    made = year.another_round(name=f"Đợt {number}")
    unit = year.commune.units["Thôn 1"]
    persons = Person.objects.bulk_create(
        Person(**owner, full_name=f"Người {n}", unit=unit, sort_key="x") for n in range(number)
    )
    Nomination.objects.bulk_create(
        Nomination(
            **owner,
            round=made,
            position=n,
            kind_code="LDTT_CBCC",
            kind_name="Lao động tiên tiến",
            achievement="Cả năm",
            source="unit",
            made_by="x",
            made_at=datetime(2024, 12, 1, tzinfo=UTC),
            person=one,
            put_forward_by=unit,
        )
        for n, one in enumerate(persons, 1)
    )
    return made


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


def test_without_rounds_the_list_says_what_to_do(commune):
    page = commune.client(Role.OFFICE).get(LIST).text
    assert "Chưa có đợt xét nào. Lập đợt xét rồi" in page
    assert NEW in page
    told = commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"]).get(LIST).text
    assert "Văn phòng lập đợt xét rồi đơn vị gửi" in told
    assert NEW not in told


def test_the_list_counts_what_somebody_may_see(year: Year, office):
    year.put_forward("LDTT_CBCC")
    year.put_forward("GK", put_forward_by=None, source=NominationSource.CHAIRMAN, by=year.chairman)
    assert "2 đề nghị, 2 đang xét." in office.get(LIST).text
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    assert "1 đề nghị, 1 đang xét." in head.get(LIST).text
    year.round.nominations.update(state=NominationState.WITHDRAWN)
    assert "đề nghị, đã xét xong." in office.get(LIST).text


def test_a_round_is_set_up_and_a_day_without_law_is_told(year: Year, office):
    form = {"name": "Tổng kết 2024", "merit": MeritChoice.REGULAR, "year": "2024", "judged_on": "20/12/2024"}
    answer = office.post(NEW, form | {"_once": str(uuid4())})
    made = AwardRound.objects.get(name="Tổng kết 2024")
    assert answer.url == reverse("awards:round-detail", args=[made.pk])
    refused = office.post(NEW, form | {"judged_on": "20/12/2023", "_once": str(uuid4())})
    assert refused.status_code == 422
    assert "Chưa có gói quy định cho ngày 20/12/2023" in refused.text


def test_nominations_stand_by_kind_with_what_the_law_says(year: Year, office):
    year.put_forward("LDTT_CBCC")
    year.sent("CSTDCS")
    page = office.get(at("round-detail", year)).text
    assert page.index("Lao động tiên tiến</th>") < page.index("Chiến sĩ thi đua cơ sở</th>")
    assert "Chưa đủ căn cứ" in page
    assert "Đủ điều kiện" in page  # CSTDCS by the title put forward beside it
    assert "còn mục “Đoàn kết, tương trợ, tích cực tham gia phong trào thi đua”" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"tim": "gioi"}, ["Lê Văn Giỏi"]),
        ({"trang-thai": "sent"}, ["Trần Thị Tốt"]),
        ({"hinh-thuc": "GK"}, ["Trần Thị Tốt"]),
        ({"ket-luan": "barred"}, ["Lê Văn Giỏi"]),
        ({"tim": "khong co ai"}, []),
    ],
)
def test_the_list_is_narrowed_by_its_address(year: Year, office, query, shown):
    year.sent("GK")
    year.put_forward("LDTT_CBCC", person=year.people["excellent"])
    page = office.get(at("round-detail", year), query).text
    names = ["Trần Thị Tốt", "Lê Văn Giỏi"]
    assert [name for name in names if f">{name}</a>" in page] == shown
    assert shown or "Không có đề nghị nào khớp" in page


def test_the_workbook_holds_what_the_page_shows(year: Year, office):
    year.sent("GK")
    year.put_forward("LDTT_CBCC", person=year.people["excellent"])
    answer = office.get(at("round-xlsx", year), {"trang-thai": "sent"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows if len(row) > 2 and row[2]][1:] == ["Trần Thị Tốt"]


def test_a_page_asks_the_same_for_3_and_30(year: Year, office):
    pages = [reverse("awards:round-detail", args=[fill(year, number).pk]) for number in (3, 30)]
    counts = [queries_of(office, page) for page in pages]
    assert counts[0] == counts[1] <= MOST_QUERIES
    narrow = [queries_of(office, f"{page}?ket-luan=open&tim=nguoi") for page in pages]
    assert narrow[0] == narrow[1] <= MOST_QUERIES
    confirm = [queries_of(office, f"{page}xac-nhan/") for page in pages]
    assert confirm[0] == confirm[1] <= MOST_QUERIES
    assert queries_of(office, LIST) <= MOST_QUERIES


def test_a_round_goes_from_step_to_step(year: Year, office):
    page = at("round-step", year, "thoi-nhan")
    assert "Thôi nhận đề nghị" in office.get(page).text
    office.post(page, {"_once": str(uuid4()), "_version": year.round.version})
    year.round.refresh_from_db()
    assert year.round.state == AwardRoundState.REVIEW
    stopped = at("round-step", year, "huy")
    assert office.post(stopped, {"_once": str(uuid4()), "_version": year.round.version}).status_code == 422
    office.post(stopped, {"_once": str(uuid4()), "_version": year.round.version, "reason": "Lập nhầm"})
    assert "Lập nhầm" in office.get(at("round-detail", year)).text
    assert office.get(at("round-step", year, "khong-co")).status_code == 404


def test_one_paper_answers_a_rule_for_many(year: Year, office):
    made = [year.sent("LDTT_CBCC"), year.sent("LDTT_CBCC", person=year.people["unknown"])]
    assert "Lao động tiên tiến: 2 đề nghị đang chờ." in office.get(at("round-confirm", year)).text
    page = at("round-confirm-rule", year, "LDTT_CBCC", "conduct")
    assert office.get(page).text.count(" checked") == 2
    form = {
        "_once": str(uuid4()),
        "is_met": "1",
        "note": "12/BB",
        "nominations": [str(one.pk) for one in made],
    }
    office.post(page, form)
    assert [one.confirmations.get().note for one in made] == ["12/BB", "12/BB"]
    assert office.get(page).status_code == 404
    assert "Không còn quy định nào chờ" in office.get(at("round-confirm", year)).text


def test_nobody_ticked_is_told(year: Year, office):
    year.sent("LDTT_CBCC")
    page = at("round-confirm-rule", year, "LDTT_CBCC", "conduct")
    answer = office.post(page, {"_once": str(uuid4()), "is_met": "1", "note": "12/BB"})
    assert (answer.status_code, "Chọn ít nhất một đề nghị" in answer.text) == (422, True)


def test_two_of_one_name_are_shown_and_the_answer_is_kept(year: Year, office):
    twin = Person.objects.create(
        authority=year.commune.authority,
        full_name="Trần Thị Tốt",
        unit=year.commune.units["Thôn 1"],
        birth_year=1980,
    )
    first, second = year.put_forward("GK"), year.put_forward("GK", person=twin)
    page = office.get(at("round-duplicates", year)).text
    assert "Cùng tên, cùng năm sinh, cùng đơn vị." in page
    assert "Nghi trùng" in office.get(reverse("awards:nomination-detail", args=[first.pk])).text
    answer = reverse("awards:duplicate-answer", args=[second.pk, first.pk])
    assert office.post(answer, {"_once": str(uuid4()), "is_one": "1"}).status_code == 422
    office.post(answer, {"_once": str(uuid4()), "is_one": "0", "reason": "Khác ngày sinh"})
    assert DuplicateAnswer.objects.get().reason == "Khác ngày sinh"
    assert "là hai. Khác ngày sinh" in office.get(at("round-duplicates", year)).text


@pytest.mark.parametrize("number", [3, 30])
def test_those_of_different_names_are_compared_by_one_query(year: Year, django_assert_num_queries, number):
    made = fill(year, number)
    duplicates.pairs_of(made)  # its query is compiled
    with django_assert_num_queries(1):
        assert duplicates.pairs_of(made) == []


def test_without_a_standing_the_page_says_where_to_choose_one(year: Year, office):
    page = office.get(at("round-proposals", year)).text
    assert "chưa chọn bảng xếp hạng" in page
    assert at("round-edit", year) in page


def test_a_sudden_deed_is_put_forward_in_one_form(year: Year, office):
    search = reverse("awards:sudden-new")
    target = reverse("awards:sudden-write", args=["ca-nhan", year.people["good"].pk])
    people.change(
        year.people["good"],
        people.PersonFacts("Trần Thị Tốt", unit=year.commune.units["Thôn 1"], birth_year=1981),
        expected=1,
        by=year.office,
        at=AT,
    )
    assert target in office.get(search, {"tim": "tot"}).text
    form = {
        "_once": str(uuid4()),
        "kind_code": "GK",
        "achievement": "Cứu người đuối nước",
        "deed_on": "01/06/2024",
        "put_forward_by": year.commune.units["Thôn 1"].pk,
    }
    answer = office.post(target, form)
    made = Nomination.objects.select_related("round").get(achievement="Cứu người đuối nước")
    assert answer.url == reverse("awards:nomination-detail", args=[made.pk])
    assert (made.state, made.round.is_simple, made.round.merit) == (NominationState.SENT, True, "dot_xuat")
    office.post(target, form | {"_once": str(uuid4()), "achievement": "Chữa cháy chợ"})
    names = AwardRound.objects.filter(is_simple=True).values_list("name", flat=True)
    assert set(names) == {f"Khen đột xuất ngày 01/06/2024{more}" for more in ("", ", việc 2")}
    late = office.post(target, form | {"_once": str(uuid4()), "deed_on": "01/06/2030"})
    assert "không được sau hôm nay" in late.text


def test_the_day_of_the_round_stands_in_the_link_to_the_law(year: Year, office):
    assert "?ngay=10%2F12%2F2024" in office.get(at("round-detail", year)).text
    assert year.round.judged_on == date(2024, 12, 10)


def test_names_are_escaped_in_the_list(year: Year, office):
    odd = Person.objects.create(
        authority=year.commune.authority, full_name="Lê <b>Đậm</b>", unit=year.commune.units["Thôn 1"]
    )
    year.put_forward("GK", person=odd)
    page = office.get(at("round-detail", year)).text
    assert "Lê &lt;b&gt;Đậm&lt;/b&gt;" in page
    assert "<b>Đậm" not in page

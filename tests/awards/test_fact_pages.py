"""Pages of what the law asks of somebody: shown, written, mended, taken back, pasted."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import FactOrigin
from thidua.awards.models import CollectiveYear, PersonProfile, PriorAward, Rating, RatingIntake, WorkYear
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import AwardFacts
from thidua.organisation.enums import Role

PASTE, TAKE = reverse("awards:rating-paste"), reverse("awards:rating-take")
LIST = "Họ và tên\tXếp loại\nNgô Thị Mới\ttốt\nTrần Thị Tốt\tHTXSNV\nLê Văn Giỏi\txuất sắc\n"


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


def of(year: Year, who: str, name: str = "subject", *more: str) -> str:
    return reverse(f"awards:fact-{name}", args=["ca-nhan", year.people[who].pk, *more])


def once() -> dict[str, str]:
    return {"_once": str(uuid4())}


def test_the_page_shows_each_sort_with_its_paper(year: Year, office):
    page = office.get(of(year, "excellent")).text
    for words in (
        "Năm 2024: hoàn thành xuất sắc nhiệm vụ",
        "Tưới tiết kiệm nước, công nhận năm 2024",
        "Lao động tiên tiến, năm 2024",
        "Căn cứ: 08/QĐ-UBND.",
    ):
        assert words in page
    assert "Số liệu tập thể" not in page
    assert "đến hết 05/05/2025" in office.get(of(year, "disciplined")).text
    assert queries_of(office, of(year, "excellent")) <= MOST_QUERIES


def test_a_collective_shows_what_nobody_counted(year: Year, office):
    page = reverse("awards:fact-subject", args=["tap-the", year.commune.units["Thôn 1"].pk])
    assert "Năm 2024: 10 người; hoàn thành 10; Lao động tiên tiến 8" in office.get(page).text
    new = reverse("awards:fact-new", args=["tap-the", year.commune.units["Thôn 2"].pk, "tap-the"])
    office.post(new, once() | {"year": "2024", "members": "5", "paper": "1/BC"})
    assert CollectiveYear.objects.get(unit=year.commune.units["Thôn 2"]).advanced is None


@pytest.mark.parametrize(
    ("sort", "sent", "model"),
    [
        ("xep-loai", {"year": "2023", "grade": "tot"}, Rating),
        ("da-khen", {"year": "2022", "name": "Giấy khen", "code": "GK", "merit": "cong_trang"}, PriorAward),
        ("thoi-gian", {"year": "2024", "months": "6", "is_on_maternity": "on"}, WorkYear),
        ("nhan-than", {"identity_number": "042080000001", "is_leader": "1"}, PersonProfile),
    ],
)
def test_a_fact_is_written(year: Year, office, sort, sent, model):
    page = of(year, "good", "new", sort)
    assert office.get(page).status_code == 200
    assert office.post(page, once() | sent).status_code == 422
    answer = office.post(page, once() | sent | {"paper": "45/QĐ"})
    assert answer.url == of(year, "good")
    assert model.objects.filter(person=year.people["good"], paper="45/QĐ").exists()


def test_the_same_year_again_is_told_in_the_form(year: Year, office):
    sent = once() | {"year": "2024", "grade": "tot", "paper": "45/QĐ"}
    answer = office.post(of(year, "good", "new", "xep-loai"), sent)
    assert (answer.status_code, "đã ghi rồi. Mở ra để sửa" in answer.text) == (422, True)


def test_a_fact_is_mended_and_taken_back(year: Year, office):
    row = Rating.objects.get(person=year.people["good"])
    edit, drop = (reverse(f"awards:fact-{verb}", args=["xep-loai", row.pk]) for verb in ("edit", "drop"))
    assert 'value="2024"' in office.get(edit).text
    sent = {"year": "2024", "grade": "hoan_thanh", "paper": "46/QĐ", "_version": row.version}
    office.post(edit, once() | sent)
    row.refresh_from_db()
    assert (row.grade, row.paper) == ("hoan_thanh", "46/QĐ")
    assert office.post(drop, once()).status_code == 422
    office.post(drop, once() | {"reason": "Nhầm người"})
    assert not Rating.objects.filter(pk=row.pk).exists()


def test_what_a_decision_wrote_has_no_button_and_is_refused(year: Year, office):
    shape = AwardFacts(person=year.people["good"], name="Giấy khen", year=2024, paper="91/QĐ")
    row = facts.add_prior_award(shape, by=year.office, at=AT, origin=FactOrigin.DECIDED)
    drop = reverse("awards:fact-drop", args=["da-khen", row.pk])
    assert drop not in office.get(of(year, "good")).text
    assert "đính chính hoặc hủy" in office.post(drop, once() | {"reason": "Nhầm"}).text


def test_the_council_reads_and_writes_nothing(year: Year):
    council = year.commune.client(Role.COUNCIL)
    page = council.get(of(year, "good")).text
    assert "hoàn thành tốt nhiệm vụ" in page
    assert "Ghi thêm" not in page
    assert council.get(of(year, "good", "new", "xep-loai")).status_code == 403
    assert year.commune.client(Role.INSPECTOR).get(of(year, "good")).status_code == 404


def test_ratings_are_pasted_looked_at_and_taken(year: Year, office):
    sent = {"text": LIST, "year": "2024", "paper": "50/TB"}
    page = office.post(PASTE, sent).text
    assert "3 dòng: 1 mới, 1 cập nhật, 1 đã có" in page
    assert "Nhập 2 xếp loại" in page
    answer = office.post(TAKE, once() | sent | {"seen": "2"})
    intake = RatingIntake.objects.get()
    assert answer.url == reverse("awards:rating-intake", args=[intake.pk])
    assert Rating.objects.get(person=year.people["unknown"]).paper == "50/TB"
    assert Rating.objects.get(person=year.people["good"]).grade == "xuat_sac"
    again = office.post(TAKE, once() | sent | {"seen": "2"})
    assert "không còn dòng nào mới" in again.text


def test_a_faulty_list_writes_nothing(year: Year, office):
    sent = {"text": "Họ và tên\tXếp loại\nAi Đó\ttốt", "year": "2024", "paper": "50/TB"}
    answer = office.post(PASTE, sent)
    assert (answer.status_code, "chưa có ai tên" in answer.text) == (422, True)
    assert "Nhập 1 xếp loại" not in answer.text
    assert office.post(TAKE, once() | sent | {"seen": "1"}).status_code == 422
    assert Rating.objects.count() == 4

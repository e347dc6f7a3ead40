"""Ratings by workbook: a filled template comes back, faults stand at their cells, a list is taken back."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of
from tests.papers.sheet_maker import make_xlsx

from thidua.awards.models import Rating, RatingIntake
from thidua.awards.services import rating_lists
from thidua.awards.services.rating_lists import Sent
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.papers.workbooks import read_sheets

PASTE, TAKE = reverse("awards:rating-paste"), reverse("awards:rating-take")
LIST = "Họ và tên\tXếp loại\nNgô Thị Mới\ttốt\nTrần Thị Tốt\txuất sắc\n"


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


def brought(client, data: bytes, name: str = "xep-loai.xlsx"):
    return client.post(PASTE, {"year": "2024", "paper": "50/TB", "file": SimpleUploadedFile(name, data)})


def taken(year: Year, text: str = LIST) -> RatingIntake:
    sent = Sent(text, 2024, "50/TB")
    seen = rating_lists.check(year.commune.authority, sent).count
    return rating_lists.take(year.commune.authority, sent, seen=seen, by=year.office, at=AT)


def test_the_template_comes_back_filled_in(year: Year, office):
    answer = office.get(reverse("awards:rating-template"), {"nam": "2024"})
    (sheet,) = read_sheets(answer.content)
    rows = [list(row) for row in sheet.rows]
    assert rows[2] == ["Họ và tên", "Đơn vị", "Năm sinh", "Xếp loại", "Văn bản"]
    by_name = {row[0]: row for row in rows}
    assert by_name["Trần Thị Tốt"][3] == "hoàn thành tốt nhiệm vụ"
    assert "Thôn 1" in by_name
    by_name["Ngô Thị Mới"][3] = "HTTNV"
    page = brought(office, make_xlsx(rows)).text
    assert "Nhập 1 xếp loại" in page
    assert "Để trống, bỏ qua" in page


def test_a_fault_names_its_row_and_column(year: Year, office):
    rows = [["Xếp loại 2024"], [None], ["Họ và tên", "Xếp loại"], ["Ngô Thị Mới", "giỏi"]]
    answer = brought(office, make_xlsx(rows))
    assert (answer.status_code, "Dòng 4, cột Xếp loại: “giỏi”" in answer.text) == (422, True)
    assert '<a href="#dong-4">' in answer.text


@pytest.mark.parametrize("data", [b"PK\x03\x04 zip", b"\xd0\xcf\x11\xe0 ole", make_xlsx([[None]])])
def test_a_file_that_is_no_list_is_refused_in_words(year: Year, office, data):
    answer = brought(office, data)
    assert (answer.status_code, RatingIntake.objects.count()) == (422, 0)


def test_a_list_is_taken_back_whole(year: Year, office):
    intake = taken(year)
    page = reverse("awards:rating-intake", args=[intake.pk])
    assert "hoàn thành tốt nhiệm vụ" in office.get(page).text
    assert f"{intake.count} xếp loại năm 2024" in office.get(PASTE).text
    office.post(reverse("awards:rating-undo", args=[intake.pk]), {"_once": str(uuid4())})
    assert not Rating.objects.filter(person=year.people["unknown"]).exists()
    given_back = Rating.objects.get(person=year.people["good"])
    assert (given_back.grade, given_back.paper) == ("tot", "45/BB-UBND ngày 05/12/2024")
    assert "trở lại như trước lần nhập này" in office.get(page).text
    (told,) = map(sentence_of, AuditEntry.objects.filter(action="awards.ratings.undo"))
    assert "hoàn tác lần nhập danh sách 2 xếp loại năm 2024" in told
    with pytest.raises(DomainError, match="đã hoàn tác"):
        rating_lists.undo(intake, by=year.office, at=AT)


def test_what_was_mended_since_is_not_taken_back(year: Year):
    intake = taken(year)
    taken(year, "Họ và tên\tXếp loại\nTrần Thị Tốt\thoàn thành\n")
    with pytest.raises(DomainError, match="Trần Thị Tốt đã sửa sau lần nhập này"):
        rating_lists.undo(intake, by=year.office, at=AT)
    assert Rating.objects.filter(person=year.people["unknown"]).exists()


def test_a_list_is_taken_back_after_a_later_one_was(year: Year):
    first = taken(year)
    rating_lists.undo(taken(year, "Họ và tên\tXếp loại\nTrần Thị Tốt\thoàn thành\n"), by=year.office, at=AT)
    rating_lists.undo(first, by=year.office, at=AT)
    assert Rating.objects.get(person=year.people["good"]).grade == "tot"
    assert not Rating.objects.filter(person=year.people["unknown"]).exists()


def test_only_who_writes_facts_takes_back(year: Year):
    with pytest.raises(RefusedError):
        rating_lists.undo(taken(year), by=year.head, at=AT)


def test_the_page_costs_the_same_for_any_length(year: Year, office):
    intake = taken(year)
    assert queries_of(office, reverse("awards:rating-intake", args=[intake.pk])) <= MOST_QUERIES
    assert queries_of(office, PASTE) <= MOST_QUERIES

"""Pages of a list that hangs out: checked by the office, read by everybody, gone the day after."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.awards.commending import Year
from tests.pages import MOST_QUERIES, StrictClient, queries_of

from thidua.awards.models import AwardRound, Nomination, WindowComment
from thidua.awards.services import window
from thidua.organisation.enums import Role
from thidua.organisation.models import Person

_GONE = 410


def url(name: str, key: object) -> str:
    return reverse(f"awards:{name}", args=[key])


@pytest.fixture
def shown(year):
    year.accepted("LDTT_CBCC")
    year.round.refresh_from_db()
    return window.show(year.round, days=5, expected=year.round.version, by=year.office, at=timezone.now())


def post(client, address: str, **more):
    return client.post(address, {"_once": str(uuid4()), **more})


def fill(year: Year, number: int) -> AwardRound:
    """Hang out a round with so many people, and as many comments."""
    made = year.another_round(name=f"Đợt {number}")
    owner, now = {"authority": year.commune.authority}, timezone.now()
    persons = Person.objects.bulk_create(
        Person(**owner, full_name=f"Người {n}", unit=year.commune.units["Thôn 1"], sort_key="x")
        for n in range(number)
    )
    known = {"kind_code": "LDTT_CBCC", "kind_name": "Lao động tiên tiến", "achievement": "Cả năm"}
    listed = Nomination.objects.bulk_create(
        Nomination(
            **owner, **known, round=made, position=n, source="unit", made_at=now, state="accepted", person=one
        )
        for n, one in enumerate(persons, 1)
    )
    made = window.show(made, days=5, expected=made.version, by=year.office, at=now)
    WindowComment.objects.bulk_create(
        WindowComment(**owner, round=made, nomination=one, text="Ý kiến", sent_at=now) for one in listed
    )
    return made


def test_the_office_checks_the_list_and_hangs_it_out(year):
    year.accepted("LDTT_CBCC")
    client = year.commune.client(Role.OFFICE)
    page = client.get(url("window-show", year.round.pk))
    assert "Sẽ công khai 1 dòng" in page.text
    year.round.refresh_from_db()
    assert post(client, url("window-show", year.round.pk), days="99", _version=1).status_code == 422
    sent = post(client, url("window-show", year.round.pk), days="5", _version=year.round.version)
    assert sent.status_code == 302
    assert "Xem trang công khai" in client.get(url("window-detail", year.round.pk)).text
    assert "Lấy ý kiến đến hết ngày" in client.get(url("round-detail", year.round.pk)).text


def test_everybody_reads_the_list_and_no_search_engine_keeps_it(shown):
    page = StrictClient().get(url("window-public", shown.pk))
    assert "Trần Thị Tốt" in page.text
    assert "1980" not in page.text
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex, noarchive", "no-store")
    assert '<meta name="robots" content="noindex">' in page.text


def test_it_vanishes_the_day_after_without_any_clock(shown):
    past = timezone.localdate() - timedelta(days=1)
    AwardRound.objects.filter(pk=shown.pk).update(shown_from=past - timedelta(days=7), shown_until=past)
    for name in ("window-public", "window-comment"):
        page = StrictClient().get(url(name, shown.pk))
        assert page.status_code == _GONE
        assert "không còn công khai" in page.text
        assert "Trần Thị Tốt" not in page.text


def test_a_round_that_never_hung_out_does_not_exist_for_strangers(year):
    year.accepted("LDTT_CBCC")
    assert StrictClient().get(url("window-public", year.round.pk)).status_code == 404


def test_a_stranger_comments_and_gets_a_receipt(shown):
    client, address = StrictClient(), url("window-comment", shown.pk)
    line = Nomination.objects.get()
    assert f'value="{line.pk}" selected' in client.get(f"{address}?ve={line.pk}").text
    key = str(uuid4())
    told = {"_once": key, "text": "Bà Tốt xứng đáng.", "nomination": str(line.pk), "name": "Ông Ba"}
    first, again = client.post(address, told), client.post(address, told)
    assert "Mã nhận" in first.text
    assert first.text == again.text
    made = WindowComment.objects.get()
    assert (made.nomination, made.text, made.name) == (line, "Bà Tốt xứng đáng.", "Ông Ba")
    assert len(made.sender) == 32
    assert "127.0.0.1" not in made.sender


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"text": ""}, "Ghi ý kiến"),
        ({"text": "x", "website": "http://ban.hang"}, "Để trống ô này"),
        ({"text": "x", "nomination": str(uuid4())}, "Chọn một dòng trong danh sách"),
        ({"text": "x" * 2001}, "không quá 2.000"),
    ],
)
def test_a_comment_with_a_fault_comes_back(shown, more, told):
    page = post(StrictClient(), url("window-comment", shown.pk), **more)
    assert (page.status_code, told in page.text) == (422, True)
    assert not WindowComment.objects.exists()


def test_the_council_reads_what_was_found_and_not_who_wrote(shown, year):
    made = window.comment(shown, window.Comment("Còn nợ quỹ.", "Bà Hai", "0912 345"), at=timezone.now())
    office, council = year.commune.client(Role.OFFICE), year.commune.client(Role.COUNCIL)
    assert "Bà Hai" in office.get(url("window-detail", shown.pk)).text
    answer = url("comment-answer", made.pk)
    assert council.get(answer).status_code == 404
    assert post(office, answer, answer="").status_code == 422
    assert post(office, answer, answer="Đã đóng đủ quỹ.").status_code == 302
    page = council.get(url("window-detail", shown.pk)).text
    assert "Đã đóng đủ quỹ." in page
    assert "Bà Hai" not in page
    assert "Còn nợ quỹ" not in page


def test_a_comment_is_about_somebody_and_none_is_said_once(shown, year):
    office, address = year.commune.client(Role.OFFICE), url("window-detail", shown.pk)
    page = office.get(address).text
    assert page.count("Chưa có ý kiến nào.") == 1
    assert "Không có ý kiến nào" not in page
    subject = Nomination.objects.get(round=shown)
    window.comment(shown, window.Comment("Còn nợ quỹ.", nomination=subject), at=timezone.now())
    window.comment(shown, window.Comment("Danh sách ngắn quá."), at=timezone.now())
    page = office.get(address).text
    assert f"<b>Về {subject.subject_name}</b>, " in page
    assert "<b>Về cả danh sách</b>, " in page


def test_the_number_of_queries_does_not_grow(year):
    office, stranger = year.commune.client(Role.OFFICE), StrictClient()
    few, many = fill(year, 3), fill(year, 30)
    for client, name in (
        (stranger, "window-public"),
        (stranger, "window-comment"),
        (office, "window-detail"),
    ):
        counts = [queries_of(client, url(name, one.pk)) for one in (few, many)]
        assert counts[0] == counts[1] <= MOST_QUERIES, (name, counts)

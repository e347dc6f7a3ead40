"""The frame of all pages: menu, display switches, help."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from tests.monitoring.conftest import open_movement

from thidua.core.dates import written_date
from thidua.monitoring.web.help import TOPICS, topic_of
from thidua.organisation.enums import Role


def test_the_agency_stands_on_every_page(commune):
    page = commune.client(Role.OFFICE).get("/").text
    assert "ỦY BAN NHÂN DÂN XÃ CẨM LĨNH" in page
    assert "Văn phòng</span>" in page


def test_the_menu_names_places_that_exist_and_marks_the_present_one(commune):
    page = commune.client(Role.OFFICE).get("/van-ban/").text
    assert page.count('href="/van-ban/" aria-current="page"') == 2
    assert 'href="/" aria-current' not in page


def test_a_stranger_has_no_menu_of_the_office(commune):
    open_movement(commune)
    page = Client().get("/").text
    assert 'aria-label="Mục chính"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"giao-dien": "toi"}, 'data-theme="toi"'),
        ({"giao-dien": "sang"}, 'data-theme="sang"'),
        ({"co-chu": "lon"}, 'data-text="lon"'),
    ],
)
def test_the_switches_work_without_script(sent, kept):
    client = Client()
    answer = client.get("/hien-thi/", {**sent, "ve": "/huong-dan/tim-kiem/"})
    assert answer.headers["Location"] == "/huong-dan/tim-kiem/"
    assert kept in client.get("/").text


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""])
def test_the_switches_never_lead_away(back):
    assert Client().get("/hien-thi/", {"ve": back}).headers["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_choice_is_not_kept():
    answer = Client().get("/hien-thi/", {"giao-dien": '"><script>'})
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_every_help_page_can_be_read_by_everybody(topic):
    page = Client().get(topic.url)
    assert page.status_code == 200
    assert topic.title.lower() in page.text


@pytest.mark.django_db
def test_help_that_does_not_exist_is_not_found():
    assert Client().get("/huong-dan/khong-co/").status_code == 404


@pytest.mark.parametrize(
    ("page", "slug"),
    [
        ("monitoring:work-list", "viec-can-lam"),
        ("movements:target-board", "phong-trao"),
        ("movements:draft-detail", "mo-phong-trao"),
        ("movements:allocation-form", "giao-chi-tieu"),
        ("movements:movement-public", "trang-cong-khai"),
        ("documents:document-list", "van-ban"),
        ("account_login", "dang-nhap"),
        ("", "viec-can-lam"),
    ],
)
def test_a_page_leads_to_the_help_of_its_family(page, slug):
    assert topic_of(page).slug == slug


def test_the_office_phone_stands_in_the_footer_when_given(commune):
    client = commune.client(Role.OFFICE)
    assert "Hỏi Văn phòng UBND xã" in client.get("/").text
    commune.authority.office_phone = "0239 000 000"
    commune.authority.save()
    assert '<a href="tel:0239000000">0239 000 000</a>' in client.get("/").text


def test_papers_are_dated_with_the_place_of_the_office(commune):
    client = commune.client(Role.OFFICE)
    assert f"Cẩm Lĩnh, {written_date(timezone.localdate())}" in client.get("/").text
    commune.authority.stands_on = date(2024, 7, 10)
    commune.authority.save()
    assert f"Cẩm Lĩnh, {written_date(date(2024, 7, 10))}" in client.get("/").text
    commune.authority.place_name = "Cẩm Trung"
    commune.authority.save()
    assert "<i>Cẩm Trung, ngày" in client.get("/").text

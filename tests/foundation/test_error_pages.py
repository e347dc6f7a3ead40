"""What people read when something went wrong, and where they come back to."""

import logging
import sys

import pytest
from django.core.handlers.exception import response_for_exception
from django.test import Client, RequestFactory, override_settings
from tests.commune import make_commune

from thidua.foundation.web.middleware import return_path
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


def test_a_missing_page_is_told_in_the_shell():
    answer = make_commune().client(Role.OFFICE).get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.text
    assert "Mục lục" in answer.text


def test_a_form_without_its_token_says_nothing_was_written():
    answer = Client(enforce_csrf_checks=True).post("/hien-thi/")
    assert answer.status_code == 403
    assert "Chưa có gì được ghi." in answer.text


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_too_much_text_names_the_limit():
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    answer = client.post("/hien-thi/", {"q": "x" * 100})
    assert answer.status_code == 413
    assert "quá lớn" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/tim/?q=a&loai=unit&trang={long}",
        "/tim/?q=" + "a%20b%20" * 900,
        "/van-ban/?nam={long}",
        "/van-ban/?tim=" + "+".join(f"w{number}" for number in range(1500)),
        "/phong-trao/?nam={long}",
    ],
)
def test_numbers_and_searches_beyond_all_bounds_are_no_fault_of_the_server(address):
    answer = make_commune().client(Role.OFFICE).get(address.format(long="9" * 5000))
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/tim/?q=a%00b", "/bien-nhan/?ma=%00", "/lich-su/a/%00/"])
def test_what_is_no_text_is_refused(address):
    office = make_commune().client(Role.OFFICE)
    assert office.get(address).status_code == 400
    assert office.post("/don-vi/them/", {"name": "a\0b"}).status_code == 400


def test_the_address_of_a_button_opened_by_hand_says_so():
    answer = (
        make_commune().client(Role.OFFICE).post("/tim/", headers={"referer": "http://testserver/tim/?q=a"})
    )
    assert answer.status_code == 405
    assert 'href="http://testserver/tim/?q=a"' in answer.text


def test_a_fragment_gets_a_note_for_the_message_line():
    answer = make_commune().client(Role.OFFICE).get("/khong-co/", headers={"hx-request": "true"})
    assert answer.headers["HX-Retarget"] == "#thong-bao"
    assert "<html" not in answer.text


def test_a_broken_page_is_told_without_the_database(django_assert_num_queries, rf):
    from thidua.foundation.web.errors import broken  # noqa: PLC0415 -- the handler itself is under test

    with django_assert_num_queries(0):
        answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.text


def test_a_host_that_is_not_ours_is_a_bad_request(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = Client(raise_request_exception=False).get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "Máy chủ không đọc được yêu cầu này" in answer.text


def test_a_broken_page_leaves_its_trace_in_the_log(rf, capsys, monkeypatch):
    for handler in logging.getLogger("django.request").handlers:
        monkeypatch.setattr(handler, "stream", sys.stderr)
    with pytest.raises(ZeroDivisionError) as broken:
        _ = 1 / 0
    monkeypatch.setattr(sys, "exc_info", lambda: (broken.type, broken.value, broken.tb))
    response_for_exception(rf.get("/hong/"), broken.value)
    told = capsys.readouterr().err
    assert "/hong/" in told
    assert "ZeroDivisionError" in told


@pytest.mark.parametrize(
    ("method", "headers", "back"),
    [
        ("get", {}, "/viec/?trang=2"),
        ("post", {"referer": "http://testserver/viec/giao/?a=1"}, "/viec/giao/?a=1"),
        ("post", {"referer": "http://elsewhere.example/"}, "/"),
        ("post", {"referer": "http://testserver//elsewhere.example/"}, "/"),
        ("post", {"referer": "http://testserver/\\elsewhere.example/"}, "/"),
        ("post", {}, "/"),
        ("get", {"hx-request": "true", "hx-current-url": "http://testserver/van-ban/"}, "/van-ban/"),
    ],
)
def test_after_signing_in_people_come_back_to_the_page_they_were_on(method, headers, back):
    request = getattr(RequestFactory(headers=headers), method)("/viec/?trang=2")
    assert return_path(request) == back

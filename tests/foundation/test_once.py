"""A form takes effect once, however often and by whomever it is sent."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import override_settings
from django.urls import include, path
from tests.commune import make_commune
from tests.pages import StrictClient

from thidua.core.errors import DomainError
from thidua.foundation.models import OnceRecord
from thidua.foundation.services import receipts
from thidua.foundation.web.once import once
from thidua.organisation.enums import Role
from thidua.organisation.models import Block


@once("tests.block.make")
def make_block(request):
    """Make a block; a name that is missing is a fault of the form, "no" a refusal."""
    name = request.POST.get("name", "")
    if name == "no":
        raise DomainError("Chưa đủ điều kiện.")
    Block.objects.create(authority_id=request.actor.authority_id, name=name or "rỗng")
    if not name:
        return HttpResponse("Thiếu tên.", status=422)
    messages.success(request, request.receipt)
    return redirect("/da-xong/")


@once("tests.block.name")
def name_block(request):
    return HttpResponse(f"<p>{request.receipt}</p>", headers={"HX-Trigger": "saved", "X-Other": "1"})


def _long_work(request):
    """Tell whether others could write meanwhile."""
    return f"{request.POST['name']} {connection.in_atomic_block}"


@once("tests.block.prepare", ahead=_long_work)
def prepare_block(request, ahead=""):
    Block.objects.create(authority_id=request.actor.authority_id, name=ahead)
    return redirect("/da-xong/")


urlpatterns = [
    path("cum/", make_block),
    path("cum-3/", prepare_block),
    path("cum-2/", name_block),
    path("", include("thidua.config.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def office(commune, client):
    client.force_login(commune.user(Role.OFFICE), backend="thidua.organisation.web.backends.DeviceBackend")
    return client


def test_same_form_twice_gives_one_effect_and_the_same_answer(office):
    form = {"_once": uuid4(), "name": "Khối trường"}
    first, second = office.post("/cum/", form), office.post("/cum/", form)
    assert (
        (first.status_code, first["Location"])
        == (second.status_code, second["Location"])
        == (302, "/da-xong/")
    )
    assert Block.objects.filter(name="Khối trường").count() == 1


def test_an_answer_with_content_comes_back_as_it_was(office):
    form = {"_once": uuid4()}
    first, second = office.post("/cum-2/", form), office.post("/cum-2/", form)
    assert first.content == second.content
    assert second["HX-Trigger"] == "saved"
    assert "X-Other" not in second


def test_same_number_with_another_content_shows_both_and_writes_nothing(office):
    key = uuid4()
    office.post("/cum/", {"_once": key, "name": "Khối trường"})
    page = office.post("/cum/", {"_once": key, "name": "Khối thôn"})
    assert page.status_code == 409
    assert "Khối trường" in page.text
    assert "Khối thôn" in page.text
    assert OnceRecord.objects.get().receipt in page.text
    assert Block.objects.count() == 1


def test_a_number_of_somebody_else_is_refused(office, commune):
    key = uuid4()
    office.post("/cum/", {"_once": key, "name": "Khối trường"})
    other = StrictClient()
    other.force_login(commune.user(Role.EDITOR), backend="thidua.organisation.web.backends.DeviceBackend")
    page = other.post("/cum/", {"_once": key, "name": "Khối trường"})
    assert page.status_code == 403
    assert "do người khác gửi" in page.text


def test_a_number_cannot_be_used_for_another_deed(office):
    key = uuid4()
    office.post("/cum-2/", {"_once": key})
    page = office.post("/cum/", {"_once": key})
    assert page.status_code == 409
    assert "việc khác" in page.text
    assert not Block.objects.exists()


@pytest.mark.parametrize("key", ["", "abc"])
def test_a_form_without_its_number_is_refused_in_words(office, key):
    page = office.post("/cum/", {"_once": key, "name": "Khối trường"})
    assert page.status_code == 400
    assert "Biểu mẫu này đã cũ" in page.text
    assert not Block.objects.exists()


def test_a_form_with_a_fault_leaves_no_trace_and_may_be_mended(office):
    key = uuid4()
    assert office.post("/cum/", {"_once": key, "name": ""}).status_code == 422
    assert not Block.objects.exists()
    assert office.post("/cum/", {"_once": key, "name": "Khối trường"}).status_code == 302


def test_a_refusal_leaves_no_trace(office):
    page = office.post("/cum/", {"_once": uuid4(), "name": "no"})
    assert page.status_code == 409
    assert "Chưa đủ điều kiện." in page.text
    assert not OnceRecord.objects.exists()


def test_a_refusal_to_htmx_is_a_note_for_the_message_line(office):
    page = office.post("/cum/", {"_once": uuid4(), "name": "no"}, headers={"HX-Request": "true"})
    assert page["HX-Retarget"] == "#thong-bao"
    assert page.text.startswith('<div class="note risk"')


def test_files_count_by_their_content(office):
    key = uuid4()

    def send(data):
        return office.post("/cum-2/", {"_once": key, "file": SimpleUploadedFile("a.txt", data)})

    assert send(b"mot").status_code == 200
    assert send(b"mot").status_code == 200
    assert send(b"hai").status_code == 409


def test_secrets_are_not_kept(office):
    office.post("/cum-2/", {"_once": uuid4(), "password1": "mua-gat-2024", "note": "x" * 5000})
    kept = OnceRecord.objects.get().body
    assert kept["password1"] == ["(không giữ)"]
    assert len(kept["note"][0]) < 2100


@pytest.mark.parametrize("code", ["", "A", "ABCD", "ABCD EFGH I"])
def test_what_has_not_the_length_of_a_receipt_is_no_receipt(code, commune):
    assert receipts.find(code, by=commune.actor(Role.OFFICE)) is None


def test_receipts_can_be_read_aloud():
    codes = {receipts.new_receipt() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01OI")
    assert all(len(code) == 9 and code[4] == " " for code in codes)


def test_a_receipt_is_found_as_people_type_it_and_only_by_its_sender(office, commune):
    office.post("/cum/", {"_once": uuid4(), "name": "Khối trường"})
    code = OnceRecord.objects.get().receipt
    assert "/da-xong/" in office.get("/bien-nhan/", {"ma": code.lower().replace(" ", "")}).text
    other = StrictClient()
    other.force_login(commune.user(Role.EDITOR), backend="thidua.organisation.web.backends.DeviceBackend")
    assert other.get("/bien-nhan/", {"ma": code}).status_code == 404


def test_contents_go_but_the_number_still_counts(office):
    form = {"_once": uuid4(), "name": "Khối trường"}
    office.post("/cum/", form)
    sent = OnceRecord.objects.get()
    assert receipts.forget_contents(before=sent.at) == 0
    assert receipts.forget_contents(before=sent.at.replace(year=sent.at.year + 1)) == 1
    assert OnceRecord.objects.get().body == {}
    assert office.post("/cum/", form).status_code == 302
    assert Block.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_long_work_is_done_before_the_transaction_and_once(office):
    form = {"_once": uuid4(), "name": "Khối"}
    assert office.post("/cum-3/", form).status_code == 302
    assert office.post("/cum-3/", form).status_code == 302
    assert [block.name for block in Block.objects.all()] == ["Khối False"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_have_one_effect():
    commune = make_commune()
    user, form = commune.user(Role.OFFICE), {"_once": uuid4(), "name": "Khối trường"}
    answers, start = [], Barrier(4)

    def send():
        browser = StrictClient()
        browser.force_login(user, backend="thidua.organisation.web.backends.DeviceBackend")
        start.wait()
        answers.append(browser.post("/cum/", form).status_code)
        connection.close()

    with override_settings(ROOT_URLCONF=__name__):
        threads = [Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [302] * 4
    assert Block.objects.count() == 1
    assert OnceRecord.objects.count() == 1

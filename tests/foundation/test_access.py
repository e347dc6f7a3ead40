"""Strangers are led to the sign-in, and refusals are told on a page or in a note."""

import pytest
from django.http import HttpResponse
from django.urls import include, path, reverse
from tests.commune import make_commune

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.web.access import public
from thidua.foundation.web.returning import came_from
from thidua.organisation.enums import Role


def closed(request):
    return HttpResponse(request.actor.name)


@public
def opened(request):
    return HttpResponse(came_from(request) or "không rõ")


def refused(request):
    raise RefusedError("Việc này của văn phòng.")


def ruled_out(request):
    raise DomainError("Chưa đến kỳ.")


urlpatterns = [
    path("kin/", closed),
    path("mo/", opened),
    path("tu-choi/", refused),
    path("trai-quy-tac/", ruled_out),
    path("", include("thidua.config.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_a_stranger_is_led_to_the_sign_in_and_back(client):
    answer = client.get("/kin/?trang=2")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next=/kin/%3Ftrang%3D2"


def test_a_fragment_asked_by_a_stranger_leads_the_whole_page(client):
    answer = client.get("/kin/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


def test_a_public_view_needs_no_sign_in(client):
    assert client.get("/mo/").status_code == 200


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/phong-trao/", "http://testserver/phong-trao/"),
        ("http://ke-gian.example/", "không rõ"),
        ("javascript:alert(1)", "không rõ"),
        ("", "không rõ"),
    ],
)
def test_the_way_back_leads_to_our_own_pages_only(client, referer, back):
    assert client.get("/mo/", headers={"Referer": referer}).text == back


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [("/tu-choi/", 403, "Việc này của văn phòng."), ("/trai-quy-tac/", 409, "Chưa đến kỳ.")],
)
def test_a_refusal_is_a_page_with_its_sentence_or_a_note(client, address, status, sentence):
    client.force_login(
        make_commune().user(Role.OFFICE), backend="thidua.organisation.web.backends.DeviceBackend"
    )
    page = client.get(address)
    assert page.status_code == status
    assert sentence in page.text
    assert "<h1>Chưa làm được việc này</h1>" in page.text
    note = client.get(address, headers={"HX-Request": "true"})
    assert note.status_code == status
    assert note["HX-Retarget"] == "#thong-bao"
    assert sentence in note.text
    assert "<html" not in note.text

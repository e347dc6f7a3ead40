"""Two people change the same record: nobody's text is overwritten, and nobody's text vanishes."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from tests.commune import make_commune

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.fields import DayField, TextField
from thidua.foundation.web.once import once
from thidua.organisation.enums import Role
from thidua.organisation.models import Position

AT = datetime(2024, 9, 28, 7, 2, tzinfo=UTC)


class PostForm(forms.Form):
    title = TextField(label="Chức danh")
    until = DayField(label="Đến hết ngày", required=False)
    decision = TextField(label="Quyết định", required=False)


@form_names({"ends_on": "until"})
@once("tests.position.change")
def change(request):
    form = PostForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Thiếu.", status=422)
    values = {
        "title": form.cleaned_data["title"],
        "ends_on": form.cleaned_data["until"],
        "decision": form.cleaned_data["decision"],
    }
    save(Position.objects.get(), values, int(request.POST["_version"]), request.actor, timezone.now())
    return redirect("/xong/")


def save(position, values, expected, by, at):
    changes = versions.apply(position, values, expected=expected)
    record("tests.position.change", position, by=by, at=at, deed=Deed(changes=changes))


urlpatterns = [path("chuc-vu/", change), path("", include("thidua.config.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def office(commune, client):
    client.force_login(commune.user(Role.OFFICE), backend="thidua.organisation.web.backends.DeviceBackend")
    return client


@pytest.fixture
def position(office):
    return Position.objects.get()


def send(browser, **values):
    form = {"_once": uuid4(), "title": "Văn phòng", "until": "", "decision": "", "_version": 1, **values}
    return browser.post("/chuc-vu/", form)


def theirs_saved(position, other_name="Lê Văn C", **values):
    other = Actor(user_id=99, name=other_name, authority_id=position.authority_id)
    save(position, values, position.version, other, AT)


def test_a_change_from_the_version_seen_is_saved(office, position):
    assert send(office, title="Phó văn phòng").status_code == 302
    position.refresh_from_db()
    assert (position.title, position.version) == ("Phó văn phòng", 2)


def test_the_same_values_again_are_no_conflict_and_no_change(office, position):
    theirs_saved(position, title="Trưởng phòng")
    assert send(office, title="Trưởng phòng").status_code == 302
    position.refresh_from_db()
    assert position.version == 2


def test_a_conflict_shows_mine_theirs_and_before(office, position):
    theirs_saved(position, title="Trưởng phòng")
    theirs_saved(position, title="Chánh văn phòng")
    page = send(office, title="Phó văn phòng")
    assert page.status_code == 409
    assert "Lê Văn C đã lưu mục này lúc 14:02 ngày 28/09/2024" in page.text
    shown = [node.text() for node in LexborHTMLParser(page.text).css(".tri p")]
    assert shown == ["Phó văn phòng", "Chánh văn phòng", "Văn phòng"]
    position.refresh_from_db()
    assert position.title == "Chánh văn phòng"


def test_a_number_written_with_more_digits_is_no_difference(position):
    way = versions.ThreeWay("share", Decimal(11), Decimal("11.000"), "11", "tests.gone")
    assert not way.differs
    assert way.is_mine_untouched


def test_the_text_not_saved_stays_in_the_history(office, position):
    theirs_saved(position, title="Trưởng phòng")
    send(office, title="Phó văn phòng")
    send(office, title="Phó văn phòng")
    kept = AuditEntry.objects.get(action="foundation.version.refuse")
    assert kept.changes == {"title": ["Trưởng phòng", "Phó văn phòng"]}
    page = office.get(f"/lich-su/{kept.object_type}/{kept.object_id}/")
    assert "chức danh từ Trưởng phòng thành Phó văn phòng" in page.text


def test_what_only_the_other_side_changed_is_proposed_as_theirs(office, position):
    theirs_saved(position, decision="12/QĐ-UBND")
    page = send(office, title="Phó văn phòng")
    boxes = LexborHTMLParser(page.text).css("input[checked]")
    checked = {box.attributes["name"]: box.attributes["value"] for box in boxes}
    assert checked == {"title": "Phó văn phòng", "decision": "12/QĐ-UBND"}


def test_choosing_sends_the_same_form_with_the_newer_version(office, position):
    theirs_saved(position, ends_on=date(2024, 12, 31), title="Trưởng phòng")
    page = send(office, title="Phó văn phòng", until="30/11/2024", decision="12/QĐ-UBND")
    (form,) = LexborHTMLParser(page.text).css("main form")
    values = {box.attributes["name"]: box.attributes["value"] for box in form.css("input[type=hidden]")}
    untils = {box.attributes["value"] for box in form.css("input[name=until]")}
    assert untils == {"30/11/2024", "31/12/2024"}
    chosen = {"until": "31/12/2024", "title": "Phó văn phòng", "decision": "12/QĐ-UBND"}
    answer = office.post(form.attributes["action"], {**values, **chosen})
    assert answer.status_code == 302
    position.refresh_from_db()
    assert (position.title, position.ends_on) == ("Phó văn phòng", date(2024, 12, 31))
    assert (position.decision, position.version) == ("12/QĐ-UBND", 3)


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_the_version_it_was_filled_from_is_refused_in_words(office, position, version):
    page = send(office, title="Phó văn phòng", _version=version)
    assert page.status_code == 400
    assert "Biểu mẫu này đã cũ" in page.text


def test_a_form_that_lost_its_version_is_refused_in_words(office, position):
    page = office.post("/chuc-vu/", {"_once": uuid4(), "title": "Phó văn phòng"})
    assert page.status_code == 400
    assert "Biểu mẫu này đã cũ" in page.text


def test_what_became_of_a_record_is_told_beside_what_was_seen(position):
    theirs_saved(position, title="Trưởng phòng")
    theirs_saved(position, title="Chánh văn phòng")
    found = versions.since(position, 1)
    assert [(field.field, field.before, field.theirs) for field in found.fields] == [
        ("title", "Văn phòng", "Chánh văn phòng")
    ]
    assert (found.saved_by, found.saved_at) == ("Lê Văn C", AT)


def test_nothing_became_of_a_record_nobody_touched(position):
    assert versions.since(position, position.version) == versions.Since((), "Người khác", None)


def test_a_new_value_is_checked_and_an_old_one_is_not_asked_about_again(position, django_assert_num_queries):
    with pytest.raises(ValidationError):
        versions.apply(position, {"role": "vua"}, expected=position.version)
    position.refresh_from_db()
    with django_assert_num_queries(1):
        versions.apply(position, {"title": "Trưởng phòng"}, expected=position.version)

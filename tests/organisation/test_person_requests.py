"""A unit asks for somebody to be added to the list of people; the office adds or says why not."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.commune import Commune
from tests.organisation.browsing import NOW
from tests.pages import MOST_QUERIES, queries_of

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import PersonRequestState, Role
from thidua.organisation.models import Person, PersonRequest
from thidua.organisation.services import person_requests
from thidua.organisation.services.person_requests import PAGE, Wanted

ASK = reverse("organisation:person-ask")


def asked(commune: Commune, name: str = "Ngô Thị Vắng", **more) -> PersonRequest:
    village = commune.units["Thôn 1"]
    head = commune.actor(Role.UNIT_HEAD, village)
    return person_requests.ask(Wanted(village, name, **more), by=head, at=NOW)


def answer_of(one: PersonRequest) -> str:
    return reverse("organisation:person-answer", args=[one.pk])


def test_a_head_asks_and_sees_that_the_office_added(commune: Commune, browse, clerk) -> None:
    head = browse(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert 'value="Ngô Thị Vắng"' in head.get(ASK, {"ten": "Ngô Thị Vắng"}).text
    form = {"_once": str(uuid4()), "full_name": "Ngô Thị Vắng", "birth_year": "1988", "work": "nông dân"}
    assert head.post(ASK, form).status_code == 302
    made = PersonRequest.objects.get()
    assert "Chờ Văn phòng" in head.get(ASK).text
    start = clerk.get("/").text
    assert "1 người đơn vị nhờ thêm" in start
    assert f'href="{ASK}"' in start
    assert answer_of(made) in clerk.get(ASK).text
    told = {"_once": str(uuid4()), "_version": made.version, "answer": "them"}
    assert clerk.post(answer_of(made), told).status_code == 302
    person = Person.objects.get(full_name="Ngô Thị Vắng")
    assert (person.unit, person.birth_year) == (commune.units["Thôn 1"], 1988)
    assert "Đã thêm" in head.get(ASK).text
    notice = Notice.objects.get()
    assert (notice.unit_id, notice.url) == (commune.units["Thôn 1"].pk, ASK)
    assert "đơn vị nhờ thêm" not in clerk.get("/").text


def test_a_refusal_needs_a_reason_which_the_unit_reads(commune: Commune, browse, clerk) -> None:
    made = asked(commune)
    told = {"_version": made.version, "answer": "khong", "reason": ""}
    assert "Ghi lý do không thêm" in clerk.post(answer_of(made), told | {"_once": str(uuid4())}).text
    told["reason"] = "Đã chuyển đi nơi khác"
    assert clerk.post(answer_of(made), told | {"_once": str(uuid4())}).status_code == 302
    assert "Đã chuyển đi nơi khác" in browse(Role.UNIT_HEAD, commune.units["Thôn 1"]).get(ASK).text
    entry = AuditEntry.objects.get(action="organisation.person_request.refuse")
    assert "không thêm “Ngô Thị Vắng” theo lời nhờ của đơn vị" in sentence_of(entry)
    with pytest.raises(DomainError, match="đã trả lời: không thêm"):
        person_requests.add(made, expected=made.version, by=commune.actor(Role.OFFICE), at=NOW)


def test_another_unit_sees_nothing_of_it_and_nobody_asks_for_others(commune: Commune, browse) -> None:
    made = asked(commune)
    other = browse(Role.UNIT_HEAD, commune.units["Thôn 2"])
    assert "Ngô Thị Vắng" not in other.get(ASK).text
    assert other.get(answer_of(made)).status_code == 404
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    with pytest.raises(RefusedError):
        person_requests.ask(Wanted(commune.units["Thôn 2"], "Ai đó"), by=head, at=NOW)
    with pytest.raises(RefusedError):
        person_requests.add(made, expected=made.version, by=head, at=NOW)


def test_who_is_there_or_asked_for_is_not_asked_for_again(commune: Commune, clerk) -> None:
    asked(commune, birth_year=1988)
    with pytest.raises(DomainError, match="đã nhờ rồi, đang chờ Văn phòng"):
        asked(commune, "ngô thị vắng")
    assert asked(commune, "Ngô Thị Vắng", birth_year=1990).state == PersonRequestState.WAITING
    village = commune.units["Thôn 1"]
    Person.objects.create(authority=commune.authority, full_name="Lò Thị Ánh", unit=village)
    with pytest.raises(DomainError, match="Lò Thị Ánh đã có trong danh sách"):
        asked(commune, "Lò Thị Ánh")


def test_the_page_costs_the_same_for_3_and_30(commune: Commune, clerk) -> None:
    counts = []
    for start, end in ((0, 3), (3, 30)):
        for number in range(start, end):
            asked(commune, f"Người thứ {number}", birth_year=1950 + number)
        counts.append(queries_of(clerk, ASK))
    assert counts[0] == counts[1] <= MOST_QUERIES
    assert ASK == PAGE

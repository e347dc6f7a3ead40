"""Which place of the main menu a page belongs to."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import resolve, reverse

from thidua.foundation.actors import Actor
from thidua.foundation.web.context import shell

HEAD = Actor(1, "Trưởng thôn", uuid.uuid4(), unit_ids=frozenset({uuid.uuid4()}))
OFFICE = Actor(2, "Văn phòng", uuid.uuid4(), roles=frozenset({"office"}))


def current(actor: Actor, name: str, **keys: uuid.UUID) -> list[str]:
    path = reverse(name, kwargs=keys)
    request = RequestFactory().get(path)
    request.user, request.actor, request.resolver_match = get_user_model()(), actor, resolve(path)
    return [tab.label for tab in shell(request)["tabs"] if tab.is_current]


@pytest.mark.parametrize("name", ["commitments:plan-detail", "commitments:pledge-list"])
def test_promises_belong_to_the_place_one_has_for_them(name: str):
    assert current(HEAD, name, pk=uuid.uuid4()) == ["Giao ước"]
    assert current(OFFICE, name, pk=uuid.uuid4()) == ["Phong trào"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("monitoring:target-result", "Phong trào"),
        ("monitoring:result-board", "Phong trào"),
        ("scoring:round-detail", "Chấm điểm"),
        ("reporting:period-detail", "Báo cáo"),
        ("organisation:position-end", "Đơn vị"),
    ],
)
def test_a_page_lights_the_place_it_belongs_to(name: str, place: str):
    assert current(OFFICE, name, pk=uuid.uuid4()) == [place]


@pytest.mark.parametrize("name", ["monitoring:search", "foundation:notice-list"])
def test_a_tool_belongs_to_no_place(name: str):
    assert current(OFFICE, name) == []


def test_the_first_page_is_its_own_place():
    assert current(OFFICE, "monitoring:work-list") == ["Việc cần làm"]

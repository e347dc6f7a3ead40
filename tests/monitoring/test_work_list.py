"""The first page: whose work it shows, in which order, at which cost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.commune import Commune, make_commune
from thidua.movements.models import LaunchDraft
from thidua.obligations.services import obligations
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Commune:
    return make_commune()


def test_a_stranger_finds_the_public_start_page():
    page = Client().get("/")
    assert page.status_code == 200
    assert "Chưa có phong trào nào được mở." in page.text
    assert "Việc cần làm: " not in page.text


def test_nothing_due_is_said_in_words(commune):
    page = commune.client(Role.EDITOR).get("/")
    assert "Hôm nay không còn việc nào đến hạn." in page.text

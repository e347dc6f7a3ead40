"""The address that reminders go to: written by its owner, taken away by its owner."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune, make_commune

from thidua.core.errors import RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.organisation.models import User
from thidua.organisation.services import accounts

SAVE = reverse("organisation:account-mail")


@pytest.fixture
def village(db: None) -> Commune:
    return make_commune()


def test_the_owner_writes_the_address_and_takes_it_away(village: Commune) -> None:
    client = village.client(Role.UNIT_HEAD, village.units["Thôn 1"])
    answer = client.post(SAVE, {"_once": str(uuid4()), "address": " thon1@xa.example "}, follow=True)
    assert "Đã lưu địa chỉ thư." in answer.text
    user = User.objects.get()
    assert user.email == "thon1@xa.example"
    assert "đổi thư điện tử" in sentence_of(AuditEntry.objects.get(action="organisation.user.set_mail"))
    answer = client.post(SAVE, {"_once": str(uuid4()), "address": ""}, follow=True)
    assert "Từ nay không gửi thư nữa." in answer.text
    user.refresh_from_db()
    assert user.email == ""


def test_a_wrong_address_is_refused_in_words(village: Commune) -> None:
    client = village.client(Role.UNIT_HEAD, village.units["Thôn 1"])
    answer = client.post(SAVE, {"_once": str(uuid4()), "address": "thon1"}, follow=True)
    assert "Ghi địa chỉ thư đầy đủ" in answer.text
    assert User.objects.get().email == ""


def test_nobody_writes_the_address_of_another(village: Commune) -> None:
    owner = village.user(Role.UNIT_HEAD, village.units["Thôn 1"])
    with pytest.raises(RefusedError, match="chính người dùng"):
        accounts.set_mail(owner, "a@xa.example", by=village.actor(Role.OFFICE), at=timezone.now())

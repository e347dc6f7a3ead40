"""No clerk alone shuts out who stands above: refusals name who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune
from tests.organisation.browsing import browser_of

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import SYSTEM
from thidua.organisation import policies
from thidua.organisation.enums import TRUSTED, Role
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.organisation.services import accounts, devices, positions, units

VERBS = ("khoa", "mo-lai", "bo-mat-khau", "thoat-moi-noi")


def status_of(by: User, of: User, verb: str) -> int:
    return browser_of(by).send(reverse("organisation:account-step", args=[of.person_id, verb])).status_code


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", sorted(TRUSTED))
def test_clerk_shuts_no_trusted_account_out(commune: Commune, role: Role, verb: str) -> None:
    assert status_of(commune.user(Role.OFFICE), commune.user(role), verb) == 403


@pytest.mark.parametrize("verb", VERBS)
def test_keeper_may_and_for_a_keeper_another_or_the_chairman(commune: Commune, verb: str) -> None:
    keeper, chairman = commune.user(Role.KEEPER), commune.user(Role.CHAIRMAN)
    assert status_of(keeper, commune.user(Role.COUNCIL), verb) == 302
    assert status_of(chairman, keeper, verb) == 302
    assert status_of(commune.user(Role.KEEPER), commune.user(Role.KEEPER), verb) == 302
    assert status_of(chairman, commune.user(Role.OFFICE), verb) == 403


def test_nobody_closes_the_own_account(commune: Commune) -> None:
    keeper = commune.user(Role.KEEPER)
    assert status_of(keeper, keeper, "khoa") == 403


def test_console_and_other_communes(commune: Commune, other_commune: Commune) -> None:
    user, now = commune.user(Role.KEEPER), timezone.now()
    accounts.close(user, by=SYSTEM, at=now)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        accounts.reopen(user, by=other_commune.actor(Role.CHAIRMAN), at=now)
    post = user.person.positions.get()
    assert policies.can_end_post(SYSTEM, post)
    assert not policies.can_end_post(other_commune.actor(Role.CHAIRMAN), post)


def test_clerk_ends_no_machine_of_the_keeper(commune: Commune) -> None:
    keeper, now = commune.user(Role.KEEPER), timezone.now()
    device = devices.note_sign_in(keeper, session_key="", name="Máy", at=now)
    with pytest.raises(RefusedError, match="hoặc Chủ tịch"):
        devices.end(device, by=commune.actor(Role.OFFICE), at=now)


def test_page_tells_who_may_instead_of_buttons(commune: Commune) -> None:
    keeper = commune.user(Role.KEEPER)
    address = reverse("organisation:person-detail", args=[keeper.person_id])
    page = browser_of(commune.user(Role.OFFICE)).get(address).text
    assert "quản trị hệ thống khác hoặc Chủ tịch" in page
    assert "Khóa tài khoản" not in page
    assert "ket-thuc" not in page
    page = browser_of(commune.user(Role.CHAIRMAN)).get(address).text
    assert "Khóa tài khoản" in page
    assert "ket-thuc" in page
    assert "Tài khoản của mình" in browser_of(keeper).get(address).text


def test_only_keeper_is_let_go_by_the_chairman_for_a_reason(commune: Commune) -> None:
    keeper, now = commune.user(Role.KEEPER), timezone.now()
    post = keeper.person.positions.get()
    deed = {"last_day": timezone.localdate() - timedelta(days=1), "expected": post.version, "at": now}
    chairman = actor_of(commune.user(Role.CHAIRMAN), timezone.localdate())
    for by, match in ((commune.actor(Role.OFFICE), "Chủ tịch"), (commune_self(keeper), "của mình")):
        with pytest.raises(RefusedError, match=match):
            positions.end(post, reason="Nghỉ", by=by, **deed)
    with pytest.raises(DomainError, match="Ghi lý do"):
        positions.end(post, reason=" ", by=chairman, **deed)
    positions.end(post, reason="Chuyển công tác", by=chairman, **deed)
    accounts.close(keeper, by=commune.actor(Role.OFFICE), at=now)


def test_closing_a_unit_ends_no_trusted_post(commune: Commune) -> None:
    unit = commune.units["Văn phòng UBND xã"]
    commune.user(Role.KEEPER, unit)
    with pytest.raises(DomainError, match="trước khi ghi đơn vị ngừng"):
        units.close(
            unit,
            last_day=timezone.localdate(),
            reason="Sáp nhập",
            expected=1,
            by=commune.actor(Role.OFFICE),
            at=timezone.now(),
        )


def commune_self(user: User):
    return actor_of(user, timezone.localdate())

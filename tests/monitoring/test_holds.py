"""Praise waits from a day to a day, for a reason with a paper, and only some may know."""

from datetime import date

import pytest
from tests.commune import Commune, make_commune
from tests.monitoring.conftest import AT

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.monitoring.enums import HoldKind
from thidua.monitoring.models import Hold
from thidua.monitoring.services import holds
from thidua.monitoring.services.holds import HoldFacts
from thidua.organisation.enums import Role

FIRST, LAST = date(2024, 5, 1), date(2024, 5, 31)


def facts(commune: Commune, **values: object) -> HoldFacts:
    known = {
        "unit": commune.units["Thôn 1"],
        "person_name": "",
        "kind": HoldKind.COMPLAINT,
        "document_number": "12/TB-UBND ngày 29/4/2024",
        "reason": "Đơn về thu quỹ",
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    return HoldFacts(**known | values)


@pytest.mark.parametrize(
    ("day", "holds_on"),
    [(date(2024, 4, 30), False), (FIRST, True), (LAST, True), (date(2024, 6, 1), False)],
)
def test_a_hold_counts_from_its_first_to_its_last_day(
    commune: Commune, office: Actor, day: date, holds_on: object
):
    holds.add(facts(commune), by=office, at=AT)
    assert Hold.objects.in_force(day).exists() is holds_on


def test_without_a_last_day_it_counts_until_it_is_lifted(commune: Commune, office: Actor):
    made = holds.add(facts(commune, ends_on=None), by=office, at=AT)
    assert Hold.objects.in_force(date(2030, 1, 1)).exists()
    with pytest.raises(DomainError, match="Ghi lý do gỡ"):
        holds.lift(made, reason=" ", expected=made.version, by=office, at=AT)
    made = holds.lift(made, reason="Kết luận 05/KL-UBND", expected=made.version, by=office, at=AT)
    assert not Hold.objects.in_force(FIRST).exists()
    with pytest.raises(DomainError, match="đã gỡ rồi"):
        holds.lift(made, reason="Nữa", expected=made.version, by=office, at=AT)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": None}, "Chọn đơn vị hoặc ghi tên"),
        ({"ends_on": date(2024, 4, 1)}, "sau ngày bắt đầu"),
    ],
)
def test_what_is_refused(commune: Commune, office: Actor, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        holds.add(facts(commune, **values), by=office, at=AT)


def test_a_unit_of_another_commune_is_refused(commune: Commune, office: Actor):
    other = make_commune("xã Cẩm Lạc")
    with pytest.raises(DomainError, match="cơ quan khác"):
        holds.add(facts(other), by=office, at=AT)


def test_who_may_write_and_who_may_know(commune: Commune, office: Actor):
    made = holds.add(facts(commune, unit=None, person_name="Trần Văn B"), by=office, at=AT)
    assert str(made) == "đơn thư đang xem xét: Trần Văn B"
    for role in (Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.OFFICE):
        assert Hold.objects.visible_to(commune.actor(role)).exists()
    for role in (Role.UNIT_HEAD, Role.EDITOR, Role.KEEPER, Role.UPPER):
        assert not Hold.objects.visible_to(commune.actor(role, commune.units["Thôn 1"])).exists()
    with pytest.raises(RefusedError):
        holds.add(facts(commune), by=commune.actor(Role.INSPECTOR), at=AT)

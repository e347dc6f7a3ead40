"""A small commune for tests of documents, work and movements: units, people, accounts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client
from tests.pages import StrictClient

from thidua.foundation.actors import Actor
from thidua.organisation.enums import Level, Role, UnitKind
from thidua.organisation.models import Authority, Person, Position, Unit, User
from thidua.organisation.queries import actor_of

FIRST_DAY = date(2020, 1, 1)
LETTER = Path(settings.PACKAGE) / "demo" / "letters" / "phat-dong-2024.txt"
PASSWORD = "mua-gat-thang-nam-2024"  # noqa: S105 -- of accounts that live in a test database


@dataclass(frozen=True, slots=True)
class Commune:
    authority: Authority
    units: dict[str, Unit]

    def user(self, role: Role, unit: Unit | None = None) -> User:
        """Return an account whose person holds one position of the role."""
        number = User.objects.count() + 1
        person = Person.objects.create(authority=self.authority, full_name=f"Trần Thị {number}")
        Position.objects.create(
            authority=self.authority,
            person=person,
            role=role,
            unit=unit,
            title=Role(role).label,
            starts_on=FIRST_DAY,
        )
        user = User(username=f"{role}-{number}", person=person)
        user.set_password(PASSWORD)
        user.save()
        return user

    def actor(self, role: Role, unit: Unit | None = None) -> Actor:
        return actor_of(self.user(role, unit), date(2024, 4, 22))

    def client(self, role: Role, unit: Unit | None = None) -> Client:
        """Return a browser in which an account of the role is signed in."""
        client = StrictClient()
        client.force_login(self.user(role, unit), backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client


def make_commune(name: str = "xã Cẩm Lĩnh") -> Commune:
    authority = Authority.objects.create(name=name, level=Level.COMMUNE)
    plan = [
        ("Văn phòng UBND xã", UnitKind.OFFICE, "Văn phòng HĐND&UBND xã"),
        ("Ban Văn hóa xã", UnitKind.BOARD, "Ban văn hóa"),
        ("Ủy ban Mặt trận Tổ quốc xã", UnitKind.UNION, "UBMTTQ xã"),
        ("Trạm Y tế", UnitKind.CLINIC, ""),
        ("Trường Mầm non", UnitKind.SCHOOL, ""),
        *((f"Thôn {number}", UnitKind.VILLAGE, "") for number in range(1, 4)),
    ]
    units = {
        name: Unit.objects.create(authority=authority, name=name, kind=kind, aliases=aliases)
        for name, kind, aliases in plan
    }
    return Commune(authority, units)

"""Two communes that know nothing of each other, each with one of everything."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from tests.commune import LETTER, Commune, make_commune
from tests.worlds import (
    allocation,
    award_papers,
    awards,
    certificates,
    commitments_plans,
    commitments_pledges,
    commitments_registrations,
    council,
    decisions,
    imports,
    inspection,
    kept_forms,
    person_requests,
    register,
    reporting,
    scoring_criteria,
    scoring_rounds,
    scoring_sheets,
    scoring_standing,
    urging,
)

from thidua.demo.building import look_at_all
from thidua.documents.services import intakes, reading
from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice
from thidua.movements.models import DraftTarget, Movement, Target
from thidua.movements.services import drafts, opening
from thidua.obligations.services import obligations
from thidua.organisation.enums import Level, ListKind, Role
from thidua.organisation.models import Authority, User
from thidua.organisation.queries import actor_of
from thidua.organisation.services import accounts, blocks, devices, households, lists, people

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
TODAY = date(2024, 4, 22)
LOGIN = "thidua.organisation.web.backends.DeviceBackend"


@dataclass
class Place:
    """A commune with an account of each role and one of everything that has a page."""

    commune: Commune
    users: dict[str, User]
    things: dict[str, Any] = field(default_factory=dict)

    def actor(self, role: Role) -> Actor:
        return actor_of(self.users[role], TODAY)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_place(name: str, *, now: datetime) -> Place:
    """Build the commune through the services; only what has no service is written directly."""
    commune = make_commune(name)
    province = Authority.objects.create(name=f"tỉnh của {name}", level=Level.PROVINCE)
    commune.authority.parent = province
    commune.authority.save(update_fields=["parent"])
    village = commune.units["Thôn 1"]
    users = {
        str(role): commune.user(role, village if role == Role.UNIT_HEAD else None)
        for role in Role
        if role != Role.UPPER
    }
    users[str(Role.UPPER)] = Commune(province, {}).user(Role.UPPER)
    place = Place(commune, users)
    _organise(place, now)
    _launch(place, name)
    reporting.add(place, now)
    urging.add(place, now)
    allocation.add(place, now)
    inspection.add(place, now)
    imports.add(place, now)
    kept_forms.add(place, now)
    commitments_registrations.add(place, now)
    commitments_pledges.add(place, now)
    commitments_plans.add(place, now)
    scoring_criteria.add(place, now)
    scoring_rounds.add(place, now)
    scoring_sheets.add(place, now)
    scoring_standing.add(place, now)
    register.add(place, now)
    council.add(place, now)
    certificates.add(place, now)
    decisions.add(place, now)
    awards.add(place, now)
    award_papers.add(place, now)
    return place


def _organise(place: Place, now: datetime) -> None:
    person_requests.add(place, now)
    office, commune = place.actor(Role.OFFICE), place.commune
    village = commune.units["Thôn 1"]
    person = people.create(commune.authority, people.PersonFacts(full_name="Lê Văn C"), by=office, at=now)
    holder = place.users[Role.EDITOR].person
    block = blocks.create(commune.authority, "Khối thôn", by=office, at=now)
    membership = blocks.join(block, village, starts_on=TODAY, by=office, at=now)
    account = accounts.create(person, username=f"c-{person.pk.hex[-8:]}", by=office, at=now)
    card = devices.issue_card(account, by=office, at=now)
    device = devices.enrol(
        devices.code_of(devices.issue_card(place.users[Role.UNIT_HEAD], by=office, at=now)),
        token=f"t-{person.pk.hex}",
        name="Điện thoại",
        at=now,
    )
    place.things |= {
        "waiting_card": devices.issue_card(place.users[Role.COUNCIL], by=office, at=now),
        "own_card": device.cards.get(),
        "unit": village,
        "person": person,
        "household": households.create(village, person, members=4, by=office, at=now),
        "block": block,
        "membership": membership,
        "position": holder.positions.get(),
        "card": card,
        "pasted": lists.take(
            commune.authority,
            lists.Sent(ListKind.PEOPLE, "Họ và tên\nNgô Thị P"),
            seen=1,
            by=office,
            at=now,
        ),
        "device": device,
        "code": devices.code_of(card),
    }


def _launch(place: Place, name: str) -> None:
    """Read the letter twice: one season is opened, one draft still waits."""
    office = place.actor(Role.OFFICE)
    data = LETTER.read_bytes()
    opened = drafts.from_letter(reading.take_in(data, "a.txt", by=office, at=AT), by=office, at=AT)
    look_at_all(opened, by=office, at=AT)
    season = opening.confirm(opened, seen_at=opened.saved_at, by=office, at=AT)
    text = f"{data.decode()}\n{name}".encode()
    waiting = drafts.from_letter(reading.take_in(text, "b.txt", by=office, at=AT), by=office, at=AT)
    targets = Target.objects.filter(movement=season)
    village, other = place.commune.units["Thôn 1"], place.commune.units["Thôn 2"]
    place.things |= {
        "draft": waiting,
        "item": DraftTarget.objects.filter(draft=waiting).first(),
        "confirmed": opened,
        "movement": season,
        "unopened": Movement.objects.create(
            authority=season.authority, title=f"Chưa mở {name}", year=season.year, kind=season.kind
        ),
        "target": targets.first(),
        "document": season.launching_document,
        "intake": intakes.receive(f"dài {name}".encode(), "c.txt", by=office, at=AT),
        "notice": Notice.objects.get(unit_id=village.pk),
        "own_work": obligations.create(village, obligations.Work("Báo cáo tháng 4"), by=office, at=AT),
        "other_work": obligations.create(other, obligations.Work("Báo cáo tháng 5"), by=office, at=AT),
    }

"""The data behind the browser tests: a commune with an open season, a draft, and work late, due and done.

Run as a program it fills the database of THIDUA_DATA and prints what the tests need as JSON.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """Keys of the objects that pages show, and a session of each role."""

    keys: dict[str, str]
    sessions: dict[str, str]


def build() -> World:
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first
    from tests.commune import LETTER  # noqa: PLC0415

    from thidua.documents.services import intakes, reading  # noqa: PLC0415
    from thidua.movements.models import Target  # noqa: PLC0415
    from thidua.movements.services import drafts  # noqa: PLC0415
    from thidua.organisation.queries import actor_of  # noqa: PLC0415

    commune = _commune()
    now = timezone.now()
    users = _users(commune)
    office = actor_of(users["office"], timezone.localdate())
    letter = LETTER.read_bytes()
    read_text = reading.take_in(letter, LETTER.name, by=office, at=now)
    season = _open(drafts.from_letter(read_text, by=office, at=now), office, now)
    again = reading.take_in(letter.replace(b"2024", b"2025"), "phat-dong-2025.txt", by=office, at=now)
    draft = drafts.from_letter(again, by=office, at=now)
    target = Target.objects.filter(movement=season, parent__isnull=False).select_related("parent").first()
    keys = {
        "movement": season.pk,
        "draft": draft.pk,
        "draft-target": draft.drafttarget_set.first().pk,
        "target": target.parent.pk,
        "document": season.launching_document_id,
        "obligation": _give_work(commune, office, now),
        "unit": commune.units["Thôn 2"].pk,
        "person": users["unit_head"].person_id,
        "username": users["office"].username,
        **_cards(commune, users["unit_head"], office, now),
        "pasted": _paste(commune, office, now),
        "chairman": users["chairman"].person_id,
        "authority": commune.authority.pk,
        **_organisation(commune, users["unit_head"].person),
        **_person_request(commune, users, now),
        "kept_form": _kept(users["office"], now),
        "intake": intakes.receive(b"van ban dai", "bao-cao.txt", by=office, at=now).pk,
        **_year(commune, users, season, office, now),
    }
    return World(
        keys={name: str(key) for name, key in keys.items()},
        sessions={role: session_of(user) for role, user in users.items()},
    )


def _year(commune, users, season, office, now):
    """Report, urge, inspect, promise and score: what the year brings once its season is open."""
    return {
        **_reporting(commune, users, now),
        **_urging(commune, users, now),
        **_inspection(commune, users, now),
        **_registrations(commune, office, season, now),
        **_pledges(commune, users, season, now),
        **_score_sheets(commune, users, season, now),
        **_score_rounds(commune, users, season, now),
        **_criteria(commune, users, season, now),
        **_standings(commune, users, now),
        **_plans(commune, users, season, now),
        **_register(commune, users, now),
        **_awards(commune, users, now),
        **_council(commune, users, now),
    }


_DECIDED = (
    "correction_draft",
    "decided_round",
    "decision_draft",
    "decision_issued",
    "decision_public",
    "decision_sent",
    "fund_entry",
    "issued_paper",
    "paper_draft",
    "payment",
)


def _register(commune, users, now):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import certificates, decisions, register  # noqa: PLC0415

    place = Place(commune, users)
    register.add(place, now)
    certificates.add(place, now)
    decisions.add(place, now)
    shown = ("leaf", "given_award", "unprinted", "unprinted_award", "certificate", "owed", "stock", *_DECIDED)
    return {
        "register": place.register.name,
        "certificate_code": place.certificate.code,
        **{name: place.things[name].pk for name in shown},
    }


def _awards(commune, users, now):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import award_papers, awards  # noqa: PLC0415

    place = Place(commune, users, {"unit": commune.units["Thôn 2"]})
    awards.add(place, now)
    award_papers.add(place, now)
    papers = ("award_intake", "award_round_shown", "award_comment", "citizen_proposal")
    shown = ("award_round", "award_worker", "nomination_draft", "nomination_sent", "award_rating", "hold")
    shown += papers
    return {name: place.things[name].pk for name in shown}


def _council(commune, users, now):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import council  # noqa: PLC0415

    place = Place(commune, users)
    council.add(place, now)
    states = ("planned", "sitting", "tied", "closed", "waiting", "poll", "paper", "member")
    shown = ("council", "step_out", *(f"council_{state}" for state in states))
    return {name: place.things[name].pk for name in shown}


def _commune():
    from tests.commune import make_commune  # noqa: PLC0415

    commune = make_commune()
    commune.authority.is_demo = True
    commune.authority.office_phone = "0239 000 0000"
    commune.authority.save()
    return commune


def _users(commune):
    from thidua.organisation.enums import Role  # noqa: PLC0415

    return {
        "office": commune.user(Role.OFFICE),
        "chairman": commune.user(Role.CHAIRMAN),
        "council": commune.user(Role.COUNCIL),
        "keeper": commune.user(Role.KEEPER),
        "unit_head": commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"]),
    }


def _cards(commune, head, office, now):
    from thidua.organisation.enums import Role  # noqa: PLC0415
    from thidua.organisation.services import devices  # noqa: PLC0415

    later = now + timedelta(hours=2)  # a card lives for minutes, a whole run of the pages longer
    card = devices.issue_card(head, by=office, at=later)
    waiting = devices.issue_card(commune.user(Role.COUNCIL), by=office, at=later)
    return {"card": card.pk, "waiting_card": waiting.pk, "code": devices.code_of(card)}


def _open(draft, office, now):
    from thidua.demo.building import look_at_all  # noqa: PLC0415
    from thidua.movements.services import opening  # noqa: PLC0415

    look_at_all(draft, by=office, at=now)
    return opening.confirm(draft, seen_at=draft.saved_at, by=office, at=now)


def _give_work(commune, office, now: datetime):
    from thidua.obligations.services.obligations import Work, complete, create  # noqa: PLC0415

    today = now.date()
    late = create(
        commune.units["Thôn 2"],
        Work("Gửi kế hoạch hưởng ứng phong trào", origin_id="browser", due_on=today - timedelta(days=9)),
        by=office,
        at=now,
    )
    create(
        commune.units["Thôn 3"],
        Work("Gửi danh sách đăng ký danh hiệu", origin_id="browser", due_on=today + timedelta(days=2)),
        by=office,
        at=now,
    )
    done = create(
        commune.units["Trạm Y tế"],
        Work("Niêm yết chỉ tiêu tại trạm", origin_id="browser", due_on=today),
        by=office,
        at=now,
    )
    complete(done, note="Đã niêm yết", expected=done.version, by=office, at=now)
    return late.pk


def _registrations(commune, office, season, now):
    """One being written and one that was sent, both by the office in the place of the unit."""
    from thidua.commitments.services import registrations  # noqa: PLC0415
    from thidua.commitments.services.registrations import Aim, RegistrationFacts  # noqa: PLC0415

    aims = [Aim("household", f"Hộ số {number}", "Gia đình văn hóa") for number in range(1, 4)]
    (row, *_) = registrations.add(season, commune.units["Thôn 1"], aims, by=office, at=now)
    sent = registrations.edit(
        season, commune.units["Thôn 3"], RegistrationFacts(), expected=0, by=office, at=now
    )
    registrations.send(sent, expected=sent.version, by=office, at=now)
    return {"registering": row.registration.unit_id, "registered": sent.unit_id}


def _organisation(commune, head):
    from thidua.organisation.models import Block, BlockMembership, Household  # noqa: PLC0415

    block = Block.objects.create(authority=commune.authority, name="Khối các thôn")
    for name in ("Thôn 1", "Thôn 2"):
        BlockMembership.objects.create(block=block, unit=commune.units[name], starts_on=FIRST_DAY)
    household = Household.objects.create(
        authority=commune.authority, unit=commune.units["Thôn 2"], head=head, members=4
    )
    return {"block": block.pk, "household": household.pk, "position": head.positions.get().pk}


def _person_request(commune, users, now):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import person_requests  # noqa: PLC0415

    place = Place(commune, users)
    person_requests.add(place, now)
    return {"person_request": place.things["person_request"].pk}


def _paste(commune, office, now: datetime):
    from thidua.organisation.enums import ListKind  # noqa: PLC0415
    from thidua.organisation.services import lists  # noqa: PLC0415

    sent = lists.Sent(ListKind.UNITS, "Tên\tLoại\nThôn 10\tthôn\nThôn 11\tthôn")
    return lists.take(commune.authority, sent, seen=2, by=office, at=now).pk


def _reporting(commune, users, now: datetime):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import imports, reporting  # noqa: PLC0415

    place = Place(commune, users)
    reporting.add(place, now)
    imports.add(place, now)
    return {name: thing.pk for name, thing in place.things.items() if name != "figure"} | {
        "figure": place.things["figure"].id
    }


def _urging(commune, users, now: datetime):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import urging  # noqa: PLC0415

    place = Place(commune, users)
    urging.add(place, now)
    return {"reminder": place.things["reminder"].pk}


def _inspection(commune, users, now: datetime):
    """The office goes itself, so that it may see every page."""
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import inspection  # noqa: PLC0415

    place = Place(commune, {**users, "inspector": users["office"]})
    inspection.add(place, now)
    no_rows = {"doubt_mark"}
    return {name: thing.pk for name, thing in place.things.items() if name not in no_rows}


def _plans(commune, users, season, now: datetime):
    """Plans of the season in three states, and a unit that has none yet."""
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import commitments_plans  # noqa: PLC0415

    from thidua.movements.models import Movement  # noqa: PLC0415

    inspected = Movement.objects.get(title="Trồng cây đời đời")
    things = {"movement": season, "inspected": inspected, "unit": commune.units["Thôn 2"]}
    place = Place(commune, users, things)
    commitments_plans.add(place, now)
    names = ("plan", "plan_task", "sent_plan", "given_task", "accepted_plan")
    return {name: place.things[name].pk for name in names} | {"planless": commune.units["Thôn 3"].pk}


def _kept(user, now: datetime):
    from thidua.foundation.services import kept_forms  # noqa: PLC0415
    from thidua.foundation.services.kept_forms import LateForm  # noqa: PLC0415

    form = LateForm("/nguoi/them/", "/nguoi/them/", [("full_name", "Nguyễn Thị Hạnh")], has_files=True)
    return kept_forms.keep(form, user_id=user.pk, at=now).pk


def _pledges(commune, users, season, now: datetime):
    """The own unit's pledge is agreed, those of others are drafted, talked over and signed."""
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import commitments_pledges  # noqa: PLC0415

    from thidua.movements.models import Allocation, Target  # noqa: PLC0415

    place = Place(commune, users, {"movement": season, "unit": commune.units["Thôn 2"]})
    target = Target.objects.filter(movement=season, tracking__allocation_kind="sum").first()
    Allocation.objects.create(target=target, unit=commune.units["Thôn 1"], amount=100)
    commitments_pledges.add(place, now, drafted="Thôn 1")
    return {name: thing.pk for name, thing in place.things.items() if name.startswith("pledge_l")} | {
        name: place.things[name].pk
        for name in ("pledge_draft", "pledge_countered", "pledge_agreed", "pledge_signed")
    }


def _score_sheets(commune, users, season, now: datetime):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import scoring_sheets  # noqa: PLC0415

    place = Place(commune, users, {"movement": season})
    scoring_sheets.add(place, now)
    return {name: thing.pk for name, thing in place.things.items()}


def _score_rounds(commune, users, season, now: datetime):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import scoring_rounds  # noqa: PLC0415

    place = Place(commune, users, {"movement": season})
    scoring_rounds.add(place, now)
    return {name: thing.pk for name, thing in place.things.items() if name != "movement"}


def _criteria(commune, users, season, now: datetime):
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import scoring_criteria  # noqa: PLC0415

    place = Place(commune, users, {"movement": season})
    scoring_criteria.add(place, now)
    return {name: thing.pk for name, thing in place.things.items() if name.startswith("criteria_")}


def _standings(commune, users, now: datetime):
    """A published round over the target that the villages report."""
    from tests.world import Place  # noqa: PLC0415
    from tests.worlds import scoring_standing  # noqa: PLC0415

    from thidua.movements.models import Target  # noqa: PLC0415

    target = Target.objects.select_related("movement").get(movement__title="Thi đua bám biển")
    place = Place(commune, users, {"reported": target.movement, "reported_target": target})
    scoring_standing.add(place, now)
    return {name: place.things[name].pk for name in ("scoring_public", "public_criterion")}


def session_of(user) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def fill(build: Callable[[], World]) -> None:
    """Set Django up, fill its database, and print what the tests need."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = build()
    json.dump({"keys": world.keys, "sessions": world.sessions}, sys.stdout)


if __name__ == "__main__":
    fill(build)

"""Commendation: an open round, nominations of the village and of another, a rating, a hold."""

from datetime import date, datetime
from typing import Any

from thidua.awards.enums import GradeChoice, HoldKind, MeritChoice
from thidua.awards.services import facts, holds, nominations, rating_lists, rounds
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.services.rating_lists import Sent
from thidua.awards.services.rounds import RoundFacts
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.organisation.services import people

ACHIEVEMENT = "Hoàn thành tốt nhiệm vụ năm 2024"
HELD_FROM = date(2024, 5, 6)


def add(place: Any, now: datetime) -> None:
    office, head = place.actor(Role.OFFICE), place.actor(Role.UNIT_HEAD)
    beside = place.commune.units["Thôn 3"]
    made = rounds.create(
        RoundFacts("Khen thưởng năm 2024", MeritChoice.REGULAR, 2024, date(2024, 12, 10)), by=office, at=now
    )
    worker, other = (
        people.create(
            place.commune.authority,
            people.PersonFacts(full_name=name, unit=unit),
            by=office,
            at=now,
        )
        for name, unit in (("Vũ Thị Khen", place.unit), ("Vũ Thị Sáng", beside))
    )
    about = {"kind_code": "LDTT_CBCC", "achievement": ACHIEVEMENT}
    draft = nominations.propose(
        NominationFacts(round=made, person=worker, put_forward_by=place.unit, **about), by=head, at=now
    )
    sent = nominations.propose(
        NominationFacts(round=made, person=other, put_forward_by=beside, **about),
        by=office,
        at=now,
    )
    listed = Sent("Họ và tên\tXếp loại\nVũ Thị Sáng\ttốt\n", 2024, "45/BB-UBND")
    place.things |= {
        "award_intake": rating_lists.take(place.commune.authority, listed, seen=1, by=office, at=now),
        "award_round": made,
        "award_worker": worker,
        "nomination_draft": draft,
        "nomination_sent": nominations.send(sent, expected=sent.version, by=office, at=now),
        "award_rating": facts.add(
            RatingFacts(person=worker, year=2024, grade=GradeChoice.GOOD, paper="45/BB-UBND"),
            by=office,
            at=now,
        ),
    }
    _hold(place, now)


def _hold(place: Any, now: datetime) -> None:
    """Let praise of the village wait, and put another paper under that, so that one of before is kept."""
    office = place.actor(Role.OFFICE)
    first, second = (
        files.store(data, media_type="application/pdf", at=now)
        for data in (b"%PDF-1.4 thong bao", b"%PDF-1.4 gia han")
    )
    told = holds.HoldFacts(
        place.commune.units["Thôn 1"],
        "",
        HoldKind.COMPLAINT,
        "12/TB-UBND",
        "Đơn về thu quỹ",
        HELD_FROM,
        file=first,
        file_name="tb.pdf",
    )
    made = holds.add(told, by=office, at=now)
    terms = holds.NewTerms(None, "20/TB-UBND", second, "gh.pdf")
    made = holds.change(made, terms, reason="Gia hạn", expected=1, by=office, at=now)
    place.things |= {"hold": made, "hold_change": made.changes.get()}

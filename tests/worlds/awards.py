"""Commendation: an open round, one nomination drafted by the village, one sent by another, and a rating."""

from datetime import date, datetime
from typing import Any

from thidua.awards.enums import GradeChoice, MeritChoice
from thidua.awards.services import facts, nominations, rounds
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.services.rounds import RoundFacts
from thidua.organisation.enums import Role
from thidua.organisation.services import people

ACHIEVEMENT = "Hoàn thành tốt nhiệm vụ năm 2024"


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
    place.things |= {
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

"""Five hundred candidates held against the law in the core, and the pages that show it against the floor."""

import time
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from benchmarks.commune import demo_commune
from benchmarks.paired import Row, in_turn
from benchmarks.web import OURS, ROUNDS, floor_server, serving
from thidua.core.eligibility.facts import (
    Candidate,
    Discipline,
    DisciplineLevel,
    Grade,
    Held,
    Rated,
    Subject,
    Won,
)
from thidua.core.law.judging import judge
from thidua.law.shipped import national_law

CANDIDATES, ON_A_LIST = 500, 50
_TAKEN, _LIMIT = 7, 1000.0
_ON = date(2024, 12, 10)


def rows() -> list[Row]:
    ours = median(_judged() for _ in range(_TAKEN))
    counted = Row(
        f"điều kiện của {CANDIDATES} đề nghị, phần lõi / một giây",
        ours,
        _LIMIT,
        ours / _LIMIT,
        wanted="≤ 1",
    )
    return [counted, *_pages()]


def _judged() -> float:
    """Return the milliseconds of processor time that judging everybody takes."""
    people = [_candidate(number) for number in range(CANDIDATES)]
    pack = national_law().pack_on(_ON)
    kind = pack.kind("CSTDCS")
    began = time.process_time()
    verdicts = [judge(pack, kind, one)[0] for one in people]
    spent = time.process_time() - began
    if len(verdicts) != CANDIDATES:
        raise RuntimeError(verdicts)
    return 1000 * spent


def _candidate(number: int) -> Candidate:
    """Make somebody with a long record, so that no rule gets off lightly."""
    return Candidate(
        subject=Subject.PERSON,
        year=2024,
        on=_ON,
        achievement=f"việc {number}",
        ratings={year: Rated(Grade.GOOD, "45/BB") for year in range(2015, 2025)},
        won=tuple(Won("LDTT_CBCC", "Lao động tiên tiến", year, "90/QĐ") for year in range(2015, 2025)),
        disciplines=(Discipline(DisciplineLevel.WARNING, date(2019, 1, 1), date(2020, 1, 1), "30/QĐ"),),
        holds=(Held("đơn thư", "12/TB", date(2020, 1, 1), date(2020, 2, 1)),),
    )


def _pages() -> list[Row]:
    commune = demo_commune()
    award_round, nomination = _round_of(commune.user)
    pages = {
        f"danh sách {ON_A_LIST} đề nghị": (f"/khen-thuong/dot/{award_round}/", "≤ 3"),
        "trang một đề nghị": (f"/khen-thuong/de-nghi/{nomination}/", "≤ 2,5"),
        "trang hồ sơ": (f"/khen-thuong/de-nghi/{nomination}/ho-so/", "≤ 2,5"),
    }
    with floor_server() as floor, serving(OURS, commune.data, commune.cookie) as ours:
        return [
            in_turn(lambda page=page: ours.get(page), lambda: floor.get("/hello/"), rounds=ROUNDS).as_row(
                f"{name} / trang đơn giản nhất", wanted=wanted
            )
            for name, (page, wanted) in pages.items()
        ]


def _round_of(user: Any) -> tuple[Any, Any]:
    """Put fifty people of the sample commune forward; Django is set up by then."""
    from thidua.awards.services import nominations, rounds  # noqa: PLC0415
    from thidua.awards.services.nominations import NominationFacts  # noqa: PLC0415
    from thidua.awards.services.rounds import RoundFacts  # noqa: PLC0415
    from thidua.organisation.models import Person, Unit  # noqa: PLC0415
    from thidua.organisation.queries import actor_of  # noqa: PLC0415

    at = datetime.now(tz=UTC)
    by = actor_of(user, at.date())
    made = rounds.create(RoundFacts("Đo", "cong_trang", 2024, _ON), by=by, at=at)
    unit = Unit.objects.filter(authority=by.authority_id)[0]
    people = Person.objects.bulk_create(
        Person(authority_id=by.authority_id, full_name=f"Người {number}", unit=unit, sort_key="x")
        for number in range(ON_A_LIST)
    )
    done = [
        nominations.propose(
            NominationFacts(
                round=made, kind_code="LDTT_CBCC", achievement="Cả năm", person=one, put_forward_by=unit
            ),
            by=by,
            at=at,
        )
        for one in people
    ]
    return made.pk, done[0].pk

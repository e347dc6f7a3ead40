"""What is known of somebody who is put forward: each fact with its source and who can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Subject(StrEnum):
    """Who may be commended."""

    PERSON = "person"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


class Merit(StrEnum):
    """The kind of merit ("loại hình khen thưởng"). Source: Luật 06/2022/QH15, điều 8 (V1)."""

    REGULAR = "cong_trang"
    SUDDEN = "dot_xuat"
    MOVEMENT = "phong_trao"
    SERVICE = "cong_hien"
    FOREIGN = "doi_ngoai"


class Grade(StrEnum):
    """The yearly rating of a person or a collective. Source: NĐ 90/2020, NĐ 335/2025 (V1, V2)."""

    FAILED = "khong"
    DONE = "hoan_thanh"
    GOOD = "tot"
    EXCELLENT = "xuat_sac"

    @property
    def words(self) -> str:
        return _GRADES[self]

    def reaches(self, other: "Grade") -> bool:
        return list(Grade).index(self) >= list(Grade).index(other)


_GRADES = {
    Grade.FAILED: "không hoàn thành nhiệm vụ",
    Grade.DONE: "hoàn thành nhiệm vụ",
    Grade.GOOD: "hoàn thành tốt nhiệm vụ",
    Grade.EXCELLENT: "hoàn thành xuất sắc nhiệm vụ",
}


class DisciplineLevel(StrEnum):
    """Forms of discipline, lightest first. Source: Luật 06/2022/QH15, điều 28(1)(c) names "cảnh cáo" (V1)."""

    REPRIMAND = "khien_trach"
    WARNING = "canh_cao"
    HEAVIER = "nang_hon"

    @property
    def words(self) -> str:
        return {"khien_trach": "khiển trách", "canh_cao": "cảnh cáo", "nang_hon": "nặng hơn cảnh cáo"}[self]

    def reaches(self, other: "DisciplineLevel") -> bool:
        return list(DisciplineLevel).index(self) >= list(DisciplineLevel).index(other)


@dataclass(frozen=True, slots=True)
class Rated:
    """A yearly rating and the paper it stands in."""

    grade: Grade
    source: str


@dataclass(frozen=True, slots=True)
class Won:
    """An award granted or put forward; `achievement` tells which deed it was for.

    `counts` is false for one put forward on which nothing may stand yet.
    """

    code: str
    name: str
    year: int
    decision: str
    merit: Merit = Merit.REGULAR
    achievement: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Initiative:
    """A recognised initiative, topic or work ("sáng kiến, đề tài, đề án")."""

    year: int
    name: str
    paper: str


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline and the day its period ends; no end means that nobody wrote it down."""

    level: DisciplineLevel
    decided_on: date
    ends_on: date | None
    paper: str


@dataclass(frozen=True, slots=True)
class Held:
    """A reason for which praise waits: a check, a complaint, a violation that is being looked into."""

    reason: str
    paper: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Members:
    """The people of a collective in the year, as counts; None where nobody said."""

    count: int
    completed: int | None = None
    advanced: int | None = None
    exemplary: int | None = None
    warned: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's answer to a rule that only a person can judge."""

    is_met: bool
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody put forward for one award of one year, with every fact the rules may ask for.

    `months_worked` is None where unknown; `is_on_maternity` counts leave as time worked.
    `bars` are the keys of the household bars that apply; None where nobody looked.
    """

    subject: Subject
    year: int
    on: date
    merit: Merit = Merit.REGULAR
    achievement: str = ""
    ratings: Mapping[int, Rated] = field(default_factory=dict)
    won: tuple[Won, ...] = ()
    put_forward: tuple[Won, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    holds: tuple[Held, ...] = ()
    members: Members | None = None
    months_worked: int | None = None
    is_on_maternity: bool = False
    bars: frozenset[str] | None = None
    closed_on: date | None = None
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)

    def has_won(self, code: str, year: int) -> Won | None:
        """Return the award of that kind and year, granted or put forward beside this one."""
        known = (one for one in (*self.won, *self.put_forward) if one.counts)
        return next((one for one in known if (one.code, one.year) == (code, year)), None)

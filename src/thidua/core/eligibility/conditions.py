"""The conditions an award may ask for. Each looks at a candidate and says what it finds in one sentence.

They are data: `condition_from` makes one out of an entry of a rule pack. What no condition here can judge, a
person confirms (`PersonConfirms`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from thidua.core.eligibility.answers import AnswerState, Mender, Said
from thidua.core.eligibility.facts import Candidate, Grade, Members
from thidua.core.errors import DomainError
from thidua.core.rounding import percent_text

_MET, _NOT_MET = AnswerState.MET, AnswerState.NOT_MET
_UNKNOWN, _ASKED = AnswerState.UNKNOWN, AnswerState.ASKED


class Condition(Protocol):
    """One condition of an award."""

    def look(self, candidate: Candidate) -> Said:
        """Say whether the candidate meets it."""


@dataclass(frozen=True, slots=True)
class RatedAtLeast:
    """The rating of the year reaches a grade."""

    grade: Grade

    def look(self, candidate: Candidate) -> Said:
        return _rated(candidate, candidate.year, self.grade)


@dataclass(frozen=True, slots=True)
class ExcellentOrInitiative:
    """Rated excellent in the year, or an initiative recognised in it; `both` where the law asks for both."""

    both: bool = False

    def look(self, candidate: Candidate) -> Said:
        rated = _rated(candidate, candidate.year, Grade.EXCELLENT)
        found = [one for one in candidate.initiatives if one.year == candidate.year]
        if found and (not self.both or rated.state == _MET):
            return Said(_MET, f"Có sáng kiến, đề tài được công nhận: {found[0].name}.", found[0].paper)
        if not self.both and rated.state != _NOT_MET:
            return rated
        missing = f"Chưa có sáng kiến, đề tài được công nhận năm {candidate.year}."
        if self.both and rated.state != _MET:
            return rated
        sentence = missing if self.both else f"{rated.sentence} {missing}"
        return Said(_NOT_MET, sentence, rated.source, Mender.UNIT)


@dataclass(frozen=True, slots=True)
class HasTitle:
    """Holds, or is put forward for, a title of the same year."""

    code: str
    name: str

    def look(self, candidate: Candidate) -> Said:
        found = candidate.has_won(self.code, candidate.year)
        if found:
            source = found.decision or "đang được đề nghị cùng đợt"
            return Said(_MET, f"Có danh hiệu {self.name} năm {candidate.year}.", source)
        return Said(_NOT_MET, f"Chưa có danh hiệu {self.name} năm {candidate.year}.", mender=Mender.UNIT)


@dataclass(frozen=True, slots=True)
class ConsecutiveYears:
    """Holds a title in each of so many years up to the year of the award."""

    code: str
    name: str
    years: int

    def look(self, candidate: Candidate) -> Said:
        wanted = range(candidate.year - self.years + 1, candidate.year + 1)
        found = {year: candidate.has_won(self.code, year) for year in wanted}
        missing = [str(year) for year, one in found.items() if one is None]
        if missing:
            years = ", ".join(missing)
            return Said(
                _NOT_MET,
                f"Cần {self.years} năm liên tục có danh hiệu {self.name}; thiếu năm {years}.",
                mender=Mender.OFFICE,
            )
        papers = "; ".join(one.decision for one in found.values() if one and one.decision)
        return Said(_MET, f"{self.years} năm liên tục có danh hiệu {self.name}.", papers)


@dataclass(frozen=True, slots=True)
class ShareOfMembers:
    """A share of the members of a collective: completed their tasks, or are advanced workers."""

    of: str
    minimum: Fraction

    def look(self, candidate: Candidate) -> Said:
        members = candidate.members
        counted = _counted(members, self.of)
        if members is None or counted is None:
            return Said(_UNKNOWN, f"Chưa ghi {_COUNTS[self.of]}.", mender=Mender.UNIT)
        if members.count == 0:
            return Said(_NOT_MET, "Tập thể không có thành viên nào trong năm.", members.source, Mender.UNIT)
        share = Fraction(counted, members.count)
        is_met = share >= self.minimum
        sentence = (
            f"{counted} trên {members.count} người {_SHARES[self.of]}, đạt {percent_text(share)}; "
            f"cần từ {percent_text(self.minimum)}."
        )
        return Said(_MET if is_met else _NOT_MET, sentence, members.source, _mender(is_met=is_met))


@dataclass(frozen=True, slots=True)
class CountOfMembers:
    """So many members of a collective hold a title."""

    of: str
    minimum: int

    def look(self, candidate: Candidate) -> Said:
        members = candidate.members
        counted = _counted(members, self.of)
        if members is None or counted is None:
            return Said(_UNKNOWN, f"Chưa ghi {_COUNTS[self.of]}.", mender=Mender.UNIT)
        is_met = counted >= self.minimum
        sentence = f"{counted} người {_SHARES[self.of]}; cần từ {self.minimum} người."
        return Said(_MET if is_met else _NOT_MET, sentence, members.source, _mender(is_met=is_met))


@dataclass(frozen=True, slots=True)
class NoMemberWarned:
    """No member of the collective was disciplined at the level of a warning or heavier."""

    def look(self, candidate: Candidate) -> Said:
        members = candidate.members
        if members is None or members.warned is None:
            return Said(_UNKNOWN, f"Chưa ghi {_COUNTS['warned']}.", mender=Mender.UNIT)
        if members.warned:
            sentence = f"Có {members.warned} người bị kỷ luật từ cảnh cáo trở lên."
            return Said(_NOT_MET, sentence, members.source, Mender.OFFICE)
        return Said(_MET, "Không có người bị kỷ luật từ cảnh cáo trở lên.", members.source)


@dataclass(frozen=True, slots=True)
class NoHouseholdBar:
    """None of the bars of a household of culture applies."""

    bars: Mapping[str, str]

    def look(self, candidate: Candidate) -> Said:
        if candidate.bars is None:
            return Said(_UNKNOWN, "Chưa ai xác nhận các trường hợp không được xét.", mender=Mender.UNIT)
        found = [self.bars[bar] for bar in self.bars if bar in candidate.bars]
        if found:
            return Said(_NOT_MET, f"Có trường hợp không được xét: {'; '.join(found)}.", mender=Mender.OFFICE)
        return Said(_MET, "Không có trường hợp nào bị loại.")


@dataclass(frozen=True, slots=True)
class WorkedEnough:
    """Worked so many months of the year; maternity leave counts as time worked."""

    months: int

    def look(self, candidate: Candidate) -> Said:
        if candidate.is_on_maternity:
            return Said(_MET, "Thời gian nghỉ thai sản được tính để xét.")
        if candidate.months_worked is None:
            return Said(_UNKNOWN, "Chưa ghi số tháng làm việc trong năm.", mender=Mender.UNIT)
        is_met = candidate.months_worked >= self.months
        sentence = f"Làm việc {candidate.months_worked} tháng trong năm; cần từ {self.months} tháng."
        return Said(_MET if is_met else _NOT_MET, sentence, mender=_mender(is_met=is_met))


@dataclass(frozen=True, slots=True)
class PersonConfirms:
    """A standard no fact of the system can show: a person answers for it, with a note, under its key."""

    key: str
    question: str

    def look(self, candidate: Candidate) -> Said:
        found = candidate.confirmed.get(self.key)
        if found is None:
            return Said(_ASKED, self.question, mender=Mender.OFFICE)
        state = _MET if found.is_met else _NOT_MET
        return Said(state, found.note, f"{found.by} xác nhận", _mender(is_met=found.is_met))


_COUNTS = {
    "completed": "số người hoàn thành nhiệm vụ",
    "advanced": "số người đạt Lao động tiên tiến",
    "exemplary": "số người đạt Chiến sĩ thi đua cơ sở",
    "warned": "số người bị kỷ luật",
}
_SHARES = {
    "completed": "hoàn thành nhiệm vụ",
    "advanced": "đạt Lao động tiên tiến",
    "exemplary": "đạt Chiến sĩ thi đua cơ sở",
}


def _counted(members: Members | None, of: str) -> int | None:
    return None if members is None else getattr(members, of)


def _mender(*, is_met: bool) -> Mender:
    return Mender.NOBODY if is_met else Mender.UNIT


def _rated(candidate: Candidate, year: int, grade: Grade) -> Said:
    found = candidate.ratings.get(year)
    if found is None:
        return Said(_UNKNOWN, f"Chưa có kết quả xếp loại năm {year}.", mender=Mender.OFFICE)
    sentence = f"Xếp loại năm {year}: {found.grade.words}."
    if found.grade.reaches(grade):
        return Said(_MET, sentence, found.source)
    return Said(_NOT_MET, f"{sentence} Cần từ {grade.words} trở lên.", found.source, Mender.OFFICE)


_MAKERS: Mapping[str, Callable[[str, Mapping[str, Any]], Condition]] = {
    "rated": lambda _, entry: RatedAtLeast(Grade(entry["grade"])),
    "excellent_or_initiative": lambda _, entry: ExcellentOrInitiative(both=entry.get("both", False)),
    "has_title": lambda _, entry: HasTitle(entry["code"], entry["title"]),
    "consecutive": lambda _, entry: ConsecutiveYears(entry["code"], entry["title"], entry["years"]),
    "share": lambda _, entry: ShareOfMembers(_known_count(entry["of"]), Fraction(Decimal(entry["minimum"]))),
    "count": lambda _, entry: CountOfMembers(_known_count(entry["of"]), entry["minimum"]),
    "no_member_warned": lambda _, __: NoMemberWarned(),
    "no_household_bar": lambda _, entry: NoHouseholdBar(dict(entry["bars"])),
    "worked": lambda _, entry: WorkedEnough(entry["months"]),
    "person_confirms": lambda key, entry: PersonConfirms(key, entry["question"]),
}


def condition_from(key: str, entry: Mapping[str, Any]) -> Condition:
    """Make the condition an entry of a rule pack names; `key` is its name within the award.

    :raises DomainError: the entry names no condition that is known, or lacks what it needs
    """
    try:
        return _MAKERS[entry["rule"]](key, entry)
    except (KeyError, ValueError, ArithmeticError) as fault:
        raise DomainError(
            f"Điều kiện “{entry.get('rule', '')}” trong gói quy định ghi sai: {fault}."
        ) from fault


def _known_count(of: str) -> str:
    if of not in _SHARES:
        raise KeyError(of)
    return of

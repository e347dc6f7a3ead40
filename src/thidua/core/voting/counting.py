"""Ballots counted and entered twice, or raised hands: what must close, where entries differ, what is decided.

Nothing here knows who voted what: a count is totals only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.rounding import percent_text
from thidua.core.voting.council import Seats, needed


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes for one nominee: on valid ballots, and of written opinions.

    `blank` are valid ballots that say nothing of this nominee, or people who raised no hand.
    """

    agree: int
    disagree: int
    written_agree: int = 0
    written_disagree: int = 0
    blank: int = 0

    @property
    def for_it(self) -> int:
        return self.agree + self.written_agree

    @property
    def against(self) -> int:
        return self.disagree + self.written_disagree


@dataclass(frozen=True, slots=True)
class Count:
    """One counter's entry: ballots handed out, valid, spoiled and not used, and the votes by nominee."""

    issued: int
    used: int
    spoiled: int
    unused: int
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not add up; `nominee` is empty where it concerns the ballots."""

    sentence: str
    nominee: str = ""


def faults_of(count: Count, seats: Seats, *, names: Mapping[str, str]) -> tuple[Fault, ...]:
    """Say what does not add up in one entry; `names` are the nominees by key."""
    found = _faults_of_ballots(count, seats)
    if found:
        return tuple(found)  # votes are held against ballots, so these have to close first
    for key, name in names.items():
        tally = count.tallies.get(key)
        if tally is None:
            found.append(Fault(f"Chưa ghi số phiếu của {name}.", key))
            continue
        found += [Fault(sentence, key) for sentence in _faults_of_tally(name, tally, count, seats)]
    return tuple(found)


def faults_of_hands(
    tallies: Mapping[str, Tally], seats: Seats, *, names: Mapping[str, str]
) -> tuple[Fault, ...]:
    """Say what does not add up where hands were counted: everybody in the room is for, against or neither."""
    found = []
    for key, name in names.items():
        tally = tallies.get(key)
        if tally is None:
            found.append(Fault(f"Chưa ghi số người giơ tay về {name}.", key))
            continue
        found += [Fault(sentence, key) for sentence in _faults_of_raised(name, tally, seats)]
    return tuple(found)


def _faults_of_raised(name: str, tally: Tally, seats: Seats) -> list[str]:
    if min(_numbers_of(tally)) < 0:
        return [f"Số người của {name} không được âm."]
    found = []
    hands = tally.agree + tally.disagree + tally.blank
    if hands != seats.present:
        found.append(
            f"{name}: {tally.agree} tán thành, {tally.disagree} không tán thành, "
            f"{tally.blank} không biểu quyết, cộng lại {hands}. "
            f"Phải bằng {seats.present} người biểu quyết trong phòng: đếm lại."
        )
    return found + _faults_of_writing(name, tally, seats)


def _numbers_of(tally: Tally) -> tuple[int, ...]:
    return (tally.agree, tally.disagree, tally.blank, tally.written_agree, tally.written_disagree)


def _faults_of_writing(name: str, tally: Tally, seats: Seats) -> list[str]:
    written = tally.written_agree + tally.written_disagree
    if written == seats.written:
        return []
    return [
        f"{name}: ghi {written} ý kiến bằng văn bản, có {seats.written} thành viên gửi. Ghi đủ ý kiến đã gửi."
    ]


def _faults_of_ballots(count: Count, seats: Seats) -> list[Fault]:
    parts = (count.issued, count.used, count.spoiled, count.unused)
    if min(parts) < 0:
        return [Fault("Số phiếu không được âm.")]
    found = []
    if count.issued != count.used + count.spoiled + count.unused:
        total = count.used + count.spoiled + count.unused
        found.append(
            Fault(
                f"Phát ra {count.issued} phiếu nhưng hợp lệ {count.used}, không hợp lệ {count.spoiled}, "
                f"không dùng {count.unused}: cộng lại {total}. Đếm lại phiếu."
            )
        )
    if count.issued > seats.present:
        found.append(
            Fault(f"Phát ra {count.issued} phiếu nhưng chỉ có {seats.present} thành viên trong phòng.")
        )
    if count.issued < seats.present:
        found.append(
            Fault(
                f"Phát ra {count.issued} phiếu nhưng có {seats.present} thành viên bỏ phiếu trong phòng. "
                "Phiếu không bỏ vào hòm thì ghi ở dòng không dùng."
            )
        )
    return found


def _faults_of_tally(name: str, tally: Tally, count: Count, seats: Seats) -> list[str]:
    if min(_numbers_of(tally)) < 0:
        return [f"Số phiếu của {name} không được âm."]
    found = []
    votes = tally.agree + tally.disagree + tally.blank
    if votes != count.used:
        found.append(
            f"{name}: {tally.agree} đồng ý, {tally.disagree} không đồng ý, {tally.blank} không ghi ý kiến, "
            f"cộng lại {votes}. Phải bằng {count.used} phiếu hợp lệ: đếm lại."
        )
    return found + _faults_of_writing(name, tally, seats)


def differences(first: Count, second: Count, *, names: Mapping[str, str]) -> tuple[Fault, ...]:
    """Say where two counters' entries differ, without saying which of them is right."""
    found = []
    labels = {"issued": "phát ra", "used": "hợp lệ", "spoiled": "không hợp lệ", "unused": "không dùng"}
    for field, label in labels.items():
        one, other = getattr(first, field), getattr(second, field)
        if one != other:
            found.append(Fault(f"Số phiếu {label}: người thứ nhất ghi {one}, người thứ hai ghi {other}."))
    for key, name in names.items():
        if first.tallies.get(key) != second.tallies.get(key):
            found.append(Fault(f"{name}: hai người ghi số phiếu khác nhau. Đếm lại.", key))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes decide for one nominee, and the sentence of the minutes.

    Written opinions are in the totals and nowhere apart: the minutes name who sent one, so the side of a
    single one, or of several that agree, would be that of a member, and the rest that of the room. The law
    asks that they count among all members and that the minutes record them, which the list of who took part
    and the signed letters in the file of the session do.
    """

    key: str
    for_it: int
    needed: int
    members: int
    passed: bool
    is_ballot: bool = True

    @property
    def share(self) -> Fraction:
        return Fraction(self.for_it, self.members) if self.members else Fraction(0)

    @property
    def sentence(self) -> str:
        ending = "đạt" if self.passed else "không đạt"
        wanted = f"cần từ {self.needed} {'phiếu' if self.is_ballot else 'người'}"
        return (
            f"{self.for_it}/{self.members} thành viên đồng ý ({percent_text(self.share)}); "
            f"{wanted}: {ending}."
        )


def outcome_of(
    key: str, tally: Tally, seats: Seats, share: Fraction | None, *, is_ballot: bool = True
) -> Outcome:
    """Decide one nominee: votes for it, written ones included, against what is needed of all members."""
    wanted = needed(share, seats.all)
    passed = seats.all > 0 and tally.for_it >= wanted
    return Outcome(key, tally.for_it, wanted, seats.all, passed, is_ballot)


def tells_votes(tallies: Sequence[Tally]) -> bool:
    """Say whether publishing these counts would tell how members voted: all, none or all but one agree.

    A unanimous count names every voter's vote; a single dissent is guessed where all know each other. Judged
    by the room alone: who wrote knows the own side and takes it off the totals.
    """
    return any(min(one.agree, one.disagree) <= 1 for one in tallies if one.agree + one.disagree + one.blank)

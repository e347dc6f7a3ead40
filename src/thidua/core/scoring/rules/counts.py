"""Rules that count: milestones, events, deductions, samples, a base less its faults; and a person's mark."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from thidua.core.scoring.observed import Case
from thidua.core.scoring.points import Award, not_judged, number_text, points_text
from thidua.core.scoring.rules.base import Fault, Rule, RuleKind

_NO_COUNT = "Chưa có người đếm."


@dataclass(frozen=True, slots=True)
class Step:
    """One sub-step that is ticked or not."""

    key: str
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Milestones(Rule):
    """The sum of the sub-steps that were done."""

    steps: tuple[Step, ...]
    kind: ClassVar[RuleKind] = RuleKind.MILESTONES

    @property
    def sentence(self) -> str:
        listed = "; ".join(f"{step.name} {points_text(step.points)} điểm" for step in self.steps)
        return f"Cộng điểm các việc đã làm: {listed}."

    def award(self, case: Case) -> Award:
        if case.seen.steps is None:
            return not_judged("Chưa đánh dấu việc nào đã làm.")
        done = [step for step in self.steps if step.key in case.seen.steps]
        points = sum((Fraction(step.points) for step in done), Fraction(0))
        listed = " + ".join(points_text(step.points) for step in done) or "0"
        return Award(
            points, (f"Làm {len(done)} trong {len(self.steps)} việc: {listed} = {points_text(points)} điểm.",)
        )

    @property
    def best(self) -> Decimal:
        return sum((step.points for step in self.steps), Decimal(0))

    @property
    def faults(self) -> tuple[Fault, ...]:
        found = [] if self.steps else [Fault("Chưa có việc nào để đánh dấu.")]
        keys = [step.key for step in self.steps]
        if len(set(keys)) < len(keys):
            found.append(Fault("Có hai việc trùng nhau."))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Counted(Rule):
    """Points for each event, at most the maximum."""

    each: Decimal
    kind: ClassVar[RuleKind] = RuleKind.COUNTED

    @property
    def sentence(self) -> str:
        return f"Mỗi lần {points_text(self.each)} điểm, không quá {points_text(self.maximum)} điểm."

    def award(self, case: Case) -> Award:
        if case.seen.count is None:
            return not_judged(_NO_COUNT)
        full = Fraction(case.seen.count) * Fraction(self.each)
        points = min(full, Fraction(self.maximum))
        line = f"{number_text(case.seen.count)} × {points_text(self.each)} = {points_text(full)} điểm"
        return Award(points, (f"{line}." if points == full else f"{line}, tính {points_text(points)} điểm.",))

    @property
    def faults(self) -> tuple[Fault, ...]:
        return () if self.each > 0 else (Fault("Điểm mỗi lần phải lớn hơn 0."),)


@dataclass(frozen=True, slots=True)
class Deducted(Rule):
    """Points taken away for each event, at most `limit` in all.

    `from_full` begins with the maximum (late by one day loses 25% of the item) and never falls below zero;
    otherwise the points are negative and the criterion has no maximum of its own.
    """

    each: Decimal
    limit: Decimal | None = None
    from_full: bool = False
    kind: ClassVar[RuleKind] = RuleKind.DEDUCTED

    @property
    def sentence(self) -> str:
        end = "" if self.limit is None else f", không quá {points_text(self.limit)} điểm"
        start = f"Bắt đầu từ {points_text(self.maximum)} điểm; mỗi" if self.from_full else "Mỗi"
        return f"{start} lần trừ {points_text(self.each)} điểm{end}."

    def award(self, case: Case) -> Award:
        if case.seen.count is None:
            return not_judged(_NO_COUNT)
        full = Fraction(case.seen.count) * Fraction(self.each)
        lost = full if self.limit is None else min(full, Fraction(self.limit))
        line = f"{number_text(case.seen.count)} × {points_text(self.each)} = trừ {points_text(lost)} điểm."
        if not self.from_full:
            return Award(-lost, (line,))
        points = max(Fraction(0), Fraction(self.maximum) - lost)
        return Award(
            points,
            (line, f"{points_text(self.maximum)} − {points_text(lost)}, còn {points_text(points)} điểm."),
        )

    @property
    def best(self) -> Decimal:
        return self.maximum if self.from_full else Decimal(0)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return () if self.each > 0 else (Fault("Điểm trừ mỗi lần phải lớn hơn 0."),)


@dataclass(frozen=True, slots=True)
class Sampled(Rule):
    """Points for each sample that was confirmed on the spot: 50 persons asked, 0,4 point each."""

    size: int
    each: Decimal
    kind: ClassVar[RuleKind] = RuleKind.SAMPLED

    @property
    def sentence(self) -> str:
        return (
            f"Hỏi ngẫu nhiên {self.size} mẫu; mỗi mẫu xác nhận đúng được {points_text(self.each)} điểm, "
            f"không quá {points_text(self.maximum)} điểm."
        )

    def award(self, case: Case) -> Award:
        if case.seen.count is None:
            return not_judged("Chưa ghi số mẫu xác nhận đúng.")
        confirmed = min(Fraction(case.seen.count), Fraction(self.size))
        points = min(confirmed * Fraction(self.each), Fraction(self.maximum))
        return Award(
            points,
            (
                (
                    f"{number_text(confirmed)} trong {self.size} mẫu đúng × {points_text(self.each)} = "
                    f"{points_text(points)} điểm."
                ),
            ),
        )

    @property
    def best(self) -> Decimal:
        return min(self.maximum, self.size * self.each)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return () if self.size > 0 and self.each > 0 else (Fault("Số mẫu và điểm mỗi mẫu phải lớn hơn 0."),)


@dataclass(frozen=True, slots=True)
class BaseLessFaults(Rule):
    """A base, more for each merit and less for each fault; `count` is merits minus faults, already weighed.

    Without `has_end` merits may lift it above the maximum, as weekly contests of schools do.
    """

    base: Decimal
    each: Decimal = Decimal(1)
    has_end: bool = True
    kind: ClassVar[RuleKind] = RuleKind.BASE_LESS_FAULTS

    @property
    def sentence(self) -> str:
        end = f", không quá {points_text(self.maximum)} điểm" if self.has_end else ""
        return (
            f"Bắt đầu từ {points_text(self.base)} điểm; mỗi lỗi trừ, mỗi việc tốt cộng "
            f"{points_text(self.each)} điểm; không dưới 0{end}."
        )

    def award(self, case: Case) -> Award:
        if case.seen.count is None:
            return not_judged(_NO_COUNT)
        change = Fraction(case.seen.count) * Fraction(self.each)
        points = max(Fraction(0), Fraction(self.base) + change)
        points = min(points, Fraction(self.maximum)) if self.has_end else points
        sign = "−" if change < 0 else "+"
        return Award(
            points,
            (f"{points_text(self.base)} {sign} {points_text(abs(change))} = {points_text(points)} điểm.",),
        )

    @property
    def best(self) -> Decimal | None:
        return self.maximum if self.has_end else None

    @property
    def faults(self) -> tuple[Fault, ...]:
        return () if self.base <= self.maximum else (Fault("Điểm ban đầu lớn hơn điểm tối đa."),)


@dataclass(frozen=True, slots=True)
class Judged(Rule):
    """A person gives the points, in steps, with a reason."""

    step: Decimal = Decimal("0.25")
    kind: ClassVar[RuleKind] = RuleKind.JUDGED

    @property
    def sentence(self) -> str:
        return (
            f"Người chấm cho điểm từ 0 đến {points_text(self.maximum)}, cách nhau {points_text(self.step)}."
        )

    def award(self, case: Case) -> Award:
        if case.seen.given is None:
            return not_judged()
        points = Fraction(case.seen.given)
        return Award(points, (f"Người chấm cho {points_text(points)} điểm.",))

    @property
    def faults(self) -> tuple[Fault, ...]:
        if self.step <= 0:
            return (Fault("Bước điểm phải lớn hơn 0."),)
        uneven = self.maximum % self.step != 0
        return (Fault("Điểm tối đa không chia hết cho bước điểm."),) if uneven else ()

"""A pledge line by line: what was promised, how it was agreed, what was given now, what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeLine, PledgeRemedy, PledgeTurn
from thidua.commitments.queries.pledge_papers import number_words, words_of
from thidua.core.pledges import Turn, TurnKind, talk_sentence
from thidua.core.standing import stand_of
from thidua.movements.models import Allocation, Target, TargetRevision
from thidua.movements.queries.following import tracking_of
from thidua.reporting.enums import ResultStatus
from thidua.reporting.queries.judged import Judged
from thidua.reporting.queries.result_rows import FigureRow, Given, TotalRow, figures_of, totals_of
from thidua.reporting.queries.result_sums import figure_sum, followed_by


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as the page shows it; `given` is what the unit was given of the target today."""

    place: int
    line: PledgeLine
    talk: str
    given: Allocation | None
    result: Judged | None
    remedy: PledgeRemedy | None

    @property
    def words(self) -> str:
        """What is agreed, else what the office offers."""
        return words_of(self.line)

    @property
    def offered_words(self) -> str:
        return number_words(self.line, self.line.offered)

    @property
    def countered_words(self) -> str:
        return number_words(self.line, self.line.countered)

    @property
    def is_at_risk(self) -> bool:
        return self.result is not None and self.result.status in {ResultStatus.AT_RISK, ResultStatus.BEHIND}

    @property
    def difference(self) -> str:
        """Say where what was given now is not what the line says, and which counts; empty where it is.

        Points are given by what a unit was given (`reporting.queries.verified`), never by what it promised.
        """
        line = self.line
        if line.target_id is None or line.offered is None:
            return ""
        number = line.agreed if line.is_agreed else line.offered
        if self.given is None or self.given.amount is None:
            return f"Cam kết {number_words(line, number)}, nay chỉ tiêu này không còn giao cho đơn vị."
        if (self.given.amount, self.given.base or None) == (number, line.base or None):
            return ""
        return f"Giao {self.given_words}, cam kết {number_words(line, number)}. Điểm tính theo số giao."

    @property
    def given_words(self) -> str:
        if self.given is None or self.given.amount is None:
            return ""
        as_given = PledgeLine(
            target=self.line.target,
            measure=self.line.measure,
            base=self.given.base if self.line.base else None,
        )
        return number_words(as_given, self.given.amount)

    @property
    def target_change(self) -> str:
        """Say what the target asked for when the pledge was signed, where it was changed since."""
        old, target = getattr(self.line, "old_name", None), self.line.target
        if old is None or target is None:
            return ""
        before, now = f"{old}: {self.line.old_goal}", f"{target.name}: {target.goal_text}"  # type: ignore[attr-defined]  # annotated
        return f"Khi ký, chỉ tiêu là “{before}”. Nay là “{now}”."


@dataclass(frozen=True, slots=True)
class PledgePage:
    """A pledge with its lines."""

    pledge: Pledge
    lines: tuple[LineView, ...]

    @property
    def counts(self) -> str:
        """Say how the lines stand: "2 đạt, 4 đúng tiến độ, 1 nguy cơ"."""
        found: dict[str, int] = {}
        for view in self.lines:
            if view.result is not None:
                label = str(view.result.status.label).lower()
                found[label] = found.get(label, 0) + 1
        return ", ".join(f"{count} {label}" for label, count in found.items())

    @property
    def known_until(self) -> date | None:
        """The last day that a figure of any line reaches; None without figures."""
        results = [view.result for view in self.lines if view.result is not None]
        ends = [one.period.end for result in results for one in result.sums if one.value is not None]
        return max(ends, default=None)

    @property
    def open_lines(self) -> tuple[LineView, ...]:
        return tuple(view for view in self.lines if not view.line.is_agreed)

    @property
    def differing(self) -> tuple[LineView, ...]:
        """Lines that what was given, or the target itself, does not follow any more."""
        return tuple(view for view in self.lines if view.difference or view.target_change)


def pledge_page(pledge: Pledge, on: date) -> PledgePage:
    """Gather a pledge (unit and movement loaded) in six queries for any number of lines."""
    lines = _lines(pledge)
    turns = _turns(pledge, lines)
    targets = [line.target for line in lines if line.target is not None]
    found = Allocation.objects.filter(unit=pledge.unit_id, target__in=[target.pk for target in targets])
    given = {row.target_id: row for row in found}
    remedies: dict[UUID, PledgeRemedy] = {}
    for remedy in PledgeRemedy.objects.filter(line__pledge=pledge):
        remedies.setdefault(remedy.line_id, remedy)
    results = _results(pledge, lines, given, on)
    return PledgePage(
        pledge,
        tuple(
            LineView(
                place,
                line,
                talk_sentence(turns.get(line.pk, ())),
                given.get(line.target_id) if line.target_id else None,
                results.get(line.pk),
                remedies.get(line.pk),
            )
            for place, line in enumerate(lines, 1)
        ),
    )


def _lines(pledge: Pledge) -> list[PledgeLine]:
    """Return the lines, of a signed pledge with what their targets were when it was signed."""
    rows = pledge.lines.select_related("target__tracking", "target__movement", "target__owner")
    if pledge.signed_at is not None:
        since = TargetRevision.objects.filter(target=OuterRef("target"), at__gt=pledge.signed_at)
        first = since.order_by("at", "id")
        rows = rows.annotate(
            old_name=Subquery(first.values("name")[:1]), old_goal=Subquery(first.values("goal_text")[:1])
        )
    return list(rows)


def _turns(pledge: Pledge, lines: Iterable[PledgeLine]) -> dict[UUID, list[Turn]]:
    by_key = {line.pk: line for line in lines}
    found: dict[UUID, list[Turn]] = {}
    for turn in PledgeTurn.objects.filter(line__in=by_key):
        who = pledge.unit.name if turn.side == PledgeSide.UNIT else "Văn phòng"
        said = number_words(by_key[turn.line_id], turn.amount)
        made = Turn(TurnKind(turn.kind), who, said, localdate(turn.at), turn.note)
        found.setdefault(turn.line_id, []).append(made)
    return found


def _results(
    pledge: Pledge, lines: Sequence[PledgeLine], given: Mapping[UUID, Allocation], on: date
) -> dict[UUID, Judged]:
    """Hold what the unit reported against what it promised, not against what it was given."""
    wanted = [(line, line.target) for line in lines if line.target is not None]
    keys = [target.pk for _, target in wanted]
    totals = totals_of(keys)
    rows = figures_of(Q(target__in=keys, report__unit=pledge.unit_id))
    found: dict[UUID, Judged] = {}
    for line, target in wanted:
        allocation = given.get(target.pk)
        last_year = allocation.last_year if allocation is not None else None
        promised = Given(pledge.unit_id, pledge.unit.name, _number(line), line.base, last_year)
        of_target = (totals.get(target.pk, ()), rows.get(target.pk, ()))
        found[line.pk] = _judged(target, promised, *of_target, on)
    return found


def _judged(
    target: Target, promised: Given, totals: Sequence[TotalRow], rows: Iterable[FigureRow], on: date
) -> Judged:
    followed = followed_by(tracking_of(target), target.goal, promised)
    by_period = {row.period_id: row for row in rows}
    begun = [total.period for total in totals if total.period.span.start <= on]
    sums = tuple(figure_sum(by_period.get(period.pk), period, on) for period in begun)
    return Judged(followed=followed, sums=sums, standing=stand_of(followed, sums, on))


def _number(line: PledgeLine) -> Decimal | None:
    number: Decimal | None = line.agreed if line.is_agreed else line.offered
    return number

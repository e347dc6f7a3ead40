"""Verified results that stand out, in words, for those who make proposals of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.awards.models import AwardRound
from thidua.core.commending.outstanding import Reach, standing_out
from thidua.core.standing import reached_of
from thidua.movements.models import Target
from thidua.organisation.models import Unit
from thidua.reporting.models import Figure
from thidua.reporting.queries.verified import VerifiedResult, verified_results

_WHOLE = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A unit and a target of which its verified figures stand out."""

    unit: Unit
    target: Target
    deed: str
    why: str

    @property
    def key(self) -> str:
        return f"{self.unit.pk}:{self.target.pk}"

    @property
    def words(self) -> str:
        return f"{self.target.name}: {self.deed} {self.why}"

    @property
    def said(self) -> str:
        """Quote the sentence of the letter that promised it, empty where none is known."""
        sentence = self.target.sentence.strip()
        return f"Câu trong văn bản: “{sentence}”" if sentence else ""


def results_found(award_round: AwardRound, on: date) -> list[Found]:
    """Return what stands out in the movement of a round, else in all own ones of its year; by target.

    The number of queries is fixed.
    """
    targets = {one.pk: one for one in _targets(award_round)}
    units = {one.pk: one for one in Unit.objects.filter(authority=award_round.authority_id)}
    results = verified_results(targets, units, on)
    by_target: dict[UUID, dict[UUID, VerifiedResult]] = defaultdict(dict)
    for (unit_id, target_id), result in results.items():
        if _is_measured(result):
            by_target[target_id][unit_id] = result
    return [
        Found(
            unit=units[one.key],
            target=target,
            deed=by_target[target.pk][one.key].reached.achievement.explanation,
            why=one.why,
        )
        for target in targets.values()
        for one in standing_out(*_reaches(by_target[target.pk], on))
    ]


def _targets(award_round: AwardRound) -> Iterable[Target]:
    about = {"movement": award_round.movement_id} if award_round.movement_id else {}
    own = Target.objects.filter(
        authority=award_round.authority_id, movement__is_own=True, movement__year=award_round.year, **about
    )
    return own.order_by("movement__opened_at", "position")


def _is_measured(result: VerifiedResult) -> bool:
    """Whether more is better and a number says how much: a limit is kept, and kept by all alike."""
    return result.followed.goal.has_numbers and not result.followed.goal.is_limit


def _reaches(results: dict[UUID, VerifiedResult], on: date) -> tuple[list[Reach[UUID]], date]:
    reaches = [
        Reach(unit_id, one.reached.achievement.share, _full_on(one, on)) for unit_id, one in results.items()
    ]
    return reaches, max((one.followed.curve.end for one in results.values()), default=on)


def _full_on(result: VerifiedResult, on: date) -> date | None:
    """Return the end of the first period by which the whole was there and stayed."""
    full = None
    for count in range(len(result.sums), 0, -1):
        share = reached_of(result.followed, result.sums[:count], on).achievement.share
        if share is None or share < _WHOLE:
            break
        if result.sums[count - 1].verified:
            full = result.sums[count - 1].period.end
    return full


def last_figures(found: Iterable[Found]) -> dict[str, Figure]:
    """Return the last verified figure of each, by its key: one query."""
    listed = list(found)
    rows = Figure.objects.verified().filter(
        report__unit__in={one.unit.pk for one in listed}, target__in={one.target.pk for one in listed}
    )
    by_day = rows.select_related("report").order_by("report__period__ends_on")
    return {f"{figure.report.unit_id}:{figure.target_id}": figure for figure in by_day}

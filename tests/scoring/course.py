"""A round to which things happen in any order: each step is one deed of one person through a service."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from tests.contest import SCORED, Contest
from tests.season import NOW, VILLAGES

from thidua.commitments.models import Pledge
from thidua.commitments.signals import PLEDGE, promises_changed
from thidua.core.errors import DomainError
from thidua.movements.models import Allocation
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, reports, verification
from thidua.scoring import receivers
from thidua.scoring.enums import Column, EventKind, GroupKindChoice, ReadingChoice, RuleChoice
from thidua.scoring.models import ScoreEvent, ScoreLine, ScoreSheet, SheetFact
from thidua.scoring.queries.rescoring import rescored
from thidua.scoring.queries.standing import standing_of
from thidua.scoring.services import events, giving, lines, rating_facts
from thidua.scoring.services.giving import Given
from thidua.scoring.services.rating_facts import Happened

PERIODS = ("Tháng 3/2024", "Tháng 4/2024", "Tháng 5/2024")


def enrich(contest: Contest) -> None:
    """Add a rule that looks at the whole block, one that counts promises, one of several targets."""
    season = contest.season
    group = contest.criteria_set.groups.get(key="xa-hoi")
    leader = group.criteria.create(
        key="leader",
        name="So với thôn dẫn đầu",
        maximum=10,
        position=3,
        rule_kind=RuleChoice.AGAINST_LEADER,
        reading=ReadingChoice.TARGET,
    )
    leader.targets.add(season.targets["fish"])
    mean = group.criteria.create(
        key="mean",
        name="Trung bình các chỉ tiêu",
        maximum=10,
        position=4,
        rule_kind=RuleChoice.MEAN_OF_SHARES,
        reading=ReadingChoice.TARGET,
    )
    mean.targets.add(season.targets["fish"], season.targets["health"])
    minus = contest.criteria_set.groups.get(kind=GroupKindChoice.DEDUCTION)
    minus.criteria.create(
        key="pledge",
        name="Không ký giao ước",
        maximum=0,
        position=2,
        rule={"each": "1"},
        rule_kind=RuleChoice.DEDUCTED,
        reading=ReadingChoice.EVENTS,
        event_kind=EventKind.NO_PLEDGE,
    )
    group.maximum = 60
    group.save(update_fields=["maximum"])
    for sheet in ScoreSheet.objects.filter(round=contest.round):
        for criterion in (leader, mean, minus.criteria.get(key="pledge")):
            ScoreLine.objects.create(sheet=sheet, criterion=criterion)
    lines.refresh(contest.round, by=season.office, at=SCORED)


class Course:
    """Does one random thing after another; what a rule of the program forbids is no step."""

    def __init__(self, contest: Contest, seed: int) -> None:
        self.contest, self.season = contest, contest.season
        self.pick = random.Random(seed)  # noqa: S311 -- chooses what happens, keeps no secret
        self.deeds: tuple[Callable[[], object], ...] = (
            *(self.write,) * 3,
            *(self.send,) * 3,
            *(self.verify,) * 4,
            self.verify_many,
            self.undo,
            self.send_back,
            self.mend,
            self.correct,
            self.lower,
            self.give,
            self.give,
            self.take_points_back,
            self.count,
            self.uncount,
            self.limit,
            self.unlimit,
            self.promise,
            self.give_otherwise,
        )

    def step(self) -> str:
        """Do something that is allowed; return its name."""
        while True:
            deed = self.pick.choice(self.deeds)
            try:
                with transaction.atomic():
                    deed()
            except (DomainError, LookupError):
                continue
            return deed.__name__

    def write(self) -> None:
        report, target = self._report(), self._target()
        entry = Entry(str(self.pick.choice((0, 3, 7, 33, 60, 120, 150))), self._base(target))
        figure = Figure.objects.filter(report=report, target=target).first()
        expected = figure.version if figure else 0
        figures.write(report, target, entry, expected=expected, by=self._head(report), at=NOW)

    def send(self) -> None:
        report = self._report()
        at = NOW + timedelta(days=self.pick.choice((0, 0, 10, 60)))
        reports.send(report, expected=report.version, by=self._head(report), at=at)

    def verify(self) -> None:
        figure = self._figure("sent")
        verification.verify(figure, expected=figure.version, by=self.season.other_office, at=NOW)

    def verify_many(self) -> None:
        found = list(_figures().filter(state="sent")[:4])
        ticked = [(one, one.version) for one in found]
        if not verification.verify_each(ticked, by=self.season.other_office, at=NOW).verified:
            raise LookupError

    def undo(self) -> None:
        figure = self._figure("verified", "returned")
        verification.undo(figure, expected=figure.version, by=self.season.other_office, at=NOW)

    def send_back(self) -> None:
        figure, by = self._figure("sent"), self.season.other_office
        verification.send_back(figure, reason="Thiếu sổ", expected=figure.version, by=by, at=NOW)

    def mend(self) -> None:
        figure, by = self._figure("sent", "verified"), self.season.other_office
        entry = Entry(str(self.pick.randint(0, 130)), self._base(figure.target))
        verification.mend(figure, entry, reason="Theo sổ", expected=figure.version, by=by, at=NOW)

    def correct(self) -> None:
        figure = self._figure("sent", "verified")
        entry = Entry(str(self.pick.randint(0, 130)), self._base(figure.target))
        by = self._head(figure.report)
        figures.correct(figure, entry, reason="Ghi nhầm", expected=figure.version, by=by, at=NOW)

    def lower(self) -> None:
        figure = self._figure("sent", "verified")
        worse = (figure.value or Decimal(0)) + (1 if figure.target.goal.is_limit else -1)
        figures.lower(figure, worse, reason="Biên bản", by=self.season.other_office, at=NOW)

    def give(self) -> None:
        line, column = self._line(), self.pick.choice((Column.SECOND, Column.COUNCIL))
        given = Given(Decimal(self.pick.randint(0, 400)) / 100, "Theo biên bản")
        giving.give(line, column, given, expected=line.version, by=self.season.other_office, at=SCORED)

    def take_points_back(self) -> None:
        line, column = self._line(), self.pick.choice((Column.SECOND, Column.COUNCIL))
        giving.give(line, column, Given(), expected=line.version, by=self.season.other_office, at=SCORED)

    def count(self) -> None:
        line = self.pick.choice(list(_lines(self.contest).filter(criterion__key="model")))
        happened = events.Happened(NOW.date(), "Mô hình mới", self.pick.choice((None, Decimal(2))))
        events.add(line, happened, by=self.season.other_office, at=SCORED)

    def uncount(self) -> None:
        found = ScoreEvent.objects.filter(withdrawn_at__isnull=True).select_related("line")
        events.withdraw(self.pick.choice(list(found)), "Nhầm", by=self.season.other_office, at=SCORED)

    def limit(self) -> None:
        sheet, happened = self.contest.sheet(self.pick.choice(VILLAGES)), Happened("discipline", "12/QĐ")
        rating_facts.note(sheet, happened, by=self.season.office, at=SCORED)

    def unlimit(self) -> None:
        found = SheetFact.objects.filter(withdrawn_at__isnull=True).select_related("sheet__round")
        rating_facts.withdraw(self.pick.choice(list(found)), reason="Hủy", by=self.season.office, at=SCORED)

    def promise(self) -> None:
        """Sign a pledge, or void it."""
        unit = self.season.commune.units[self.pick.choice(VILLAGES)]
        if not Pledge.objects.filter(unit=unit).delete()[0]:
            Pledge.objects.create(
                authority=unit.authority,
                movement=self.season.movement,
                unit=unit,
                state="signed",
                signed_at=SCORED,
                fingerprint="a" * 64,
            )
        promises_changed.send(sender=None, unit_ids=[unit.pk], kinds=[PLEDGE], at=SCORED)

    def give_otherwise(self) -> None:
        """Give a unit more or less of a target, or take it from the unit, after the round was opened."""
        found = Allocation.objects.filter(target=self.season.targets["fish"])
        given = self.pick.choice(list(found))
        found.filter(pk=given.pk).update(amount=self.pick.choice((0, 60, 120, 240)))
        receivers.follow_duties(self.season.commune.authority.pk, at=SCORED)

    def _report(self) -> Report:
        return self.season.report(self.pick.choice(VILLAGES), self.pick.choice(PERIODS))

    def _target(self) -> Any:
        return self.season.targets[self.pick.choice(("fish", "health", "poor"))]

    def _base(self, target: Any) -> str:
        return "200" if target == self.season.targets["health"] else ""

    def _head(self, report: Report) -> Any:
        return self.season.heads[report.unit.name]

    def _figure(self, *states: str) -> Figure:
        return self.pick.choice(list(_figures().filter(state__in=states)))

    def _line(self) -> ScoreLine:
        keys = ("work", "fish", "leader", "mean")
        return self.pick.choice(list(_lines(self.contest).filter(criterion__key__in=keys)))


def _figures() -> Any:
    found = Figure.objects.select_related("report__unit", "report__period", "target__tracking")
    return found.order_by("pk")


def _lines(contest: Contest) -> Any:
    found = ScoreLine.objects.filter(sheet__round=contest.round).order_by("pk")
    return found.select_related("criterion", "sheet__round", "sheet__unit")


def kept(contest: Contest) -> dict[Any, Any]:
    """Return what is kept of all sheets: marks, points, rating, points of groups, what is missing."""
    marks: dict[Any, dict[str, Any]] = {}
    for sheet_id, *mark in _lines(contest).values_list("sheet_id", "criterion__key", "points", "state"):
        marks.setdefault(sheet_id, {})[mark[0]] = (mark[1], mark[2])
    return {
        sheet.pk: (
            marks[sheet.pk],
            sheet.points,
            sheet.lost,
            sheet.missing,
            sheet.rating,
            {key: Decimal(points) for key, points in sheet.group_points.items()},
        )
        for sheet in ScoreSheet.objects.filter(round=contest.round)
    }


def anew(contest: Contest) -> dict[Any, Any]:
    """Return the same worked out from facts alone."""
    return {
        one.sheet_id: (
            {key: (mark.points, mark.state.value) for key, mark in one.marks.items()},
            one.points,
            one.total.lost,
            len(one.total.missing),
            one.rating.name,
            {group.group.key: group.points for group in one.total.groups},
        )
        for one in rescored(contest.round)
    }


def places(contest: Contest) -> list[tuple[str, int | None, str]]:
    return [(row.unit, row.place, row.because) for row in standing_of(contest.round).rows]


def walk(contest: Contest, seed: int, steps: int) -> Counter[str]:
    """Take so many steps, look after each of them, and return how often each thing happened."""
    enrich(contest)
    course, done = Course(contest, seed), Counter[str]()
    for number in range(steps):
        deed = course.step()
        done[deed] += 1
        assert kept(contest) == anew(contest), f"step {number}: {deed}"
    before = places(contest)
    assert lines.refresh(contest.round, by=contest.season.office, at=SCORED) == 0
    assert places(contest) == before
    return done

"""A small contest for tests of scoring: one set over the targets of the small season, a round of villages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.season import VILLAGES, SmallSeason

from thidua.organisation.models import Block, BlockMembership
from thidua.scoring.enums import EventKind, GroupKindChoice, ReadingChoice, RuleChoice, SetState
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.services import rounds

SCORED = datetime(2024, 7, 1, 7, 0, tzinfo=UTC)
BANDS = [
    {"name": "Xuất sắc", "low": "90", "nothing_at_zero": True},
    {"name": "Khá", "low": "65"},
    {"name": "Trung bình", "low": "0"},
]
TIES = [{"kind": "criterion", "key": "fish", "name": "sản lượng"}, {"kind": "ballot"}]


@dataclass(frozen=True)
class Contest:
    """The set, locked, and the round, open; lines and sheets by village and key."""

    season: SmallSeason
    criteria_set: CriteriaSet
    block: Block
    round: ScoringRound

    def sheet(self, village: str) -> ScoreSheet:
        unit = self.season.commune.units[village]
        return ScoreSheet.objects.select_related("round", "unit").get(round=self.round, unit=unit)

    def line(self, village: str, key: str) -> ScoreLine:
        found = ScoreLine.objects.select_related("criterion", "sheet__round", "sheet__unit")
        return found.get(sheet=self.sheet(village), criterion__key=key)


def make_contest(season: SmallSeason, *, is_open: bool = True) -> Contest:
    """Write the set with an economy, a society, a bonus and a deduction; open a round of the villages."""
    made = CriteriaSet.objects.create(
        authority=season.commune.authority,
        movement=season.movement,
        name="Bộ tiêu chí thôn năm 2024",
        total=100,
        bands=BANDS,
        ties=TIES,
        ceilings=[{"fact": "discipline", "name": "Bị khiển trách", "band": "Khá"}],
        state=SetState.LOCKED,
        locked_at=SCORED,
        locked_by="Văn phòng",
    )
    economy = _group(made, "kinh-te", "Kinh tế", 60, floor="0.5")
    _criterion(
        economy, "fish", "Sản lượng đánh bắt", 40, RuleChoice.PROPORTIONAL, target=season.targets["fish"]
    )
    _criterion(economy, "poor", "Số vụ vi phạm", 20, RuleChoice.ALL_OR_NOTHING, target=season.targets["poor"])
    society = _group(made, "xa-hoi", "Văn hóa – xã hội", 40, floor="0.5")
    _criterion(
        society, "health", "Người có thẻ BHYT", 30, RuleChoice.PROPORTIONAL, target=season.targets["health"]
    )
    _criterion(society, "work", "Tổ chức phong trào", 10, RuleChoice.JUDGED)
    bonus = _group(made, "thuong", "Điểm thưởng", 3, kind=GroupKindChoice.BONUS)
    _criterion(bonus, "model", "Mô hình mới", 3, RuleChoice.COUNTED, each="1.5", event=EventKind.WRITTEN)
    minus = _group(made, "tru", "Điểm trừ", 5, kind=GroupKindChoice.DEDUCTION)
    _criterion(minus, "late", "Báo cáo muộn", 0, RuleChoice.DEDUCTED, each="0.5", event=EventKind.LATE_REPORT)
    block = Block.objects.create(authority=season.commune.authority, name="Cụm các thôn")
    BlockMembership.objects.bulk_create(
        BlockMembership(block=block, unit=season.commune.units[name], starts_on=date(2024, 1, 1))
        for name in VILLAGES
    )
    plan = rounds.RoundPlan(
        name="Sáu tháng đầu năm 2024",
        movement=season.movement,
        criteria_set=made,
        block=block,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 6, 30),
    )
    scoring = rounds.create(plan, by=season.office, at=SCORED)
    if is_open:
        scoring = rounds.open_round(scoring, expected=scoring.version, by=season.office, at=SCORED)
    return Contest(season, made, block, scoring)


def _group(made: CriteriaSet, key: str, name: str, maximum: int, **more: Any) -> CriterionGroup:
    position = made.groups.count() + 1
    return made.groups.create(key=key, name=name, maximum=maximum, position=position, **more)


def _criterion(
    group: CriterionGroup,
    key: str,
    name: str,
    maximum: int,
    rule: RuleChoice,
    **more: Any,
) -> Criterion:
    """Write a line; `target` is what it reads, `event` what it counts, the rest are numbers of its rule."""
    target, event = more.pop("target", None), more.pop("event", "")
    reading = ReadingChoice.TARGET if target else ReadingChoice.EVENTS if event else ReadingChoice.PERSON
    made = group.criteria.create(
        key=key,
        name=name,
        maximum=Decimal(maximum),
        position=group.criteria.count() + 1,
        rule_kind=rule,
        rule=more,
        reading=reading,
        event_kind=event,
    )
    if target:
        made.targets.add(target)
    return made

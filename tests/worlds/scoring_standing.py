"""A round that is published, scored from a verified figure and by people, with why-pages of its own."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.organisation.enums import Role
from thidua.organisation.models import Block, BlockMembership
from thidua.scoring.enums import ReadingChoice, RuleChoice, SetState
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoringRound
from thidua.scoring.services import announcing, freezing, lines, rounds

DAY = date(2024, 4, 22)
MONTH = timedelta(days=30)


def add(place: Any, now: datetime) -> None:
    """Add `scoring_public` with a criterion that reads a target and one that the council judged."""
    office = place.actor(Role.OFFICE)
    table = _table(place, now)
    made = rounds.create(_plan(place, table), by=office, at=now)
    made = rounds.open_round(made, expected=made.version, by=office, at=now - MONTH)
    _judge(made, office, now - MONTH)
    made = announcing.announce(made, expected=made.version, by=office, at=now - MONTH)
    empty = ScoreLine.objects.filter(sheet__round=made).exclude(state="scored")
    why = {line.pk: "Không báo cáo." for line in empty}
    made = freezing.freeze(made, why, expected=made.version, by=office, at=now)
    place.things |= {
        "scoring_public": announcing.publish(made, expected=made.version, by=office, at=now),
        "public_criterion": table.groups.get().criteria.get(key="bien"),
    }


def _plan(place: Any, table: CriteriaSet) -> rounds.RoundPlan:
    block = Block.objects.create(authority=place.commune.authority, name="Cụm đã công bố")
    BlockMembership.objects.bulk_create(
        BlockMembership(block=block, unit=place.commune.units[name], starts_on=DAY)
        for name in ("Thôn 1", "Thôn 2")
    )
    return rounds.RoundPlan(
        name="Đợt đã công bố",
        movement=place.reported,
        criteria_set=table,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        block=block,
    )


def _table(place: Any, now: datetime) -> CriteriaSet:
    made = CriteriaSet.objects.create(
        authority=place.commune.authority,
        movement=place.reported,
        name="Bộ tiêu chí của đợt đã công bố",
        total=10,
        state=SetState.LOCKED,
        locked_at=now,
        locked_by="Văn phòng",
    )
    group = made.groups.create(key="chung", name="Kết quả chung", maximum=10, position=1)
    sea = group.criteria.create(
        key="bien",
        name="Sản lượng đánh bắt",
        maximum=6,
        position=1,
        rule_kind=RuleChoice.PROPORTIONAL,
        reading=ReadingChoice.TARGET,
    )
    sea.targets.add(place.reported_target)
    group.criteria.create(key="hop", name="Họp thôn đều", maximum=4, position=2, rule_kind=RuleChoice.JUDGED)
    return made


@transaction.atomic  # the world of the browser is built outside of any transaction
def _judge(made: ScoringRound, office: Any, at: datetime) -> None:
    """Let the council give each unit another number of points for what people judge."""
    judged = ScoreLine.objects.filter(sheet__round=made, criterion__key="hop").select_related("sheet")
    for number, line in enumerate(judged.order_by("sheet__unit__sort_key"), start=1):
        line.council_points, line.council_reason = Decimal(number), "Theo biên bản."
        lines.put_counted(line)
        line.save()
    sheets = [line.sheet_id for line in judged]
    lines.settle(sheets, made.criteria_set, by=office, at=at)

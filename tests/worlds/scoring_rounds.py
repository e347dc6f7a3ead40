"""A set of criteria and a round in each of its steps, with a reply, equals and what limits a rating."""

from datetime import date, datetime, timedelta
from typing import Any

from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.organisation.models import Block, BlockMembership
from thidua.scoring.enums import RuleChoice, SetState, TieManner
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.services import announcing, freezing, rating_facts, replies, rounds, ties
from thidua.scoring.services.rating_facts import Happened
from thidua.scoring.services.replies import ReplyFacts
from thidua.scoring.services.ties import Ruling

DAY = date(2024, 4, 22)
MONTH = timedelta(days=30)


def add(place: Any, now: datetime) -> None:
    """Add them to a commune that has a season and units; the head of a village answers for it."""
    office, head = place.actor(Role.OFFICE), place.actor(Role.UNIT_HEAD)
    table, block = _table(place, now), _block(place)
    draft = _round(place, table, block, "Đợt đang lập", now)
    going = _opened(place, table, block, "Đợt đang chấm", now)
    _judge_all(going)
    said = _announced(place, _opened(place, table, block, "Đợt có kết quả dự kiến", now), now)
    _judge_all(said)
    sheet = ScoreSheet.objects.select_related("round", "unit").get(round=said, unit__in=head.unit_ids)
    paper = files.store(b"%PDF-1.4 bien ban", media_type="application/pdf", at=now)
    facts = ReplyFacts("Có biên bản họp thôn.", sheet.lines.first(), None, paper, "bien-ban.pdf")
    units = [place.commune.units[name].pk for name in ("Thôn 2", "Thôn 1")]
    place.things |= {
        "criteria_of_round": table,
        "scoring_draft": draft,
        "scoring_open": going,
        "scoring_said": said,
        "scoring_frozen": _frozen(place, table, block, now),
        "said_sheet": sheet,
        "score_reply": replies.send(sheet, facts, by=head, at=now),
        "tie": ties.decide(going, Ruling(TieManner.BALLOT, units, "05/BB-HĐTĐ"), by=office, at=now),
        "rating_fact": rating_facts.note(
            ScoreSheet.objects.filter(round=going)[0], Happened("discipline", "12/QĐ-UBND"), by=office, at=now
        ),
    }


def _table(place: Any, now: datetime) -> CriteriaSet:
    made = CriteriaSet.objects.create(
        authority=place.commune.authority,
        movement=place.movement,
        name="Bộ tiêu chí của các đợt chấm",
        total=10,
        bands=[{"name": "Tốt", "low": "5"}, {"name": "Khá", "low": "0"}],
        ceilings=[{"fact": "discipline", "name": "Bị khiển trách", "band": "Khá"}],
        ties=[{"kind": "ballot"}],
        state=SetState.LOCKED,
        locked_at=now,
        locked_by="Văn phòng",
    )
    group = made.groups.create(key="phong-trao", name="Tổ chức phong trào", maximum=10, position=1)
    group.criteria.create(key="hop", name="Họp thôn đều", maximum=10, position=1, rule_kind=RuleChoice.JUDGED)
    return made


def _block(place: Any) -> Block:
    block = Block.objects.create(authority=place.commune.authority, name="Cụm chấm điểm")
    BlockMembership.objects.bulk_create(
        BlockMembership(block=block, unit=place.commune.units[name], starts_on=DAY)
        for name in ("Thôn 1", "Thôn 2")
    )
    return block


def _round(place: Any, table: CriteriaSet, block: Block, name: str, now: datetime) -> ScoringRound:
    plan = rounds.RoundPlan(name, place.movement, table, date(2024, 1, 1), date(2024, 6, 30), block)
    return rounds.create(plan, by=place.actor(Role.OFFICE), at=now)


def _opened(place: Any, table: CriteriaSet, block: Block, name: str, now: datetime) -> ScoringRound:
    made = _round(place, table, block, name, now)
    return rounds.open_round(made, expected=made.version, by=place.actor(Role.OFFICE), at=now)


def _announced(place: Any, made: ScoringRound, now: datetime) -> ScoringRound:
    return announcing.announce(made, expected=made.version, by=place.actor(Role.OFFICE), at=now)


def _judge_all(made: ScoringRound) -> None:
    """Give all units the same points, as if they had been judged."""
    ScoreLine.objects.filter(sheet__round=made).update(second_points=5, points=5, state="scored")
    ScoreSheet.objects.filter(round=made).update(points=5, missing=0, rating="Tốt")


def _frozen(place: Any, table: CriteriaSet, block: Block, now: datetime) -> ScoringRound:
    office = place.actor(Role.OFFICE)
    made = _announced(place, _opened(place, table, block, "Đợt đã chốt", now), now - MONTH)
    _judge_all(made)
    sheets = ScoreSheet.objects.filter(round=made).order_by("pk")
    ruling = Ruling(TieManner.BALLOT, [sheet.unit_id for sheet in sheets], "04/BB-HĐTĐ")
    ties.decide(made, ruling, by=office, at=now)
    return freezing.freeze(made, {}, expected=made.version, by=office, at=now)

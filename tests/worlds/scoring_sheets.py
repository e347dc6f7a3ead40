"""A round that is being scored, with a sheet that waits, one that was sent, proof and a counted event."""

from datetime import date, datetime
from typing import Any

from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.organisation.models import Block, BlockMembership
from thidua.scoring.enums import Column, EventKind, ReadingChoice, RuleChoice, SelfState, SetState
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreProof, ScoreSheet, ScoringRound
from thidua.scoring.services import events, rounds
from thidua.scoring.services.events import Happened

_STARTS, _ENDS = date(2024, 1, 1), date(2024, 12, 31)
_VILLAGES = ("Thôn 1", "Thôn 2")


def add(place: Any, now: datetime) -> None:
    """Give the place sheets of two villages of one block, lines, proof and an event of the head's own one."""
    scoring, units, head = _open(place, now), place.commune.units, place.actor(Role.UNIT_HEAD)
    names = sorted(_VILLAGES, key=lambda name: units[name].pk not in head.unit_ids)
    own, sent = (_sheet(place, scoring, name) for name in names)
    sent.self_state, sent.self_sent_at, sent.self_sent_by = SelfState.SENT, now, str(sent.unit)
    sent.save(update_fields=["self_state", "self_sent_at", "self_sent_by"])
    line, counted = (_line(own, key) for key in ("hop", "mo-hinh"))
    paper = files.store(b"%PDF-1.4 bien ban hop", media_type="application/pdf", at=now)
    happened = Happened(date(2024, 3, 1), "Mô hình đường hoa")
    place.things |= {
        "sheets_round": scoring,
        "own_sheet": own,
        "sent_sheet": sent,
        "own_line": line,
        "counted_line": counted,
        "other_line": _line(sent, "hop"),
        "score_proof": ScoreProof.objects.create(
            line=line, file=paper, name="bien-ban.pdf", column=Column.SELF, added_by="Thôn 1", added_at=now
        ),
        "score_event": events.add(counted, happened, by=place.actor(Role.OFFICE), at=now),
    }


def _open(place: Any, now: datetime) -> ScoringRound:
    office, block = place.actor(Role.OFFICE), _block(place)
    plan = rounds.RoundPlan("Đợt chấm phiếu", place.movement, _table(place, now), _STARTS, _ENDS, block)
    made = rounds.create(plan, by=office, at=now)
    return rounds.open_round(made, expected=made.version, by=office, at=now)


def _table(place: Any, now: datetime) -> CriteriaSet:
    made = CriteriaSet.objects.create(
        authority=place.commune.authority,
        movement=place.movement,
        name="Bộ tiêu chí của phiếu",
        total=10,
        state=SetState.LOCKED,
        locked_at=now,
        locked_by="Văn phòng",
    )
    group = made.groups.create(key="phong-trao", name="Tổ chức phong trào", maximum=10, position=1)
    group.criteria.create(key="hop", name="Họp thôn đều", maximum=10, position=1, rule_kind=RuleChoice.JUDGED)
    bonus = made.groups.create(key="thuong", name="Điểm thưởng", kind="bonus", maximum=3, position=2)
    bonus.criteria.create(
        key="mo-hinh",
        name="Mô hình mới",
        maximum=3,
        position=1,
        rule_kind=RuleChoice.COUNTED,
        rule={"each": "1.5"},
        reading=ReadingChoice.EVENTS,
        event_kind=EventKind.WRITTEN,
    )
    return made


def _block(place: Any) -> Block:
    block = Block.objects.create(authority=place.commune.authority, name="Cụm chấm phiếu")
    BlockMembership.objects.bulk_create(
        BlockMembership(block=block, unit=place.commune.units[name], starts_on=_STARTS) for name in _VILLAGES
    )
    return block


def _sheet(place: Any, scoring: ScoringRound, village: str) -> ScoreSheet:
    found = ScoreSheet.objects.select_related("round", "unit")
    return found.get(round=scoring, unit=place.commune.units[village])


def _line(sheet: ScoreSheet, key: str) -> ScoreLine:
    found = ScoreLine.objects.select_related("criterion__group", "sheet__round", "sheet__unit")
    return found.get(sheet=sheet, criterion__key=key)

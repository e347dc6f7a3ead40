"""Grounds as they are kept with a frozen line, and what became of them since."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.scoring.models import FrozenLine, ScoreLine, ScoringRound
from thidua.scoring.queries.facts import facts_of
from thidua.scoring.queries.grounds import Grounds, WhyColumn, WhyEvent, WhyFigure, WhyProof, WhyTarget
from thidua.scoring.queries.grounds_read import read_text, targets_of


def kept_of(scoring: ScoringRound, unit_id: UUID, key: str) -> tuple[Grounds, str] | None:
    """Return what a line of a unit stood on when the round was frozen, and why it was left empty if it was.

    None where that was not kept. One query.
    """
    lines = FrozenLine.objects.select_related("place")
    found = lines.filter(place__round=scoring, place__unit=unit_id, key=key).first()
    return None if found is None else (from_plain(found.grounds), found.place.empty_reasons.get(key, ""))


def as_plain(value: Any) -> Any:
    """Write grounds as JSON keeps them; numbers and moments as text, so that nothing is rounded."""
    if is_dataclass(value):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_plain(plain: Mapping[str, Any]) -> Grounds:
    """Read what `as_plain` wrote."""
    texts = ("arithmetic", "steps", "verifiers")
    return Grounds(
        **{
            **plain,
            **{name: tuple(plain[name]) for name in texts},
            "columns": tuple(
                WhyColumn(**{**one, "points": Decimal(one["points"])}) for one in plain["columns"]
            ),
            "targets": tuple(_target(one) for one in plain["targets"]),
            "proofs": tuple(WhyProof(**{**one, "key": UUID(one["key"])}) for one in plain["proofs"]),
            "events": tuple(_event(one) for one in plain["events"]),
        }
    )


def _target(plain: Mapping[str, Any]) -> WhyTarget:
    document = plain["document"]
    return WhyTarget(
        **{
            **plain,
            "key": UUID(plain["key"]),
            "document": None if document is None else UUID(document),
            "figures": tuple(_figure(one) for one in plain["figures"]),
        }
    )


def _figure(plain: Mapping[str, Any]) -> WhyFigure:
    moments = {name: _moment(plain[name]) for name in ("sent_at", "verified_at")}
    return WhyFigure(**{**plain, **moments, "key": UUID(plain["key"])})


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _event(plain: Mapping[str, Any]) -> WhyEvent:
    quantity = plain["quantity"]
    return WhyEvent(
        date.fromisoformat(plain["on"]), plain["what"], None if quantity is None else Decimal(quantity)
    )


def changes_since(scoring: ScoringRound, line: ScoreLine, kept: Grounds) -> tuple[str, ...]:
    """Say what is different now from what a frozen line stood on: "Tháng 6/2024: 310 tấn → 290 tấn".

    At most two queries: goals and figures of what reads targets, else the count of what is counted.
    """
    if kept.targets:
        now = {one.key: one for one in targets_of(scoring, [line]).get(line.pk, ())}
        return tuple(said for one in kept.targets for said in _of_target(one, now.get(one.key)))
    if not kept.counted:
        return ()
    read = read_text(facts_of(scoring, [line]).of(line, line.sheet.unit_id).as_plain, None)
    return () if read == kept.read else (f"{kept.read.rstrip('.')} → {read[:1].lower()}{read[1:]}",)


def _of_target(then: WhyTarget, now: WhyTarget | None) -> Iterable[str]:
    if now is None:
        yield f"Tiêu chí không còn đọc chỉ tiêu “{then.name}”."
        return
    if now.given != then.given:
        yield f"Giao đơn vị: {then.given or 'không giao riêng'} → {now.given or 'không giao riêng'}."
    if now.goal != then.goal:
        yield f"Mục tiêu của xã: {then.goal} → {now.goal}."
    before, after = ({one.key: one for one in side.figures} for side in (then, now))
    for key in dict.fromkeys([*after, *before]):
        yield from _of_figure(before.get(key), after.get(key))


def _of_figure(then: WhyFigure | None, now: WhyFigure | None) -> Iterable[str]:
    """Say what became of one figure; what was not verified counted for nothing, then and now."""
    was, is_now = (_said(one) for one in (then, now))
    if was != is_now:
        period = (now or then).period  # type: ignore[union-attr]  # one of both is there
        yield f"{period}: {was or 'chưa có số đã thẩm định'} → {is_now or 'chưa có số đã thẩm định'}."


def _said(figure: WhyFigure | None) -> str:
    return figure.said if figure is not None and figure.is_verified else ""

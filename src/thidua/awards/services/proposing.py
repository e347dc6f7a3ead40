"""Nominations made at once: of a standing, of verified results that stand out, and of a sudden deed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards import policies
from thidua.awards.enums import MeritChoice, NominationSource
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.proposals import kinds_by_unit, placed_in
from thidua.awards.queries.results_found import Found, last_figures, results_found
from thidua.awards.services import nominations, rounds
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.services.rounds import RoundFacts
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.organisation.models import Authority

_LONGEST = 500


@transaction.atomic
def propose_placed(
    award_round: AwardRound, units: Collection[UUID], kind_code: str, *, by: Actor, at: datetime
) -> list[Nomination]:
    """Draft a nomination for each of the units, with its place as the reason.

    :raises DomainError: none of them stands in the standing, or all are put forward already
    """
    policies.can_run_round(by, award_round).enforce()
    wanted = [one for one in placed_in(award_round) if one.unit.pk in units and kind_code not in one.has]
    if not wanted:
        raise DomainError("Chọn ít nhất một đơn vị chưa có đề nghị hình thức này.")
    return [
        nominations.propose(
            NominationFacts(
                round=award_round,
                kind_code=kind_code,
                achievement=one.achievement,
                unit=one.unit,
                source=NominationSource.STANDING,
                source_words=one.words,
            ),
            by=by,
            at=at,
        )
        for one in wanted
    ]


@transaction.atomic
def propose_found(
    award_round: AwardRound, keys: Collection[str], kind_code: str, *, by: Actor, at: datetime
) -> list[Nomination]:
    """Draft a nomination for each unit of the results chosen (`Found.key`), its figures as the achievement.

    :raises DomainError: none of them stands out any more, or all are put forward already
    """
    policies.can_run_round(by, award_round).enforce()
    on = award_round.authority.day(localdate(at))
    chosen = [one for one in results_found(award_round, on) if one.key in keys]
    has = kinds_by_unit(award_round, {one.unit.pk for one in chosen})
    wanted: dict[UUID, list[Found]] = defaultdict(list)
    for one in chosen:
        if kind_code not in has.get(one.unit.pk, ()):
            wanted[one.unit.pk].append(one)
    if not wanted:
        raise DomainError("Chọn ít nhất một kết quả của đơn vị chưa có đề nghị hình thức này.")
    figures = last_figures(chosen)
    return [
        nominations.propose(
            NominationFacts(
                round=award_round,
                kind_code=kind_code,
                achievement=_joined(of),
                unit=of[0].unit,
                merits=_report(of),
                source=NominationSource.RESULT,
                figure=figures[of[0].key],
            ),
            by=by,
            at=at,
        )
        for of in wanted.values()
    ]


def _report(found: Sequence[Found]) -> str:
    """Quote the letter; several results are told whole, for the line above may be cut."""
    told = (f"{one.words}\n{one.said}" if len(found) > 1 else one.said for one in found)
    return "\n".join(told).strip()


def _joined(found: Sequence[Found]) -> str:
    text = " ".join(one.words for one in found)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@transaction.atomic
def praise_at_once(
    facts: NominationFacts, authority: Authority, deed_on: date, *, by: Actor, at: datetime
) -> Nomination:
    """Set up a round by the simple procedure for one deed, put its doer forward and hand it in.

    `facts.round` is replaced by the new one; the deed is judged by the law of this day.
    """
    today = authority.day(localdate(at))
    if deed_on > today:
        raise DomainError("Ngày lập thành tích không được sau hôm nay.")
    made = rounds.create(
        RoundFacts(
            name=_neutral_name(authority, deed_on),
            merit=MeritChoice.SUDDEN,
            year=deed_on.year,
            judged_on=today,
            is_simple=True,
        ),
        by=by,
        at=at,
    )
    nomination = nominations.propose(replace(facts, round=made), by=by, at=at)
    return nominations.send(nomination, expected=nomination.version, by=by, at=at)


def _neutral_name(authority: Authority, deed_on: date) -> str:
    """Name a round of one deed without its doer: it stands where the name of a person may not."""
    name = f"Khen đột xuất ngày {show_date(deed_on)}"
    known = AwardRound.objects.filter(authority=authority, name__startswith=name).count()
    return f"{name}, việc {known + 1}" if known else name

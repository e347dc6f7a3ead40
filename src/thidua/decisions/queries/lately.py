"""What came up lately about those on a list: awards taken back, holds that ended, answers still due."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from thidua.awards.models import Hold, PriorAward, WindowComment
from thidua.awards.queries.subjects import SLUGS
from thidua.core.dates import show_date
from thidua.core.law.packs import Reminders
from thidua.decisions.models import Award, Decision
from thidua.decisions.queries.amounts import law_on
from thidua.decisions.queries.subjects import is_about
from thidua.decisions.queries.warned import Warned
from thidua.scoring.enums import ReplyState
from thidua.scoring.models import ScoreReply

_SLUG_OF = {sort: slug for slug, sort in SLUGS.items()}


def lately(decision: Decision, awards: Sequence[Award], on: date) -> Iterable[Warned]:
    """Tell of what nobody bars, yet a chairman wants to know before signing on a day. Four queries."""
    reminders = law_on(decision.authority, decision.decided_on).pack.reminders
    yield from _held_before(decision, awards, reminders, on)
    yield from _ended_holds(decision, awards, reminders, on)
    yield from _comments(decision, on)
    yield from _replies(decision)


def _held_before(
    decision: Decision, awards: Sequence[Award], reminders: Reminders, on: date
) -> Iterable[Warned]:
    """Tell of what the same ones were granted: taken back in the last years, or the same title just now."""
    by_subject = {award.subject_key: award for award in awards}
    people, units, households = (
        {getattr(award, f"{name}_id") for award in awards} - {None}
        for name in ("person", "unit", "household")
    )
    subjects = Q(person__in=people) | Q(unit__in=units) | Q(household__in=households)
    since = on.replace(year=on.year - reminders.revoked_years, day=min(on.day, 28))
    revoked = Q(revoked_on__gte=since, revoked_on__lte=on)
    again = Q(
        revoked_on__isnull=True,
        decided_on__gte=on - timedelta(days=reminders.again_days),
        decided_on__lt=decision.decided_on,
    )
    found = PriorAward.objects.filter(revoked | again, subjects, authority=decision.authority_id)
    for one in found.order_by("revoked_on", "pk"):
        award = by_subject[one.subject_key]
        if one.revoked_on:
            yield _taken_back(one, award, one.revoked_on, reminders.revoked_years)
        elif one.decided_on and one.code == award.kind_code:
            yield _again(one, award, one.decided_on)


def _taken_back(one: PriorAward, award: Award, revoked_on: date, years: int) -> Warned:
    told = f"{one.name} năm {one.year} đã hủy ngày {show_date(revoked_on)}"
    sentence = f"{award.recipient}: {told}, trong {years} năm gần đây."
    return Warned(
        f"revoked:{one.pk}:{award.nomination_id}", "Khen thưởng đã hủy", sentence, link=_facts_of(one)
    )


def _again(one: PriorAward, award: Award, decided_on: date) -> Warned:
    sentence = f"{award.recipient}: đã có {one.name}, quyết định ngày {show_date(decided_on)}."
    return Warned(f"again:{one.pk}:{award.nomination_id}", "Vừa được khen", sentence, link=_facts_of(one))


def _facts_of(one: PriorAward) -> tuple[str, ...]:
    return ("awards:fact-subject", _SLUG_OF[one.subject], str(one.subject_key[1]))


def _ended_holds(
    decision: Decision, awards: Sequence[Award], reminders: Reminders, on: date
) -> Iterable[Warned]:
    since = on - timedelta(days=reminders.ended_hold_days)
    ended = Q(lifted_at__isnull=False) | Q(ends_on__lt=on, ends_on__gte=since)
    for hold in Hold.objects.filter(ended, authority=decision.authority_id, starts_on__lte=on):
        lifted_on = localdate(hold.lifted_at) if hold.lifted_at else hold.ends_on
        if lifted_on is None or not since <= lifted_on <= on:
            continue
        for award in awards:
            if is_about(hold, award):
                told = f"tạm dừng xét vì {hold.get_kind_display()} mới hết ngày {show_date(lifted_on)}"
                yield Warned(
                    f"ended:{hold.pk}:{award.nomination_id}",
                    "Tạm dừng xét",
                    f"{award.recipient}: {told}.",
                    link=("awards:hold-detail", str(hold.pk)),
                )


def _comments(decision: Decision, on: date) -> Iterable[Warned]:
    """Tell of comments nobody answered, and of a list that still hangs out, so that more may come."""
    link = ("awards:window-detail", str(decision.round_id))
    waiting = WindowComment.objects.filter(round=decision.round_id, answered_at__isnull=True).count()
    if waiting:
        told = f"Còn {waiting} ý kiến về danh sách công khai chưa trả lời."
        yield Warned("comments", "Ý kiến", told, link=link)
    until = decision.round.shown_until
    if until is not None and decision.round.is_shown_on(on):
        told = f"Danh sách còn lấy ý kiến đến hết ngày {show_date(until)}."
        yield Warned("window-open", "Ý kiến", told, link=link)


def _replies(decision: Decision) -> Iterable[Warned]:
    """Tell of units that wrote about the points behind a list and wait for an answer."""
    scoring = decision.round.scoring_round_id
    waiting = ScoreReply.objects.filter(sheet__round=scoring, state=ReplyState.WAITING).count()
    if scoring and waiting:
        told = f"Còn {waiting} ý kiến của đơn vị về điểm thi đua chưa trả lời."
        yield Warned("replies", "Ý kiến", told, link=("scoring:reply-list", str(scoring)))

"""What is looked at before signing: results, duplicates, holds, conditions, money, whom the list praises.

Only what the law bars stands in the way; everything else asks for a written reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.awards.models import DuplicateAnswer, Hold, PersonProfile
from thidua.awards.queries.eligibility import Finding, findings_of, law_of
from thidua.awards.queries.window import unserved
from thidua.core.commending.duplicates import Named, duplicates_among
from thidua.core.commending.results import Stood, odds_of
from thidua.core.dates import show_date
from thidua.core.eligibility.answers import Answer, AnswerState, Verdict
from thidua.core.law.packs import RulePack
from thidua.core.money import FundState, fund_of
from thidua.core.quantities import format_number
from thidua.core.rounding import percent_text
from thidua.decisions.models import Award, Decision, FundEntry
from thidua.decisions.queries.amounts import law_on, overlaps_of
from thidua.decisions.queries.bases import bases_amiss
from thidua.decisions.queries.lately import lately
from thidua.decisions.queries.obstacles import obstacle, round_obstacle
from thidua.decisions.queries.subjects import is_about
from thidua.decisions.queries.warned import Warned
from thidua.decisions.queries.whole_round import GroupRow, group_rows
from thidua.organisation.models import BlockMembership
from thidua.reporting.queries.calendar import working_days
from thidua.scoring.enums import SETTLED_ROUNDS
from thidua.scoring.queries.standing import standing_of

PACK = "pack"
"""The key of the warning that the rules of the day were not read by anybody who may decide."""
_LONGEST = 500
_BARRING = (AnswerState.NOT_MET, AnswerState.HELD)
_MAY_BEGIN = {"no_open_hold", "discipline_is_over"}
"""Principles that somebody may come to break between the day of a decision and that of its number."""
_DAY_OF_ISSUE = "Nghị định 30/2020/NĐ-CP, theo nguồn thuật lại"


@dataclass(frozen=True, slots=True)
class Review:
    """Everything found at one look; texts are kept as people read them."""

    warnings: tuple[Warned, ...]
    groups: tuple[GroupRow, ...]
    organising: str
    fund_left: int
    due: int
    has_standing: bool

    @property
    def kept(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Review":
        """Return what was kept."""
        return cls(
            warnings=tuple(Warned(**one | {"link": tuple(one.get("link", ()))}) for one in kept["warnings"]),
            groups=tuple(GroupRow(**one) for one in kept.get("groups", ())),
            organising=kept.get("organising", ""),
            fund_left=kept["fund_left"],
            due=kept["due"],
            has_standing=kept["has_standing"],
        )


def review_of(decision: Decision, awards: Sequence[Award], *, on: date) -> Review:
    """Look a draft through: as of the day it is dated, and what began since until `on`, the day of the look.

    `awards` come with nomination, person and unit.

    :raises DomainError: no rule pack covers one of the days
    """
    fund = fund_state(decision.authority_id, decision.decided_on.year, decision)
    due = sum(award.paid for award in awards)
    odds = _odds(decision, awards)
    conditions = tuple(_conditions(decision, awards, on))
    barred = {one.key for one in conditions if one.is_bar}
    warnings = (
        *_pack(decision),
        *_late(decision, on),
        *_obstacles(decision, awards),
        *_windows(decision, awards),
        *conditions,
        *_holds(decision, [award for award in awards if barred.isdisjoint(_condition_keys(award))], on),
        *_duplicates(decision, awards),
        *(odds or ()),
        *lately(decision, awards, on),
        *_paid_elsewhere(decision, awards),
        *_bases(decision, awards),
        *_money(fund, due),
    )
    return Review(
        warnings=tuple(replace(one, sentence=one.sentence[:_LONGEST]) for one in warnings),
        groups=group_rows(decision.round, decision.decided_on),
        organising=_organising(fund, law_on(decision.authority, decision.decided_on).pack),
        fund_left=fund.left,
        due=due,
        has_standing=odds is not None,
    )


def fund_state(authority_id: UUID, year: int, decision: Decision) -> FundState:
    """Add up the fund of a year by the law of the day of a decision."""
    rows = FundEntry.objects.standing().filter(authority=authority_id, year=year).select_related("revocation")
    share = law_on(decision.authority, decision.decided_on).pack.money.organising_share
    return fund_of((row.counted for row in rows), organising_share=share)


def _pack(decision: Decision) -> Iterable[Warned]:
    pack = law_on(decision.authority, decision.decided_on).pack
    if not pack.decides:
        told = f"{pack.caution} Ghi người đã xác nhận và căn cứ."
        yield Warned(PACK, "Quy định", told, link=("awards:rule-list",))


def _bases(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Ask why where the grounds do not fit the list."""
    law, kinds = law_of(decision.authority), {award.kind_code for award in awards}
    for number, told in bases_amiss(decision.bases, law, decision.decided_on, kinds).items():
        yield Warned(f"base:{number}", "Căn cứ", told, link=_to_draft(decision))


def _windows(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell who did not hang out as long as the law asks before a decision."""
    decision.round.authority = decision.authority
    listed = [award.nomination for award in awards]
    for key, told in unserved(decision.round, listed, on=decision.decided_on).items():
        yield Warned(f"window:{key}", "Công khai", told, is_bar=True, link=_to_nomination(key))


def _obstacles(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell of what changed since it was listed: the round ended, a nomination withdrawn or settled anew."""
    if ended := round_obstacle(decision.round):
        to_round = ("awards:round-detail", str(decision.round_id))
        yield Warned("round", "Đợt xét", ended, is_bar=True, link=to_round)
    law = law_on(decision.authority, decision.decided_on)
    for award in awards:
        if told := obstacle(award.nomination, award.recipient, decision.decided_on, law):
            link = _to_nomination(award.nomination_id)
            yield Warned(f"state:{award.nomination_id}", "Đề nghị", told, is_bar=True, link=link)


def _late(decision: Decision, on: date) -> Iterable[Warned]:
    """Ask why where a paper gets its number later than the working day after that it is dated."""
    dated = decision.decided_on
    if on > dated and on > working_days(decision.authority_id, [dated.year]).after(dated, 1):
        told = f"Quyết định ghi ngày {show_date(dated)}, quá một ngày làm việc mới lấy số."
        told = f"{told} Sửa ngày, hoặc ghi lý do ({_DAY_OF_ISSUE})."
        yield Warned("late", "Ngày ký", told, link=_to_draft(decision))


def _conditions(decision: Decision, awards: Sequence[Award], on: date) -> Iterable[Warned]:
    """Judge everybody again on the day of the decision, and by what began since."""
    listed = [award.nomination for award in awards]
    found = findings_of(listed, on=decision.decided_on, granted=listed)
    for award in awards:
        finding = found[award.nomination_id]
        if finding.verdict == Verdict.ELIGIBLE:
            continue
        is_bar = finding.verdict in {Verdict.BARRED, Verdict.HELD}
        states = _BARRING if is_bar else (AnswerState.UNKNOWN, AnswerState.ASKED)
        told = " ".join(map(_cited, finding.in_state(*states)))
        key, _ = _condition_keys(award)
        told = f"{award.recipient}: {finding.verdict.words}. {told}"
        yield Warned(key, "Điều kiện", told, is_bar, _to_nomination(award.nomination_id))
    if on > decision.decided_on:
        yield from _begun_since(decision, awards, found, on)


def _begun_since(
    decision: Decision, awards: Sequence[Award], before: Mapping[UUID, Finding], on: date
) -> Iterable[Warned]:
    """Tell of holds and discipline of the day of the look that were none on the day of the decision."""
    listed = [award.nomination for award in awards]
    found = findings_of(listed, on=on, granted=listed)
    rules = law_on(decision.authority, on).pack.rules
    keys = {rule.key for rule in rules if rule.principle in _MAY_BEGIN}
    for award in awards:
        known = {answer.said.sentence for answer in before[award.nomination_id].answers}
        new = [
            answer
            for answer in found[award.nomination_id].answers
            if answer.key in keys and answer.state != AnswerState.MET and answer.said.sentence not in known
        ]
        if new:
            _, key = _condition_keys(award)
            told = f"{award.recipient}, sau ngày ghi trên quyết định: {' '.join(map(_cited, new))}"
            is_bar = any(answer.state in _BARRING for answer in new)
            yield Warned(key, "Điều kiện", told, is_bar, _to_nomination(award.nomination_id))


def _cited(answer: Answer) -> str:
    return f"{answer.said.sentence} ({answer.citation.article})"


def _condition_keys(award: Award) -> tuple[str, str]:
    """Return what names the conditions of somebody: those of the day of the decision, those begun since."""
    return f"condition:{award.nomination_id}", f"since:{award.nomination_id}"


def _holds(decision: Decision, awards: Sequence[Award], on: date) -> Iterable[Warned]:
    """Tell of what was opened after a dossier was accepted, for those it names."""
    known = Hold.objects.in_force(decision.decided_on) | Hold.objects.in_force(on)
    holds = list(known.filter(authority=decision.authority_id))
    for award in awards:
        since = award.nomination.judged_at
        for hold in holds:
            if (since is None or hold.added_at > since) and is_about(hold, award):
                told = f"{award.recipient}: {hold.get_kind_display()} ghi sau ngày nhận hồ sơ, {hold.reason}."
                key, link = f"hold:{hold.pk}:{award.nomination_id}", ("awards:hold-detail", str(hold.pk))
                yield Warned(key, "Tạm dừng xét", told, link=link)


def _duplicates(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell of pairs that may be one and that nobody said are two."""
    people = {award.person_id: award for award in awards if award.person_id}
    ids = dict(PersonProfile.objects.filter(person__in=people).values_list("person_id", "identity_number"))
    named = [
        Named(
            award.nomination_id,
            award.recipient,
            ids.get(key, ""),
            award.person.birth_year,
            award.person.unit_id,
        )
        for key, award in people.items()
    ]
    keys = [award.nomination_id for award in awards]
    answers = DuplicateAnswer.objects.filter(first__in=keys, second__in=keys, is_one=False)
    apart = {frozenset(pair) for pair in answers.values_list("first", "second")}
    for pair in duplicates_among(named):
        first, second = pair.first.key, pair.second.key
        if frozenset({first, second}) not in apart:
            told = f"{pair.first.name} và {pair.second.name}: {pair.reason}"
            link = ("awards:round-duplicates", str(decision.round_id))
            yield Warned(f"twice:{first}:{second}", "Trùng", told, link=link)


def _odds(decision: Decision, awards: Sequence[Award]) -> tuple[Warned, ...] | None:
    """Hold the list against the standing of the round, None where there is no settled one."""
    scoring = decision.round.scoring_round
    if scoring is None or scoring.state not in SETTLED_ROUNDS:
        return None
    blocks = dict(
        BlockMembership.objects.held_on(decision.decided_on)
        .filter(block__authority=decision.authority_id)
        .values_list("unit_id", "block__name")
    )
    rows = standing_of(scoring).rows
    stood = [Stood(row.unit_id, row.unit, blocks.get(row.unit_id, ""), row.place) for row in rows]
    earlier = Award.objects.filter(decision__round=decision.round_id).exclude(decision=decision.pk)
    awarded = {award.unit_id for award in awards} | set(earlier.values_list("unit_id", flat=True))
    link = ("scoring:standing", str(scoring.pk))
    return tuple(
        Warned(f"standing:{odd.unit}", "Kết quả thi đua", odd.sentence, link=link)
        for odd in odds_of(stood, awarded)
    )


def fund_words(left: int) -> str:
    """Say what a fund has left, or how much too much was spent."""
    amount = format_number(Decimal(abs(left)))
    return f"Quỹ còn {amount} đồng" if left >= 0 else f"Quỹ đã chi quá {amount} đồng"


def _money(fund: FundState, due: int) -> Iterable[Warned]:
    if due > fund.left:
        wanted = format_number(Decimal(due))
        told = f"{fund_words(fund.left)}, danh sách cần {wanted} đồng."
        yield Warned("fund", "Quỹ", told, link=("decisions:fund-book",))


def _paid_elsewhere(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell whose money another draft pays, and what comes if this one is issued first."""
    for one in overlaps_of(decision, awards):
        if one.other_is_paid and not one.award.paid:
            award = one.award
            told = (
                f"{award.recipient}: {award.kind_name} chưa tính tiền ở đây. {award.paid_because} "
                "Ban hành văn bản này trước thì chi ở đây, văn bản kia chi phần còn lại."
            )
            link = ("decisions:decision-detail", str(one.other.decision_id))
            yield Warned(f"elsewhere:{one.award.nomination_id}:{one.other.pk}", "Quỹ", told, link=link)


def _organising(fund: FundState, pack: RulePack) -> str:
    """Say what organising cost beside what the law leaves to it."""
    spent, limit = format_number(Decimal(fund.organising)), format_number(Decimal(fund.organising_limit or 0))
    share = percent_text(pack.money.organising_share)
    return f"{spent} đồng, tối đa {limit} đồng ({share} tiền vào quỹ)."


def _to_nomination(key: UUID) -> tuple[str, ...]:
    return "awards:nomination-detail", str(key)


def _to_draft(decision: Decision) -> tuple[str, ...]:
    return "decisions:decision-edit", str(decision.pk)

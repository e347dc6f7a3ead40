"""What is looked at before signing: results, duplicates, holds, conditions, money, whom the list praises.

Only what the law bars stands in the way; everything else asks for a written reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.awards.models import DuplicateAnswer, Hold, PersonProfile, PriorAward
from thidua.awards.queries.eligibility import Finding, findings_of
from thidua.awards.queries.window import unserved
from thidua.core.commending.balance import Praised, balance_of, units_without
from thidua.core.commending.duplicates import Named, duplicates_among
from thidua.core.commending.results import Stood, odds_of
from thidua.core.dates import show_date
from thidua.core.eligibility.answers import Answer, AnswerState, Verdict
from thidua.core.money import FundState, fund_of
from thidua.core.quantities import format_number
from thidua.core.text import search_key
from thidua.decisions.models import Award, Decision, FundEntry
from thidua.decisions.queries.amounts import law_on
from thidua.decisions.queries.obstacles import obstacle, round_obstacle
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import BlockMembership, Person, Unit
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
class Warned:
    """One thing found: `key` names it in each look, `is_bar` says that the law forbids to sign."""

    key: str
    topic: str
    sentence: str
    is_bar: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Everything found at one look; texts are kept as people read them."""

    warnings: tuple[Warned, ...]
    balance: tuple[tuple[str, str], ...]
    villages_without: tuple[str, ...]
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
            warnings=tuple(Warned(**one) for one in kept["warnings"]),
            balance=tuple((name, words) for name, words in kept["balance"]),
            villages_without=tuple(kept["villages_without"]),
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
        *_duplicates(awards),
        *(odds or ()),
        *_money(fund, due),
    )
    return Review(
        warnings=tuple(Warned(one.key, one.topic, one.sentence[:_LONGEST], one.is_bar) for one in warnings),
        balance=_balance(decision, awards),
        villages_without=_villages_without(decision, awards),
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
        yield Warned(PACK, "Quy định", f"{pack.caution} Ghi người đã xác nhận và căn cứ.")


def _windows(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell who did not hang out as long as the law asks before a decision."""
    decision.round.authority = decision.authority
    listed = [award.nomination for award in awards]
    for key, told in unserved(decision.round, listed, on=decision.decided_on).items():
        yield Warned(f"window:{key}", "Công khai", told, is_bar=True)


def _obstacles(decision: Decision, awards: Sequence[Award]) -> Iterable[Warned]:
    """Tell of what changed since it was listed: the round ended, a nomination withdrawn or settled anew."""
    if ended := round_obstacle(decision.round):
        yield Warned("round", "Đợt xét", ended, is_bar=True)
    law = law_on(decision.authority, decision.decided_on)
    for award in awards:
        if told := obstacle(award.nomination, award.recipient, decision.decided_on, law):
            yield Warned(f"state:{award.nomination_id}", "Đề nghị", told, is_bar=True)


def _late(decision: Decision, on: date) -> Iterable[Warned]:
    """Ask why where a paper gets its number later than the working day after that it is dated."""
    dated = decision.decided_on
    if on > dated and on > working_days(decision.authority_id, [dated.year]).after(dated, 1):
        told = f"Quyết định ghi ngày {show_date(dated)}, quá một ngày làm việc mới lấy số."
        yield Warned("late", "Ngày ký", f"{told} Sửa ngày, hoặc ghi lý do ({_DAY_OF_ISSUE}).")


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
        yield Warned(key, "Điều kiện", f"{award.recipient}: {finding.verdict.words}. {told}", is_bar)
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
            yield Warned(key, "Điều kiện", told, any(answer.state in _BARRING for answer in new))


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
            if (since is None or hold.added_at > since) and _is_about(hold, award):
                told = f"{award.recipient}: {hold.get_kind_display()} ghi sau ngày nhận hồ sơ, {hold.reason}."
                yield Warned(f"hold:{hold.pk}:{award.nomination_id}", "Tạm dừng xét", told)


def _is_about(hold: Hold, award: Award) -> bool:
    if not hold.person_name:
        return hold.unit_id is not None and hold.unit_id == _unit_of(award)
    person = _person_of(award)
    return person is not None and search_key(hold.person_name) == search_key(person.full_name)


def _duplicates(awards: Sequence[Award]) -> Iterable[Warned]:
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
            yield Warned(f"twice:{first}:{second}", "Trùng", told)


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
    return tuple(
        Warned(f"standing:{odd.unit}", "Kết quả thi đua", odd.sentence) for odd in odds_of(stood, awarded)
    )


def fund_words(left: int) -> str:
    """Say what a fund has left, or how much too much was spent."""
    amount = format_number(Decimal(abs(left)))
    return f"Quỹ còn {amount} đồng" if left >= 0 else f"Quỹ đã chi quá {amount} đồng"


def _money(fund: FundState, due: int) -> Iterable[Warned]:
    if due > fund.left:
        wanted = format_number(Decimal(due))
        yield Warned("fund", "Quỹ", f"{fund_words(fund.left)}, danh sách cần {wanted} đồng.")


def _balance(decision: Decision, awards: Sequence[Award]) -> tuple[tuple[str, str], ...]:
    now = [award.person for award in awards if award.person is not None]
    held = PriorAward.objects.filter(
        authority=decision.authority_id, year=decision.round.year - 1, person__isnull=False, revoked_on=None
    )
    before = {award.person.pk: award.person for award in held.select_related("person")}
    known = PersonProfile.objects.filter(person__in={*before, *(person.pk for person in now)})
    profiles = {row.person_id: row for row in known}
    shares = balance_of(
        [_praised(person, profiles.get(person.pk), was_praised=person.pk in before) for person in now],
        [_praised(person, profiles.get(person.pk)) for person in before.values()],
    )
    return tuple((share.name, share.words) for share in shares)


def _praised(person: Person, profile: PersonProfile | None, *, was_praised: bool | None = None) -> Praised:
    return Praised(
        unit=person.unit_id,
        is_direct_worker=profile.is_direct_worker if profile else None,
        is_female=person.is_female,
        is_leader=profile.is_leader if profile else None,
        was_praised_last_year=was_praised,
    )


def _villages_without(decision: Decision, awards: Sequence[Award]) -> tuple[str, ...]:
    villages = Unit.objects.filter(authority=decision.authority_id, kind=UnitKind.VILLAGE)
    names = dict(villages.in_force(decision.decided_on).for_list().values_list("pk", "name"))
    praised = [Praised(_unit_of(award), None, None, None) for award in awards]
    without = set(units_without(names, praised))
    return tuple(name for key, name in names.items() if key in without)


def _unit_of(award: Award) -> UUID | None:
    if award.unit_id:
        return award.unit_id
    person = _person_of(award)
    return person.unit_id if person else None


def _person_of(award: Award) -> Person | None:
    return award.person or (award.household.head if award.household else None)

"""Put somebody forward for an award, hand the nomination in, answer it, settle it.

A step on one nomination names the version that was seen (`expected`); steps on many take them as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.awards import policies
from thidua.awards.enums import NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.dossier import Gap, gaps_of
from thidua.awards.queries.dossier import told as told_gaps
from thidua.awards.queries.eligibility import Finding, findings_of, kept_form, law_of
from thidua.awards.queries.kinds import receivers_of_unit
from thidua.awards.queries.window import unserved
from thidua.awards.services import rounds
from thidua.awards.services.nomination_steps import Told, lock, lock_all, step, step_all
from thidua.core.dates import show_date
from thidua.core.eligibility.answers import AnswerState, Verdict
from thidua.core.eligibility.facts import Merit, Subject
from thidua.core.errors import DomainError
from thidua.core.law.kinds import AwardKind
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Household, Person, Unit
from thidua.reporting.models import Figure


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """Who is put forward for what: one of person, unit, household. `achievement` is the deed in one line."""

    round: AwardRound
    kind_code: str
    achievement: str
    person: Person | None = None
    unit: Unit | None = None
    household: Household | None = None
    merits: str = ""
    put_forward_by: Unit | None = None
    source: str = NominationSource.UNIT
    source_words: str = ""
    figure: Figure | None = None

    @property
    def subject(self) -> Person | Unit | Household:
        """Return who is put forward.

        :raises DomainError: nobody, or more than one
        """
        named = [one for one in (self.person, self.unit, self.household) if one is not None]
        if len(named) != 1:
            raise DomainError("Chọn một cá nhân, một tập thể hoặc một hộ gia đình.")
        return named[0]

    @property
    def home(self) -> Unit | None:
        """The unit it is, or belongs to."""
        subject = self.subject
        return subject if isinstance(subject, Unit) else subject.unit

    @property
    def kind_of_subject(self) -> Subject:
        if self.person is not None:
            return Subject.PERSON
        return Subject.COLLECTIVE if self.unit is not None else Subject.HOUSEHOLD


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a nomination, in a sentence, and the count it stands on where there was one."""

    is_passed: bool
    words: str
    on: date
    votes_for: int | None = None
    votes_needed: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What may still change once somebody is put forward: the deed in a line and its report."""

    achievement: str
    merits: str = ""


@transaction.atomic
def propose(facts: NominationFacts, *, by: Actor, at: datetime) -> Nomination:
    """Draft a nomination; it counts once it is sent.

    :raises DomainError: the kind is not for this subject or merit, or stands in the round already
    """
    award_round = rounds.lock(facts.round)
    on = award_round.authority.day(localdate(at))
    policies.can_propose(by, award_round, facts.put_forward_by, on).enforce()
    kind = _kind_for(award_round, facts)
    _refuse_odd(award_round, facts)
    policies.can_propose_for(by, facts.home).enforce()
    last = award_round.nominations.aggregate(last=Max("position"))["last"] or 0
    values: dict[str, Any] = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    made = Nomination(
        **values
        | {
            "round": award_round,
            "authority": award_round.authority,
            "achievement": _told(facts.achievement),
            "position": last + 1,
            "kind_name": kind.name,
            "made_by": by.name,
            "made_at": at,
        }
    )
    made.full_clean(exclude=["state"], validate_constraints=False)
    _refuse_twice(made)
    made.save(force_insert=True)
    record("awards.nomination.propose", made, by=by, at=at)
    return made


@transaction.atomic
def change(nomination: Nomination, wording: Wording, *, expected: int, by: Actor, at: datetime) -> Nomination:
    """Write the deed and its report anew, until the nomination is sent."""
    nomination = lock(nomination)
    policies.can_write(by, nomination).enforce()
    values = asdict(wording) | {"achievement": _told(wording.achievement)}
    changes = versions.apply(nomination, values, expected=expected)
    if changes:
        record("awards.nomination.change", nomination, by=by, at=at, deed=Deed(changes=changes))
    return nomination


@transaction.atomic
def send(nomination: Nomination, *, expected: int, by: Actor, at: datetime) -> Nomination:
    """Hand it to the office; what was returned may come back after the last day too."""
    locked = lock(nomination)
    policies.can_send(by, locked, locked.round.authority.day(localdate(at))).enforce()
    values = {"sent_at": at, "returned_because": ""}
    return step("send", locked, values, expected=expected, told=Told(by, at))


def send_back(nomination: Nomination, *, reason: str, expected: int, by: Actor, at: datetime) -> Nomination:
    """Return it to who put it forward, with the reason."""
    if not reason.strip():
        raise DomainError("Ghi lý do trả lại để đơn vị biết sửa chỗ nào.")
    values = {"returned_because": reason.strip()}
    return step("send_back", nomination, values, expected=expected, told=Told(by, at))


@transaction.atomic
def accept(nomination: Nomination, *, expected: int, by: Actor, at: datetime, reason: str = "") -> Nomination:
    """Take it as complete, and keep what the law said on this day.

    `reason` says why a paper may be missing of which the rule pack itself is not sure.

    :raises DomainError: a rule is not met, praise waits, an answer or a paper is missing
    """
    locked = lock(nomination)
    policies.can_answer(by, locked).enforce()
    finding = findings_of([locked])[locked.pk]
    if finding.verdict != Verdict.ELIGIBLE:
        raise DomainError(_why_not(finding))
    _refuse_gaps(gaps_of([locked])[locked.pk], reason)
    values = {"judged": kept_form(finding), "judged_at": at}
    return step("accept", locked, values, expected=expected, told=Told(by, at, reason.strip()))


@transaction.atomic
def refuse(nomination: Nomination, *, reason: str, expected: int, by: Actor, at: datetime) -> Nomination:
    """Do not consider it, with the reason, and keep what the law said on this day."""
    if not reason.strip():
        raise DomainError("Ghi lý do không xét, nêu quy định không đạt.")
    locked = lock(nomination)
    kept = kept_form(findings_of([locked])[locked.pk])
    values = {"refused_because": reason.strip(), "judged": kept, "judged_at": at}
    return step("refuse", locked, values, expected=expected, told=Told(by, at))


def withdraw(nomination: Nomination, *, reason: str, expected: int, by: Actor, at: datetime) -> Nomination:
    """Take it back, with the reason."""
    if not reason.strip():
        raise DomainError("Ghi lý do rút đề nghị.")
    return step("withdraw", nomination, {}, expected=expected, told=Told(by, at, reason.strip()))


@transaction.atomic
def look_again(nomination: Nomination, *, reason: str, expected: int, by: Actor, at: datetime) -> Nomination:
    """Consider again what was refused or did not pass, with the reason."""
    if not reason.strip():
        raise DomainError("Ghi lý do xét lại.")
    locked = lock(nomination)
    _refuse_twice(locked)
    values: dict[str, object] = {
        **dict.fromkeys(("outcome_on", "judged_at", "votes_for", "votes_needed")),
        **dict.fromkeys(("refused_because", "outcome"), ""),
        "judged": [],
    }
    return step("look_again", locked, values, expected=expected, told=Told(by, at, reason.strip()))


@transaction.atomic
def submit(nominations: Iterable[Nomination], *, by: Actor, at: datetime) -> list[Nomination]:
    """Put accepted nominations before the council.

    :raises DomainError: the list still hangs out, or did not for as long as the law asks
    """
    locked = lock_all(nominations)
    _refuse_window(locked, at)
    return step_all("submit", locked, {}, told=Told(by, at))


def take_off(
    nominations: Iterable[Nomination], *, by: Actor, at: datetime, reason: str = ""
) -> list[Nomination]:
    """Take them from the council's table again; they stay accepted."""
    return step_all("take_off", nominations, {}, told=Told(by, at, reason))


def take_back(nominations: Iterable[Nomination], *, by: Actor, at: datetime, reason: str) -> list[Nomination]:
    """Put settled ones before the council again, as its session was opened again."""
    values = {"outcome": "", "outcome_on": None, "votes_for": None, "votes_needed": None}
    return step_all("take_back", nominations, values, told=Told(by, at, reason))


@transaction.atomic
def settle(nomination: Nomination, result: Outcome, *, by: Actor, at: datetime) -> Nomination:
    """Write down what came of it: by the council's count, or without a vote where the law asks for none.

    :raises DomainError: nothing says why, or a vote is required that nobody took
    """
    locked = lock(nomination)
    if not result.words.strip():
        raise DomainError("Ghi kết quả xét trong một câu.")
    if locked.state == NominationState.ACCEPTED:
        _refuse_without_vote(locked)
        _refuse_window([locked], at)
    values = {
        "outcome": result.words.strip(),
        "outcome_on": result.on,
        "votes_for": result.votes_for,
        "votes_needed": result.votes_needed,
    }
    verb = "pass" if result.is_passed else "fail"
    return step_all(verb, [locked], values, told=Told(by, at))[0]


@transaction.atomic
def pass_at_once(
    nomination: Nomination, *, reason: str, expected: int, by: Actor, at: datetime
) -> Nomination:
    """Let it pass without the council, as the chairman says, where the law asks for no vote.

    :raises DomainError: no reason, or the list was not out long enough
    """
    locked = lock(nomination)
    policies.can_pass_at_once(by, locked).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do thông qua không cần họp Hội đồng.")
    _refuse_window([locked], at)
    values = {"outcome": reason.strip(), "outcome_on": locked.round.authority.day(localdate(at))}
    return step("pass", locked, values, expected=expected, told=Told(by, at))


def mark_decided(nominations: Iterable[Nomination], *, by: Actor, at: datetime) -> list[Nomination]:
    """Write down that a decision grants them."""
    return step_all("decide", nominations, {}, told=Told(by, at))


def _refuse_without_vote(nomination: Nomination) -> None:
    award_round = nomination.round
    kind = law_of(award_round.authority).pack_on(award_round.judged_on).kind(nomination.kind_code)
    if kind.vote.is_required:
        raise DomainError(f"{kind.name} phải qua Hội đồng bỏ phiếu ({kind.vote.citation}).")


def _refuse_window(nominations: Sequence[Nomination], at: datetime) -> None:
    """Refuse what people may still speak to, and what did not hang out as long as the law asks."""
    for award_round in {one.round for one in nominations}:
        on = award_round.authority.day(localdate(at))
        if award_round.shown_until is not None and award_round.is_shown_on(on):
            until = show_date(award_round.shown_until)
            raise DomainError(f"Danh sách còn lấy ý kiến đến hết ngày {until}. Hết ngày ấy rồi xét.")
        of_round = [one for one in nominations if one.round_id == award_round.pk]
        if short := unserved(award_round, of_round, on=on):
            raise DomainError(" ".join(short.values()))


def _why_not(finding: Finding) -> str:
    open_ones = finding.in_state(*(state for state in AnswerState if state != AnswerState.MET))
    sentences = " ".join(answer.said.sentence for answer in open_ones)
    return f"{finding.verdict.words}. {sentences} Bổ sung hoặc xác nhận rồi nhận hồ sơ."


def _refuse_gaps(gaps: Sequence[Gap], reason: str) -> None:
    """Refuse a dossier without a paper the law requires; others may be missing for a written reason."""
    if any(gap.is_required for gap in gaps):
        raise DomainError(f"{told_gaps(gaps)} Bổ sung rồi nhận hồ sơ.")
    if gaps and not reason.strip():
        raise DomainError(f"{told_gaps(gaps)} Bổ sung, hoặc ghi lý do nhận khi chưa có.")


def _kind_for(award_round: AwardRound, facts: NominationFacts) -> AwardKind:
    kind = law_of(award_round.authority).pack_on(award_round.judged_on).kind(facts.kind_code)
    if Merit(award_round.merit) not in kind.merits:
        raise DomainError(
            f"{kind.name} không dùng cho khen {award_round.get_merit_display()}. Chọn hình thức khác."
        )
    if not kind.is_for(facts.kind_of_subject):
        raise DomainError(
            f"{kind.name} không dành cho {_SUBJECTS[facts.kind_of_subject]}. Chọn hình thức khác."
        )
    if facts.unit is not None and kind.only and kind.only.surely_not(receivers_of_unit(facts.unit)):
        raise DomainError(
            f"{kind.name} chỉ dành cho {kind.only.words}, không dành cho {facts.unit}. Chọn hình thức khác."
        )
    return kind


_SUBJECTS: Mapping[Subject, str] = {
    Subject.PERSON: "cá nhân",
    Subject.COLLECTIVE: "tập thể",
    Subject.HOUSEHOLD: "hộ gia đình",
}


def _refuse_odd(award_round: AwardRound, facts: NominationFacts) -> None:
    for one in (facts.subject, facts.put_forward_by):
        if one is not None and one.authority_id != award_round.authority_id:
            raise DomainError(f"{one} thuộc cơ quan khác.")
    if facts.source == NominationSource.UNIT and facts.put_forward_by is None:
        raise DomainError("Chọn đơn vị đề nghị.")


def _refuse_twice(made: Nomination) -> None:
    """Refuse what stands in the round already; the constraints of the table say the same."""
    there = Nomination.objects.filter(
        round=made.round,
        kind_code=made.kind_code,
        person=made.person,
        unit=made.unit,
        household=made.household,
    ).exclude(state__in=[NominationState.WITHDRAWN, NominationState.REFUSED])
    if there.exclude(pk=made.pk).exists():
        raise DomainError(f"Đợt này đã có đề nghị {made.kind_name} cho {made.subject_name}.")


def _told(achievement: str) -> str:
    told = " ".join(achievement.split())
    if not told:
        raise DomainError("Ghi thành tích trong một câu.")
    return told

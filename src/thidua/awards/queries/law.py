"""What of the law is shown for a day."""

from dataclasses import dataclass
from datetime import date

from thidua.core.citations import Citation
from thidua.core.eligibility.facts import Subject
from thidua.core.law.kinds import AwardKind, VoteRule
from thidua.core.law.packs import BaseSalary, RulePack
from thidua.core.money import amount_of
from thidua.core.rounding import percent_text
from thidua.law.shipped import national_law

_SUBJECTS = {Subject.PERSON: "cá nhân", Subject.COLLECTIVE: "tập thể", Subject.HOUSEHOLD: "hộ gia đình"}


@dataclass(frozen=True, slots=True)
class RewardShown:
    """What a recipient of one sort is paid: the multiple of the base salary and the amount in đồng."""

    subject: str
    factor: str
    amount: int | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class KindShown:
    """An award kind on a day, in words."""

    kind: AwardKind
    vote: str
    rewards: tuple[RewardShown, ...]

    @property
    def unconfirmed(self) -> int:
        """Count the conditions, votes and amounts of it that nobody has confirmed."""
        citations = (
            *(one.citation for one in self.kind.requirements),
            *(one.citation for one in self.rewards),
            self.kind.vote.citation,
        )
        return sum(not citation.is_confirmed for citation in citations)


@dataclass(frozen=True, slots=True)
class RulesOfDay:
    """The rules in force on a day."""

    on: date
    pack: RulePack
    salary: BaseSalary
    kinds: tuple[KindShown, ...]


def rules_on(on: date) -> RulesOfDay:
    """Return what is in force on a day.

    :raises DomainError: no pack or no base salary is known for the day
    """
    law = national_law()
    pack, salary = law.pack_on(on), law.salary_on(on)
    return RulesOfDay(on, pack, salary, tuple(_kind(kind, pack, salary) for kind in pack.kinds.values()))


def kind_on(code: str, on: date) -> KindShown:
    """Return one award kind as it stands on a day.

    :raises DomainError: the pack of the day has no such kind
    """
    law = national_law()
    pack = law.pack_on(on)
    return _kind(pack.kind(code), pack, law.salary_on(on))


def _kind(kind: AwardKind, pack: RulePack, salary: BaseSalary) -> KindShown:
    rewards = tuple(
        RewardShown(
            subject=_SUBJECTS[subject],
            factor="" if reward.factor is None else percent_text(reward.factor),
            amount=None
            if reward.factor is None
            else amount_of(reward.factor, salary.amount, round_up_to=pack.money.round_up_to),
            citation=reward.citation,
        )
        for subject, reward in kind.rewards.items()
    )
    return KindShown(kind, _vote_in_words(kind.vote), rewards)


def _vote_in_words(vote: VoteRule) -> str:
    if vote.share is None:
        return "Hội đồng biểu quyết theo đa số."
    return f"Hội đồng bỏ phiếu, cần từ {percent_text(vote.share)} tổng số thành viên đồng ý."

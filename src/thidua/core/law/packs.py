"""Rule packs: what was in force from a day to a day, and which of them may decide by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.core.citations import Citation
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.law.deadlines import Deadline
from thidua.core.law.kinds import AwardKind, DossierPart


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular of a pack.

    `kinds` are the awards it rules, empty where it rules all; `issued_on` and `issuer` are left out of a
    citation where nobody knows them.
    """

    number: str
    title: str
    from_on: date
    to_on: date | None
    citation: Citation
    issued_on: date | None = None
    issuer: str = ""
    kinds: tuple[str, ...] = ()

    def is_in_force(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    def rules(self, kinds: Iterable[str]) -> bool:
        """Say whether it has anything to say of awards of these kinds."""
        return not self.kinds or not set(self.kinds).isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in one sentence; `principle` is the check of `core.eligibility.principles` that answers it."""

    key: str
    text: str
    citation: Citation
    principle: str = ""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """How a council sits: the share of all members that must be there to consider awards."""

    quorum: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """How money is rounded ("làm tròn lên 10.000 đồng") and what share of a fund pays for organising."""

    round_up_to: int
    organising_share: Fraction
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reminders:
    """How far back a chairman is reminded before signing; no rule of law, so a province may set it."""

    revoked_years: int
    ended_hold_days: int
    again_days: int


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of a time. `caution` is what is said wherever a pack that does not decide is used.

    `simple_parts` are the papers of the simple procedure, whatever the kind.
    """

    key: str
    name: str
    from_on: date
    to_on: date | None
    decides: bool
    caution: str
    instruments: tuple[Instrument, ...]
    rules: tuple[Rule, ...]
    kinds: Mapping[str, AwardKind]
    simple_parts: tuple[DossierPart, ...]
    council: CouncilRules
    money: MoneyRules
    reminders: Reminders

    def kind(self, code: str) -> AwardKind:
        """Return an award kind of the pack.

        :raises DomainError: the pack has no such kind
        """
        found = self.kinds.get(code)
        if found is None:
            raise DomainError(f"{self.name} không có hình thức này. Chọn hình thức khác.")
        return found

    def is_sure_of(self, rule: Rule) -> bool:
        """Say whether a rule may be told without doubt: confirmed, in a pack that decides."""
        return self.decides and rule.citation.is_confirmed

    @property
    def unconfirmed(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not rule.citation.is_confirmed)


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """The base salary ("lương cơ sở") from a day on, in đồng a month."""

    from_on: date
    amount: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Law:
    """All packs and the salary series."""

    packs: tuple[RulePack, ...]
    salaries: tuple[BaseSalary, ...]

    def pack_on(self, on: date) -> RulePack:
        """Return the pack in force on a day.

        :raises DomainError: no pack covers the day
        """
        for pack in self.packs:
            if pack.from_on <= on and (pack.to_on is None or on <= pack.to_on):
                return pack
        raise DomainError(
            f"Chưa có gói quy định cho ngày {show_date(on)}. Nhờ người quản trị bổ sung gói quy định."
        )

    def salary_on(self, on: date) -> BaseSalary:
        """Return the base salary in force on a day.

        :raises DomainError: the series does not reach back so far
        """
        known = [salary for salary in self.salaries if salary.from_on <= on]
        if not known:
            raise DomainError(f"Chưa có mức lương cơ sở cho ngày {show_date(on)}.")
        return max(known, key=lambda salary: salary.from_on)

"""Kinds of awards as data: who receives them on what conditions, who decides, how is voted, what is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.core.citations import Citation
from thidua.core.eligibility.conditions import Condition
from thidua.core.eligibility.facts import Merit, Subject
from thidua.core.law.receivers import Receiver, Receivers


class AwardForm(StrEnum):
    """A title ("danh hiệu thi đua") or a form of commendation ("hình thức khen thưởng")."""

    TITLE = "title"
    COMMENDATION = "commendation"


class Decider(StrEnum):
    """Who grants an award; what the commune does not grant leaves it as a proposal."""

    COMMUNE = "xa"
    DISTRICT = "huyen"
    PROVINCE = "tinh"
    GOVERNMENT = "trung_uong"

    @property
    def words(self) -> str:
        return {
            "xa": "Chủ tịch UBND xã",
            "huyen": "Chủ tịch UBND huyện",
            "tinh": "Chủ tịch UBND tỉnh",
            "trung_uong": "cấp trung ương",
        }[self]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition with its name and its article."""

    key: str
    name: str
    condition: Condition
    citation: Citation


@dataclass(frozen=True, slots=True)
class VoteRule:
    """How a council votes: `share` of *all* members, or None for more than half of them."""

    is_required: bool
    is_ballot: bool
    share: Fraction | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reward:
    """The money of an award as a multiple of the base salary; None where the law names no amount."""

    factor: Fraction | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class DossierPart:
    """A paper a dossier needs."""

    key: str
    name: str
    form: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the third to fifth line of a certificate say; None of it where no certificate is given."""

    verb: str
    title: str


@dataclass(frozen=True, slots=True)
class AwardKind:
    """One kind of award under one rule pack.

    `name` is what papers print. Where two kinds have one name, `of` tells those apart that choose.
    `rewards` holds the subjects that may receive it, `only` who of them, None where all may. `quota` is a
    share of those put forward, None (as in the law since 2024) where there is none. `public_days` is how long
    the list must hang out before the decision.
    """

    code: str
    name: str
    form: AwardForm
    merits: tuple[Merit, ...]
    decider: Decider
    is_yearly: bool
    rewards: Mapping[Subject, Reward]
    requirements: tuple[Requirement, ...]
    vote: VoteRule
    parts: tuple[DossierPart, ...]
    certificate: Certificate | None
    citation: Citation
    quota: Fraction | None = None
    public_days: int | None = None
    only: Receivers | None = None
    of: str = ""

    @property
    def label(self) -> str:
        """What a list to choose from calls it."""
        return f"{self.name} ({self.of})" if self.of else self.name

    def is_for(self, subject: Subject) -> bool:
        return subject in self.rewards

    def fits(self, subject: Subject, could_be: frozenset[Receiver]) -> bool:
        """Tell whether it is worth offering to somebody who could be any of these; empty is unknown."""
        return self.is_for(subject) and (self.only is None or self.only.may_be(could_be))

"""The words shared by the rules that turn a result into points ("quy tắc tính điểm")."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from thidua.core.scoring.observed import Case
from thidua.core.scoring.points import Award


class RuleKind(StrEnum):
    """The thirteen ways in which communes and provinces give points."""

    PROPORTIONAL = "TY_LE"
    BANDS = "BAC"
    ALL_OR_NOTHING = "DAT_KHONG"
    AGAINST_AVERAGE = "SO_TB"
    MILESTONES = "MOC"
    COUNTED = "DEM"
    DEDUCTED = "TRU"
    AGAINST_LEADER = "DAN_DAU"
    BASE_AND_STEPS = "CO_SO_THEM"
    SAMPLED = "MAU"
    MEAN_OF_SHARES = "TRUNG_BINH"
    BASE_LESS_FAULTS = "NEN_TRU"
    JUDGED = "CHUYEN_GIA"


class Measure(StrEnum):
    """What of a figure is read: how far it came towards the goal, in percent, or the figure itself."""

    SHARE = "share"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is inconsistent, in words for people."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Rule(ABC):
    """A way to give points, with the most it may give; it knows no unit and no criterion."""

    maximum: Decimal
    kind: ClassVar[RuleKind]

    @property
    @abstractmethod
    def sentence(self) -> str:
        """Say how points are given, for people."""

    @abstractmethod
    def award(self, case: Case) -> Award:
        """Give points, with the arithmetic."""

    @property
    def best(self) -> Decimal | None:
        """Return the most the rule can give, None where it has no end."""
        return self.maximum

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Say what is inconsistent in the rule by itself."""
        return ()

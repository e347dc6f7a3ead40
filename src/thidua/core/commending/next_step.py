"""What comes next in an award round, told from how many nominations stand where."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class NextStep(StrEnum):
    """The one thing a round waits for, in the order of the work."""

    PROPOSE = "propose"
    SEND = "send"
    CHECK = "check"
    SHOW = "show"
    LISTEN = "listen"
    AGREE = "agree"
    SUBMIT = "submit"
    VOTE = "vote"
    DECIDE = "decide"
    CLOSE = "close"
    FINISH = "finish"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stands: nominations by where they are, and what is true of the round on a day.

    `takes` says that units may still send; `is_listed` that the list hangs out, `was_listed` that it did.
    `settled` are those of which nobody has to do anything any more.
    """

    written: int = 0
    sent: int = 0
    accepted: int = 0
    in_council: int = 0
    passed: int = 0
    settled: int = 0
    takes: bool = True
    is_reviewed: bool = False
    is_over: bool = False
    is_simple: bool = False
    is_listed: bool = False
    was_listed: bool = False

    @property
    def is_empty(self) -> bool:
        return not any((self.written, self.sent, self.accepted, self.in_council, self.passed, self.settled))


_RULES: tuple[tuple[Callable[[Standing], object], NextStep], ...] = (
    (lambda one: one.is_over, NextStep.NOTHING),
    (lambda one: one.takes and one.is_empty, NextStep.PROPOSE),
    (lambda one: one.is_listed, NextStep.LISTEN),
    (lambda one: one.sent, NextStep.CHECK),
    (lambda one: one.takes and one.written, NextStep.SEND),
    (lambda one: one.accepted and one.is_simple, NextStep.AGREE),
    (lambda one: one.accepted and not one.was_listed, NextStep.SHOW),
    (lambda one: one.accepted, NextStep.SUBMIT),
    (lambda one: one.in_council, NextStep.VOTE),
    (lambda one: one.passed, NextStep.DECIDE),
    (lambda one: not one.is_reviewed, NextStep.CLOSE),
)


def next_step(standing: Standing) -> NextStep:
    """Return the earliest thing that waits; a draft holds nobody up once units cannot send any more."""
    return next((step for is_so, step in _RULES if is_so(standing)), NextStep.FINISH)

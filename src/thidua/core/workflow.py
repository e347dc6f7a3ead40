"""Workflows as data: one table an aggregate, read by code, tests and docs alike."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from thidua.core.errors import IllegalTransitionError

StateT = TypeVar("StateT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[StateT]):
    """A verb, the states it may start from, and the state it leads to."""

    verb: str
    sources: frozenset[StateT]
    target: StateT


@dataclass(frozen=True, slots=True)
class Workflow(Generic[StateT]):
    """All transitions of one aggregate."""

    transitions: tuple[Transition[StateT], ...]

    def target_of(self, verb: str, *, state: StateT) -> StateT:
        """Return where `verb` leads from `state`, or refuse."""
        for transition in self.transitions:
            if transition.verb == verb and state in transition.sources:
                return transition.target
        raise IllegalTransitionError(
            "Việc này không làm được ở bước hiện tại. Nhờ tải lại trang để xem bước mới nhất."
        )

    def verbs_from(self, state: StateT) -> tuple[str, ...]:
        return tuple(step.verb for step in self.transitions if state in step.sources)

"""A workflow is a table: what is not in it is refused."""

from enum import StrEnum

import pytest

from thidua.core.errors import DomainError, IllegalTransitionError
from thidua.core.workflow import Transition, Workflow


class Step(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    DONE = "done"


FLOW: Workflow[Step] = Workflow(
    (
        Transition("send", frozenset({Step.DRAFT}), Step.SENT),
        Transition("return", frozenset({Step.SENT, Step.DONE}), Step.DRAFT),
        Transition("finish", frozenset({Step.SENT}), Step.DONE),
    )
)
ALLOWED = {
    ("send", Step.DRAFT): Step.SENT,
    ("return", Step.SENT): Step.DRAFT,
    ("return", Step.DONE): Step.DRAFT,
    ("finish", Step.SENT): Step.DONE,
}


@pytest.mark.parametrize("verb", ["send", "return", "finish", "burn"])
@pytest.mark.parametrize("state", Step)
def test_only_the_steps_of_the_table_are_taken(verb, state):
    if (verb, state) in ALLOWED:
        assert FLOW.target_of(verb, state=state) == ALLOWED[verb, state]
    else:
        with pytest.raises(IllegalTransitionError, match="không làm được ở bước hiện tại"):
            FLOW.target_of(verb, state=state)


def test_the_verbs_of_a_state_stand_in_the_order_of_the_table():
    assert [FLOW.verbs_from(state) for state in Step] == [("send",), ("return", "finish"), ("return",)]


def test_a_refusal_is_a_sentence():
    assert DomainError("Chưa đủ điều kiện.").sentence == "Chưa đủ điều kiện."

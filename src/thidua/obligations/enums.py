"""States of an obligation, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.workflow import Transition, Workflow


class ObligationState(TextChoices):
    OPEN = "open", "Đang làm"
    DONE = "done", "Đã xong"
    CANCELLED = "cancelled", "Đã hủy"


_S = ObligationState
OBLIGATION_WORKFLOW: Workflow[ObligationState] = Workflow(
    (
        Transition("complete", frozenset({_S.OPEN}), _S.DONE),
        Transition("cancel", frozenset({_S.OPEN}), _S.CANCELLED),
        Transition("reopen", frozenset({_S.DONE, _S.CANCELLED}), _S.OPEN),
    )
)

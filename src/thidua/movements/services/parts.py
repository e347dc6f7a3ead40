"""What is part of what must lead up to a whole, never round in a circle."""

from thidua.core.errors import DomainError
from thidua.movements.models import DraftTarget, Target


def refuse_circle(target: DraftTarget | Target, whole: object) -> None:
    """Refuse `whole` when it is the target itself or, at any depth, one of its parts."""
    seen = {target.pk}
    while isinstance(whole, DraftTarget | Target):
        if whole.pk in seen:
            raise DomainError(
                f"“{target.name}” không thể là phần của chính nó. Chọn chỉ tiêu khác, hoặc để trống."
            )
        seen.add(whole.pk)
        whole = whole.parent

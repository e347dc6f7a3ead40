from typing import Any

from django.db import models
from django.db.models import Q

from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.scoring.models.criteria import points_column
from thidua.scoring.models.sheet import ScoreLine


class CrossMark(VersionedModel):
    """What one neighbour of the block gives a line ("điểm chấm chéo"): its own, beside those of others.

    It advises and counts nowhere. A neighbour that takes its points back leaves them empty.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    line = models.ForeignKey(ScoreLine, on_delete=models.CASCADE, related_name="crosses")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chấm chéo"
    )
    points = points_column("chấm chéo", null=True, blank=True)
    reason = models.CharField("lý do chấm chéo", max_length=500, blank=True)
    by_name = models.CharField("người chấm chéo", max_length=200, blank=True, editable=False)

    history_is_private = True

    class Meta:
        ordering = ["unit__kind_rank", "unit__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "unit"], name="crossmark_is_one_a_neighbour"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | ~Q(by_name=""),
                name="crossmark_has_who_gave_it",
                violation_error_message="Điểm chấm chéo phải có người chấm.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.line.authority_id

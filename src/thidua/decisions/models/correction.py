from django.db import models

from thidua.decisions.enums import CorrectedField
from thidua.decisions.models.decision import Award
from thidua.decisions.models.paper import PaperDraft


class CorrectionLine(models.Model):
    """What a correction mends on the list of a decision: whose line, which words, what stood, what is right.

    `before` is what stood when the line was written. The award takes `after` once the paper is signed.
    `leaf` is the entry of the register with which it took effect; none for a line whose paper nobody signed,
    or whose award had been revoked, erased or corrected otherwise by then.
    Written only through `decisions.services.corrections`.
    """

    draft = models.ForeignKey(
        PaperDraft, on_delete=models.CASCADE, related_name="lines", verbose_name="văn bản đính chính"
    )
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, related_name="corrections", verbose_name="dòng trong danh sách"
    )
    field = models.CharField("nội dung", max_length=12, choices=CorrectedField.choices)
    before = models.CharField("đã viết", max_length=500, blank=True)
    after = models.CharField("nay là", max_length=500, blank=True)
    leaf = models.ForeignKey(
        "register.RegisterLeaf", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["award__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "award", "field"], name="correctionline_mends_once"),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")), name="correctionline_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}, số {self.award.position}"

    @property
    def sentence(self) -> str:
        """What the paper says of it."""
        place = f"Số {self.award.position} trong danh sách, phần {self.get_field_display().lower()}"
        if not self.before:
            return f"{place}: chưa ghi, nay ghi “{self.after}”."
        if not self.after:
            return f"{place}: đã ghi “{self.before}”, nay bỏ."
        return f"{place}: đã ghi “{self.before}”, nay đính chính là “{self.after}”."

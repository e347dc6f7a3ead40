"""Lists of ratings taken at once, so that a wrong one is taken back at once."""

from typing import Any

from django.db import models
from django.db.models import Q

from thidua.awards.enums import GradeChoice
from thidua.awards.models.facts import FactQuerySet, Rating
from thidua.foundation.keys import new_key
from thidua.organisation.models import AuthorityOwned


class RatingIntake(AuthorityOwned):
    """Ratings of a year taken from a list at once ("lần nhập xếp loại"); its key is the batch of the deeds.

    Changed only through `awards.services.rating_lists`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    count = models.PositiveIntegerField("số dòng đã nhập")
    taken_by = models.CharField("người nhập", max_length=200)
    taken_at = models.DateTimeField("nhập lúc")
    undone_by = models.CharField("người hoàn tác", max_length=200, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)

    history_is_private = True
    objects: Any = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ratingintake_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="")),
            ),
        ]
        ordering = ["-taken_at", "-id"]

    def __str__(self) -> str:
        return f"danh sách {self.count} xếp loại năm {self.year}"


class RatingIntakeLine(models.Model):
    """One rating as a list wrote it, and what stood there before; empty where nothing did."""

    intake = models.ForeignKey(RatingIntake, on_delete=models.CASCADE, related_name="lines")
    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="+")
    grade = models.CharField("xếp loại đã nhập", max_length=12, choices=GradeChoice.choices)
    paper = models.CharField("văn bản đã nhập", max_length=200)
    grade_before = models.CharField("xếp loại trước", max_length=12, blank=True, choices=GradeChoice.choices)
    paper_before = models.CharField("văn bản trước", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "rating"], name="ratingintakeline_is_one_a_rating"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.rating_id}"

    @property
    def is_as_written(self) -> bool:
        """Whether the rating holds what the list wrote, even if it was changed and given back between."""
        return (self.rating.grade, self.rating.paper) == (self.grade, self.paper)

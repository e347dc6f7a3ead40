from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from thidua.foundation.public import PublicReason
from thidua.scoring.models.criteria import points_column
from thidua.scoring.models.round import STANDING_IS_PUBLIC, ScoringRound


class FrozenPlace(models.Model):
    """A unit's place as it was frozen ("hạng đã chốt"): never changed; a later difference is shown beside it.

    `content` holds every line with its columns and arithmetic, `fingerprint` is the SHA-256 of its bytes.
    """

    round = models.ForeignKey(ScoringRound, on_delete=models.PROTECT, related_name="places")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="frozen_places", verbose_name="đơn vị"
    )
    place = models.PositiveSmallIntegerField("hạng", null=True, blank=True)
    because = models.CharField("lý do phân hạng", max_length=200, blank=True)
    points = points_column("điểm")
    rating = models.CharField("xếp loại", max_length=100, blank=True)
    reasons = models.JSONField("lý do xếp loại", default=list, blank=True)
    mark = models.CharField("ghi chú", max_length=200, blank=True)
    progress = points_column("so với đợt trước", null=True, blank=True)
    progress_place = models.PositiveSmallIntegerField("hạng tiến bộ", null=True, blank=True)
    content = models.JSONField("các dòng điểm")
    fingerprint = models.CharField("dấu vân tay", max_length=64)

    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("place", "points", "rating", "progress", "progress_place", "mark"), STANDING_IS_PUBLIC
    )

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="frozenplace_is_one_a_unit")]

    def __str__(self) -> str:
        return f"{self.place}. {self.unit}"

    @property
    def empty_reasons(self) -> dict[str, str]:
        """Why lines were left without points when the place was frozen, by the key of the criterion."""
        told = {line["key"]: line.get("empty_because", "") for line in self.content.get("lines", ())}
        return {key: why for key, why in told.items() if why}

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.round.authority_id


class FrozenLine(models.Model):
    """What one line of a frozen place stood on ("căn cứ của dòng điểm đã chốt"): never changed.

    `grounds` hold rule, columns, goals, figures with who verified them, proof and events, as
    `scoring.queries.grounds_kept` writes them; their SHA-256 stands in the content of the place.
    """

    place = models.ForeignKey(FrozenPlace, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField("tiêu chí", max_length=40)
    grounds = models.JSONField("căn cứ lúc chốt")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="frozenline_is_one_a_criterion")]

    def __str__(self) -> str:
        return self.key


class PackedYear(models.Model):
    """The verified figures of a movement as one matrix ("ma trận số liệu"): derived, never a source of truth.

    Integers, periods × units × targets, with the goals of units and which figures are known; `axes` names
    what stands where. Good for as long as `stamp` is what `scoring.queries.packed.stamp_of` says of the rows.
    """

    movement = models.OneToOneField(
        "movements.Movement", primary_key=True, on_delete=models.CASCADE, related_name="packed_year"
    )
    axes = models.JSONField("các chiều")
    values = models.BinaryField("số liệu")
    goals = models.BinaryField("mức giao")
    known = models.BinaryField("ô có số", default=bytes)
    stamp = models.CharField("dấu của số liệu", max_length=100)

    def __str__(self) -> str:
        return f"Ma trận số liệu: {self.movement}"

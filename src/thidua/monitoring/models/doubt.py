from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.monitoring.enums import DoubtChoice
from thidua.organisation.models import AuthorityOwned


class DoubtAnswerQuerySet(models.QuerySet["DoubtAnswer"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class DoubtAnswer(AuthorityOwned, VersionedModel):
    """A doubt that somebody looked into, and why it is as it is ("đã xem, có lý do").

    `fingerprint` is made of the kind of doubt and of the figures with their values, so that the doubt comes
    back by itself once a figure has changed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    fingerprint = models.CharField("dấu", max_length=64, editable=False)
    code = models.CharField("loại", max_length=20, choices=DoubtChoice.choices)
    sentence = models.TextField("chỗ nên đi xem")
    note = models.CharField("lý do", max_length=500)
    by_name = models.CharField("người xem", max_length=200)
    at = models.DateTimeField("xem lúc")
    taken_back_at = models.DateTimeField("xem lại lúc", null=True, blank=True)

    history_is_private = True
    objects: Any = DoubtAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "fingerprint"], name="doubtanswer_is_one_a_doubt"),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="doubtanswer_has_note",
                violation_error_message="Ghi lý do đã xem được.",
            ),
        ]
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.sentence[:200]

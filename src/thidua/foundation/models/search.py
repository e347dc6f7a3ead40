from typing import Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.models.matching import MatchingQuerySet


class SearchQuerySet(MatchingQuerySet["SearchEntry"]):
    key_column = "key"

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class SearchEntry(models.Model):
    """What can be found by name: one row a thing, kept up to date by the service that changes the thing."""

    authority_id = models.UUIDField("cơ quan")
    kind = models.CharField("loại", max_length=30)
    object_id = models.CharField("khóa đối tượng", max_length=64)
    title = models.CharField("tên", max_length=400)
    detail = models.CharField("chi tiết", max_length=400, blank=True)
    url = models.CharField("địa chỉ", max_length=300)
    key = models.TextField("khóa tìm")

    objects = SearchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="searchentry_is_unique")]
        indexes = [models.Index(fields=["authority_id", "kind"], name="search_by_authority")]

    def __str__(self) -> str:
        return self.title

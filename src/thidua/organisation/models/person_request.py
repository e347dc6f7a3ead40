from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import PersonRequestState, Role
from thidua.organisation.models.authority import AuthorityOwned
from thidua.organisation.models.person import Person
from thidua.organisation.models.unit import Unit


class PersonRequestQuerySet(models.QuerySet["PersonRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office sees all of the commune, a unit its own."""
        found = self.filter(authority_id=actor.authority_id)
        return found if actor.has(Role.OFFICE, Role.KEEPER) else found.filter(unit_id__in=actor.unit_ids)

    def waiting(self) -> Self:
        return self.filter(state=PersonRequestState.WAITING)

    def for_list(self) -> Self:
        """Those that wait first, the newest before older ones."""
        answered = models.Case(models.When(state=PersonRequestState.WAITING, then=0), default=1)
        return self.select_related("unit").order_by(answered, "-asked_at", "-pk")


class PersonRequest(AuthorityOwned, VersionedModel):
    """A unit's request to add somebody to the list of people ("lời nhờ thêm người"), and the answer.

    Changed only through `organisation.services.person_requests`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="person_requests", verbose_name="đơn vị"
    )
    full_name = models.CharField("họ và tên", max_length=120)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    work = models.CharField("làm gì", max_length=200, blank=True)
    asked_by = models.CharField("người nhờ", max_length=200)
    asked_at = models.DateTimeField("nhờ lúc")
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=PersonRequestState.choices,
        default=PersonRequestState.WAITING,
    )
    reason = models.CharField("lý do không thêm", max_length=500, blank=True)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người đã thêm",
    )

    history_is_private = True
    objects: Any = PersonRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="personrequest_is_answered_in_full",
                condition=Q(state=PersonRequestState.WAITING, person=None, reason="")
                | Q(state=PersonRequestState.ADDED, person__isnull=False, reason="")
                | (Q(state=PersonRequestState.REFUSED, person=None) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.commitments.enums import PlanState, TaskState
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.obligations.enums import ObligationState
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER)
"""Who reads what all units plan, register and pledge; a unit reads its own."""


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> Self:
        found = self.filter(authority_id__in=actor.authority_ids)
        return found if actor.has(*READERS) else found.filter(unit_id__in=actor.unit_ids)

    def for_list(self) -> Self:
        return self.select_related("unit", "movement").order_by("unit__kind_rank", "unit__sort_key", "id")


class Plan(AuthorityOwned, VersionedModel):
    """How one unit answers a movement ("kế hoạch hưởng ứng"): what it will reach and do, by whom, by when.

    Once accepted its tasks are obligations. Changed only through `commitments.services.plans`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="plans", verbose_name="phong trào"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="plans", verbose_name="đơn vị"
    )
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ", max_length=120, blank=True)
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    measures = models.TextField("giải pháp", blank=True)
    organising = models.TextField("tổ chức thực hiện", blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    sent_by = models.CharField("người gửi", max_length=200, blank=True, editable=False)
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    accepted_at = models.DateTimeField("nhận lúc", null=True, blank=True, editable=False)
    accepted_by = models.CharField("người nhận", max_length=200, blank=True, editable=False)

    objects: Any = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="plan_is_one_a_unit"),
            models.CheckConstraint(
                condition=~Q(state=PlanState.RETURNED) | ~Q(returned_because=""),
                name="plan_returned_has_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.ACCEPTED) ^ Q(accepted_at__isnull=True),
                name="plan_has_moment_once_accepted",
                violation_error_message="Kế hoạch đã nhận phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch hưởng ứng của {self.unit}"


class PlanGoal(models.Model):
    """A target as the unit's plan states it ("chỉ tiêu trong kế hoạch"), copied when the plan is sent."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    target = models.ForeignKey(
        "movements.Target", on_delete=models.PROTECT, related_name="+", verbose_name="chỉ tiêu"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("chỉ tiêu", max_length=500)
    goal_text = models.CharField("mức phấn đấu", max_length=200)
    amount = number_column("mức giao")
    base = number_column("trong tổng số")
    aimed = number_column("đơn vị phấn đấu")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "target"], name="plangoal_is_one_a_target")]

    def __str__(self) -> str:
        return self.name


class PlanTask(VersionedModel):
    """What the unit will do: who answers for it, by when, how far it is ("việc trong kế hoạch").

    `work` is the work the letter gave, where the task was drafted from it: it is owed once, not twice.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    target = models.ForeignKey(
        "movements.Target",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="để đạt chỉ tiêu",
    )
    work = models.ForeignKey(
        "obligations.Obligation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="việc của văn bản",
        editable=False,
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("việc", max_length=500)
    owner = models.CharField("người chịu trách nhiệm", max_length=200, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    state = models.CharField("tình hình", max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    share = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    note = models.CharField("kết quả", max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__lte=100),
                name="plantask_share_is_a_share",
                violation_error_message="Phần đã làm từ 0 đến 100%.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owed_by(self) -> date | None:
        """The day after which it is late, as its work is: the letter's own, or that of an accepted plan.

        None while nobody waits for it: it is done, its work was called off, or the plan is not accepted.
        """
        if self.work is not None:
            return self.work.due_on if self.work.state == ObligationState.OPEN else None
        is_owed = self.state != TaskState.DONE and self.plan.state == PlanState.ACCEPTED
        return self.due_on if is_owed else None

    @property
    def is_called_off(self) -> bool:
        return self.work is not None and self.work.state == ObligationState.CANCELLED

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.plan.authority_id

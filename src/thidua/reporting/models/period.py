from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from thidua.core.periods import Frequency
from thidua.core.periods import Period as Span
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.movements.enums import FrequencyChoice
from thidua.organisation.models import AuthorityOwned
from thidua.reporting.enums import PeriodState


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def begun(self) -> Self:
        return self.exclude(state=PeriodState.WAITING)

    def in_order(self) -> Self:
        return self.order_by("ends_on", "starts_on", "id")


class Period(AuthorityOwned, VersionedModel):
    """A stretch of days that figures are reported for ("kỳ báo cáo"), and the day its reports are due.

    `due_on` is worked out from the calendar of working days and may be moved with a reason; `state` changes
    only through `reporting.services.periods`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    frequency = models.CharField("loại kỳ", max_length=12, choices=FrequencyChoice.choices)
    name = models.CharField("tên kỳ", max_length=60)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn gửi")
    state = models.CharField(
        "trạng thái", max_length=8, choices=PeriodState.choices, default=PeriodState.WAITING, editable=False
    )
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True, editable=False)

    objects: Any = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "frequency", "starts_on", "ends_on"], name="period_is_one_of_its_days"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="period_starts_before_it_ends",
                violation_error_message="Ngày cuối kỳ phải sau ngày đầu kỳ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PeriodState.CLOSED) ^ Q(closed_at__isnull=False),
                name="period_has_closing_if_closed",
                violation_error_message="Kỳ đã khóa phải có thời điểm khóa.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "year", "ends_on"], name="period_by_year")]

    def __str__(self) -> str:
        return self.name

    @property
    def in_a_sentence(self) -> str:
        """The name as it stands within a sentence: "tháng 4/2024"."""
        return f"{self.name[:1].lower()}{self.name[1:]}"

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on, Frequency(self.frequency), self.name)

    def is_late(self, on: date) -> bool:
        return on > self.due_on


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class CalendarDay(AuthorityOwned):
    """A day on which the commune departs from the national calendar: a day off, or a day of rest worked."""

    day = models.DateField("ngày")
    is_worked = models.BooleanField("đi làm")
    reason = models.CharField("lý do", max_length=200)

    objects: Any = CalendarDayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "day"], name="calendarday_is_told_once"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="calendarday_has_reason",
                violation_error_message="Ghi lý do nghỉ hoặc làm bù.",
            ),
        ]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {'đi làm' if self.is_worked else 'nghỉ'}"

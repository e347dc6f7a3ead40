from typing import Any, Self

from django.db import models
from django.db.models import Q


class Schedule(models.Model):
    """Work that comes back ("lịch chạy"): what runs, by which rule, and when next.

    `rule` is read by `foundation.rules`: "every 15m", "daily 02:30", "weekly 1 06:00", "monthly 1 06:00".
    """

    name = models.CharField("tên", max_length=100, unique=True)
    task_path = models.CharField("việc", max_length=200)
    rule = models.CharField("chu kỳ", max_length=40)
    next_due_at = models.DateTimeField("lần tới")
    is_active = models.BooleanField("đang chạy", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ScheduledRun(models.Model):
    """One due time of a schedule, put into the queue once."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="runs")
    due_at = models.DateTimeField("đến hạn lúc")
    task_id = models.CharField("mã việc", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schedule", "due_at"], name="scheduledrun_is_unique")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.due_at.isoformat()}"


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)


class OutboxMessage(models.Model):
    """A mail that leaves after the transaction which wrote it ("thư chờ gửi"), once for each `dedup_key`.

    It may leave twice when the machine stops between sending and noting it; both carry the same
    Message-ID, so that the mailbox shows one.
    """

    dedup_key = models.CharField("khóa chống trùng", max_length=200, unique=True)
    recipient = models.EmailField("người nhận")
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung")
    created_at = models.DateTimeField("tạo lúc")
    try_after = models.DateTimeField("gửi từ lúc")
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    sent_at = models.DateTimeField("đã gửi lúc", null=True)
    given_up_at = models.DateTimeField("thôi gửi lúc", null=True)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True)

    objects: Any = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outboxmessage_is_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                violation_error_message="Thư đã gửi thì không thể thôi gửi.",
            )
        ]
        indexes = [
            models.Index(
                fields=["try_after"], condition=Q(sent_at=None, given_up_at=None), name="outbox_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.subject

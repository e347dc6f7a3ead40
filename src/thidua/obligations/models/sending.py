from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.obligations.enums import Channel, SendingState
from thidua.obligations.models.reminder import READERS, Reminder
from thidua.organisation.models import Authority, AuthorityOwned


class SendingQuerySet(models.QuerySet["Sending"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def due(self, at: datetime) -> Self:
        return self.filter(Authority.objects.has_come("leaves_at", at), state=SendingState.WAITING)

    def for_list(self) -> Self:
        return self.select_related("reminder__unit").order_by("-created_at", "-id")


class Sending(AuthorityOwned):
    """That a reminder leaves by one channel to one recipient, and what came of it ("lần gửi").

    `leaves_at` is the moment it may leave (not in the quiet hours), and after a failure that of the next try,
    by the clock of the commune like all that is written down here: where it stands still, no morning comes.
    What people carry themselves (into a group, by telephone) is noted as sent at once.
    """

    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, related_name="sendings", verbose_name="nhắc việc"
    )
    channel = models.CharField("cách gửi", max_length=8, choices=Channel.choices)
    recipient = models.CharField("gửi đến", max_length=300)
    state = models.CharField(
        "kết quả", max_length=8, choices=SendingState.choices, default=SendingState.WAITING
    )
    by_name = models.CharField("người gửi", max_length=200)
    created_at = models.DateTimeField("bấm gửi lúc")
    leaves_at = models.DateTimeField("gửi từ lúc")
    sent_at = models.DateTimeField("đã đi lúc", null=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    outcome = models.CharField("ghi chú", max_length=300, blank=True)

    objects: Any = SendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reminder", "channel", "recipient"], name="sending_is_once_a_recipient"
            ),
            models.CheckConstraint(
                condition=~Q(state=SendingState.SENT) ^ Q(sent_at__isnull=False),
                name="sending_has_time_once_sent",
                violation_error_message="Lần gửi đã xong phải có thời điểm.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"], condition=Q(state=SendingState.WAITING), name="sending_waiting"
            ),
            models.Index(fields=["authority", "-created_at"], name="sending_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} đến {self.recipient}"

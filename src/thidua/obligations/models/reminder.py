from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.obligations.enums import ObligationState, ReminderState, SendingState, StageChoice
from thidua.obligations.models.obligation import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

READERS = (Role.OFFICE, Role.CHAIRMAN)
"""Who sees what waits to leave and what has left."""


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def unsent(self) -> Self:
        return self.filter(state__in=(ReminderState.DRAFTED, ReminderState.EDITED))

    def waiting(self) -> Self:
        """Those that may be sent: something of what they tell is still to be done."""
        return self.unsent().filter(Exists(_open_items()))

    def outdated(self) -> Self:
        """Those that nothing is left to be told of."""
        return self.unsent().filter(~Exists(_open_items()))

    def held(self) -> Self:
        """Those that were sent in the quiet hours and of which nothing has left yet."""
        waits = Q(sendings__state=SendingState.WAITING, sendings__attempts=0)
        return self.filter(waits, state=ReminderState.SENT).distinct()

    def read(self) -> Self:
        return self.filter(read_at__isnull=False)

    def for_list(self) -> Self:
        """Load all that a row shows, the work too; by unit."""
        return (
            self.select_related("unit", "authority")
            .prefetch_related("items__obligation")
            .order_by("unit__kind_rank", "unit__sort_key", "id")
        )


class Reminder(AuthorityOwned, VersionedModel):
    """One digest of what a unit owes, waiting for the office to read and send it ("nhắc việc").

    Drafted by rule, at most one a unit a day. A text stays empty until somebody writes it anew: what is empty
    is worded from the work that is still open, whenever it is shown or sent. Sending fills all four.
    `state` changes only through `obligations.services.reminders`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="reminders", verbose_name="đơn vị"
    )
    stage = models.CharField("mức gấp", max_length=10, choices=StageChoice.choices)
    state = models.CharField(
        "trạng thái",
        max_length=8,
        choices=ReminderState.choices,
        default=ReminderState.DRAFTED,
        editable=False,
    )
    code = models.CharField("mã đường dẫn ngắn", max_length=12, unique=True, editable=False)
    subject = models.CharField("tiêu đề", max_length=300, blank=True)
    body = models.TextField("nội dung thư", blank=True)
    group_text = models.TextField("lời nhắn vào nhóm", blank=True)
    sms_text = models.CharField("tin nhắn", max_length=160, blank=True)
    drafted_on = models.DateField("soạn ngày", editable=False)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True, editable=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    sent_by = models.CharField("người gửi", max_length=200, blank=True, editable=False)
    dropped_reason = models.CharField("lý do bỏ", max_length=200, blank=True, editable=False)

    objects: Any = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "drafted_on"], name="reminder_is_one_a_day"),
            models.CheckConstraint(
                condition=~Q(state=ReminderState.SENT)
                ^ (Q(sent_at__isnull=False) & ~Q(sent_by="") & ~Q(subject="") & ~Q(body="")),
                name="reminder_sent_says_what_and_by_whom",
                violation_error_message="Nhắc việc đã gửi phải có lời, người gửi và thời điểm.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="reminder_by_state")]

    def __str__(self) -> str:
        return f"Nhắc việc {self.unit}, ngày {self.drafted_on:%d/%m/%Y}"

    @property
    def has_own_words(self) -> bool:
        """Whether somebody wrote a text of it anew."""
        return any((self.subject, self.body, self.group_text, self.sms_text))

    @property
    def is_unsent(self) -> bool:
        return self.state in (ReminderState.DRAFTED, ReminderState.EDITED)


class ReminderItem(models.Model):
    """That a reminder tells of a piece of work, at a stage that fell on a day; each such day is told once."""

    reminder = models.ForeignKey(
        Reminder, on_delete=models.CASCADE, related_name="items", verbose_name="nhắc việc"
    )
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="told", verbose_name="việc"
    )
    stage = models.CharField("mức gấp", max_length=10, choices=StageChoice.choices)
    stage_on = models.DateField("mức ấy rơi vào ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "stage_on"], name="reminderitem_is_told_once")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.obligation} ({self.get_stage_display()})"


def _open_items() -> Any:
    return ReminderItem.objects.filter(reminder=OuterRef("pk"), obligation__state=ObligationState.OPEN)

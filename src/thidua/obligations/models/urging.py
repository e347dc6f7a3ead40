from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.models import VersionedModel
from thidua.obligations.models.reminder import READERS
from thidua.organisation.models import Authority, User

A_WORKING_DAY = 8


class UrgingQuerySet(models.QuerySet["Urging"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id=actor.authority_id) if actor.has(*READERS) else self.none()


class Urging(VersionedModel):
    """How a commune urges ("cách đôn đốc"): what leaves alone, which machine is told, how much is too much.

    `most_hours` is the number of hours a month from which a unit has too much to do.

    `receiver_key` signs what the receiver gets; it is made by the program and stands in no history.
    """

    authority = models.OneToOneField(
        Authority,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="urging",
        verbose_name="cơ quan",
        editable=False,
    )
    notices_leave_alone = models.BooleanField("thông báo trong chương trình tự đi lúc 7:00", default=False)
    receiver_url = models.CharField("địa chỉ máy nhận tin", max_length=300, blank=True)
    most_hours = models.PositiveSmallIntegerField(
        "số giờ cao nhất một tháng của một đơn vị", default=A_WORKING_DAY
    )
    receiver_key = models.CharField("khóa ký", max_length=64, blank=True, editable=False)

    history_is_private = True
    objects: Any = UrgingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Cách đôn đốc của {self.authority}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id) if actor.user_id is not None else self.none()


class CalendarFeed(models.Model):
    """The secret address at which a person's telephone reads the days of the own units' work ("lịch việc").

    The secret is kept as it is, since its page shows it again: whoever holds it reads titles and days, which
    everybody signed in at the commune may read.
    """

    user = models.OneToOneField(
        User,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="calendar_feed",
        verbose_name="tài khoản",
    )
    secret = models.CharField("mã riêng", max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc")

    history_is_private = True
    objects: Any = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Lịch việc của {self.user}"

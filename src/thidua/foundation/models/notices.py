from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those to the units one acts for; whoever takes the post later finds them too."""
        return self.filter(authority_id__in=actor.authority_ids, unit_id__in=actor.unit_ids)

    def unread_by(self, actor: Actor) -> Self:
        return self.exclude(reads__user_id=actor.user_id)


class Notice(models.Model):
    """News for a unit, shown to whoever acts for it until each has read it ("thông báo").

    Written in the transaction of its cause by `foundation.services.notices.tell`, once for each `dedup_key`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    dedup_key = models.CharField("khóa chống trùng", max_length=200, unique=True)
    authority_id = models.UUIDField("cơ quan")
    unit_id = models.UUIDField("đơn vị")
    title = models.CharField("tiêu đề", max_length=600)
    detail = models.CharField("nội dung", max_length=600, blank=True)
    url = models.CharField("địa chỉ", max_length=300)
    created_at = models.DateTimeField("tạo lúc")

    objects: Any = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["unit_id", "-created_at"], name="notice_by_unit")]

    def __str__(self) -> str:
        return self.title


class NoticeRead(models.Model):
    """That one account has read a notice, and when."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads")
    user_id = models.BigIntegerField("tài khoản")
    at = models.DateTimeField("đọc lúc")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "user_id"], name="noticeread_is_once")]

    def __str__(self) -> str:
        return f"{self.notice} {self.user_id}"

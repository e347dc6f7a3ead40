from typing import Self

from django.db import models

from thidua.foundation.actors import Actor


class OnceQuerySet(models.QuerySet["OnceRecord"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only what one sent oneself."""
        return self.filter(user_id=actor.user_id) if actor.user_id is not None else self.none()


class OnceRecord(models.Model):
    """A form that took effect: sending it again gives the same receipt and no second effect."""

    key = models.UUIDField("mã biểu mẫu", primary_key=True)
    user_id = models.BigIntegerField("tài khoản", null=True)
    action = models.CharField("việc", max_length=200)
    body_hash = models.CharField("mã băm nội dung", max_length=64)
    body = models.JSONField("nội dung đã gửi")
    receipt = models.CharField("mã nhận", max_length=9, unique=True)
    status = models.PositiveSmallIntegerField("trạng thái trả lời")
    location = models.CharField("địa chỉ tiếp theo", max_length=500, blank=True)
    headers = models.JSONField("phần đầu trả lời", default=dict)
    content = models.TextField("nội dung trả lời", blank=True)
    at = models.DateTimeField("lúc")

    objects = OnceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.receipt

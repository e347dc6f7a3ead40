from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only what one wrote oneself."""
        return self.filter(user_id=actor.user_id) if actor.user_id is not None else self.none()


class KeptForm(models.Model):
    """What somebody wrote into a form that was sent after the session had ended ("biểu mẫu giữ tạm").

    It waits a short while for the same account to sign in again. `fields` are pairs of name and value,
    without secrets; files are not kept.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user_id = models.BigIntegerField("tài khoản")
    path = models.CharField("gửi đến", max_length=500)
    page = models.CharField("trang có biểu mẫu", max_length=500)
    fields = models.JSONField("nội dung")
    has_files = models.BooleanField("có tệp kèm", default=False)
    at = models.DateTimeField("lúc", db_index=True)

    objects: Any = KeptFormQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path

from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.organisation.models import AuthorityOwned


class ReadTextQuerySet(models.QuerySet["ReadText"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class ReadText(AuthorityOwned):
    """The text of one file as it was extracted and read ("bản đọc"); never changed afterwards.

    `file` holds the bytes that were handed in, pasted text too, so that the same letter is
    recognised by its hash. `reading` keeps everything the reader found, without loss.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    file = models.ForeignKey(
        "foundation.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp gốc"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    text = models.TextField("văn bản đọc được")
    blocks = models.JSONField("các khối của văn bản", default=list, blank=True)
    reading = models.TextField("kết quả đọc")
    notes = models.JSONField("ghi chú khi đọc", default=list, blank=True)
    reader_version = models.CharField("phiên bản bộ đọc", max_length=30)
    read_at = models.DateTimeField("đọc lúc")

    objects: Any = ReadTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "file"], name="readtext_is_unique_by_file")
        ]

    def __str__(self) -> str:
        return self.file_name

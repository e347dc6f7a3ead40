from django.db import models


class StoredFile(models.Model):
    """Bytes kept under their SHA-256 ("tệp gốc"); the row exists only after the bytes are on disk.

    One row a content: who may read it is decided by the record that points here.
    """

    sha256 = models.CharField("mã băm", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("số byte")
    media_type = models.CharField("kiểu tệp", max_length=100)
    stored_at = models.DateTimeField("lưu lúc")

    def __str__(self) -> str:
        return self.sha256[:12]

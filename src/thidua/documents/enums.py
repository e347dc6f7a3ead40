"""Choices of the register of documents."""

from django.db.models import TextChoices


class Direction(TextChoices):
    """Which way a document went: to us, from us, or only cited."""

    INCOMING = "incoming", "Văn bản đến"
    OUTGOING = "outgoing", "Văn bản đi"
    REFERENCE = "reference", "Văn bản được viện dẫn"


class IntakeState(TextChoices):
    """How far the reading of a long file is."""

    WAITING = "waiting", "Đang đọc"
    DONE = "done", "Đã đọc"
    FAILED = "failed", "Không đọc được"

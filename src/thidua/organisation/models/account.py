from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.db import models
from django.db.models import Q

from thidua.organisation.models.person import Person


class User(AbstractBaseUser):
    """An account. What it may do comes from the positions of its person on the day, from nothing else."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    person = models.OneToOneField(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="user",
        verbose_name="người dùng",
    )
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    date_joined = models.DateTimeField("tạo lúc", null=True, editable=False)
    sessions_valid_from = models.DateTimeField("phiên có hiệu lực từ", null=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]  # Django types it for its own user

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.username


class EnrolmentCard(models.Model):
    """A printed card with a one-time code that makes a phone known ("thẻ thiết bị").

    Only the hash of the code is kept. Used once, and only before `expires_at`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="cards")
    code_hash = models.CharField("mã băm", max_length=64, unique=True)
    issued_by = models.CharField("người cấp", max_length=200)
    issued_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enrolmentcard_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lte=models.F("expires_at")),
                violation_error_message="Thẻ đã hết hạn.",
            )
        ]

    def __str__(self) -> str:
        return f"Thẻ của {self.user}"


class Device(models.Model):
    """A browser that signs its user in without a password ("thiết bị")."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField("mã băm", max_length=64, unique=True)
    name = models.CharField("tên thiết bị", max_length=120)
    enrolled_at = models.DateTimeField("ghi nhận lúc")
    last_seen_at = models.DateTimeField("dùng gần nhất")
    ended_at = models.DateTimeField("ngừng lúc", null=True)
    ended_by = models.CharField("người ngừng", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

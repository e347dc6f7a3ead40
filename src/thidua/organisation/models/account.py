from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.organisation.models.person import Person


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of one's authority; one's own also when no post is held any more."""
        return self.filter(Q(person__authority_id__in=actor.authority_ids) | Q(pk=actor.user_id))


class AccountManager(UserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> UserQuerySet:
        return self.get_queryset().visible_to(actor)

    def get(self, *conditions: Any, **named: Any) -> "User":
        """Return one account; Django asks for that of the session by its key with every request."""
        key = named.get("pk")
        is_by_key = not conditions and len(named) == 1
        found = _of_key(key) if is_by_key and isinstance(key, int) else []
        return found[0] if found else super().get(*conditions, **named)


@prepared
def _of_key(key: int) -> "models.QuerySet[User]":
    found: models.QuerySet[User] = User.objects.filter(pk=key)
    return found


class User(AbstractBaseUser):
    """An account. What it may do comes from the positions of its person on the day, from nothing else.

    A new `session_salt` ends every session of the account at once.
    """

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
    session_salt = models.CharField("muối của phiên", max_length=32, blank=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    history_is_private = True
    objects: ClassVar[Any] = AccountManager()

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own door, so that keys that are being replaced go on opening sessions."""
        value = self.password + self.session_salt
        return salted_hmac("thidua.session", value, secret=secret, algorithm="sha256").hexdigest()


class EnrolmentCardQuerySet(models.QuerySet["EnrolmentCard"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(user__person__authority_id__in=actor.authority_ids) | Q(user_id=actor.user_id))

    def unused(self) -> Self:
        return self.filter(used_at__isnull=True)

    def waiting(self, at: datetime) -> Self:
        """Those that a second person has yet to confirm."""
        return self.unused().filter(needs_second=True, confirmed_at__isnull=True, expires_at__gte=at)

    def unknown_to_owner(self) -> Self:
        """Those of which their owner has not yet said "mine" or "not mine"."""
        return self.filter(known_at__isnull=True)


class EnrolmentCard(models.Model):
    """A printed card with a one-time code that makes a phone known ("thẻ thiết bị").

    Only the hash of the code is kept. Used once, and only before `expires_at`; where `needs_second`,
    only after somebody other than its issuer has confirmed it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="cards")
    code_hash = models.CharField("mã băm", max_length=64, unique=True)
    issued_by = models.CharField("người cấp", max_length=200)
    issued_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True)
    issuer = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="tài khoản cấp"
    )
    needs_second = models.BooleanField("cần người thứ hai", default=False)
    confirmed_by = models.CharField("người xác nhận", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    known_at = models.DateTimeField("chủ tài khoản biết lúc", null=True)
    device = models.ForeignKey(
        "organisation.Device",
        null=True,
        on_delete=models.SET_NULL,  # a card outlives nothing: both go with their account
        related_name="cards",
        verbose_name="máy đã dùng thẻ",
    )

    objects = EnrolmentCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enrolmentcard_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lte=F("expires_at")),
                violation_error_message="Thẻ đã hết hạn.",
            ),
            models.CheckConstraint(
                name="enrolmentcard_used_after_second",
                condition=Q(used_at__isnull=True) | Q(needs_second=False) | Q(confirmed_at__isnull=False),
                violation_error_message="Thẻ còn chờ người thứ hai xác nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"Thẻ của {self.user}"

    @property
    def is_waiting(self) -> bool:
        return self.needs_second and self.confirmed_at is None


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(user__person__authority_id__in=actor.authority_ids) | Q(user_id=actor.user_id))

    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Device(models.Model):
    """A browser where an account is signed in ("thiết bị").

    With a `token_hash` it was enrolled by a card and signs in by itself; without, it is a sign-in by
    password that lasts as long as its session.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField("mã băm", max_length=64, blank=True)
    session_key = models.CharField("phiên", max_length=40, blank=True)
    name = models.CharField("tên thiết bị", max_length=120)
    enrolled_at = models.DateTimeField("ghi nhận lúc")
    last_seen_at = models.DateTimeField("dùng gần nhất")
    ended_at = models.DateTimeField("ngừng lúc", null=True)
    ended_by = models.CharField("người ngừng", max_length=200, blank=True)

    history_is_private = True
    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="device_has_own_secret"
            )
        ]
        indexes = [models.Index(fields=["session_key"], name="device_by_session")]
        ordering = ["-last_seen_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_enrolled(self) -> bool:
        return bool(self.token_hash)

"""Sign-in without a password, from a device that the office has enrolled."""

import hashlib

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from thidua.organisation.models import Device, User


class DeviceBackend(BaseBackend):
    """Know the user by the secret kept in the device's cookie."""

    def authenticate(
        self, _request: HttpRequest | None, *, device_token: str = "", **_: object
    ) -> User | None:
        if not device_token:
            return None
        device = Device.objects.select_related("user").filter(token_hash=hash_of(device_token)).first()
        if device is None or device.ended_at is not None or not device.user.is_active:
            return None
        return device.user

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def hash_of(secret: str) -> str:
    """Only the hash of a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()

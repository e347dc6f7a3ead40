"""Sign-in without a password, from a device that the office has enrolled."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from thidua.organisation.models import Device, User
from thidua.organisation.services.devices import hash_of


class DeviceBackend(BaseBackend):
    """Know the user by the secret kept in the device's cookie."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        del request
        device_token = credentials.get("device_token", "")
        if not device_token:
            return None
        device = Device.objects.live().select_related("user").filter(token_hash=hash_of(device_token)).first()
        return device.user if device is not None and device.user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        found: User | None = User.objects.filter(pk=user_id, is_active=True).first()
        return found

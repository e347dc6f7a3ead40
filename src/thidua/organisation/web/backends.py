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
        device = device_of(credentials.get("device_token", ""))
        return device.user if device is not None else None

    def get_user(self, user_id: int) -> User | None:
        found: User | None = next(iter(User.objects.filter(pk=user_id, is_active=True)), None)
        return found


def device_of(token: str) -> Device | None:
    """Return the live device that holds the secret, if its account is open."""
    if not token:
        return None
    found = Device.objects.live().select_related("user").filter(user__is_active=True)
    return found.filter(token_hash=hash_of(token)).first()

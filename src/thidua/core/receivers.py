"""Which address may be told of reminders, and how what it is told is signed."""

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def fault_of(url: str) -> str:
    """Return why an address cannot be told, as a sentence; empty when it can.

    Only https, or the machine itself; never a name and password inside an address.
    """
    try:
        parts = urlsplit(url)
        port_is_read = parts.port is None or parts.port > 0
    except ValueError:
        return "Địa chỉ này không đọc được. Ghi như https://may-nhan.vn/nhac-viec."
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_read:
        return "Ghi cả địa chỉ, bắt đầu bằng https://, ví dụ https://may-nhan.vn/nhac-viec."
    if parts.username is not None or parts.password is not None:
        return "Bỏ tên và mật khẩu khỏi địa chỉ. Máy nhận tin kiểm bằng khóa ký."
    if parts.scheme == "http" and not is_own_machine(url):
        return "Địa chỉ phải bắt đầu bằng https:// để không ai đọc được trên đường."
    return ""


def is_own_machine(url: str) -> bool:
    """Whether an address stays on the machine the program runs on."""
    return urlsplit(url).hostname in _OWN_MACHINE


def may_reach(address: str, *, own_machine: bool) -> bool:
    """Whether a resolved address may be called: a public one, or the own machine where that was asked for."""
    found: IPv4Address | IPv6Address = ip_address(address)
    return found.is_loopback if own_machine else found.is_global


def signature(key: str, *, moment: int, body: bytes) -> str:
    """Return what proves that `body` left here at `moment`, in seconds since 1970: HMAC-SHA256 in hex."""
    return hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()

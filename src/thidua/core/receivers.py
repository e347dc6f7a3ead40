"""Which address may be told of reminders, and how what it is told is signed."""

import hashlib
import hmac
import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN = re.compile(r"[!-~]*")
"""What may stand behind the name of a machine: signs of ASCII that are seen."""

_CARRY_IPV4 = tuple(
    IPv6Network(text) for text in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)
"""Addresses that lead on to an IPv4 address, which nobody has checked: compatible, NAT64, Teredo, 6to4."""


def fault_of(url: str, *, own_machine: bool = False) -> str:
    """Return why an address cannot be told, as a sentence; empty when it can.

    Only https, or the machine itself where `own_machine` says so; never a name and password inside it.
    """
    try:
        parts = urlsplit(url)
        port_is_read = parts.port is None or parts.port > 0
    except ValueError:
        return "Địa chỉ này không đọc được. Ghi như https://may-nhan.vn/nhac-viec."
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_read:
        return "Ghi cả địa chỉ, bắt đầu bằng https://, ví dụ https://may-nhan.vn/nhac-viec."
    return _fault_of_parts(url, parts) or _fault_of_way(url, parts.scheme, own_machine=own_machine)


def _fault_of_parts(url: str, parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        return "Bỏ tên và mật khẩu khỏi địa chỉ. Máy nhận tin kiểm bằng khóa ký."
    if not _is_name(parts.hostname or ""):
        return "Tên máy trong địa chỉ không đúng. Xem lại từng chữ."
    if any(not _PLAIN.fullmatch(part) for part in (parts.path, parts.query)) or len(url.split()) != 1:
        return "Phần sau tên máy chỉ ghi chữ không dấu, không có dấu cách."
    return ""


def _fault_of_way(url: str, scheme: str, *, own_machine: bool) -> str:
    if is_own_machine(url):
        return "" if own_machine else "Địa chỉ này là chính máy chủ. Ghi địa chỉ của máy nhận tin."
    if scheme == "http":
        return "Địa chỉ phải bắt đầu bằng https:// để không ai đọc được trên đường."
    return ""


def _is_name(host: str) -> bool:
    """Whether the name of a machine can be asked for: no part empty or too long."""
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False


def is_own_machine(url: str) -> bool:
    """Whether an address stays on the machine the program runs on."""
    return urlsplit(url).hostname in _OWN_MACHINE


def may_reach(address: str, *, own_machine: bool) -> bool:
    """Whether a resolved address may be called: a public one, or the own machine where that was asked for."""
    found: IPv4Address | IPv6Address = ip_address(address)
    if own_machine:
        return found.is_loopback
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return may_reach(str(found.ipv4_mapped), own_machine=False)
        if found.is_site_local or any(found in network for network in _CARRY_IPV4):
            return False
    return found.is_global and not found.is_multicast and not found.is_unspecified


def signature(key: str, *, moment: int, body: bytes) -> str:
    """Return what proves that `body` left here at `moment`, in seconds since 1970: HMAC-SHA256 in hex."""
    return hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()

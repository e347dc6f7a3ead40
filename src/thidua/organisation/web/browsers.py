"""What a browser says of itself, in words people know."""

from django.http import HttpRequest

_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Điện thoại Android"),
    ("Windows", "Máy tính Windows"),
    ("Macintosh", "Máy Mac"),
    ("Linux", "Máy tính Linux"),
)
_BROWSERS = (
    ("Zalo", "Zalo"),
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def name_of(request: HttpRequest) -> str:
    """Name a device so that its owner knows it again: "Điện thoại Android, Zalo"."""
    told = request.headers.get("User-Agent", "")
    machine = next((name for mark, name in _MACHINES if mark in told), "Thiết bị khác")
    browser = next((name for mark, name in _BROWSERS if mark in told), "")
    return ", ".join(part for part in (machine, browser) if part)

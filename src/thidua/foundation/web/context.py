"""What the shell of every page needs: display as chosen in this browser, and the way around."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from thidua.foundation.actors import STRANGER
from thidua.foundation.policies import can_see_jobs

THEMES = frozenset({"sang", "toi"})
TEXT_SIZES = frozenset({"thuong", "lon"})


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the main menu."""

    label: str
    url: str
    icon: str
    is_current: bool


_OF_SIGNERS = frozenset({"Giao ước"})
"""Places of those who sign pledges, units and the chairman; others reach them from the movement."""
# label, icon, URL names: of the place itself, and of others that belong to it; what has no page is left out
_PLACES = (
    ("Việc cần làm", "list-check", ("monitoring:work-list",)),
    ("Điều hành", "chart-bar", ("monitoring:overview",)),
    ("Phong trào", "flag-3", ("movements:movement-list",)),
    ("Giao ước", "heart-handshake", ("commitments:promise-own",)),
    ("Báo cáo", "report", ("reporting:period-list",)),
    (
        "Việc giao",
        "clipboard-list",
        ("obligations:obligation-list", "obligations:reminder-list", "monitoring:unit-load"),
    ),
    ("Chấm điểm", "award", ("scoring:round-list",)),
    ("Khen thưởng", "medal", ("awards:round-list",)),
    ("Kiểm tra", "shield-check", ("monitoring:round-list", "monitoring:doubt-board")),
    ("Văn bản", "notes", ("documents:document-list",)),
    (
        "Đơn vị",
        "building-community",
        (
            "organisation:unit-list",
            "organisation:person-list",
            "organisation:block-list",
            "organisation:authority-own",
        ),
    ),
)

# beginnings of URL names, and the places such pages belong to: the first that the person has
_BY_NAME = (
    ("commitments:", ("Giao ước", "Phong trào")),
    ("monitoring:target-result", ("Phong trào",)),
    ("organisation:position-", ("Đơn vị",)),
    ("awards:hold-", ("Khen thưởng",)),
    ("register:", ("Khen thưởng",)),
    ("council:", ("Khen thưởng",)),
    ("decisions:paper", ("Văn bản",)),
    ("decisions:draft", ("Văn bản",)),
    ("decisions:", ("Khen thưởng",)),
)


def shell(request: HttpRequest) -> dict[str, object]:
    """Theme and text size, the menu of those signed in, and the addresses of the tools in the header."""
    is_signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        **display(request),
        "tabs": _tabs(request) if is_signed_in else [],
        "search_url": _address("monitoring:search") if is_signed_in else "",
        "receipt_url": _address("foundation:receipt-find") if is_signed_in else "",
        "jobs_url": _address("foundation:job-list") if is_signed_in and _sees_jobs(request) else "",
        "account_url": _address("organisation:account"),
        "login_url": _address("account_login"),
        "logout_url": _address("account_logout"),
        "display_url": _address("monitoring:display"),
    }


def _sees_jobs(request: HttpRequest) -> bool:
    return bool(can_see_jobs(getattr(request, "actor", STRANGER)))


def display(request: HttpRequest) -> dict[str, object]:
    """Theme and text size as chosen in this browser; an unknown value counts as none."""
    return {
        "theme": _one_of(THEMES, request.COOKIES.get("giao-dien", "")),
        "text_size": _one_of(TEXT_SIZES, request.COOKIES.get("co-chu", "")),
    }


def _one_of(known: frozenset[str], value: str) -> str:
    return value if value in known else ""


def _address(name: str) -> str:
    return _address_in(settings.ROOT_URLCONF, name)


@cache
def _address_in(_table: str, name: str) -> str:
    """Return the address of a page above this app, or nothing where it does not exist.

    Every page asks for a score of them, and they stay as they are for as long as the table does.
    """
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _tabs(request: HttpRequest) -> list[Tab]:
    """Return the places that exist for this person, and which of them the page belongs to."""
    actor = getattr(request, "actor", STRANGER)
    signs = bool(actor.unit_ids) or actor.has("chairman")
    found = [
        (label, icon, [_address(name) for name in names])
        for label, icon, names in _PLACES
        if signs or label not in _OF_SIGNERS
    ]
    current = _named_place(request, {label for label, _, _ in found}) or _nearest_place(request.path, found)
    return [Tab(label, urls[0], icon, is_current=label == current) for label, icon, urls in found if urls[0]]


def _named_place(request: HttpRequest, shown: Container[str]) -> str:
    """Return the place that a page belongs to by its name, wherever its address lies."""
    match = getattr(request, "resolver_match", None)
    name = match.view_name if match else ""
    places = (place for start, places in _BY_NAME for place in places if name.startswith(start))
    return next((place for place in places if place in shown), "")


def _nearest_place(path: str, found: Iterable[tuple[str, str, list[str]]]) -> str:
    """Return the place that the address of a page lies below."""
    held = [(len(url), label) for label, _, urls in found for url in urls if _holds(url, path)]
    return max(held, default=(0, ""))[1]


def _holds(url: str, path: str) -> bool:
    return bool(url) and (path == url or (url != "/" and path.startswith(url)))

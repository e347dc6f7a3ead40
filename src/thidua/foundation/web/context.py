"""What the shell of every page needs: display as chosen in this browser, and the way around."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

THEMES = frozenset({"sang", "toi"})
TEXT_SIZES = frozenset({"thuong", "lon"})


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the main menu."""

    label: str
    url: str
    icon: str
    is_current: bool


# label, URL name, icon; a place without a page yet is left out
_PLACES = (
    ("Việc cần làm", "monitoring:work-list", "list-check"),
    ("Phong trào", "movements:movement-list", "flag-3"),
    ("Việc giao", "obligations:obligation-list", "report"),
    ("Văn bản", "documents:document-list", "notes"),
    ("Đơn vị", "organisation:unit-list", "home"),
)


def shell(request: HttpRequest) -> dict[str, object]:
    """Theme and text size, the menu of those signed in, and the addresses of the tools in the header."""
    is_signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        **display(request),
        "tabs": _tabs(request.path) if is_signed_in else [],
        "search_url": _address("monitoring:search") if is_signed_in else "",
        "account_url": _address("organisation:account"),
        "login_url": _address("account_login"),
        "logout_url": _address("account_logout"),
        "display_url": _address("monitoring:display"),
    }


def display(request: HttpRequest) -> dict[str, object]:
    """Theme and text size as chosen in this browser; an unknown value counts as none."""
    return {
        "theme": _one_of(THEMES, request.COOKIES.get("giao-dien", "")),
        "text_size": _one_of(TEXT_SIZES, request.COOKIES.get("co-chu", "")),
    }


def _one_of(known: frozenset[str], value: str) -> str:
    return value if value in known else ""


def _address(name: str) -> str:
    """Return the address of a page above this app, or nothing where it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _tabs(path: str) -> list[Tab]:
    places = [(label, _address(name), icon) for label, name, icon in _PLACES]
    current = max((url for _, url, _ in places if _holds(url, path)), key=len, default="")
    return [Tab(label, url, icon, is_current=url == current) for label, url, icon in places if url]


def _holds(url: str, path: str) -> bool:
    return bool(url) and (path == url or (url != "/" and path.startswith(url)))

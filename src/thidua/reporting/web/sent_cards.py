"""Read what the form of a report sends: the fields of each card carry the key of its target."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from thidua.core.text import normalise
from thidua.foundation.web.sent import whole_number
from thidua.movements.models import Target
from thidua.reporting.enums import Route
from thidua.reporting.queries.reading import Entry

_CHOICES = {"khong": "không có", "kad": "không áp dụng", "dat": "đạt", "chua": "chưa đạt"}
_TAKE_SAVED = "da-luu"
_NEWLINES = {"\r\n": "\n", "\r": "\n"}


@dataclass(frozen=True, slots=True)
class SentCard:
    """What was typed into a card, on which version, and whether the version saved meanwhile is taken."""

    entry: Entry
    expected: int
    takes_saved: bool


def sent_card(post: QueryDict, key: str) -> SentCard | None:
    """Return what a card sent; None when the form did not hold it.

    A word chosen beside a number is put behind it, so that a cell which says two things is told so.
    """
    if f"v-{key}" not in post:
        return None
    taken = post.get(f"lay-{key}", "")
    word = _CHOICES.get(post.get(f"noi-{key}", ""), "")
    entry = Entry(
        typed=" ".join(part for part in (_text(post, f"so-{key}"), word) if part),
        typed_base=_text(post, f"tong-{key}"),
        decision=_text(post, f"qd-{key}"),
        note=_text(post, f"gc-{key}"),
        route=Route.OFFLINE if post.get("duong") == "offline" else Route.PHONE,
    )
    version = whole_number(taken) if taken != _TAKE_SAVED else None
    seen = version if version is not None else whole_number(post.get(f"v-{key}")) or 0
    return SentCard(entry, seen, takes_saved=taken == _TAKE_SAVED)


def sent_cards(post: QueryDict, targets: Iterable[Target]) -> list[tuple[Target, SentCard]]:
    """Pair the targets whose cards were sent to be kept with what was typed into them."""
    found = [(target, sent_card(post, target.pk.hex)) for target in targets]
    return [(target, sent) for target, sent in found if sent is not None and not sent.takes_saved]


def sent_files(request: HttpRequest, key: str) -> "list[UploadedFile[bytes]]":
    return list(request.FILES.getlist(f"anh-{key}"))


def sent_link(post: QueryDict, key: str) -> str:
    return _text(post, f"lk-{key}")


def _text(post: QueryDict, name: str) -> str:
    text = normalise(post.get(name, ""))
    for ending, plain in _NEWLINES.items():
        text = text.replace(ending, plain)
    return text.strip()

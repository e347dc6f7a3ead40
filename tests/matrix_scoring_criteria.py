"""Who gets what from the addresses of criteria sets."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.matrix_words import OFFICE, Row, Seen, deed, form, pk, reads, version

_draft, _locked = pk("criteria_draft"), pk("criteria_locked")
_NOBODY = Seen(frozenset())
_group, _line = pk("criteria_group"), pk("criteria_line")


def _bad_file(_: Any) -> Mapping[str, Any]:
    return {"tep": SimpleUploadedFile("bo.json", b"{")}


def _dropped(place: Any) -> Mapping[str, Any]:
    return {"ma": place.criteria_draft.__class__.objects.get(pk=place.criteria_draft.pk).dropped[-1]["key"]}


ROWS: list[Row] = [
    reads("scoring:criteria-list"),
    form("scoring:criteria-new", OFFICE),
    Row(
        "scoring:criteria-upload",
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=422),
        data=_bad_file,
    ),
    reads("scoring:criteria-library", lambda _: {"slug": "thon-du-thao"}, elsewhere=200),
    reads("scoring:criteria-detail", _draft, state="draft"),
    reads("scoring:criteria-detail", _locked, state="locked"),
    form("scoring:criteria-edit", OFFICE, _draft),
    Row("scoring:criteria-edit", _locked, get=_NOBODY, post=_NOBODY, state="locked"),
    Row(
        "scoring:criteria-ratings",
        _draft,
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=302),
        data=version("criteria_draft"),
    ),
    Row("scoring:criteria-match", _draft, get=Seen(OFFICE), post=Seen(OFFICE, yes=302)),
    reads("scoring:criteria-try", _draft),
    Row("scoring:criteria-lock", _draft, get=Seen(OFFICE), post=Seen(OFFICE, yes=409)),
    Row("scoring:criteria-lock", _locked, get=_NOBODY, post=_NOBODY, state="locked"),
    Row("scoring:criteria-delete", _draft, get=Seen(OFFICE), post=Seen(OFFICE, yes=409)),
    Row("scoring:criteria-delete", _locked, get=_NOBODY, post=_NOBODY, state="locked"),
    form("scoring:criteria-renew", OFFICE, _locked),
    Row("scoring:criteria-fill", _draft, get=Seen(OFFICE), post=Seen(OFFICE, yes=422), data=_bad_file),
    reads("scoring:criteria-xlsx", _draft),
    reads("scoring:criteria-json", _draft),
    form("scoring:criteria-group-new", OFFICE, _draft),
    form("scoring:criteria-group-edit", OFFICE, _group),
    deed("scoring:criteria-group-move", OFFICE, pk("criteria_group", way="xuong")),
    deed("scoring:criteria-group-drop", OFFICE, pk("criteria_empty_group")),
    Row("scoring:criteria-line-new", _group, get=Seen(OFFICE), post=Seen(OFFICE)),
    form("scoring:criteria-line-edit", OFFICE, _line),
    deed("scoring:criteria-line-move", OFFICE, pk("criteria_line", way="xuong")),
    deed("scoring:criteria-line-drop", OFFICE, _line),
    deed("scoring:criteria-restore", OFFICE, _draft, data=_dropped),
]

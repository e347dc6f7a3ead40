"""The page that shows two versions of a record side by side, so that nobody's text is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thidua.core.dates import show_date
from thidua.core.quantities import format_number
from thidua.foundation.sentences import field_of, moment
from thidua.foundation.services import versions
from thidua.foundation.services.versions import StaleVersionError, ThreeWay
from thidua.foundation.web.returning import came_from

ViewT = TypeVar("ViewT", bound=Callable[..., object])
_OWN = {"csrfmiddlewaretoken", "_once", "_version"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field: what is shown, and what the form sends for it; without a name there is no choice."""

    name: str
    label: str
    mine: str
    theirs: str
    before: str
    mine_sent: str
    theirs_sent: str
    takes_theirs: bool


def form_names(names: Mapping[str, str]) -> Callable[[ViewT], ViewT]:
    """Tell the conflict page which form field fills a column, where the two are named differently."""

    def mark(view: ViewT) -> ViewT:
        view.form_names = names  # type: ignore[attr-defined]  # a mark on the function, read below
        return view

    return mark


def conflict_response(request: HttpRequest, error: StaleVersionError) -> HttpResponse:
    """Show mine, theirs and before for each field; choosing sends the same form with the newer version."""
    versions.keep_refused(error, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]  # typed on ActingRequest
    choices = _choices(request, error)
    chosen = {choice.name for choice in choices}
    sent = {**dict(request.POST.lists()), **{name: [value] for name, value in error.resend.items()}}
    kept = [
        (name, value)
        for name, values in sent.items()
        if name not in _OWN and name not in chosen
        for value in values
    ]
    context = {
        "choices": choices,
        "same": len(error.fields) - len(error.differing),
        "saved_by": error.saved_by,
        "saved_at": moment(error.saved_at) if error.saved_at else "",
        "kept": kept,
        "action": request.get_full_path(),
        "reload": came_from(request) or "/",
        "version_now": error.obj.version,
    }
    response = render(request, "foundation/conflict.html", context, status=409)
    if request.headers.get("HX-Request"):
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _choices(request: HttpRequest, error: StaleVersionError) -> list[Choice]:
    """One choice a form field: columns filled by the same field are chosen together."""
    made: dict[str, Choice] = {}
    for field in error.differing:
        name = _name_in_form(request, field)
        mine_sent, theirs_sent = _sent(request, error, field, name)
        made[name or field.field] = Choice(
            name=name,
            label=field.label,
            mine=field.shown(field.mine),
            theirs=field.shown(field.theirs),
            before=field.shown(field.before),
            mine_sent=mine_sent,
            theirs_sent=theirs_sent,
            takes_theirs=field.is_mine_untouched,
        )
    return list(made.values())


def _name_in_form(request: HttpRequest, field: ThreeWay) -> str:
    """Return the form's name of a column, empty when the form does not hold it."""
    match = request.resolver_match
    renamed: Mapping[str, str] = getattr(match.func, "form_names", {}) if match is not None else {}
    name = renamed.get(field.field, field.field)
    is_box = isinstance(_column(field), models.BooleanField | models.ManyToManyField)
    return name if name in request.POST or is_box else ""


def _sent(request: HttpRequest, error: StaleVersionError, field: ThreeWay, name: str) -> tuple[str, str]:
    """Return what the form sends for mine and for theirs; of several records the keys, joined by commas."""
    if isinstance(_column(field), models.ManyToManyField):
        theirs = getattr(error.obj, field.field).values_list("pk", flat=True)
        return ",".join(request.POST.getlist(name)), ",".join(map(str, theirs))
    mine = request.POST.get(name, "") if name in request.POST else _in_form(field.mine)
    return mine, _in_form(field.theirs)


def _column(field: ThreeWay) -> models.Field[Any, Any] | None:
    return field_of(field.object_type, field.field)


def _in_form(value: Any) -> str:
    """Write a value as the form's own field would send it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    return show_date(value) if isinstance(value, date) else str(value)

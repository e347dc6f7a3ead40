"""Who may call a view: everybody signed in, unless the view says it is public."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from thidua.foundation.actors import Actor

ViewT = TypeVar("ViewT", bound=Callable[..., object])


class ActingRequest(HttpRequest):
    """A request with the actor behind it; a stranger's actor reads nothing."""

    htmx: HtmxDetails
    actor: Actor
    receipt: str


class SignedInRequest(ActingRequest):
    """What a view gets that is not public."""


def public(view: ViewT) -> ViewT:
    """Open a view to strangers. Such views take objects from public QuerySets only."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function, read by the middleware
    return view

"""Know who acts before any view runs."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thidua.foundation.actors import STRANGER, Actor
from thidua.organisation import queries
from thidua.organisation.models import User


class ActorMiddleware:
    """Give each request its actor, worked out at first use from today's positions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = cast("Actor", SimpleLazyObject(lambda: _actor(request)))  # type: ignore[attr-defined]  # typed on ActingRequest
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if isinstance(request.user, User):
        return queries.actor_of(request.user, timezone.localdate())
    return STRANGER

"""Browsers of those who score in the small contest, and what they send."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.contest import Contest
from tests.pages import StrictClient

from thidua.organisation.models import User
from thidua.scoring.models import ScoreLine


def browser_of(user: User) -> Client:
    client = StrictClient()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def head(contest: Contest, village: str = "Thôn 1") -> Client:
    return browser_of(contest.season.accounts[village])


def office(contest: Contest) -> Client:
    user = User.objects.get(pk=contest.season.office.user_id)
    return browser_of(user)


def other_office(contest: Contest) -> Client:
    return browser_of(User.objects.get(pk=contest.season.other_office.user_id))


def sheet_url(contest: Contest, name: str, village: str = "Thôn 1") -> str:
    return reverse(f"scoring:{name}", args=[contest.sheet(village).pk])


def line_url(contest: Contest, key: str, column: str = "tham-dinh", village: str = "Thôn 1") -> str:
    return reverse("scoring:line-give", args=[contest.line(village, key).pk, column])


def cards(*filled: tuple[ScoreLine, str], notes: dict[str, str] | None = None) -> dict[str, str]:
    """Return the fields of the form of self-scoring: points by line."""
    sent: dict[str, str] = {}
    for line, points in filled:
        key = line.pk.hex
        sent |= {f"d-{key}": points, f"v-{key}": str(line.version), f"ten-{key}": str(line.criterion)}
        sent[f"gt-{key}"] = (notes or {}).get(line.criterion.key, "")
    return sent


def once(**data: Any) -> dict[str, Any]:
    return {"_once": str(uuid4()), **data}

"""What the form of a report sends, and browsers of those who fill it."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.pages import StrictClient
from tests.season import SmallSeason

from thidua.organisation.models import User
from thidua.reporting.models import Figure, Report


def browser(user: User) -> Client:
    client = StrictClient()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def head(season: SmallSeason, village: str = "Thôn 1") -> Client:
    return browser(season.accounts[village])


def fields(season: SmallSeason, name: str, *, version: int = 0, **typed: str) -> dict[str, Any]:
    """Return the fields of a card: so (number), tong (whole), noi (word), gc (note), lay (version taken)."""
    key = season.targets[name].pk.hex
    return {f"v-{key}": version, **{f"{field}-{key}": text for field, text in typed.items()}}


def save_card(client: Client, season: SmallSeason, name: str, report: Report, **typed: Any) -> Any:
    url = reverse("reporting:figure-write", args=[report.pk, season.targets[name].pk])
    return client.post(url, fields(season, name, **typed), headers={"HX-Request": "true"})


def figure_of(season: SmallSeason, name: str, village: str = "Thôn 1") -> Figure:
    return Figure.objects.get(report=season.report(village), target=season.targets[name])


def page(name: str, *keys: object) -> str:
    return reverse(f"reporting:{name}", args=keys)

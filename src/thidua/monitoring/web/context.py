"""Whose office a page belongs to, and where its help stands."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thidua.core.dates import written_date
from thidua.foundation.actors import STRANGER
from thidua.monitoring.queries.agency import Agency, agency_from, only_agency
from thidua.monitoring.web.help import topic_of
from thidua.organisation.enums import Role


def office(request: HttpRequest) -> dict[str, object]:
    """Give the agency, asked for only by pages that show it, and the help page of this page."""
    match = getattr(request, "resolver_match", None)
    agency = SimpleLazyObject(lambda: _agency(request))
    return {
        "agency": agency,
        "written_today": SimpleLazyObject(lambda: _written_today(agency)),
        "role_names": SimpleLazyObject(lambda: _role_names(request)),
        "help_url": topic_of(match.view_name if match else "").url,
    }


def _agency(request: HttpRequest) -> Agency | None:
    """Return the office read together with the actor; only for a stranger is it looked for."""
    office = getattr(request, "office", None)
    return agency_from(office) if office else only_agency()


def _role_names(request: HttpRequest) -> str:
    """Say in which post somebody is signed in: "Văn phòng"."""
    actor = getattr(request, "actor", STRANGER)
    return ", ".join(role.label for role in Role if role in actor.roles)


def _written_today(agency: Any) -> str:
    """Write the day at the head of what is printed: in a sample commune the day it stands on."""
    return written_date((agency.stands_on if agency else None) or timezone.localdate())

"""The first page: the work list for those signed in, the public start page for everybody else."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.awards.queries.window import hanging_out
from thidua.foundation.web.access import SignedInRequest, public
from thidua.monitoring.policies import can_move_day
from thidua.monitoring.queries.at_risk import at_risk
from thidua.monitoring.queries.due import WATCHERS, works_of
from thidua.monitoring.queries.season import season_movement, stepper_of
from thidua.monitoring.queries.start import public_offices
from thidua.monitoring.queries.work_list import (
    debts,
    facts_beside,
    facts_from,
    facts_of,
    finished_today,
    own_units,
    work_items,
)
from thidua.movements.policies import can_draft
from thidua.organisation.enums import Role
from thidua.organisation.web.today import today_of

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@require_GET
@public
def home(request: HttpRequest) -> HttpResponse:
    """Answer the address everybody types."""
    if not request.user.is_authenticated:
        shown = hanging_out(timezone.localdate())
        return render(request, "monitoring/start.html", {"offices": public_offices(), "shown": shown})
    return _work_list(cast("SignedInRequest", request))


def _work_list(request: SignedInRequest) -> HttpResponse:
    actor, today, office = request.actor, today_of(request), getattr(request, "office", None)
    movement = season_movement(actor, facts_beside(actor, on=today))
    facts = facts_from(movement) if movement else facts_of(actor, on=today)
    works = works_of(actor, on=today, finished_on=today)
    items = work_items(actor, movement, facts, works, on=today, at=timezone.now())
    context = {
        "today": today,
        "weekday": _WEEKDAYS[today.weekday()],
        "movement": movement,
        "stepper": stepper_of(movement),
        "facts": facts,
        "items": items,
        "hidden": max(0, facts.late + facts.soon - sum(item.works for item in items)),
        "own_units": own_units(actor),
        "has_post": bool(actor.roles),
        "may_draft": can_draft(actor),
        "may_move_day": office and can_move_day(actor, office),
        "is_chairman": actor.has(Role.CHAIRMAN),
        "risk": at_risk(movement, on=today) if movement and actor.has(*WATCHERS) else None,
        "debts": debts(actor, works, on=today),
        "finished": finished_today(actor, works),
    }
    return render(request, "monitoring/work_list.html", context)

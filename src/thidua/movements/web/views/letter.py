"""How far the reading of a long letter is; the page looks again by itself, without a script."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.documents.enums import IntakeState
from thidua.documents.models import Intake
from thidua.documents.queries import progress_of
from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import LaunchDraft

_LOOK_AGAIN = "5"
"""Seconds after which a browser asks again by itself, with or without script."""


@require_GET
def letter_reading(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lead to the draft when it is there; else say how long it may take, or why nothing came of it."""
    found = Intake.objects.visible_to(request.actor).select_related("file", "authority")
    intake = get_object_or_404(found, pk=pk)
    if intake.state == IntakeState.DONE:
        draft = LaunchDraft.objects.visible_to(request.actor).filter(read_text=intake.read_text_id).last()
        if draft is not None:
            return redirect("movements:draft-detail", pk=draft.pk)
    progress = progress_of(intake, at=timezone.now())
    page = render(request, "movements/letter_reading.html", {"intake": intake, "progress": progress})
    if progress.is_waiting:
        page["Refresh"] = _LOOK_AGAIN
    return page

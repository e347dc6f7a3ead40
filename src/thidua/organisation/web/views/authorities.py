"""Authorities: what one is, where it came from, what lies below it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation import policies, queries
from thidua.organisation.models import Authority
from thidua.organisation.web.today import today_of


@require_GET
def own_authority(request: SignedInRequest) -> HttpResponse:
    """Lead to the page of the authority one works for."""
    found = get_object_or_404(Authority.objects.visible_to(request.actor), pk=request.actor.authority_id)
    return redirect("organisation:authority-detail", pk=found.pk)


@require_GET
def authority_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show an authority with its lineage; others are named, only those one may read are links."""
    found = Authority.objects.visible_to(request.actor).select_related("parent")
    authority = get_object_or_404(found, pk=pk)
    context = {
        "authority": authority,
        "part": queries.lineage_of(authority, today_of(request)),
        "readable": request.actor.authority_ids,
        "may_change": policies.can_change_office(request.actor, authority),
    }
    return render(request, "organisation/authority_detail.html", context)

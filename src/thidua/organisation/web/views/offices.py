"""What pages and printed papers say of the own office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies
from thidua.organisation.models import Authority
from thidua.organisation.services import offices
from thidua.organisation.web.office_forms import OfficeForm, office_initial
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("organisation.office.change")
def office_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    authority = get_object_or_404(Authority.objects.visible_to(request.actor), pk=pk)
    policies.can_change_office(request.actor, authority).enforce()
    form = OfficeForm(request.POST or None, initial=office_initial(authority))
    if request.method == "POST" and form.is_valid():
        seen, by, at = version_of(request), request.actor, now_of(request)
        if (
            attempt(form, lambda: offices.change(authority, form.facts, expected=seen, by=by, at=at))
            is not None
        ):
            messages.success(request, "Đã lưu. Xem ở cuối trang này.")
            return redirect("organisation:authority-detail", pk=pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "organisation/office_edit.html", {"form": form, "authority": authority}, status=status
    )

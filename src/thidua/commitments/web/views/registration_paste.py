"""A list of households or people from Excel: paste, look at what each line becomes, take all or nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import RegisteredTitle, Registration
from thidua.commitments.queries.titles import titles_in
from thidua.commitments.services import registrations
from thidua.commitments.services.registrations import Aim
from thidua.commitments.web.asked import movement_of, unit_of
from thidua.commitments.web.registration_forms import AimListForm
from thidua.core.pasted.checking import Checked
from thidua.core.pasted.titles import PastedTitle, check_titles
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_CHANGED = "Danh sách đã có thêm dòng kể từ lúc xem trước. Xem lại rồi thêm."


@require_http_methods(["GET", "POST"])
def registration_paste(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Show the form, and what its list would become; nothing is written here."""
    of, whose, form = _asked(request, movement, unit)
    checked = _checked(form, of, whose) if form.is_bound and form.is_valid() else None
    return _page(request, of, whose, form, checked)


@require_POST
@once("commitments.registration.take")
def registration_take(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Write all lines of the list that was seen."""
    of, whose, form = _asked(request, movement, unit)
    if not form.is_valid():
        return _page(request, of, whose, form, None)
    checked = _checked(form, of, whose)
    if not checked.is_ready or request.POST.get("seen") != str(checked.count):
        form.add_error(None, _CHANGED)
        return _page(request, of, whose, form, checked)
    subject, now = form.cleaned_data["subject"], now_of(request)
    aims = [Aim(subject, line.name, line.title, line.note) for line in checked.new]
    added = attempt(form, lambda: registrations.add(of, whose, aims, by=request.actor, at=now))
    if added is None:
        return _page(request, of, whose, form, checked)
    messages.success(request, f"Đã thêm {len(added)} dòng. Mã nhận {request.receipt}.")
    return redirect("commitments:registration-detail", of.pk, whose.pk)


def _asked(request: SignedInRequest, movement: UUID, unit: UUID) -> tuple[Movement, Unit, AimListForm]:
    of = movement_of(request, movement)
    whose = unit_of(request, of, unit)
    made = Registration.objects.visible_to(request.actor).filter(movement=of, unit=whose).first()
    policies.can_register(request.actor, of, whose, made).enforce()
    return of, whose, AimListForm(request.POST or None, titles=titles_in(of, today_of(request)))


def _checked(form: AimListForm, movement: Movement, unit: Unit) -> Checked[PastedTitle]:
    sent = form.cleaned_data
    rows = RegisteredTitle.objects.filter(
        registration__movement=movement, registration__unit=unit, subject=sent["subject"]
    )
    return check_titles(sent["text"], title=sent["chosen"], known=rows.values_list("name", "title"))


def _page(
    request: SignedInRequest,
    movement: Movement,
    unit: Unit,
    form: AimListForm,
    checked: Checked[PastedTitle] | None,
) -> HttpResponse:
    context: dict[str, Any] = {"movement": movement, "unit": unit, "form": form, "checked": checked}
    is_faulty = form.errors or (checked is not None and checked.faults)
    status = 422 if is_faulty else 200
    return render(request, "commitments/registrations/paste.html", context, status=status)

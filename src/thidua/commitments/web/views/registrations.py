"""Who registered for a movement, and the registration of one unit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import RegisteredTitle, Registration
from thidua.commitments.queries import registrations as listed
from thidua.commitments.queries.titles import titles_in
from thidua.commitments.services import registrations
from thidua.commitments.web.asked import movement_of, unit_of, xlsx
from thidua.commitments.web.registration_forms import AimForm, RegistrationForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_HEADER = ("Đơn vị", "Trạng thái", "Tham gia", "Tập thể", "Cá nhân", "Hộ", "Gửi lúc", "Người gửi", "Ghi chú")
_TITLE_HEADER = ("Đơn vị", "Đối tượng", "Tên", "Danh hiệu", "Ghi chú")


@require_GET
def registration_list(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Show which units registered and which not yet; `?trang-thai=` filters."""
    of = movement_of(request, movement)
    context = {
        "movement": of,
        "listed": _listed(request, of),
        "state": request.GET.get("trang-thai", ""),
        "titles": titles_in(of, today_of(request)),
        "may_ask": policies.can_ask(request.actor, of),
    }
    return render(request, "commitments/registrations/list.html", context)


@require_GET
def registration_list_xlsx(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Hand the list out, and on a second sheet every title."""
    of = movement_of(request, movement)
    rows = _listed(request, of).rows
    titles = listed.all_titles(request.actor, of, [row.unit.pk for row in rows])
    return xlsx(
        "dang-ky-thi-dua",
        Sheet("Đăng ký thi đua", _HEADER, [_line(row) for row in rows]),
        Sheet("Danh hiệu đăng ký", _TITLE_HEADER, [_title_line(title) for title in titles]),
    )


@require_GET
def registration_detail(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    of, whose = _place(request, movement, unit)
    return _page(request, of, whose, AimForm(titles=titles_in(of, today_of(request))))


@require_GET
def registration_print(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Show the registration as the paper that is signed."""
    of, whose = _place(request, movement, unit)
    found = listed.registration_page(request.actor, of, whose, on=today_of(request))
    context = {"movement": of, "unit": whose, "found": found}
    return render(request, "commitments/registrations/print.html", context)


@require_http_methods(["GET", "POST"])
@once("commitments.registration.edit")
def registration_edit(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Say whether the unit takes part."""
    of, whose = _place(request, movement, unit)
    registration = _made(request, of, whose)
    policies.can_register(request.actor, of, whose, registration).enforce()
    form = RegistrationForm(request.POST or None, initial=RegistrationForm.initial_of(registration))
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: registrations.edit(of, whose, form.facts, **who)) is not None:
            messages.success(request, "Đã lưu. Ghi tiếp danh hiệu rồi gửi.")
            return redirect("commitments:registration-detail", of.pk, whose.pk)
    context = {"movement": of, "unit": whose, "form": form, "registration": registration}
    status = 422 if form.is_bound else 200
    return render(request, "commitments/registrations/edit.html", context, status=status)


@require_POST
@once("commitments.registration.add")
def registration_add(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Put one title onto the list; a fault is told on the page of the unit."""
    of, whose = _place(request, movement, unit)
    policies.can_register(request.actor, of, whose, _made(request, of, whose)).enforce()
    form = AimForm(request.POST, titles=titles_in(of, today_of(request)))
    if form.is_valid():
        aims, now = [form.aim(whose.name)], now_of(request)
        added = attempt(form, lambda: registrations.add(of, whose, aims, by=request.actor, at=now))
        if added is not None:
            messages.success(request, f"Đã thêm {added[0]}.")
            return redirect("commitments:registration-detail", of.pk, whose.pk)
    return _page(request, of, whose, form)


@require_POST
@once("commitments.registration.drop")
def registration_drop(request: SignedInRequest, movement: UUID, unit: UUID, title: int) -> HttpResponse:
    of, whose = _place(request, movement, unit)
    made = Registration.objects.visible_to(request.actor).filter(movement=of, unit=whose)
    found = RegisteredTitle.objects.filter(registration__in=made).select_related("registration")
    row: RegisteredTitle = get_object_or_404(found, pk=title)
    registrations.drop(row, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã bỏ {row}. Cần thì thêm lại ở ô bên dưới.")
    return redirect("commitments:registration-detail", of.pk, whose.pk)


def _page(request: SignedInRequest, movement: Movement, unit: Unit, form: AimForm) -> HttpResponse:
    found = listed.registration_page(request.actor, movement, unit, on=today_of(request))
    row = listed.Row(unit, found.registration)
    context = {
        "movement": movement,
        "unit": unit,
        "row": row,
        "found": found,
        "registration": found.registration,
        "form": form,
        "may_write": policies.can_register(request.actor, movement, unit, found.registration),
        "may_answer": found.registration
        and policies.can_answer_registration(request.actor, found.registration),
    }
    status = 422 if form.is_bound else 200
    return render(request, "commitments/registrations/detail.html", context, status=status)


def _place(request: SignedInRequest, movement: UUID, unit: UUID) -> tuple[Movement, Unit]:
    of = movement_of(request, movement)
    return of, unit_of(request, of, unit)


def _made(request: SignedInRequest, movement: Movement, unit: Unit) -> Registration | None:
    found = Registration.objects.visible_to(request.actor).filter(movement=movement, unit=unit)
    made: Registration | None = found.first()
    return made


def _listed(request: SignedInRequest, movement: Movement) -> listed.Listed:
    state = request.GET.get("trang-thai", "")
    return listed.registrations_listed(request.actor, movement, on=today_of(request), state=state)


def _line(row: listed.Row) -> tuple[Any, ...]:
    made = row.registration
    if made is None:
        return (row.unit.name, row.state_name, *[None] * 7)
    return (
        row.unit.name,
        row.state_name,
        "có" if made.takes_part else "không",
        made.of_collective,
        made.of_person,
        made.of_household,
        made.sent_at and timezone.localtime(made.sent_at),
        made.sent_by,
        made.note,
    )


def _title_line(title: RegisteredTitle) -> tuple[str, ...]:
    unit = title.registration.unit.name
    return (unit, title.get_subject_display(), title.name, title.title, title.note)

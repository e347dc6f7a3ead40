"""The board of a movement: registrations, plans and pledges of all units, and asking for what is missing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.queries import promises
from thidua.commitments.queries.promises import KINDS, NAMES, STATES, PromiseBoard, newest_movement
from thidua.commitments.queries.registrations import units_of
from thidua.commitments.services import duties
from thidua.commitments.web.asked import movement_of, xlsx
from thidua.commitments.web.registration_forms import AskForm
from thidua.core.dates import show_date
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements.models import Movement
from thidua.obligations.policies import can_urge
from thidua.obligations.services import drafting
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_OF_KIND = {"dang-ky": KINDS[0], "ke-hoach": KINDS[1], "giao-uoc": KINDS[2]}


@require_GET
def promise_own(request: SignedInRequest) -> HttpResponse:
    """Lead to what is promised in the newest own movement: for a unit its row, for others the board."""
    policies.can_see_promises(request.actor).enforce()
    movement = newest_movement(request.actor)
    if movement is None:
        messages.info(request, "Chưa có phong trào nào được mở nên chưa có giao ước.")
        return redirect("movements:movement-list")
    return redirect("commitments:promise-board", movement)


@require_GET
def promise_board(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Show units × promises; `?loai=` and `?trang-thai=` filter."""
    of = movement_of(request, movement)
    context = {
        "movement": of,
        "board": _board(request, of),
        "kinds": [(key, NAMES[kind]) for key, kind in _OF_KIND.items()],
        "states": STATES,
        "kind": request.GET.get("loai", ""),
        "state": request.GET.get("trang-thai", ""),
        "query": request.GET.urlencode(),
        "may_ask": policies.can_ask(request.actor, of),
        "may_urge": can_urge(request.actor),
    }
    return render(request, "commitments/registrations/board.html", context)


@require_GET
def promise_board_xlsx(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Hand the board out, filtered as the page is."""
    of = movement_of(request, movement)
    header = ["Đơn vị"]
    for kind in KINDS:
        header += [NAMES[kind], f"{NAMES[kind]}: ngày", f"{NAMES[kind]}: hạn"]
    rows: list[list[Any]] = [
        [
            row.unit.name,
            *(
                value
                for cell in row.cells
                for value in (
                    f"{cell.words}, trễ hạn" if cell.is_late else cell.words,
                    cell.since,
                    cell.due_on,
                )
            ),
        ]
        for row in _board(request, of).rows
    ]
    return xlsx("dang-ky-ke-hoach-giao-uoc", Sheet("Đăng ký, kế hoạch, giao ước", header, rows))


@require_http_methods(["GET", "POST"])
@once("commitments.promise.ask")
def promise_ask(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Ask all units that have not yet for one of the promises by a day."""
    of = movement_of(request, movement)
    policies.can_ask(request.actor, of).enforce()
    kinds = [(key, NAMES[kind]) for key, kind in _OF_KIND.items()]
    form = AskForm(request.POST or None, kinds=kinds, initial={"kind": request.GET.get("loai", "")})
    if request.method == "POST" and form.is_valid():
        kind, due_on = _OF_KIND[form.cleaned_data["kind"]], form.cleaned_data["due_on"]
        units = units_of(request.actor, of, today_of(request))
        who: Any = {"by": request.actor, "at": now_of(request)}
        asked = attempt(form, lambda: duties.ask(of, kind, units, due_on, **who))
        if asked is not None:
            messages.success(request, f"Đã đặt hạn {show_date(due_on)}. {asked} đơn vị có thêm việc này.")
            return redirect("commitments:promise-board", of.pk)
    status = 422 if form.is_bound else 200
    context = {"movement": of, "form": form, "board": _board(request, of)}
    return render(request, "commitments/registrations/ask.html", context, status=status)


@require_POST
@once("commitments.promise.urge")
def promise_urge(request: SignedInRequest, movement: UUID) -> HttpResponse:
    """Draft the reminders that are due, then lead to where they are read and sent."""
    of = movement_of(request, movement)
    can_urge(request.actor).enforce()
    policies.can_ask(request.actor, of).enforce()
    count = drafting.draft(of.authority_id, at=now_of(request))
    told = f"Đã soạn {count} nhắc việc. Đọc rồi gửi." if count else "Không có nhắc việc nào mới để soạn."
    messages.success(request, told)
    return redirect("obligations:reminder-list")


def _board(request: SignedInRequest, movement: Movement) -> PromiseBoard:
    return promises.promise_board(
        request.actor,
        movement,
        on=today_of(request),
        kind=_OF_KIND.get(request.GET.get("loai", ""), ""),
        state=request.GET.get("trang-thai", ""),
    )

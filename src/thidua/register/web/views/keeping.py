"""The register for the office: its entries, its code for minutes, erasing on request."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.register.leaves import LeafKind, names_in
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet, to_xlsx
from thidua.register import policies
from thidua.register.models import Register, RegisterLeaf
from thidua.register.queries.entries import Filters, entries_of, row_of, years_in
from thidua.register.queries.erasures import names_about, still_naming
from thidua.register.queries.pages import signed_of
from thidua.register.queries.proofs import newest_of
from thidua.register.services import erasing
from thidua.register.web.forms import EraseForm, filters_in, password_ahead

_PAGE = 50
_HEADER = ("Mục", "Ngày", "Nội dung", "Người, đơn vị", "Quyết định")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def leaf_list(request: SignedInRequest) -> HttpResponse:
    """Show the entries, the newest first; `?muc=`, `?nam=`, `?loai=`, `?tim=` filter."""
    policies.can_keep(request.actor, request.actor.authority_id).enforce()
    register, asked = _own(request), filters_in(request.GET)
    page = Paginator(_found(register, asked), _PAGE).get_page(request.GET.get("trang"))
    rows = [(row_of(leaf), policies.can_erase(request.actor, leaf)) for leaf in page.object_list]
    context = {
        "register": register,
        "page": page,
        "rows": rows,
        "asked": asked,
        "kinds": [*LeafKind],
        "years": years_in(register) if register else [],
        "newest": newest_of(register) if register else None,
    }
    return render(request, "register/keep.html", context)


@require_GET
def leaf_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the entries out as a workbook, filtered as the page is."""
    policies.can_keep(request.actor, request.actor.authority_id).enforce()
    rows = [row_of(leaf) for leaf in _found(_own(request), filters_in(request.GET))]
    cells = [(row.number, row.on, row.what, "; ".join(row.names), row.decision) for row in rows]
    answer = HttpResponse(
        to_xlsx(Sheet("Sổ vàng", _HEADER, cells), made_at=now_of(request)), content_type=_XLSX
    )
    answer["Content-Disposition"] = 'attachment; filename="so-vang.xlsx"'
    return answer


@require_GET
def print_code(request: SignedInRequest) -> HttpResponse:
    """Show the code of the register as it is put into minutes and on the notice board."""
    policies.can_keep(request.actor, request.actor.authority_id).enforce()
    register = _own(request)
    newest = newest_of(register) if register else None
    signed = signed_of(newest) if newest else None
    return render(request, "register/print.html", {"register": register, "signed": signed})


@require_http_methods(["GET", "POST"])
@once("register.leaf.erase", ahead=password_ahead)
def leaf_erase(request: SignedInRequest, pk: int, *, ahead: object = False) -> HttpResponse:
    """Erase the words of an entry, with a reason and the password."""
    found = RegisterLeaf.objects.visible_to(request.actor).select_related("register")
    leaf: RegisterLeaf = get_object_or_404(found, pk=pk)
    policies.can_erase(request.actor, leaf).enforce()
    form = EraseForm(request.POST or None, leaf=leaf, is_right=bool(ahead))
    if request.method == "POST" and form.is_valid():
        left = attempt(form, lambda: _erase(request, leaf, form))
        if left is not None:
            _tell_erased(request, left)
            return redirect("register:leaf-list")
    context = {"leaf": leaf, "row": row_of(leaf), "form": form}
    return render(request, "register/erase.html", context, status=422 if form.is_bound else 200)


def _erase(request: SignedInRequest, leaf: RegisterLeaf, form: EraseForm) -> list[int]:
    """Erase what was asked for; return the entries that still name the same people, to be looked at."""
    by, at, part = request.actor, now_of(request), form.cleaned_data.get("part")
    names = names_about(part) if part else frozenset(names_in(leaf.record))
    if part:
        erasing.erase_person(part, form.request, by=by, at=at)
    else:
        erasing.erase_entry(leaf, form.request, by=by, at=at)
    return still_naming(leaf.register, names)


def _tell_erased(request: SignedInRequest, left: list[int]) -> None:
    messages.success(request, "Đã xóa theo yêu cầu. Sổ ghi việc xóa và đã ký mốc mới.")
    if left:
        numbers = ", ".join(map(str, left))
        told = f"Mục {numbers} còn ghi tên như vậy. Nếu là cùng một người thì mở từng mục ấy, xóa tiếp."
        messages.warning(request, told)


def _found(register: Register | None, asked: Filters) -> Sequence[RegisterLeaf]:
    return entries_of(register, asked) if register else ()


def _own(request: SignedInRequest) -> Register | None:
    return Register.objects.filter(authority=request.actor.authority_id).select_related("authority").first()

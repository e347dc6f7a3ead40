"""The register for the office: its entries, its code for minutes, erasing on request."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of
from thidua.register import policies
from thidua.register.models import Register, RegisterLeaf
from thidua.register.queries.pages import signed_of, summary_of
from thidua.register.queries.proofs import newest_of
from thidua.register.services import erasing
from thidua.register.web.forms import EraseForm, password_ahead

_PAGE = 50
_NUMBER = re.compile(r"[0-9]{1,9}")


@require_GET
def leaf_list(request: SignedInRequest) -> HttpResponse:
    """Show the entries, the newest first; `?muc=` leads to one."""
    policies.can_keep(request.actor, request.actor.authority_id).enforce()
    register = _own(request)
    found = RegisterLeaf.objects.filter(register=register).select_related("register").order_by("-number")
    asked = request.GET.get("muc", "").strip()
    if asked:
        found = found.filter(number=asked) if _NUMBER.fullmatch(asked) else found.none()
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    rows = [(leaf, summary_of(leaf), policies.can_erase(request.actor, leaf)) for leaf in page.object_list]
    newest = newest_of(register) if register else None
    context = {"register": register, "page": page, "rows": rows, "asked": asked, "newest": newest}
    return render(request, "register/keep.html", context)


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
    form = EraseForm(request.POST or None, is_right=bool(ahead))
    if request.method == "POST" and form.is_valid():
        erasing.erase(leaf, reason=form.cleaned_data["reason"], by=request.actor, at=now_of(request))
        messages.success(request, f"Đã xóa nội dung của mục {leaf.number}. Sổ ghi việc xóa và đã ký mốc mới.")
        return redirect("register:leaf-list")
    context = {"leaf": leaf, "summary": summary_of(leaf), "form": form}
    return render(request, "register/erase.html", context, status=422 if form.is_bound else 200)


def _own(request: SignedInRequest) -> Register | None:
    return Register.objects.filter(authority=request.actor.authority_id).select_related("authority").first()

"""Both sides sign: with the own password, by a code from the other phone, or on paper."""

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.uploads import Scan
from thidua.monitoring import policies
from thidua.monitoring.enums import SignManner, SignSide
from thidua.monitoring.models import Visit, VisitSignature
from thidua.monitoring.queries.visit_page import visit_page
from thidua.monitoring.services import codes, signing
from thidua.monitoring.services.signing import PaperSignature, Said
from thidua.monitoring.web import proofs
from thidua.monitoring.web.asked import visit_of
from thidua.monitoring.web.proofs import Proof
from thidua.monitoring.web.sign_forms import ByCodeForm, PaperForm, SignForm
from thidua.organisation.models import User
from thidua.organisation.services import signing_codes
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.signing import is_known_phone
from thidua.organisation.web.today import now_of

_SIDES = {"don-vi": SignSide.UNIT, "to-kiem-tra": SignSide.TEAM}


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.sign", ahead=proofs.read_ahead)
def visit_sign(request: SignedInRequest, pk: UUID, side: str, ahead: Proof | None = None) -> HttpResponse:
    """Show what is signed, ask for the password or the code of the inspector, sign."""
    wanted, visit = _side(side), visit_of(request, pk)
    policies.can_sign(request.actor, visit, wanted).enforce()
    has_password = _user(request).has_usable_password()
    on_phone = wanted == SignSide.UNIT and is_known_phone(request)
    by_code = on_phone and (not has_password or request.GET.get("cach") == "ma")
    form = (ByCodeForm if by_code else SignForm)(request.POST or None, proof=ahead)
    context = {
        "side": wanted,
        "by_code": by_code,
        "may_sign": by_code or has_password,
        "may_switch": on_phone and has_password,
    }
    typed = request.POST.get("code", "") if by_code else None

    def sign(said: Said) -> VisitSignature:
        return signing.sign(visit, wanted, said, by=request.actor, at=now_of(request), team_code=typed)

    return _signed(request, visit, form, sign, context)


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.sign_by_code", ahead=proofs.read_ahead)
def visit_sign_by_code(request: SignedInRequest, pk: UUID, ahead: Proof | None = None) -> HttpResponse:
    """Hand the inspector's phone to the head, who reads the record and types the own code."""
    visit = visit_of(request, pk)
    policies.can_sign_for_unit(request.actor, visit).enforce()
    form = ByCodeForm(request.POST or None, proof=ahead)
    typed = request.POST.get("code", "")
    context = {"side": SignSide.UNIT, "by_code": True, "may_sign": True, "is_handed": True}

    def sign(said: Said) -> VisitSignature:
        return signing.sign_by_code(visit, typed, said, by=request.actor, at=now_of(request))

    return _signed(request, visit, form, sign, context)


def _signed(
    request: SignedInRequest,
    visit: Visit,
    form: SignForm | ByCodeForm,
    sign: Callable[[Said], VisitSignature],
    context: Mapping[str, object],
) -> HttpResponse:
    """Show the record and the form; on POST sign what was seen."""
    if request.method == "POST" and form.is_valid():
        said = Said(request.POST.get("dau", ""), form.cleaned_data["opinion"])
        if attempt(form, lambda: sign(said)) is not None:
            messages.success(request, f"Đã ký biên bản. Mã nhận {request.receipt}.")
            return redirect("monitoring:visit-detail", pk=visit.pk)
    shown = {"visit": visit, "part": visit_page(visit), "form": form, **context}
    status = 422 if form.is_bound else 200
    return render(request, "monitoring/inspection/visit_sign.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@once("monitoring.visit.code")
def visit_code(request: SignedInRequest, pk: UUID, side: str) -> HttpResponse:
    """Show the code of the own side, large; on POST make one."""
    wanted, visit = _side(side), visit_of(request, pk)
    policies.can_sign(request.actor, visit, wanted).enforce()
    if request.method == "POST":
        seen = request.POST.get("dau", "")
        codes.issue(visit, wanted, seen=seen, by=request.actor, at=now_of(request))
        return redirect("monitoring:visit-code", pk=pk, side=side)
    paper = codes.record_of(visit, wanted)
    code, digits = signing_codes.shown_to(request.actor.user_id, paper, at=now_of(request))
    context = {
        "visit": visit,
        "part": visit_page(visit),
        "side": wanted,
        "slug": side,
        "code": code,
        "digits": digits,
    }
    return render(request, "monitoring/inspection/visit_code.html", context)


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.sign_for_unit", ahead=uploads.read_ahead)
def visit_sign_paper(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Put down how the unit signed on paper, or that it did not."""
    visit = visit_of(request, pk)
    policies.can_sign_for_unit(request.actor, visit).enforce()
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and uploads.is_readable(form, ahead):
        seen = request.POST.get("dau", "")
        made = attempt(form, lambda: _sign_paper(request, visit, form, ahead, seen))
        if made is not None:
            messages.success(request, f"Đã ghi chữ ký của đơn vị. Mã nhận {request.receipt}.")
            return redirect("monitoring:visit-detail", pk=pk)
    context = {"visit": visit, "part": visit_page(visit), "form": form}
    return render(
        request, "monitoring/inspection/visit_sign_paper.html", context, status=422 if form.is_bound else 200
    )


def _sign_paper(
    request: SignedInRequest, visit: Visit, form: PaperForm, scan: Scan | None, seen: str
) -> VisitSignature:
    values, now = form.cleaned_data, now_of(request)
    paper = PaperSignature(
        name=values["name"],
        title=values["title"],
        manner=SignManner(values["manner"]),
        opinion=values["opinion"],
        scan=scan.keep(now) if scan else None,
        scan_name=scan.name if scan else "",
    )
    return signing.sign_for_unit(visit, paper, seen=seen, by=request.actor, at=now)


@require_GET
def signature_scan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand out the scan of a record signed on paper."""
    seen = Visit.objects.visible_to(request.actor)
    found = VisitSignature.objects.filter(visit__in=seen).select_related("scan")
    signature = get_object_or_404(found, pk=pk)
    if signature.scan is None:
        raise Http404
    return file_response(signature.scan, signature.scan_name)


def _side(slug: str) -> SignSide:
    wanted = _SIDES.get(slug)
    if wanted is None:
        raise Http404
    return wanted


def _user(request: SignedInRequest) -> User:
    """Return the account behind the request; strangers do not get here."""
    return cast("User", request.user)

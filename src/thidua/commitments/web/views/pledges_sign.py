"""Both sides sign: with the own password, many at once after each was listed, or on paper."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeSignature
from thidua.commitments.queries.pledge_lists import ToSign, waiting_for_committee
from thidua.commitments.services import pledge_codes, pledge_signing
from thidua.commitments.services.pledge_signing import Seen
from thidua.commitments.web import pledge_proofs
from thidua.commitments.web.asked import movement_of
from thidua.commitments.web.pledge_asked import SIDES, pledge_of
from thidua.commitments.web.pledge_forms import ByCodeForm, PaperForm, PasswordForm
from thidua.commitments.web.pledge_proofs import Proof
from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.uploads import Scan
from thidua.organisation.models import User
from thidua.organisation.services import signing_codes
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.signing import is_known_phone
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.sign", ahead=pledge_proofs.read_ahead)
def pledge_sign(request: SignedInRequest, pk: UUID, side: str, ahead: Proof | None = None) -> HttpResponse:
    """Show the text that is signed, ask for the password or the digits of the office, sign."""
    wanted, pledge = SIDES.get(side), pledge_of(request, pk)
    if wanted is None:
        raise Http404
    policies.can_sign_pledge(request.actor, pledge, wanted).enforce()
    way = _way(request, wanted)
    form = (ByCodeForm if way["by_code"] else PasswordForm)(request.POST or None, proof=ahead)
    typed = request.POST.get("code", "") if way["by_code"] else None

    def sign() -> Pledge:
        seen = Seen(pledge, request.POST.get("dau", ""))
        return pledge_signing.sign(seen, wanted, by=request.actor, at=now_of(request), code=typed)

    if request.method == "POST" and form.is_valid() and attempt(form, sign) is not None:
        messages.success(request, f"Đã ký giao ước. Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-detail", pk=pk)
    context = {"pledge": pledge, "side": wanted, "form": form, **way}
    return render(request, "commitments/pledges/sign.html", context, status=422 if form.is_bound else 200)


def _way(request: SignedInRequest, side: PledgeSide) -> dict[str, bool]:
    """Say how this account may sign here: by password, or a head on a known phone by digits."""
    has_password = _has_password(request)
    on_phone = side == PledgeSide.UNIT and is_known_phone(request)
    by_code = on_phone and (not has_password or request.GET.get("cach") == "ma")
    return {
        "by_code": by_code,
        "may_sign": by_code or has_password,
        "may_switch": on_phone and has_password,
    }


@require_http_methods(["GET", "POST"])
@never_cache
@once("commitments.pledge.code")
def pledge_code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the digits that the head of the unit types, large; on POST make them."""
    pledge = pledge_of(request, pk)
    policies.can_give_pledge_code(request.actor, pledge).enforce()
    if request.method == "POST":
        pledge_codes.issue(pledge, seen=request.POST.get("dau", ""), by=request.actor, at=now_of(request))
        return redirect("commitments:pledge-code", pk=pk)
    paper = pledge_codes.paper_of(pledge)
    code, digits = signing_codes.shown_to(request.actor.user_id, paper, at=now_of(request))
    is_signed = pledge.signatures.filter(side=PledgeSide.UNIT).exists()
    context = {"pledge": pledge, "code": code, "digits": digits, "is_signed": is_signed}
    return render(request, "commitments/pledges/code.html", context)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.sign_many", ahead=pledge_proofs.read_ahead)
def pledge_sign_many(request: SignedInRequest, pk: UUID, ahead: Proof | None = None) -> HttpResponse:
    """List every pledge that waits, line by line; sign those that are ticked."""
    movement = movement_of(request, pk)
    policies.can_sign_pledges_of(request.actor, movement).enforce()
    waiting = waiting_for_committee(movement, request.actor)
    form = PasswordForm(request.POST or None, proof=ahead)
    seen = _ticked(request, waiting)
    if request.method == "POST" and not seen:
        form.add_error(None, "Chưa chọn bản nào. Đọc từng bản rồi tích vào bản muốn ký.")

    def sign() -> list[Pledge]:
        return pledge_signing.sign_many(seen, by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, sign) is not None:
        messages.success(request, f"Đã ký {len(seen)} bản giao ước. Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-list", pk=pk)
    context = {
        "movement": movement,
        "waiting": waiting,
        "form": form,
        "ticked": {str(one.pledge.pk) for one in seen},
        "may_sign": _has_password(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "commitments/pledges/sign_many.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.sign_on_paper", ahead=uploads.read_ahead)
def pledge_sign_paper(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Put down who signed the printed pledge, with its scan."""
    pledge = pledge_of(request, pk)
    policies.can_sign_pledge_on_paper(request.actor, pledge).enforce()
    signed = set(pledge.signatures.values_list("side", flat=True))
    sides = [side for side in PledgeSide if side not in signed]
    form = PaperForm(request.POST or None, request.FILES or None, sides=sides)

    def keep() -> Pledge:
        now, seen = now_of(request), Seen(pledge, request.POST.get("dau", ""))
        stored = ahead.keep(now) if ahead is not None else None
        return pledge_signing.sign_on_paper(seen, form.signers, stored, by=request.actor, at=now)

    is_good = request.method == "POST" and form.is_valid() and uploads.is_readable(form, ahead)
    if is_good and attempt(form, keep) is not None:
        messages.success(request, f"Đã ghi chữ ký trên giấy. Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-detail", pk=pk)
    context = {"pledge": pledge, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "commitments/pledges/sign_paper.html", context, status=status)


@require_GET
def pledge_scan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand out the scan of a pledge signed on paper."""
    seen = Pledge.objects.visible_to(request.actor)
    found = PledgeSignature.objects.filter(pledge__in=seen).select_related("file")
    signature = get_object_or_404(found, pk=pk)
    if signature.file is None:
        raise Http404
    ending = "pdf" if signature.file.media_type == "application/pdf" else "jpg"
    return file_response(signature.file, f"giao-uoc-da-ky.{ending}")


def _ticked(request: SignedInRequest, waiting: list[ToSign]) -> list[Seen]:
    """Return the pledges that were ticked, each with the fingerprint that stood beside its lines."""
    ticked = set(request.POST.getlist("ban"))
    return [
        Seen(one.pledge, request.POST.get(f"dau-{one.pledge.pk}", ""))
        for one in waiting
        if str(one.pledge.pk) in ticked
    ]


def _has_password(request: SignedInRequest) -> bool:
    return cast("User", request.user).has_usable_password()

"""Both sides sign: with the own password, many at once after each was listed, or on paper."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeSignature
from thidua.commitments.queries.pledge_lists import ToSign, waiting_for_committee
from thidua.commitments.services import pledge_signing
from thidua.commitments.services.pledge_signing import Seen
from thidua.commitments.web.asked import movement_of
from thidua.commitments.web.pledge_asked import SIDES, pledge_of
from thidua.commitments.web.pledge_forms import PaperForm, PasswordForm
from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.uploads import Scan
from thidua.organisation.models import User
from thidua.organisation.web.guesses import is_password_of
from thidua.organisation.web.refusing import attempt


def is_password_right(request: HttpRequest) -> bool:
    """Check what was typed ahead of the transaction: a wrong guess must stay counted."""
    typed = request.POST.get("password", "")
    return isinstance(request.user, User) and bool(typed) and is_password_of(request.user, typed)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.sign", ahead=is_password_right)
def pledge_sign(request: SignedInRequest, pk: UUID, side: str, ahead: bool = False) -> HttpResponse:  # noqa: FBT001, FBT002 -- given by `once`
    """Show the text that is signed, ask for the password, sign."""
    wanted, pledge = SIDES.get(side), pledge_of(request, pk)
    if wanted is None:
        raise Http404
    policies.can_sign_pledge(request.actor, pledge, wanted).enforce()
    form = PasswordForm(request.POST or None, is_right=ahead)

    def sign() -> Pledge:
        seen = Seen(pledge, request.POST.get("dau", ""))
        return pledge_signing.sign(seen, wanted, by=request.actor, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, sign) is not None:
        messages.success(request, f"Đã ký giao ước. Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-detail", pk=pk)
    context = {"pledge": pledge, "side": wanted, "form": form, "may_sign": _has_password(request)}
    return render(request, "commitments/pledges/sign.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.sign_many", ahead=is_password_right)
def pledge_sign_many(request: SignedInRequest, pk: UUID, ahead: bool = False) -> HttpResponse:  # noqa: FBT001, FBT002 -- given by `once`
    """List every pledge that waits, line by line; sign those that are ticked."""
    movement = movement_of(request, pk)
    policies.can_sign_pledges_of(request.actor, movement).enforce()
    waiting = waiting_for_committee(movement, request.actor)
    form = PasswordForm(request.POST or None, is_right=ahead)
    seen = _ticked(request, waiting)
    if request.method == "POST" and not seen:
        form.add_error(None, "Chưa chọn bản nào. Đọc từng bản rồi tích vào bản muốn ký.")

    def sign() -> list[Pledge]:
        return pledge_signing.sign_many(seen, by=request.actor, at=timezone.now())

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
        now, seen = timezone.now(), Seen(pledge, request.POST.get("dau", ""))
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

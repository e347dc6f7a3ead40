"""The office writes a draft, sends it, opens it again, gives it up, renews it; units note remedies."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thidua.commitments import policies
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.services import editions, pledge_talk, pledges, remedies
from thidua.commitments.services.remedies import RemedyFacts
from thidua.commitments.web.pledge_asked import pledge_of
from thidua.commitments.web.pledge_forms import DraftForm, OfferForm, ReasonForm, RemedyForm
from thidua.foundation.policy import Answer
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.rewrite")
def pledge_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write the words and the lines of a draft."""
    pledge = pledge_of(request, pk)
    policies.can_write_pledge(request.actor, pledge).enforce()
    form = DraftForm(request.POST or None, pledge=pledge, lines=list(pledge.lines.all()))

    def save() -> Pledge:
        return pledges.rewrite(
            pledge,
            form.head,
            form.lines,
            expected=version_of(request),
            by=request.actor,
            at=now_of(request),
        )

    if request.method == "POST" and form.is_valid() and attempt(form, save) is not None:
        messages.success(request, "Đã lưu bản soạn. Đơn vị chưa thấy bản này.")
        return redirect("commitments:pledge-detail", pk=pk)
    context = {"pledge": pledge, "form": form}
    return render(request, "commitments/pledges/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.offer")
def pledge_offer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what the unit will get and ask for the day; then send it."""
    pledge = pledge_of(request, pk)
    policies.can_write_pledge(request.actor, pledge).enforce()
    form = OfferForm(request.POST if request.method == "POST" else None)

    def send() -> Pledge:
        day, seen = form.cleaned_data["sign_by"], version_of(request)
        return pledge_talk.offer(pledge, sign_by=day, expected=seen, by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, send) is not None:
        messages.success(request, f"Đã gửi. {pledge.unit} đã được báo. Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-detail", pk=pk)
    context = {
        "pledge": pledge,
        "form": form,
        "page": pledge_page(pledge, pledge.authority.day(timezone.localdate())),
    }
    return render(request, "commitments/pledges/offer.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.take_up")
def pledge_take_up(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open what was agreed again, with a reason."""
    pledge = pledge_of(request, pk)
    told = "Mọi dòng trở lại bước soạn. Chữ ký đã có, nếu có, không còn hiệu lực."
    words = ("Mở lại giao ước", told)
    return _with_reason(request, pledge, policies.can_take_up_pledge, pledges.take_up, words)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.withdraw")
def pledge_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a pledge up, with a reason."""
    pledge = pledge_of(request, pk)
    words = (
        "Bỏ bản giao ước",
        "Bản này không dùng nữa nhưng vẫn đọc lại được. Soạn bản khác lúc nào cũng được.",
    )
    return _with_reason(request, pledge, policies.can_withdraw_pledge, pledges.withdraw, words)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.renew")
def pledge_renew(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Begin the edition that replaces a signed one."""
    pledge = pledge_of(request, pk)
    policies.can_renew_pledge(request.actor, pledge).enforce()
    form = ReasonForm(request.POST or None)

    def begin() -> Pledge:
        reason = form.cleaned_data["reason"]
        return editions.begin(pledge, reason=reason, by=request.actor, at=now_of(request))

    made = attempt(form, begin) if request.method == "POST" and form.is_valid() else None
    if made is not None:
        messages.success(request, "Đã lập bản mới. Bản cũ còn hiệu lực đến khi hai bên ký bản mới.")
        return redirect("commitments:pledge-detail", pk=made.pk)
    told = "Bản mới chép các dòng đã ký để sửa. Hai bên thống nhất và ký lại. Bản cũ vẫn đọc được."
    context = {"pledge": pledge, "form": form, "button": "Lập bản mới", "told": told}
    return render(request, "commitments/pledges/reason.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.remedy")
def pledge_remedy(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note cause, remedy, who and when of a line at risk."""
    pledges_seen = Pledge.objects.visible_to(request.actor)
    found = PledgeLine.objects.filter(pledge__in=pledges_seen)
    line = get_object_or_404(
        found.select_related("pledge__unit", "pledge__authority", "pledge__movement"), pk=pk
    )
    policies.can_note_remedy(request.actor, line.pledge).enforce()
    form = RemedyForm(request.POST or None)

    def note() -> object:
        facts = RemedyFacts(**form.cleaned_data)
        return remedies.note(line, facts, by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, note) is not None:
        messages.success(request, "Đã ghi cách gỡ. Giao ước không đổi.")
        return redirect("commitments:pledge-detail", pk=line.pledge_id)
    context = {"pledge": line.pledge, "line": line, "form": form}
    return render(request, "commitments/pledges/remedy.html", context, status=422 if form.is_bound else 200)


def _with_reason(
    request: SignedInRequest,
    pledge: Pledge,
    policy: Callable[..., Answer],
    act: Callable[..., Pledge],
    words: tuple[str, str],
) -> HttpResponse:
    policy(request.actor, pledge).enforce()
    form = ReasonForm(request.POST or None)

    def step() -> Pledge:
        reason, seen = form.cleaned_data["reason"], version_of(request)
        return act(pledge, reason=reason, expected=seen, by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, step) is not None:
        messages.success(request, f"Đã làm xong: {words[0].lower()}.")
        return redirect("commitments:pledge-detail", pk=pledge.pk)
    context = {"pledge": pledge, "form": form, "button": words[0], "told": words[1]}
    return render(request, "commitments/pledges/reason.html", context, status=422 if form.is_bound else 200)

"""What proves a figure: shown, added, hidden and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.movements.models import Target
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.reporting import policies
from thidua.reporting.models import Evidence, Report
from thidua.reporting.services import evidence
from thidua.reporting.web.evidence_forms import ProofForm
from thidua.reporting.web.lookups import report_of, require_own, target_in
from thidua.reporting.web.proofs import Proof, keep, look_at

_FAULTS = 422


def _look_ahead(request: SignedInRequest) -> Proof | PaperError | None:
    """Clean the photo before the transaction, in which nobody else could write."""
    place = request.resolver_match.kwargs if request.resolver_match else {}
    policies.can_enter(request.actor, report_of(request, place["pk"])).enforce()
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"] is None:
        return None
    try:
        return look_at(form.cleaned_data["file"])
    except PaperError as refusal:
        return refusal


@require_http_methods(["GET", "POST"])
@once("reporting.evidence.add", ahead=_look_ahead)
def evidence_list(
    request: SignedInRequest, pk: UUID, target_pk: UUID, ahead: Proof | PaperError | None = None
) -> HttpResponse:
    """Show the proof of one figure; on POST add a photo, a PDF or a link."""
    report = report_of(request, pk)
    target = target_in(report, target_pk)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require_own(request)
        policies.can_enter(request.actor, report).enforce()
        if form.is_valid() and _add(request, (report, target), form, ahead):
            if request.htmx:
                return _fragment(request, (report, target), "")
            messages.success(request, f"Đã gửi minh chứng. Mã nhận {request.receipt}.")
            return redirect("reporting:evidence-list", pk=pk, target_pk=target_pk)
        if request.htmx:
            return _fragment(request, (report, target), _sentence(form))
    return _page(request, (report, target), form)


@require_GET
def evidence_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the bytes to whoever may see the report."""
    found = Evidence.objects.visible_to(request.actor).select_related("file")
    proof = get_object_or_404(found, pk=pk)
    if proof.file is None:
        raise Http404
    return file_response(proof.file, proof.name)


@require_POST
@once("reporting.evidence.remove")
def evidence_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Hide proof, or take it back."""
    found = Evidence.objects.visible_to(request.actor).select_related("figure")
    proof = get_object_or_404(found, pk=pk)
    step = {"bo": evidence.remove, "lay-lai": evidence.restore}.get(verb)
    if step is None:
        raise Http404
    step(proof, by=request.actor, at=now_of(request))
    return redirect("reporting:evidence-list", pk=proof.figure.report_id, target_pk=proof.figure.target_id)


def _add(
    request: SignedInRequest, place: tuple[Report, Target], form: ProofForm, ahead: Proof | PaperError | None
) -> bool:
    if isinstance(ahead, PaperError):
        form.add_error("file", ahead.sentence)
        return False
    now = now_of(request)
    field = "file" if ahead is not None else "url"
    try:
        if ahead is not None:
            keep(request, place, ahead, str(form.cleaned_data["file"].name), at=now)
        else:
            evidence.add_link(*place, form.cleaned_data["url"], by=request.actor, at=now)
    except RefusedError:
        raise
    except DomainError as error:
        form.add_error(field, error.sentence)
        return False
    return True


def _sentence(form: ProofForm) -> str:
    return " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)


def _fragment(request: SignedInRequest, place: tuple[Report, Target], fault: str) -> HttpResponse:
    """Answer with the part of the card that shows its proof, and with what was wrong."""
    report, target = place
    context = {
        "report": report,
        "target": target,
        "key": target.pk.hex,
        "proofs": list(Evidence.objects.kept().filter(figure__report=report, figure__target=target)),
        "fault": fault,
    }
    return render(request, "reporting/_card_proof.html", context, status=_FAULTS if fault else 200)


def _page(request: SignedInRequest, place: tuple[Report, Target], form: ProofForm) -> HttpResponse:
    report, target = place
    proofs = list(
        Evidence.objects.filter(figure__report=report, figure__target=target).select_related("file")
    )
    context = {
        "report": report,
        "target": target,
        "kept": [proof for proof in proofs if proof.removed_at is None],
        "removed": [proof for proof in proofs if proof.removed_at is not None],
        "may_enter": policies.can_enter(request.actor, report),
        "form": form,
    }
    status = _FAULTS if request.method == "POST" else 200
    return render(request, "reporting/evidence_list.html", context, status=status)

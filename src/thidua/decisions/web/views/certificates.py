"""Certificates for the office: what is lacking, printing, files, reissue."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import DomainError
from thidua.decisions import policies, tasks
from thidua.decisions.models import Certificate, CertificateBatch, CertificateStock, Decision
from thidua.decisions.queries.certificate_lists import (
    certificates_named,
    certificates_of,
    rows_of,
    signed_decisions,
)
from thidua.decisions.queries.certificates import granted_on, lacking_of, waiting_of, without_paper
from thidua.decisions.queries.corrections import told_of, unprinted
from thidua.decisions.queries.erasures import unnamed_among, unnamed_awards
from thidua.decisions.services import certificates
from thidua.decisions.services.certificates import Drawn, Printing
from thidua.decisions.web.certificate_forms import PrintForm, ReissueForm
from thidua.decisions.web.links import check_link, leads_nowhere
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of
from thidua.register.policies import can_keep

_PAGE = 50
_AT_ONCE = 100
"""More are left to the worker."""


@require_GET
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """Show signed decisions with what their certificates lack; `?tim=` finds one by code or name."""
    policies.can_see_certificates(request.actor).enforce()
    page = Paginator(signed_decisions(request.actor), _PAGE).get_page(request.GET.get("trang"))
    words = request.GET.get("tim", "").strip()[:100]
    found = certificates_named(request.actor, words) if words else []
    context = {
        "page": page,
        "rows": rows_of(page.object_list),
        "words": words,
        "may_keep": can_keep(request.actor, request.actor.authority_id),
        "found": found,
        "unnamed": unnamed_awards(found[0].authority_id) if found else [],
    }
    return render(request, "decisions/certificates/list.html", context)


def _ahead(request: HttpRequest) -> Drawn | DomainError | None:
    """Draw a short list before the transaction; a long one waits for the worker."""
    asked = cast("SignedInRequest", request)
    match = request.resolver_match
    decision = _found(asked, match.kwargs["pk"]) if match else None
    if decision is None or not policies.can_print_certificates(asked.actor, decision):
        return None
    form = PrintForm(request.POST, stocks=CertificateStock.objects.visible_to(asked.actor))
    if not form.is_valid() or waiting_of(decision).count() > _AT_ONCE:
        return None
    try:
        return certificates.draw(decision, _printing(asked, form), at=now_of(asked))
    except DomainError as refusal:
        return refusal


@require_http_methods(["GET", "POST"])
@once("decisions.certificate.issue", ahead=_ahead)
def decision_certificates(request: SignedInRequest, pk: UUID, *, ahead: object = None) -> HttpResponse:
    """Show the certificates of a decision, and print those that are lacking."""
    found = Decision.objects.visible_to(request.actor).select_related("authority", "paper")
    decision: Decision = get_object_or_404(found, pk=pk)
    policies.can_see_certificates(request.actor).enforce()
    may_print = policies.can_print_certificates(request.actor, decision)
    form = PrintForm(request.POST or None, stocks=CertificateStock.objects.visible_to(request.actor))
    if request.method == "POST":
        may_print.enforce()
        if form.is_valid():
            return _print(request, decision, form, ahead)
    page = Paginator(certificates_of(decision), _PAGE).get_page(request.GET.get("trang"))
    lacking = {*lacking_of(decision).values_list("pk", flat=True)}
    nameless = unnamed_among(decision, lacking.union(one.award_id for one in page))
    context = {
        "decision": decision,
        "form": form,
        "may_print": may_print,
        "link": check_link(request),
        "is_local": leads_nowhere(request),
        "lacking": len(lacking - nameless),
        "unnamed": len(lacking & nameless),
        "without_paper": without_paper(granted_on(decision), decision.decided_on),
        "batches": list(decision.batches.select_related("stock")[:20]),
        "page": page,
        "nameless": nameless,
    }
    status = 422 if form.is_bound else 200
    return render(request, "decisions/certificates/decision.html", context, status=status)


def _print(request: SignedInRequest, decision: Decision, form: PrintForm, ahead: object) -> HttpResponse:
    now = now_of(request)
    if isinstance(ahead, DomainError):
        raise ahead
    if isinstance(ahead, Drawn):
        made = certificates.issue(decision, ahead, by=request.actor, at=now)
        messages.success(request, f"Đã in {made.count} giấy. Tải tệp về rồi in ra giấy.")
    else:
        waiting = certificates.order(decision, _printing(request, form), by=request.actor, at=now)
        tasks.print_certificates.enqueue(str(waiting.pk), cast("int", request.user.pk))
        messages.success(request, f"Đang in {waiting.count} giấy. Tải lại trang này sau ít phút.")
    return redirect("decisions:certificate-print", pk=decision.pk)


@require_GET
def batch_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the file of certificates as it was kept."""
    found = CertificateBatch.objects.visible_to(request.actor).select_related("file", "decision__paper")
    batch: CertificateBatch = get_object_or_404(found, pk=pk)
    if batch.file is None:
        raise Http404
    number = batch.decision.paper.number.partition("/")[0] if batch.decision.paper else ""
    return file_response(batch.file, f"giay-khen-{number}-{batch.count}-giay.pdf")


@require_http_methods(["GET", "POST"])
@once("decisions.certificate.reissue")
def reissue(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a certificate again, with a reason; the old one says that it was replaced."""
    found = Certificate.objects.visible_to(request.actor).select_related("award__decision", "replaced_by")
    old: Certificate = get_object_or_404(found, pk=pk)
    policies.can_reissue_certificate(request.actor, old).enforce()
    certificates.refuse_erased(old.award)
    stocks = CertificateStock.objects.visible_to(request.actor)
    mended = ", ".join(dict.fromkeys(map(told_of, unprinted(old))))
    known = {"stock": old.batch.stock_id, "reason": f"Đính chính {mended}" if mended else ""}
    form = ReissueForm(request.POST or None, stocks=stocks, initial=known)
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], now_of(request)
        new = certificates.reissue(old, _printing(request, form), reason=reason, by=request.actor, at=now)
        messages.success(request, f"Đã cấp lại giấy, lần {new.copy}. Giấy cũ ghi là đã cấp lại.")
        return redirect("decisions:certificate-print", pk=old.award.decision_id)
    context = {"old": old, "form": form, "link": check_link(request), "is_local": leads_nowhere(request)}
    return render(
        request, "decisions/certificates/reissue.html", context, status=422 if form.is_bound else 200
    )


def _found(request: SignedInRequest, pk: UUID) -> Decision | None:
    found = Decision.objects.visible_to(request.actor).select_related("authority", "paper")
    decision: Decision | None = found.filter(pk=pk).first()
    return decision


def _printing(request: SignedInRequest, form: PrintForm) -> Printing:
    return Printing(check_link(request), form.cleaned_data["stock"])

"""Money: the fund book of a year, and who was paid by a decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.dates import show_date
from thidua.decisions import policies
from thidua.decisions.models import Decision, FundEntry, Payment
from thidua.decisions.queries.fund_pages import fund_page, payment_sheet
from thidua.decisions.queries.payment_letter import payment_letter
from thidua.decisions.queries.review import fund_words
from thidua.decisions.services import funds, payments
from thidua.decisions.web.asked import decision_of, download, own_authority, own_day, xlsx, year_in
from thidua.decisions.web.decision_forms import WhyForm
from thidua.decisions.web.paper_forms import EntryForm, PayForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.papers.official import to_pdf
from thidua.papers.sheets import Sheet

_FUND_HEADER = ("Ngày", "Chứng từ", "Nội dung", "Thu (đồng)", "Chi (đồng)", "Chi tổ chức", "Còn lại (đồng)")
_PAY_HEADER = (
    "Số",
    "Người, đơn vị được khen",
    "Hình thức",
    "Số tiền (đồng)",
    "Ngày chi",
    "Người nhận",
    "Ghi chú",
)


@require_GET
def fund_book(request: SignedInRequest) -> HttpResponse:
    """Show the lines of a year and what is left; `?nam=` chooses the year."""
    policies.can_see_fund(request.actor).enforce()
    authority = own_authority(request)
    year = year_in(request) or own_day(request).year
    page = fund_page(request.actor, authority, year)
    context = {
        "year": year,
        "page": page,
        "words": fund_words(page.state.left),
        "may_keep": policies.can_keep_fund(request.actor, authority.pk),
        "authority": authority,
    }
    return render(request, "decisions/fund/book.html", context)


@require_GET
def fund_book_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the book of a year out as a workbook."""
    policies.can_see_fund(request.actor).enforce()
    year = year_in(request) or own_day(request).year
    page = fund_page(request.actor, own_authority(request), year)
    rows = [
        (
            row.entry.on,
            row.entry.paper,
            row.entry.note,
            max(row.entry.amount, 0) or None,
            max(-row.entry.amount, 0) or None,
            "có" if row.entry.is_organising else "",
            row.left,
        )
        for row in page.rows
    ]
    return xlsx(f"quy-khen-thuong-{year}", Sheet(f"Quỹ thi đua, khen thưởng năm {year}", _FUND_HEADER, rows))


@require_http_methods(["GET", "POST"])
@once("decisions.fund.add")
def fund_add(request: SignedInRequest) -> HttpResponse:
    """Write a line into the fund book."""
    policies.can_keep_fund(request.actor, request.actor.authority_id).enforce()
    form = EntryForm(request.POST or None, initial={"on": own_day(request), "sort": funds.EntrySort.INCOME})
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, now_of(request)
        made = attempt(form, lambda: funds.add(own_authority(request), form.facts, by=by, at=at))
        if made is not None:
            messages.success(request, f"Đã ghi vào sổ quỹ năm {made.year}.")
            return redirect("decisions:fund-book")
    return render(request, "decisions/fund/add.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("decisions.fund.reverse")
def fund_reverse(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a wrong line back."""
    found = FundEntry.objects.visible_to(request.actor)
    entry: FundEntry = get_object_or_404(found, pk=pk)
    policies.can_keep_fund(request.actor, entry.authority_id).enforce()
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by, at = form.cleaned_data["reason"], request.actor, now_of(request)
        if attempt(form, lambda: funds.reverse(entry, reason=reason, by=by, at=at)) is not None:
            messages.success(request, "Đã xóa dòng. Cả hai dòng còn trong sổ, không tính vào quỹ.")
            return redirect("decisions:fund-book")
    context = {"entry": entry, "form": form}
    return render(request, "decisions/fund/reverse.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("decisions.payment.pay")
def payment_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show who is paid what by a decision; on POST note who took the money."""
    decision = _decision_of(request, pk)
    sheet = payment_sheet(decision)
    may_keep = policies.can_keep_fund(request.actor, decision.authority_id)
    form = PayForm(request.POST or None, waiting=sheet.waiting, today=own_day(request))
    if request.method == "POST":
        may_keep.enforce()
    if request.method == "POST" and form.is_valid():
        by, at, on = request.actor, now_of(request), form.cleaned_data["on"]
        made = attempt(form, lambda: payments.pay(decision, form.received, on, by=by, at=at))
        if made is not None:
            messages.success(request, f"Đã ghi chi tiền thưởng cho {len(made)} dòng.")
            return redirect("decisions:payment-list", pk=pk)
    context = {"decision": decision, "sheet": sheet, "form": form, "may_keep": may_keep}
    return render(request, "decisions/fund/payments.html", context, status=422 if form.is_bound else 200)


@require_GET
def payment_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the payment list out as a workbook."""
    decision = _decision_of(request, pk)
    rows = [
        (
            award.position,
            award.recipient,
            award.kind_name,
            award.paid,
            award.payment.on if hasattr(award, "payment") else None,
            award.payment.received_by if hasattr(award, "payment") else "",
            award.paid_because,
        )
        for award in payment_sheet(decision).awards
    ]
    number = decision.paper.number if decision.paper else ""
    title = f"Chi tiền thưởng theo Quyết định {number} ngày {show_date(decision.decided_on)}"
    return xlsx("chi-tien-thuong", Sheet(title, _PAY_HEADER, rows))


@require_GET
def payment_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the payment list out as a paper to sign."""
    decision = _decision_of(request, pk)
    data = to_pdf(payment_letter(decision, payment_sheet(decision)), made_at=now_of(request))
    return download(data, "chi-tien-thuong.pdf", "application/pdf")


@require_http_methods(["GET", "POST"])
@once("decisions.payment.take_back")
def payment_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a payment back that was noted by mistake."""
    found = Payment.objects.visible_to(request.actor).select_related("award__decision", "entry")
    payment: Payment = get_object_or_404(found, pk=pk)
    policies.can_keep_fund(request.actor, payment.entry.authority_id).enforce()
    form = WhyForm(request.POST or None)
    decision = payment.award.decision

    def undo() -> bool:
        reason = form.cleaned_data["reason"]
        payments.take_back(payment, reason=reason, by=request.actor, at=now_of(request))
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, undo):
        messages.success(request, "Đã hủy dòng chi. Sổ quỹ giữ cả hai dòng.")
        return redirect("decisions:payment-list", pk=decision.pk)
    context = {"payment": payment, "decision": decision, "form": form}
    return render(request, "decisions/fund/take_back.html", context, status=422 if form.is_bound else 200)


def _decision_of(request: SignedInRequest, pk: UUID) -> Decision:
    decision = decision_of(request, pk)
    policies.can_see_fund(request.actor).enforce()
    return decision

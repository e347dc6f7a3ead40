"""The paper in the cupboard: what is on it, how far printing is moved, a page to try it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions import policies
from thidua.decisions.models import CertificateStock
from thidua.decisions.queries.certificates import stock_of
from thidua.decisions.services import stocks
from thidua.decisions.web.certificate_forms import StockForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.models import Authority
from thidua.organisation.web.today import now_of
from thidua.papers.certificates.printing import stock_test_pdf


@require_GET
def stock_list(request: SignedInRequest) -> HttpResponse:
    """Show the stocks of paper."""
    policies.can_see_certificates(request.actor).enforce()
    found = CertificateStock.objects.visible_to(request.actor)
    may_keep = policies.can_keep_stocks(request.actor, request.actor.authority_id)
    return render(request, "decisions/certificates/stocks.html", {"stocks": found, "may_keep": may_keep})


@require_http_methods(["GET", "POST"])
@once("decisions.stock.add")
def stock_new(request: SignedInRequest) -> HttpResponse:
    """Describe a stock of paper."""
    policies.can_keep_stocks(request.actor, request.actor.authority_id).enforce()
    authority = get_object_or_404(Authority.objects.visible_to(request.actor), id=request.actor.authority_id)
    form = StockForm(request.POST or None, instance=CertificateStock(authority=authority))
    if request.method == "POST" and form.is_valid():
        stocks.add(authority, form.cleaned_data, by=request.actor, at=now_of(request))
        messages.success(request, "Đã thêm phôi. In thử một tờ trước khi in hàng loạt.")
        return redirect("decisions:stock-list")
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@once("decisions.stock.change")
def stock_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Move printing on a stock."""
    found = CertificateStock.objects.visible_to(request.actor)
    stock: CertificateStock = get_object_or_404(found, pk=pk)
    policies.can_keep_stocks(request.actor, stock.authority_id).enforce()
    form = StockForm(request.POST or None, instance=stock)
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        stocks.change(stock, form.cleaned_data, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, "Đã sửa phôi. In thử lại để chắc chữ vào đúng chỗ.")
        return redirect("decisions:stock-list")
    return _form(request, form, stock)


@require_GET
def stock_test(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Draw crosses and rulers, moved as certificates would be."""
    stock: CertificateStock = get_object_or_404(CertificateStock.objects.visible_to(request.actor), pk=pk)
    answer = HttpResponse(
        stock_test_pdf(stock_of(stock), made_at=now_of(request)), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'inline; filename="in-thu.pdf"'
    return answer


def _form(request: SignedInRequest, form: StockForm, stock: CertificateStock | None) -> HttpResponse:
    context = {"form": form, "stock": stock}
    return render(request, "decisions/certificates/stock.html", context, status=422 if form.is_bound else 200)

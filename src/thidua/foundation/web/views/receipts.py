"""Look up what a receipt stands for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.services import receipts
from thidua.foundation.web.access import SignedInRequest


@require_GET
def receipt_find(request: SignedInRequest) -> HttpResponse:
    """Show when a form was received and where its result is; only for who sent it."""
    code = request.GET.get("ma", "").strip()
    found = receipts.find(code, by=request.actor) if code else None
    status = 404 if code and found is None else 200
    return render(request, "foundation/receipt.html", {"code": code, "found": found}, status=status)

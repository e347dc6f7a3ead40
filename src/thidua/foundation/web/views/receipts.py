"""Look up what a receipt stands for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thidua.foundation.services import receipts
from thidua.foundation.web.access import SignedInRequest


@require_GET
def receipt_find(request: SignedInRequest) -> HttpResponse:
    """Show when a form was received and where its result is; only for who sent it.

    A receipt that an app keeps for all who may see its subject leads straight to its page.
    """
    code = request.GET.get("ma", "").strip()
    if kept := receipts.page_of(code, by=request.actor):
        return redirect(kept)
    found = receipts.find(code, by=request.actor) if code else None
    status = 404 if code and found is None else 200
    return render(request, "foundation/receipt.html", {"code": code, "found": found}, status=status)

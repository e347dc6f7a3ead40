"""Whether a certificate is real and still valid, for everybody who holds it or scans its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thidua.core.check_codes import read_code, spoken
from thidua.decisions.models.decision import AWARD_IS_PUBLIC
from thidua.decisions.queries.checking import check
from thidua.foundation.web.access import public

_GONE = 404


@require_GET
@public
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the paper, and lead to what it stands for."""
    typed = request.GET.get("ma", "").strip()
    if code := read_code(typed):
        return redirect("decisions:certificate-check", code=code)
    return render(request, "decisions/check/ask.html", {"typed": typed})


@require_GET
@public
def certificate_check(request: HttpRequest, code: str) -> HttpResponse:
    """Show the certificate of a code: valid, replaced, revoked; a code nobody carries is told so."""
    found = check(code)
    if found is None:
        return render(
            request, "decisions/check/unknown.html", {"typed": spoken(read_code(code)) or code}, status=_GONE
        )
    return render(request, "decisions/check/certificate.html", {"found": found, "reason": AWARD_IS_PUBLIC})

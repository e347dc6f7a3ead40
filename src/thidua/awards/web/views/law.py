"""The rules of commendation in force on a day, with their sources and what is unconfirmed in them."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.awards.queries.law import KindShown, RulesOfDay, kind_on, rules_on
from thidua.core.dates import parse_date, show_date
from thidua.core.errors import DomainError
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Authority

_NOT_A_DAY = "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 20/12/2025."


@require_GET
def rules_page(request: SignedInRequest) -> HttpResponse:
    """Show the pack, its instruments, rules and award kinds on a day; the day stands in the address."""
    today = Authority.objects.day_of(request.actor.authority_id, timezone.localdate())
    asked = request.GET.get("ngay", "").strip() or show_date(today)
    rules, refusal = _rules(asked)
    context = {"asked": asked, "rules": rules, "refusal": refusal}
    return render(request, "awards/law/rules.html", context)


@require_GET
def kind_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one award kind on a day: conditions, vote, dossier and money, each with its article."""
    today = Authority.objects.day_of(request.actor.authority_id, timezone.localdate())
    on = parse_date(request.GET.get("ngay", "")) or today
    return render(request, "awards/law/kind.html", {"on": on, "shown": _kind(code, on)})


def _kind(code: str, on: date) -> KindShown:
    try:
        return kind_on(code, on)
    except DomainError as refusal:
        raise Http404 from refusal


def _rules(asked: str) -> tuple[RulesOfDay | None, str]:
    on = parse_date(asked)
    if on is None:
        return None, _NOT_A_DAY
    try:
        return rules_on(on), ""
    except DomainError as refusal:
        return None, refusal.sentence

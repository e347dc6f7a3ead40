"""Why somebody is not commended: every rule of an award with its answer, whoever asks for their own."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.awards.models.nomination import JUDGES
from thidua.awards.queries.kinds import best_kind, hint_for
from thidua.awards.queries.subjects import Whom
from thidua.awards.queries.why_not import Question, WhyNot, awards_of, kinds_to_ask, why_not
from thidua.awards.web.asked import whom_of
from thidua.awards.web.views.finding import Search, link_to, search_page
from thidua.core.errors import DomainError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent import whole_number
from thidua.organisation.web.today import today_of

_EARLIEST = 2000


@require_GET
def why_not_search(request: SignedInRequest) -> HttpResponse:
    search = Search(
        "Vì sao chưa được khen?",
        "Tìm cá nhân, tập thể hoặc chủ hộ, rồi xem từng điều kiện của luật.",
        reverse("awards:why-not"),
        link_to("awards:why-not-subject"),
    )
    return search_page(request, search)


@require_GET
def why_not_subject(request: SignedInRequest, slug: str, subject: UUID) -> HttpResponse:
    """Show the answers for `?hinh-thuc=` and `?nam=`, today's law; nothing is written down."""
    whom, today = whom_of(request, slug, subject), today_of(request)
    kinds, refusal = _kinds(whom, today)
    code = request.GET.get("hinh-thuc", "") or (best_kind(today, whom) if kinds else "")
    year = min(max(whole_number(request.GET.get("nam")) or today.year, _EARLIEST), today.year)
    answer: WhyNot | None = None
    if kinds:
        try:
            answer = why_not(request.actor, whom, Question(code, year, today))
        except DomainError as fault:
            refusal = fault.sentence
    context = {
        "whom": whom,
        "kinds": kinds if answer is None or code in dict(kinds) else [*kinds, (code, answer.kind)],
        "code": code,
        "year": year,
        "held": awards_of(whom, year),
        "hint": hint_for(whom, today),
        "answer": answer,
        "may_see_votes": request.actor.has(*JUDGES),
        "refusal": refusal,
        "today": today,
    }
    return render(request, "awards/nominations/why_not.html", context)


def _kinds(whom: Whom, today: date) -> tuple[list[tuple[str, str]], str]:
    try:
        return kinds_to_ask(whom, today), ""
    except DomainError as fault:
        return [], fault.sentence

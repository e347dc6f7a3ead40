"""The standing of a round, as a page and as a workbook."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.papers.sheets import Sheet, Value
from thidua.scoring import policies
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.standing_page import Asked, StandingPage, standing_page
from thidua.scoring.web.handing_out import xlsx

HEADER = (
    "Hạng",
    "Đơn vị",
    "Điểm",
    "Xếp loại",
    "Kỳ trước",
    "So với kỳ trước",
    "Hạng tiến bộ",
    "Tiêu chí được điểm tối đa",
    "Tiêu chí được chấm",
    "Ghi chú",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be sorted by: its words, its address, whether it is the order now."""

    label: str
    query: str
    is_current: bool
    css: str = ""


@require_GET
def standing_page_view(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show places and progress; order and filters are in the address."""
    scoring = round_of(request, pk)
    context = {
        "scoring": scoring,
        "page": _page(request, scoring),
        "asked": asked_of(request),
        "columns": columns_of(request),
        "query": request.GET.urlencode(),
        "refusal": policies.can_see_standing(request.actor, scoring).refusal,
    }
    return render(request, "scoring/standing/standing.html", context)


@require_GET
def standing_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the rows that the page shows."""
    scoring = round_of(request, pk)
    return xlsx(workbook_of(scoring.name, _page(request, scoring)), "xep-hang")


def round_of(request: SignedInRequest, pk: UUID) -> ScoringRound:
    """Take a round the actor may read, with its set and the round it is held against."""
    found = ScoringRound.objects.visible_to(request.actor)
    found = found.select_related("authority", "movement", "criteria_set", "block", "last")
    scoring: ScoringRound = get_object_or_404(found, pk=pk)
    return scoring


def _page(request: SignedInRequest, scoring: ScoringRound) -> StandingPage:
    actor = request.actor
    sees_all = bool(policies.can_see_standing(actor, scoring))
    return standing_page(scoring, asked_of(request), own=actor.unit_ids, sees_all=sees_all)


def asked_of(request: HttpRequest) -> Asked:
    """Read filters and order of the address; what does not exist asks for nothing."""
    given = request.GET
    return Asked(
        among=given.get("trong", ""), order=given.get("sap", ""), only_missing=given.get("thieu") == "co"
    )


def columns_of(request: HttpRequest) -> dict[str, Column]:
    """Return the links that sort, each keeping the filters of the address."""
    given = request.GET
    order = given.get("sap", "")
    return {
        name: Column(label, _sorted_by(given, key), order == key, css)
        for name, key, label, css in (
            ("place", "", "Hạng, đơn vị", ""),
            ("points", "", "Điểm", "n"),
            ("before", "ky-truoc", "Kỳ trước", "n"),
            ("progress", "tien-bo", "Hạng tiến bộ", "n"),
            ("full", "dat", "Tiêu chí được điểm tối đa", "n"),
            ("distance", "chi-tieu", "Còn cách chỉ tiêu năm", "n"),
        )
    }


def _sorted_by(given: QueryDict, key: str) -> str:
    query = given.copy()
    query.pop("sap", None)
    if key:
        query["sap"] = key
    return f"?{query.urlencode()}"


def workbook_of(title: str, page: StandingPage) -> Sheet:
    """Lay the rows out as a table; numbers stay numbers."""
    rows: list[tuple[Value, ...]] = []
    for row in page.rows:
        found = row.found
        rows.append(
            (
                found.place,
                found.unit,
                found.points,
                found.rating,
                found.before,
                found.progress,
                found.progress_place,
                found.reached.full,
                found.reached.assigned,
                ". ".join(words for words in (found.mark, found.because.rstrip(".")) if words),
            )
        )
    return Sheet(title=f"Xếp hạng: {title}", header=HEADER, rows=rows)

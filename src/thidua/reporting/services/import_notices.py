"""Tell units that the office's import changed figures of theirs, or gave them back."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from thidua.foundation.actors import Actor
from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.reporting import policies
from thidua.reporting.models import Figure, FigureImport, Report
from thidua.reporting.services.bulk import Written
from thidua.reporting.services.duties import page_of

Changed = Iterable[Figure | Written]


def tell_changed(batch: FigureImport, figures: Changed, *, by: Actor, at: datetime) -> None:
    """Tell each unit but the actor's own how many of its figures are others now."""
    what = f"từ tệp, {batch.period.in_a_sentence}."
    _tell(batch, "changed", (f"{by.name} đã đổi", what), figures, by, at)


def tell_undone(batch: FigureImport, figures: Iterable[Figure], *, by: Actor, at: datetime) -> None:
    """Tell each unit but the actor's own how many of its figures are as before."""
    what = f"về như trước khi nhập tệp, {batch.period.in_a_sentence}."
    _tell(batch, "undone", (f"{by.name} đã đưa", what), figures, by, at)


def _tell(
    batch: FigureImport,
    key: str,
    words: tuple[str, str],
    figures: Changed,
    by: Actor,
    at: datetime,
) -> None:
    reports: dict[UUID, Report] = {}
    counts: Counter[UUID] = Counter()
    for figure in figures:
        if not policies.is_of_unit(by, figure.report):
            reports[figure.report.pk] = figure.report
            counts[figure.report.pk] += 1
    news = (
        News(
            dedup_key=f"import-{key}:{batch.pk}:{report.pk}",
            authority_id=batch.authority_id,
            unit_id=report.unit_id,
            title=f"{words[0]} {counts[report.pk]} số của {report.unit} {words[1]}",
            detail="Xem lại các số. Nếu chưa đúng thì báo văn phòng.",
            url=page_of(report),
        )
        for report in reports.values()
    )
    notices.tell(news, at=at)

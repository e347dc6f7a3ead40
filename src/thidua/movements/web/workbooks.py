"""Hand a table out as a workbook."""

from django.http import HttpResponse
from django.utils import timezone

from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(sheet: Sheet, name: str) -> HttpResponse:
    answer = HttpResponse(to_xlsx(sheet, made_at=timezone.now()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""Tables as workbooks, handed out by the views of scoring in the same way."""

from django.http import HttpResponse
from django.utils import timezone

from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(sheet: Sheet, name: str, *more: Sheet) -> HttpResponse:
    """Answer with a workbook of one sheet or of several."""
    answer = HttpResponse(to_xlsx(sheet, *more, made_at=timezone.now()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer

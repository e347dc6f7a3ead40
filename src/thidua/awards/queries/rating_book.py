"""The workbook that yearly ratings are written into: everybody of the commune, with what is known."""

from thidua.awards.models import Rating
from thidua.core.pasted.ratings import COLUMNS
from thidua.organisation.models import Authority, Person, Unit
from thidua.papers.sheets import Sheet, Value


def rating_sheet(authority: Authority, year: int) -> Sheet:
    """Return people and units with their ratings of the year; a line without one is left out when read.

    Three queries.
    """
    rated = Rating.objects.filter(authority=authority, year=year, household=None)
    known = {row.person_id or row.unit_id: (row.get_grade_display(), row.paper) for row in rated}
    people = Person.objects.filter(authority=authority).select_related("unit").for_list()
    rows: list[tuple[Value, ...]] = [
        (one.full_name, str(one.unit or ""), one.birth_year, *known.get(one.pk, ("", ""))) for one in people
    ]
    units = Unit.objects.filter(authority=authority).in_force_still().for_list()
    rows += [(one.name, "", None, *known.get(one.pk, ("", ""))) for one in units]
    return Sheet(f"Xếp loại năm {year}", [column.label for column in COLUMNS], rows)

"""A decision tells until when it is made, and once issued until when its list is published."""

from datetime import date

from tests.decisions.deciding import Deciding

from thidua.awards.models import Nomination
from thidua.decisions.models import Decision
from thidua.decisions.queries.deadlines import decision_deadlines
from thidua.organisation.enums import Role

ON = date(2024, 12, 24)


def culture(deciding: Deciding) -> Nomination:
    return deciding.year.passed("GDVH", household=deciding.year.household)


def told(decision: Decision) -> list[str]:
    return [f"{due.deed}: {due.words}" for due in decision_deadlines(decision, ON)]


def test_each_step_tells_its_own(deciding: Deciding):
    made = deciding.submitted(culture(deciding))
    assert told(made) == ["Ra quyết định: Quá hạn 10 ngày: chậm nhất 14/12/2024"]
    deciding.explain_all(made)
    issued = deciding.issue(made)
    assert told(issued) == ["Công bố danh sách: Còn 11 ngày: chậm nhất 04/01/2025"]
    office = deciding.commune.client(Role.OFFICE)
    page = " ".join(office.get(f"/khen-thuong/quyet-dinh/{issued.pk}/").text.split())
    assert "<b>Công bố danh sách.</b>" in page


def test_none_for_other_kinds_and_none_once_it_is_published(deciding: Deciding):
    assert told(deciding.issued()) == []
    assert told(deciding.published(culture(deciding))) == []

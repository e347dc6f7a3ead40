"""What single units reached of what they were given."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import Commune
from tests.reported import months, report
from tests.season import OPENED, SmallSeason, make_season

from thidua.movements.models import Allocation, Target
from thidua.organisation.models import Unit
from thidua.reporting.enums import ResultStatus
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.unit_results import target_results, unit_results

AUTUMN = OPENED.replace(month=10, day=14)
OCTOBER = date(2024, 10, 14)
S = ResultStatus


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    return make_season(kept_commune, at=AUTUMN)


def of_unit(season: SmallSeason, name: str) -> dict[str, object]:
    unit = season.commune.units[name]
    found = unit_results(unit, Target.objects.filter(movement=season.movement), OCTOBER)
    return {one.target.name: one for one in found}


def test_each_unit_is_held_against_its_own_part(season):
    report(season, "fish", months(*[10] * 9))
    report(season, "fish", months(*[2] * 9, unit="Thôn 2"))
    page = target_results(season.targets["fish"], OCTOBER)
    assert [(unit.given.name, unit.goal_words, unit.shown, unit.status) for unit in page.units] == [
        ("Thôn 1", "≥ 120 tấn", "90 tấn", S.ON_TRACK),
        ("Thôn 2", "≥ 120 tấn", "18 tấn", S.AT_RISK),
        ("Thôn 3", "≥ 120 tấn", "chưa có số", S.NOT_REPORTED),
    ]
    assert page.units[2].debtor.words == "Thôn 3 chưa báo cáo 9 kỳ, từ tháng 1/2024"


def test_cells_say_what_was_reported_what_is_verified_and_what_is_late(season):
    report(season, "health", {("Thôn 1", "Tháng 8/2024"): (190, 200)}, verified=True)
    report(season, "health", {("Thôn 2", "Tháng 8/2024"): None})
    page = target_results(season.targets["health"], OCTOBER)
    place = [period.span.name for period in page.periods].index("Tháng 8/2024")
    cells = [unit.figures[place] for unit in page.units]
    assert [(cell.words, cell.is_verified, cell.is_late) for cell in cells] == [
        ("190/200", True, False),
        ("không áp dụng", False, False),
        ("", False, True),
    ]
    assert page.units[0].shown == "95%"
    assert (page.figure_count, page.verified_count, page.verifiers) == (2, 1, ("Vũ Thị M",))


def test_a_rate_of_a_unit_is_held_against_the_rate_it_was_given(season):
    Allocation.objects.filter(target=season.targets["health"]).update(amount=Decimal(196))
    report(season, "health", {("Thôn 1", "Tháng 9/2024"): (193, 200)})
    found = of_unit(season, "Thôn 1")["Người có thẻ BHYT"]
    assert found.goal_words == "196/200 (98%)"
    assert found.shown == "96,5%"
    assert found.status != S.REACHED


def test_proofs_are_counted(season):
    report(season, "fish", months(10))
    figure = Figure.objects.get()
    for name in ("Biên bản", "Ảnh"):
        Evidence.objects.create(
            figure=figure, kind="link", url="https://a.vn/1", name=name, added_by="A", added_at=AUTUMN
        )
    Evidence.objects.filter(name="Ảnh").update(removed_at=AUTUMN)
    assert target_results(season.targets["fish"], OCTOBER).evidence_count == 1


def test_a_unit_sees_what_it_was_given_and_what_it_answers_for(season):
    assert set(of_unit(season, "Thôn 1")) == {"Sản lượng đánh bắt", "Người có thẻ BHYT", "Số vụ vi phạm"}
    assert set(of_unit(season, "Văn phòng UBND xã")) == {"Tỷ lệ tăng trưởng"}
    assert of_unit(season, "Trạm Y tế") == {}


def test_queries_do_not_grow_with_units_and_targets(season):
    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as of_target:
            target_results(season.targets["fish"], OCTOBER)
        with CaptureQueriesContext(connection) as of_one:
            of_unit(season, "Thôn 1")
        return len(of_target), len(of_one)

    report(season, "fish", months(*[10] * 3))
    before = count()
    report(season, "fish", months(*[10] * 9, unit="Thôn 2"))
    report(season, "poor", months(*[0] * 9))
    for number in range(20):
        unit = Unit.objects.create(authority=season.commune.authority, name=f"Xóm {number}", kind="village")
        Allocation.objects.create(target=season.targets["fish"], unit=unit, amount=1)
    assert count() == before
    assert before[0] <= 7
    assert before[1] <= 4

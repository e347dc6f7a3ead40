"""A figure that an inspection put right: its unit does not put it back."""

from decimal import Decimal

import pytest
from tests.reporting.steps import client_of, figure_of, send
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role
from thidua.reporting.enums import CellChoice, ChangeKind
from thidua.reporting.models import Figure, FigureChange
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, reports, verification

WHY = "Theo biên bản kiểm tra Thôn 1."


@pytest.fixture
def inspected(season: SmallSeason) -> Figure:
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    return figures.lower(figure, Decimal(20), reason=WHY, by=season.office, at=NOW)


def correct(figure: Figure, by: Actor, typed: str = "33,6") -> Figure:
    return figures.correct(figure, Entry(typed), reason="Sổ ghi thế", expected=figure.version, by=by, at=NOW)


def test_its_unit_does_not_correct_it(season: SmallSeason, inspected: Figure) -> None:
    with pytest.raises(RefusedError, match="đã sửa theo kết quả kiểm tra nên đơn vị không sửa lại"):
        correct(inspected, season.heads["Thôn 1"])
    assert figure_of(season, "Thôn 1", "fish").value == Decimal(20)


def test_the_office_corrects_it_with_a_reason(season: SmallSeason, inspected: Figure) -> None:
    correct(inspected, season.office, "21")
    kinds = FigureChange.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [ChangeKind.INSPECTED, ChangeKind.CORRECTED]


def test_the_other_figures_of_the_report_are_still_corrected(season: SmallSeason, inspected: Figure) -> None:
    figure = correct(figure_of(season, "Thôn 1", "poor"), season.heads["Thôn 1"], "1")
    assert figure.value == Decimal(1)


def test_the_pages_offer_no_correction(season: SmallSeason, inspected: Figure) -> None:
    head = client_of(season, "Thôn 1")
    address = f"/bao-cao/so-lieu/{inspected.id}/dinh-chinh/"
    form = head.get(f"/bao-cao/{inspected.report_id}/").content.decode()
    assert "Đã sửa theo kết quả kiểm tra." in form
    assert address not in form
    assert address not in head.get(f"/bao-cao/so-lieu/{inspected.id}/").content.decode()
    refused = head.get(address)
    assert refused.status_code == 403
    assert "gọi văn phòng" in refused.content.decode()
    office = season.commune.client(Role.OFFICE)
    assert address in office.get(f"/bao-cao/so-lieu/{inspected.id}/").content.decode()


def test_what_has_no_number_says_what_to_do_instead(season: SmallSeason) -> None:
    send(season, "Thôn 1", fish=Entry("không áp dụng"))
    figure = figure_of(season, "Thôn 1", "fish")
    with pytest.raises(DomainError, match="“không áp dụng” nên không có số để sửa theo kiểm tra"):
        figures.lower(figure, Decimal(20), reason=WHY, by=season.office, at=NOW)
    verification.send_back(figure, reason=WHY, expected=figure.version, by=season.office, at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    head = season.heads["Thôn 1"]
    figures.write(figure.report, figure.target, Entry("20"), expected=figure.version, by=head, at=NOW)
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=head, at=NOW)
    assert figure_of(season, "Thôn 1", "fish").said == CellChoice.NUMBER

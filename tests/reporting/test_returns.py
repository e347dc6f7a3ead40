"""A figure that was sent back: what was sent first stays beside what its unit writes after."""

from decimal import Decimal

import pytest
from django.test import Client
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.organisation.enums import Role
from thidua.reporting.enums import CellChoice, ChangeKind, FigureState
from thidua.reporting.models import Figure, FigureChange
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, reports, verification

REASON = "Sổ của thôn ghi 30 tấn."


@pytest.fixture
def returned(season: SmallSeason) -> Figure:
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    return verification.send_back(figure, reason=REASON, expected=figure.version, by=season.office, at=NOW)


def rewrite(season: SmallSeason, *texts: str) -> Figure:
    for typed in texts:
        figure = figure_of(season, "Thôn 1", "fish")
        head = season.heads["Thôn 1"]
        figures.write(figure.report, figure.target, Entry(typed), expected=figure.version, by=head, at=NOW)
    return figure_of(season, "Thôn 1", "fish")


def send_again(season: SmallSeason) -> None:
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)


def test_what_was_sent_first_stays_beside_what_came_after(season: SmallSeason, returned: Figure) -> None:
    rewrite(season, "3", "31", "30")
    send_again(season)
    change = FigureChange.objects.get()
    assert (change.kind, change.reason) == (ChangeKind.RESENT, REASON)
    assert (change.value_before, change.value_after) == (Decimal("33.6"), Decimal(30))
    assert change.by_name == season.heads["Thôn 1"].name


def test_a_word_that_became_a_number_is_a_change(season: SmallSeason) -> None:
    send(season, "Thôn 1", fish=Entry("không có"))
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason=REASON, expected=figure.version, by=season.office, at=NOW)
    rewrite(season, "0")
    send_again(season)
    change = FigureChange.objects.get()
    assert (change.said_before, change.said_after) == (CellChoice.NONE, CellChoice.NUMBER)


def test_the_same_number_sent_again_is_no_change(season: SmallSeason, returned: Figure) -> None:
    rewrite(season, "30", "33,6")
    send_again(season)
    assert not FigureChange.objects.exists()


def test_each_return_is_kept_by_itself(season: SmallSeason, returned: Figure) -> None:
    rewrite(season, "30")
    send_again(season)
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason="Xem lại", expected=figure.version, by=season.office, at=NOW)
    rewrite(season, "29")
    send_again(season)
    kept = FigureChange.objects.order_by("id").values_list("value_before", "value_after")
    assert list(kept) == [(Decimal("33.6"), Decimal(30)), (Decimal(30), Decimal(29))]


def test_the_history_page_shows_both(season: SmallSeason, returned: Figure) -> None:
    rewrite(season, "30")
    send_again(season)
    page = season.commune.client(Role.OFFICE).get(f"/bao-cao/so-lieu/{returned.id}/")
    for words in ("Ghi lại sau khi bị trả lại", "<del>33,6 tấn</del>", "<b>30 tấn</b>", REASON):
        assert words in page.content.decode()


def undo_shown(office: Client, season: SmallSeason) -> bool:
    page = office.get(f"/bao-cao/ky/{season.period('Tháng 4/2024').pk}/tham-dinh/?trang-thai=returned")
    return "hoan-tac" in page.content.decode()


def test_a_return_is_undone_only_until_its_unit_writes(season: SmallSeason, returned: Figure) -> None:
    office = season.commune.client(Role.OFFICE)
    assert undo_shown(office, season)
    figure = rewrite(season, "30")
    assert not undo_shown(office, season)
    with pytest.raises(DomainError, match="Đơn vị đã ghi lại số này"):
        verification.undo(figure, expected=figure.version, by=season.office, at=NOW)
    assert figure_of(season, "Thôn 1", "fish").state == FigureState.RETURNED

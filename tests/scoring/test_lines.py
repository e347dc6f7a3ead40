"""Points follow verified figures, and only those."""

from decimal import Decimal

from tests.contest import SCORED, Contest, make_contest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason

from thidua.foundation.models import AuditEntry
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import verification
from thidua.scoring.models import ScoreLine, ScoreSheet
from thidua.scoring.services import lines


def verify(season: SmallSeason, village: str, *names: str) -> None:
    for name in names:
        figure = figure_of(season, village, name)
        verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)


def test_a_sheet_a_unit_and_a_line_a_criterion(contest: Contest):
    assert ScoreSheet.objects.count() == 3
    assert ScoreLine.objects.count() == 3 * 6
    assert contest.line("Thôn 1", "fish").state == "not_reported"
    assert contest.sheet("Thôn 1").missing == 5


def test_only_verified_figures_give_points(season: SmallSeason):
    send(season, "Thôn 1", fish=Entry("90"))
    send(season, "Thôn 2", fish=Entry("90"))
    verify(season, "Thôn 1", "fish")
    contest = make_contest(season)
    assert contest.line("Thôn 1", "fish").points == Decimal(30)
    assert contest.line("Thôn 1", "fish").arithmetic == ["75% × 40 điểm = 30 điểm."]
    assert contest.line("Thôn 2", "fish").state == "not_reported"
    assert contest.sheet("Thôn 1").points == Decimal(30)


def test_a_changed_figure_is_followed(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    verify(season, "Thôn 1", "fish")
    unit = season.commune.units["Thôn 1"]
    assert lines.follow([unit.pk], [season.targets["fish"].pk], at=SCORED) in {0, 1}
    assert contest.sheet("Thôn 1").points == Decimal(20)
    told = AuditEntry.objects.filter(action="scoring.sheet.follow").last()
    assert told.changes["points"] == ["0", "20"]


def test_working_all_out_again_changes_nothing(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    verify(season, "Thôn 1", "fish")
    lines.refresh(contest.round, by=season.office, at=SCORED)
    assert lines.refresh(contest.round, by=season.office, at=SCORED) == 0

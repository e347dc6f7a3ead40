"""The figures of a year as a matrix: the same points as the lines, laid out anew only when rows changed."""

from datetime import date
from decimal import Decimal
from io import StringIO

from django.core.management import call_command
from tests.contest import Contest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason

from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import verification
from thidua.scoring.models import PackedYear, ScoringRound
from thidua.scoring.queries.agreement import matrix_disagreements
from thidua.scoring.queries.packed import points_by_matrix, stamp_of, unpacked
from thidua.scoring.services.packing import pack_year


def report(season: SmallSeason, village: str, fish: str, *, period: str = "Tháng 4/2024") -> None:
    send(season, village, period=period, fish=Entry(fish))
    figure = figure_of(season, village, "fish", period=period)
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)


def test_points_by_matrix_are_those_of_the_lines(season: SmallSeason, contest: Contest):
    report(season, "Thôn 1", "33,3")
    report(season, "Thôn 1", "41,7", period="Tháng 3/2024")
    report(season, "Thôn 2", "150")
    year = pack_year(season.movement)
    assert year is not None
    fish = season.targets["fish"].pk
    points = points_by_matrix(*unpacked(year), {fish: Decimal(40)}, places=2)
    units = season.commune.units
    found = {village: points.get((units[village].pk, fish)) for village in ("Thôn 1", "Thôn 2", "Thôn 3")}
    lines = {village: contest.line(village, "fish").auto_points for village in found}
    assert found == lines == {"Thôn 1": Decimal(25), "Thôn 2": Decimal(40), "Thôn 3": None}


def test_it_is_laid_out_anew_only_when_a_row_changed(season: SmallSeason, contest: Contest):
    report(season, "Thôn 1", "60")
    first = pack_year(season.movement)
    assert first is not None
    PackedYear.objects.update(values=b"kept")
    again = pack_year(season.movement)
    assert again is not None
    assert bytes(again.values) == b"kept"
    report(season, "Thôn 2", "60")
    assert first.stamp != stamp_of(season.movement)
    fresh = pack_year(season.movement)
    assert fresh is not None
    assert len(fresh.values) > len(b"kept")


def test_the_whole_round_is_held_against_it(season: SmallSeason, contest: Contest):
    report(season, "Thôn 1", "33,3")
    ScoringRound.objects.filter(pk=contest.round.pk).update(ends_on=date(2024, 12, 31))
    whole = ScoringRound.objects.select_related("movement", "criteria_set").get(pk=contest.round.pk)
    assert matrix_disagreements(whole) == []
    line = contest.line("Thôn 1", "fish")
    line.auto_points = Decimal(1)
    line.save(update_fields=["auto_points"])
    told = matrix_disagreements(whole)
    assert [one.sentence for one in told] == ["Thôn 1, fish: đang ghi 1 điểm, tính lại được 11,1 điểm."]


def test_the_command_packs_what_runs(season: SmallSeason, contest: Contest):
    out = StringIO()
    call_command("pack_years", stdout=out)
    assert "không có số nào xếp được" not in out.getvalue()
    assert PackedYear.objects.get().movement == season.movement

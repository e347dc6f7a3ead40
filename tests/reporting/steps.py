"""Steps that tests of reporting share: a village fills and sends, somebody looks at a page."""

from django.conf import settings
from django.test import Client
from tests.pages import StrictClient
from tests.season import NOW, SmallSeason

from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, reports

MONTH = "Tháng 4/2024"
FULL = {"fish": Entry("33,6"), "health": Entry("190", "200"), "poor": Entry("không có")}


def fill(season: SmallSeason, village: str, *, period: str = MONTH, **entries: Entry) -> None:
    """Write what a village has to report."""
    report = season.report(village, period)
    for name, entry in (FULL | entries).items():
        target = season.targets[name]
        figure = Figure.objects.filter(report=report, target=target).first()
        expected = figure.version if figure else 0
        figures.write(report, target, entry, expected=expected, by=season.heads[village], at=NOW)


def send(season: SmallSeason, village: str, *, period: str = MONTH, **entries: Entry) -> Report:
    """Fill and send as the head of the village."""
    fill(season, village, period=period, **entries)
    report = season.report(village, period)
    return reports.send(report, expected=report.version, by=season.heads[village], at=NOW)


def figure_of(season: SmallSeason, village: str, name: str, *, period: str = MONTH) -> Figure:
    found = Figure.objects.select_related("report__period", "report__unit", "target")
    figure: Figure = found.get(report=season.report(village, period), target=season.targets[name])
    return figure


def client_of(season: SmallSeason, village: str) -> Client:
    """Return a browser in which the head of a village is signed in."""
    client = StrictClient()
    client.force_login(season.accounts[village], backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client

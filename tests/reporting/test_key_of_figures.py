"""The key of a figure: its report and target; found by index in each way it is asked for."""

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from tests.season import NOW, SmallSeason

from thidua.foundation.keys import new_key
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import evidence, figures

BEFORE = "0009_returns_keep_what_was_sent"


@pytest.fixture
def written(season: SmallSeason) -> Figure:
    report, target = season.report("Thôn 1"), season.targets["fish"]
    figure = figures.write(report, target, Entry("9,5"), expected=0, by=season.heads["Thôn 1"], at=NOW)
    evidence.add_link(report, target, "https://example.vn/anh", by=season.heads["Thôn 1"], at=NOW)
    return Figure.objects.get(id=figure.id)


@pytest.mark.django_db
def test_a_report_has_one_figure_of_a_target(written: Figure) -> None:
    facts = {field.attname: getattr(written, field.attname) for field in Figure._meta.concrete_fields}
    copy = Figure(**{**facts, "id": new_key()})
    with pytest.raises(IntegrityError):
        copy.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["report", "target", "id"])
def test_figures_are_found_by_index(written: Figure, name: str) -> None:
    plan = Figure.objects.filter(**{name: getattr(written, name)}).explain()
    assert "INDEX" in plan.upper()
    assert "SCAN" not in plan


@pytest.mark.django_db(transaction=True)
def test_figures_and_what_hangs_on_them_are_kept_when_the_key_changes(written: Figure) -> None:
    rows = list(Figure.objects.values())
    try:
        MigrationExecutor(connection).migrate([("reporting", BEFORE)])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert list(Figure.objects.values()) == rows
    assert Evidence.objects.get().figure == written
    connection.check_constraints()

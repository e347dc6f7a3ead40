"""What a start brings up to date by itself."""

from pathlib import Path

import pytest
from tests.commune import Commune, make_commune

from thidua.cli.prepare import INDEXED, index_search
from thidua.foundation.models import SearchEntry
from thidua.foundation.services import search


@pytest.fixture
def data(tmp_path: Path, settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def commune(db) -> Commune:
    return make_commune()


def names() -> set[str]:
    return set(SearchEntry.objects.filter(kind="unit").values_list("title", flat=True))


def test_rows_of_an_older_form_are_written_anew_once(commune: Commune, data: Path):
    village = commune.units["Thôn 1"]
    SearchEntry.objects.all().delete()
    (data / INDEXED).write_text("1")
    index_search()
    assert village.name in names()
    assert (data / INDEXED).read_text() == search.FORM
    SearchEntry.objects.all().delete()
    index_search()
    assert names() == set()


def test_a_data_folder_without_a_mark_is_indexed(commune: Commune, data: Path):
    SearchEntry.objects.all().delete()
    index_search()
    assert names() == {unit.name for unit in commune.units.values()}

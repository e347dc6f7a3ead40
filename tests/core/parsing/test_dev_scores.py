"""The real documents of the project, scored by the project's own scorer, when both are at hand."""

import importlib.util
import json
from pathlib import Path

import pytest

from thidua.core.parsing.reader import read
from thidua.core.parsing.serialise import to_scheme

READING = Path(__file__).resolve().parents[4] / "shared" / "reading"
THRESHOLDS = {
    "targets_found": 0.97,
    "targets_exact": 0.93,
    "legal_bases": 0.97,
    "movements": 0.90,
    "metadata_present": 0.90,
    "recipients": 0.95,
    "assignments_unit": 0.85,
}

pytestmark = pytest.mark.skipif(not (READING / "score.py").exists(), reason="the real documents are not here")


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("reading_score", READING / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predictions = tmp_path_factory.mktemp("predictions")
    names = scorer.names_in(READING / "dev")
    for name in names:
        reading = read((READING / "dev" / f"{name}.txt").read_text(encoding="utf-8"))
        (predictions / f"{name}.json").write_text(json.dumps(to_scheme(reading)), encoding="utf-8")
    _, micro = scorer.run(str(predictions), str(READING / "dev"), names)
    return {key: count.prf[2] for key, count in micro.items()}


@pytest.mark.parametrize(("key", "least"), THRESHOLDS.items())
def test_the_reader_reaches_the_agreed_score(scores, key, least):
    assert scores[key] >= least

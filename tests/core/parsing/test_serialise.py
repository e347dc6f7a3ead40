import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import (
    Assignment,
    Comparator,
    Doubt,
    Field,
    LegalBasisCited,
    Metadata,
    MovementNamed,
    Reading,
    Span,
    TargetRead,
)
from thidua.core.parsing.serialise import from_json, to_json, to_scheme

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
TEXT = st.text(max_size=8)
MAYBE = st.none() | TEXT
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
DOUBTS = st.lists(st.builds(Doubt, TEXT, TEXT, st.none() | SPANS), max_size=2).map(tuple)
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
TUPLES = st.lists(TEXT, max_size=3).map(tuple)
READINGS = st.builds(
    Reading,
    TEXT,
    st.builds(Metadata, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, TUPLES, TUPLES),
    MAYBE,
    st.lists(st.builds(LegalBasisCited, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, SPANS), max_size=2).map(tuple),
    st.lists(
        st.builds(MovementNamed, TEXT, st.none() | st.tuples(TEXT, TEXT), MAYBE, SPANS, st.booleans()),
        max_size=2,
    ).map(tuple),
    st.lists(
        st.builds(
            TargetRead,
            name=TEXT,
            comparator=st.sampled_from(Comparator),
            low=NUMBERS,
            high=NUMBERS,
            unit=TEXT,
            per=MAYBE,
            parent=MAYBE,
            span=SPANS,
            field=st.sampled_from(Field),
            heading=MAYBE,
            doubts=DOUBTS,
        ),
        max_size=2,
    ).map(tuple),
    st.lists(st.builds(Assignment, TEXT, TEXT, SPANS, MAYBE, MAYBE, DOUBTS), max_size=2).map(tuple),
    DOUBTS,
)


@given(READINGS)
def test_a_stored_reading_comes_back_equal(reading):
    again = from_json(to_json(reading))
    assert again == reading
    assert [str(target.low) for target in again.targets] == [str(target.low) for target in reading.targets]


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_what_was_read_from_a_letter_comes_back_equal(path):
    reading = read(path.read_text(encoding="utf-8"))
    assert from_json(to_json(reading)) == reading


def test_the_scheme_has_its_fields_and_numbers_as_numbers():
    target = TargetRead(
        "Lúa", Comparator.RANGE, Decimal(2205), Decimal("2205.50"), "tấn", None, None, Span(4, 7)
    )
    scheme = to_scheme(Reading("Có: Lúa", targets=(target,)))
    assert set(scheme) == {
        "metadata",
        "theme",
        "legal_bases",
        "movements",
        "targets",
        "assignments",
        "doubts",
    }
    (found,) = json.loads(json.dumps(scheme))["targets"]
    assert (found["text"], found["comparator"], found["low"], found["high"]) == ("Lúa", "range", 2205, 2205.5)
    assert isinstance(found["low"], int)
    assert scheme["metadata"]["addressees"] == []


def test_periods_deadlines_and_doubts_are_in_the_scheme():
    doubt = Doubt("due_without_year", "Năm nào?", Span(1, 2))
    reading = Reading(
        "abc",
        movements=(MovementNamed("Vì dân", ("2021", "2025"), "xã", Span(0, 1), is_launched=True),),
        assignments=(Assignment("Các thôn", "b", Span(0, 3), "2025", "trong năm 2025", (doubt,)),),
    )
    scheme = to_scheme(reading)
    assert scheme["movements"][0]["period"] == ["2021", "2025"]
    assert scheme["assignments"][0]["due"] == "2025"
    assert scheme["assignments"][0]["doubts"] == [
        {"code": "due_without_year", "question": "Năm nào?", "start": 1, "end": 2}
    ]


@pytest.mark.parametrize("stored", ["[]", "{}", "null", '{"text": 1, "other": 2}'])
def test_a_broken_record_is_refused(stored):
    with pytest.raises((TypeError, KeyError, ValueError)):
        from_json(stored)

"""Random sets of criteria with every rule, and random marks, for properties of sets."""

from decimal import Decimal as Dec

from hypothesis import strategies as st

from thidua.core.scoring import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    LineState,
    Mark,
    RatingBand,
    Reading,
    TieBreak,
    TieKind,
)
from thidua.core.scoring.rules import (
    AgainstAverage,
    AgainstLeader,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    MeanOfShares,
    Measure,
    Milestones,
    Proportional,
    Sampled,
    Step,
)

MAXIMA = st.decimals(0, 50, places=2)
SMALL = st.decimals("0.25", 5, places=2)
MEASURES = st.sampled_from(Measure)
WORDS = st.text("abcđêôơư ÀẢ", min_size=1, max_size=12).map(lambda text: " ".join(f"x{text}x".split()))
BANDS = st.lists(st.builds(Band, SMALL, SMALL), max_size=3).map(tuple)
STEPS = st.lists(st.builds(Step, WORDS, WORDS, SMALL), max_size=3).map(tuple)
RULES = st.one_of(
    st.builds(Proportional, MAXIMA, MEASURES, SMALL),
    st.builds(Bands, MAXIMA, BANDS, MEASURES),
    st.builds(AllOrNothing, MAXIMA, st.none() | SMALL, MEASURES),
    st.builds(AgainstAverage, MAXIMA, MEASURES),
    st.builds(Milestones, MAXIMA, STEPS),
    st.builds(Counted, MAXIMA, SMALL),
    st.builds(Deducted, MAXIMA, SMALL, st.none() | SMALL, st.booleans()),
    st.builds(AgainstLeader, MAXIMA),
    st.builds(BaseAndSteps, MAXIMA, SMALL, SMALL, SMALL, SMALL, MEASURES),
    st.builds(Sampled, MAXIMA, st.integers(1, 90), SMALL),
    st.builds(MeanOfShares, MAXIMA),
    st.builds(BaseLessFaults, MAXIMA, SMALL, SMALL, st.booleans()),
    st.builds(Judged, MAXIMA, SMALL),
)


@st.composite
def criteria_sets(draw: st.DrawFn) -> CriteriaSet:
    """Draw a set that may be inconsistent, with keys that are not."""
    groups = []
    for place in range(draw(st.integers(1, 3))):
        lines = tuple(draw(_criterion(f"{place}-{number}")) for number in range(draw(st.integers(0, 4))))
        maximum = sum((one.maximum for one in lines), Dec(0))
        kind = GroupKind.BASE if not place else draw(st.sampled_from(GroupKind))
        floor = draw(st.sampled_from([Dec(0), Dec("0.5")]))
        groups.append(Group(f"g{place}", draw(WORDS), maximum, lines, kind, floor))
    total = sum((one.maximum for one in groups if one.kind == GroupKind.BASE), Dec(0))
    return CriteriaSet(
        draw(WORDS),
        total,
        tuple(groups),
        tuple(draw(st.lists(st.builds(RatingBand, WORDS, SMALL, st.booleans(), st.booleans()), max_size=3))),
        tuple(draw(st.lists(st.builds(Ceiling, WORDS, WORDS, WORDS), max_size=2))),
        tuple(draw(st.lists(st.builds(TieBreak, st.sampled_from(TieKind), WORDS, WORDS), max_size=3))),
        places=draw(st.integers(2, 4)),
        rescales=draw(st.booleans()),
        is_scored=draw(st.booleans()),
        source=draw(WORDS),
    )


def _criterion(key: str):
    return st.builds(
        Criterion,
        st.just(key),
        WORDS,
        RULES,
        st.sampled_from(Reading),
        WORDS,
        WORDS,
        st.booleans(),
        st.booleans(),
        st.lists(WORDS, max_size=2).map(tuple),
        st.sampled_from(["", "late_report", "written"]),
    )


@st.composite
def marks_for(draw: st.DrawFn, criteria: CriteriaSet, units: int) -> dict[str, dict[str, Mark]]:
    """Draw marks of units: some lines not assigned, some not judged, the rest up to their maximum."""
    return {
        f"Thôn {unit}": {
            one.key: draw(_mark(one.maximum, -1 if group.kind == GroupKind.DEDUCTION else 1))
            for group in criteria.groups
            for one in group.criteria
            if draw(st.integers(0, 9))
        }
        for unit in range(1, units + 1)
    }


@st.composite
def _mark(draw: st.DrawFn, maximum: Dec, sign: int) -> Mark:
    state = draw(st.sampled_from([*[LineState.SCORED] * 6, LineState.NOT_ASSIGNED, LineState.NOT_REPORTED]))
    top = max(1, int(maximum))
    points = sign * draw(st.decimals(0, top, places=2)) if state == LineState.SCORED else Dec(0)
    return Mark(points, state)

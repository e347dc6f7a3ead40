"""What keeps the office from taking a dossier as complete, and who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.awards.queries.dossier import Gap
from thidua.awards.queries.nomination_page import NominationPage
from thidua.core.eligibility.answers import AnswerState


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A rule or a paper that is not in order: what of it, and who can mend it, empty where nobody can."""

    name: str
    words: str
    who: str


def hindrances_of(page: NominationPage, gaps: Iterable[Gap]) -> list[Hindrance]:
    """Return what `nominations.accept` would refuse; a paper that may be waived is no hindrance."""
    rules = [
        Hindrance(answer.rule, answer.state.words.lower(), answer.mender.words)
        for answer in page.answers
        if answer.state != AnswerState.MET
    ]
    papers = [Hindrance(gap.name, gap.because, gap.who) for gap in gaps if gap.is_required]
    return [*rules, *papers]

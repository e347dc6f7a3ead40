"""The rules of a round that wait for a person, each with the nominations it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.candidates import BARS_KEY
from thidua.awards.queries.rounds import lines_of
from thidua.core.citations import Citation
from thidua.core.eligibility.answers import Answer, AnswerState
from thidua.foundation.actors import Actor

_STILL_ASKED = (NominationState.DRAFT, NominationState.SENT, NominationState.RETURNED)


@dataclass(frozen=True, slots=True)
class AskedRule:
    """One rule of one award kind that a person has to answer for these nominations."""

    kind_code: str
    kind_name: str
    key: str
    rule: str
    question: str
    citation: Citation
    nominations: Sequence[Nomination]


def asked_rules(actor: Actor, award_round: AwardRound) -> list[AskedRule]:
    """Return what is asked, kind by kind. Two queries for any number of nominations."""
    seen = Nomination.objects.visible_to(actor).filter(round=award_round, state__in=_STILL_ASKED)
    found: dict[tuple[str, str], tuple[Answer, list[Nomination]]] = {}
    for line in lines_of(seen.for_list()):
        for answer in line.finding.answers:
            if _is_asked(answer):
                place = (line.nomination.kind_code, answer.key)
                found.setdefault(place, (answer, []))[1].append(line.nomination)
    return [
        AskedRule(
            code, about[0].kind_name, key, answer.rule, answer.said.sentence, answer.citation, tuple(about)
        )
        for (code, key), (answer, about) in found.items()
    ]


def _is_asked(answer: Answer) -> bool:
    return answer.state == AnswerState.ASKED or (
        answer.key == BARS_KEY and answer.state == AnswerState.UNKNOWN
    )

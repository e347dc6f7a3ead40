"""What the law says of those put forward: the verdict, and the answer of each rule it follows from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thidua.awards.models import Nomination
from thidua.awards.queries.candidates import candidates_of
from thidua.core.citations import Citation, Confidence
from thidua.core.eligibility.answers import Answer, AnswerState, Mender, Said, Verdict, verdict_of
from thidua.core.eligibility.facts import Candidate
from thidua.core.errors import DomainError
from thidua.core.law.judging import judge
from thidua.core.law.packs import Law, RulePack
from thidua.law.shipped import national_law
from thidua.organisation.models import Authority


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one nomination and the answers it follows from, in the order of the law."""

    verdict: Verdict
    answers: tuple[Answer, ...]

    def in_state(self, *states: AnswerState) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.state in states)


def law_of(_authority: Authority) -> Law:
    """Return the law that holds for an authority: all of one installation are of one province."""
    return national_law()


def findings_of(
    nominations: Iterable[Nomination],
    *,
    on: date | None = None,
    granted: Collection[Nomination] | None = None,
) -> dict[UUID, Finding]:
    """Judge each nomination by the pack of the day its round is judged on, or of another day.

    `granted` are those one decision grants together: of what is put forward, titles count only there.

    :raises DomainError: no rule pack covers the day
    """
    listed = list(nominations)
    candidates = candidates_of(listed, on=on, granted=granted)
    law = national_law()
    return {
        one.pk: _finding(law.pack_on(on or one.round.judged_on), one.kind_code, candidates[one.pk])
        for one in listed
    }


def _finding(pack: RulePack, code: str, candidate: Candidate) -> Finding:
    try:
        kind = pack.kind(code)
    except DomainError as refusal:
        said = Said(AnswerState.NOT_MET, refusal.sentence, mender=Mender.OFFICE)
        answer = Answer("kind", "Hình thức khen thưởng", Citation(pack.name, Confidence.READ), said)
        return Finding(Verdict.BARRED, (answer,))
    return Finding(*judge(pack, kind, candidate))


def kept_form(finding: Finding) -> list[dict[str, Any]]:
    """Return the answers as a nomination keeps them from the day its dossier is accepted."""
    return [
        {
            "key": answer.key,
            "rule": answer.rule,
            "article": answer.citation.article,
            "confidence": answer.citation.confidence.value,
            "state": answer.state.value,
            "sentence": answer.said.sentence,
            "source": answer.said.source,
            "mender": answer.said.mender.value,
            "applies": answer.said.applies,
        }
        for answer in finding.answers
    ]


def finding_from(kept: Iterable[dict[str, Any]]) -> Finding:
    """Return the answers a nomination kept."""
    answers = tuple(
        Answer(
            one["key"],
            one["rule"],
            Citation(one["article"], Confidence(one["confidence"])),
            Said(
                AnswerState(one["state"]),
                one["sentence"],
                one["source"],
                Mender(one["mender"]),
                applies=one.get("applies", True),  # kept before answers told so
            ),
        )
        for one in kept
    )
    return Finding(verdict_of(answers), answers)

"""Hold a candidate against an award: every principle, then every condition, each with its article."""

from thidua.core.citations import Citation, Confidence
from thidua.core.eligibility.answers import Answer, AnswerState, Mender, Said, Verdict, verdict_of
from thidua.core.eligibility.facts import Candidate
from thidua.core.eligibility.principles import PRINCIPLES, once_a_year
from thidua.core.law.kinds import AwardKind
from thidua.core.law.packs import RulePack

PACK_KEY = "pack"


def answers_for(pack: RulePack, kind: AwardKind, candidate: Candidate) -> tuple[Answer, ...]:
    """Answer every rule of the pack and of the kind, in a fixed order.

    A rule whose text nobody has confirmed never decides: what it would refuse is asked of a person. So is
    everything under a pack that does not decide by itself.
    """
    found = [] if pack.decides else [_pack_answer(pack, candidate)]
    if not kind.is_for(candidate.subject):
        sentence = f"{kind.name} không dành cho đối tượng này."
        found.append(Answer("subject", "Đối tượng", kind.citation, Said(AnswerState.NOT_MET, sentence)))
    for rule in pack.rules:
        if rule.principle:
            said = PRINCIPLES[rule.principle](candidate)
            found.append(_answer(rule.key, rule.text, rule.citation, said, candidate))
    if kind.is_yearly:
        said = once_a_year(kind.code)(candidate)
        found.append(Answer("once", "Một danh hiệu, một năm, một lần", kind.citation, said))
    for requirement in kind.requirements:
        said = requirement.condition.look(candidate)
        found.append(_answer(requirement.key, requirement.name, requirement.citation, said, candidate))
    return tuple(found)


def judge(pack: RulePack, kind: AwardKind, candidate: Candidate) -> tuple[Verdict, tuple[Answer, ...]]:
    """Return the verdict and the answers it follows from."""
    answers = answers_for(pack, kind, candidate)
    return verdict_of(answers), answers


def _pack_answer(pack: RulePack, candidate: Candidate) -> Answer:
    citation = Citation(pack.name, Confidence.RECALLED)
    return Answer(PACK_KEY, "Quy định đang áp dụng", citation, _asked(PACK_KEY, pack.caution, candidate))


def _answer(key: str, name: str, citation: Citation, said: Said, candidate: Candidate) -> Answer:
    if citation.is_confirmed or said.state in {AnswerState.MET, AnswerState.ASKED}:
        return Answer(key, name, citation, said)
    sentence = f"{said.sentence} Quy định này chưa được xác nhận, cần người quyết định."
    return Answer(key, name, citation, _asked(key, sentence, candidate))


def _asked(key: str, sentence: str, candidate: Candidate) -> Said:
    confirmed = candidate.confirmed.get(key)
    if confirmed is None:
        return Said(AnswerState.ASKED, sentence, mender=Mender.OFFICE)
    state = AnswerState.MET if confirmed.is_met else AnswerState.NOT_MET
    return Said(state, confirmed.note, f"{confirmed.by} xác nhận")

"""The answer to one rule, and what all answers together mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.citations import Citation


class AnswerState(StrEnum):
    """How a rule stands; `HELD` waits for a day, `ASKED` for a person, `UNKNOWN` for a fact."""

    MET = "met"
    NOT_MET = "not_met"
    HELD = "held"
    UNKNOWN = "unknown"
    ASKED = "asked"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    AnswerState.MET: "Đạt",
    AnswerState.NOT_MET: "Không đạt",
    AnswerState.HELD: "Tạm dừng",
    AnswerState.UNKNOWN: "Thiếu thông tin",
    AnswerState.ASKED: "Cần người xác nhận",
}


class Mender(StrEnum):
    """Who can mend what an answer stands on."""

    NOBODY = ""
    OFFICE = "văn phòng"
    UNIT = "đơn vị đề nghị"
    INSPECTOR = "cơ quan đang xem xét"
    COUNCIL = "hội đồng"

    @property
    def words(self) -> str:
        """As pages say it; the value is what nominations keep."""
        return {"văn phòng": "Văn phòng xã", "hội đồng": "Hội đồng"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Said:
    """What a condition found: a state, the sentence, the paper the fact stands in, who can mend it.

    A rule that does not apply (`applies`) is met.
    """

    state: AnswerState
    sentence: str
    source: str = ""
    mender: Mender = Mender.NOBODY
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a condition found, with the name of the rule and its article."""

    key: str
    rule: str
    citation: Citation
    said: Said

    @property
    def state(self) -> AnswerState:
        return self.said.state


class Verdict(StrEnum):
    """What the answers mean together, worst first."""

    BARRED = "barred"
    HELD = "held"
    OPEN = "open"
    ELIGIBLE = "eligible"

    @property
    def words(self) -> str:
        return {
            "barred": "Không đủ điều kiện",
            "held": "Tạm dừng xét",
            "open": "Chưa đủ căn cứ",
            "eligible": "Đủ điều kiện",
        }[self]


def verdict_of(answers: Iterable[Answer]) -> Verdict:
    """Return the verdict: one rule that is not met bars, a hold waits, a missing fact leaves it open."""
    states = {answer.state for answer in answers}
    if AnswerState.NOT_MET in states:
        return Verdict.BARRED
    if AnswerState.HELD in states:
        return Verdict.HELD
    if states & {AnswerState.UNKNOWN, AnswerState.ASKED}:
        return Verdict.OPEN
    return Verdict.ELIGIBLE

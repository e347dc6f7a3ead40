"""Why a decision cannot grant what is put forward: asked when it is listed, looked through and issued."""

from datetime import date

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.core.dates import show_date
from thidua.core.law.kinds import Decider
from thidua.decisions.queries.amounts import LawOfDay

_ENDED = {
    AwardRoundState.DONE: "Đợt xét đã xong nên không ra quyết định nữa. Lập đợt mới.",
    AwardRoundState.CANCELLED: "Đợt xét đã hủy nên không ra quyết định. Lập đợt mới.",
}


def round_obstacle(award_round: AwardRound) -> str:
    """Say why nothing of a round can be decided any more; empty where it can."""
    return _ENDED.get(AwardRoundState(award_round.state), "")


def obstacle(one: Nomination, name: str, decided_on: date, law: LawOfDay) -> str:
    """Say why a decision of a day cannot grant a nomination; empty where it can. `name` is who it praises."""
    if one.state != NominationState.PASSED:
        state = one.get_state_display()
        return f"{name} chưa được thông qua hoặc không còn được đề nghị ({state}) nên không khen được."
    decider = law.pack.kind(one.kind_code).decider
    if decider != Decider.COMMUNE:
        return (
            f"{one.kind_name} do {decider.words} quyết định. Lập tờ trình lên cấp trên, không lập quyết định."
        )
    if one.outcome_on is not None and decided_on < one.outcome_on:
        return (
            f"{name} có kết quả xét ngày {show_date(one.outcome_on)}. Ngày quyết định không sớm hơn ngày này."
        )
    return ""

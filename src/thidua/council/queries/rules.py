"""What the law asks of a session: its pack, its quorum, how each kind is voted on."""

from collections.abc import Iterable

from thidua.awards.models import Nomination
from thidua.awards.queries.eligibility import law_of
from thidua.core.law.kinds import VoteRule
from thidua.core.law.packs import Rule, RulePack
from thidua.core.rounding import percent_text
from thidua.council.enums import Manner
from thidua.council.models import CouncilSession

_WOMEN_FIRST = "P11"
"""Key of the rule that equal votes favour a woman, or a collective most of which are women."""


def pack_of(session: CouncilSession) -> RulePack:
    """Return the rules by which the award round of a session is judged.

    :raises DomainError: no pack covers the day
    """
    return law_of(session.authority).pack_on(session.award_round.judged_on)


def vote_of(pack: RulePack, nomination: Nomination) -> VoteRule:
    """Return how the kind of a nomination is voted on.

    :raises DomainError: the pack has no such kind
    """
    return pack.kind(nomination.kind_code).vote


def is_by_ballot(session: CouncilSession, vote: VoteRule) -> bool:
    """Say whether a kind is voted on by paper in a session: always where the law says so."""
    return session.manner == Manner.BALLOT or vote.is_ballot


def threshold_words(vote: VoteRule, *, is_on_paper: bool = False) -> str:
    """Say how many must agree, and by which article; a paper to be signed names none that nobody has read."""
    share = "quá nửa" if vote.share is None else f"từ {percent_text(vote.share)}"
    wanted = f"Cần {share} tổng số thành viên đồng ý."
    return wanted if is_on_paper and not vote.citation.is_confirmed else f"{wanted} Căn cứ: {vote.citation}."


def favours_women(pack: RulePack) -> bool:
    """Say whether equal votes favour a woman under these rules."""
    return _women_first(pack) is not None


def priority_words(pack: RulePack, subjects: Iterable[Nomination]) -> str:
    """Say what the law prefers among equal votes, and what of it the program cannot know."""
    rule, listed = _women_first(pack), list(subjects)
    if rule is None:
        return "Quy định của đợt xét không nêu ưu tiên khi bằng phiếu."
    said = f"{rule.text} ({rule.citation})."
    if any(one.unit_id for one in listed):
        return f"{said} Máy không có tỷ lệ nữ của tập thể: xem hồ sơ rồi chọn."
    if any(one.household_id for one in listed):
        return f"{said} Ưu tiên này không nêu hộ gia đình."
    return f"{said} Đã ưu tiên nữ mà vẫn bằng nhau."


def _women_first(pack: RulePack) -> Rule | None:
    return next((rule for rule in pack.rules if rule.key == _WOMEN_FIRST), None)

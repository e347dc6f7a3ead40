"""Who drafts, issues, signs and publishes decisions and papers, and who keeps the fund."""

from uuid import UUID

from thidua.awards.models.facts import FACT_READERS
from thidua.decisions.enums import (
    NUMBERED_DECISIONS,
    AwardState,
    CertificateStatus,
    DecisionState,
    PaperKind,
    PaperState,
)
from thidua.decisions.models import Award, Certificate, Decision, IssuedPaper, PaperDraft, Revocation
from thidua.decisions.models.decision import DECISION_READERS
from thidua.decisions.models.money import MONEY_READERS
from thidua.decisions.models.paper import PAPER_READERS
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role

_OTHER = Answer("Văn bản này của cơ quan khác nên chỉ xem được.")
_PUBLISHED = Answer("Quyết định đã công bố nên không đổi được. Có sai sót thì lập văn bản đính chính.")


def can_see_decisions(actor: Actor) -> Answer:
    """Read drafts and decisions of the commune."""
    if actor.has(*DECISION_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch, Hội đồng và Tổ kiểm tra.")


def can_see_praised(actor: Actor, authority_id: UUID) -> Answer:
    """Read who stands behind the numbers of a round: what is known of a person is for those who judge."""
    if authority_id == actor.authority_id and actor.has(*FACT_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch và Hội đồng.")


def can_see_papers(actor: Actor) -> Answer:
    """Read the books of numbers."""
    if actor.has(*PAPER_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch, Hội đồng và Tổ kiểm tra.")


def can_begin_decision(actor: Actor, authority_id: UUID | None) -> Answer:
    """Draft a decision."""
    if authority_id is None or authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được soạn quyết định khen thưởng.")


def can_write_decision(actor: Actor, decision: Decision) -> Answer:
    """Change a draft."""
    allowed = can_begin_decision(actor, decision.authority_id)
    if allowed and decision.state != DecisionState.DRAFT:
        return Answer("Dự thảo đã trình nên không sửa được. Cần sửa thì nhờ Chủ tịch trả lại.")
    return allowed


def can_review_decision(actor: Actor, decision: Decision) -> Answer:
    """Look a draft through before signing, and write why a warning does not stand in the way."""
    allowed = can_begin_decision(actor, decision.authority_id)
    if allowed and decision.state not in {DecisionState.DRAFT, DecisionState.SUBMITTED}:
        return Answer("Quyết định đã có số nên không rà soát lại.")
    return allowed


def can_confirm_rules(actor: Actor, decision: Decision) -> Answer:
    """Say that rules hold which the program was not sure of."""
    allowed = can_review_decision(actor, decision)
    if allowed and not actor.has(Role.CHAIRMAN):
        return Answer("Chỉ Chủ tịch được xác nhận quy định chưa có nguyên văn. Để trống ô này rồi lưu.")
    return allowed


def can_drop_decision(actor: Actor, decision: Decision) -> Answer:
    """Give a draft up; its nominations wait for another one."""
    allowed = can_begin_decision(actor, decision.authority_id)
    if allowed and decision.state in NUMBERED_DECISIONS:
        return Answer("Quyết định đã có số nên không bỏ được. Có sai sót thì lập văn bản đính chính.")
    return allowed


def can_issue_decision(actor: Actor, decision: Decision) -> Answer:
    """Give a number to what was submitted, or send it back."""
    if decision.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.CHAIRMAN):
        return Answer("Chỉ Chủ tịch được ban hành hoặc trả lại quyết định.")
    if decision.state == DecisionState.DRAFT:
        return Answer("Dự thảo chưa trình. Văn phòng trình thì Chủ tịch mới ban hành được.")
    if decision.state != DecisionState.SUBMITTED:
        return Answer("Quyết định này không còn chờ ban hành.")
    return YES


def can_sign_paper(actor: Actor, paper: IssuedPaper, decision: Decision | None = None) -> Answer:
    """Put the signed copy beside an issued paper."""
    if paper.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return Answer("Chỉ Văn phòng hoặc Chủ tịch được đưa bản đã ký vào hệ thống.")
    if decision is not None and decision.state == DecisionState.PUBLISHED:
        return _PUBLISHED
    if paper.is_signed and paper.revocations.exists():
        return Answer("Đã hủy khen thưởng theo bản đã ký này nên không thay được.")
    return YES


def can_seal_paper(actor: Actor, paper: IssuedPaper, decision: Decision | None = None) -> Answer:
    """Sign an issued paper with a key file of the own."""
    allowed = can_sign_paper(actor, paper, decision)
    if allowed and not actor.has(Role.CHAIRMAN):
        return Answer("Chỉ Chủ tịch ký bằng tệp khóa tại đây. Văn phòng đưa bản đã ký vào.")
    return allowed


def can_publish_decision(actor: Actor, decision: Decision) -> Answer:
    """Show a decision to everybody; one that nobody signed is never shown."""
    allowed = can_begin_decision(actor, decision.authority_id)
    if not allowed:
        return allowed
    if decision.state == DecisionState.PUBLISHED:
        return Answer("Quyết định đã công bố rồi.")
    if decision.state == DecisionState.ISSUED:
        return Answer("Quyết định chưa có bản đã ký. Đưa bản đã ký vào rồi công bố.")
    if decision.state != DecisionState.SIGNED:
        return Answer("Quyết định chưa ban hành nên chưa công bố được.")
    return YES


def can_begin_paper(actor: Actor, authority_id: UUID | None) -> Answer:
    """Write an official paper."""
    if authority_id is not None and authority_id == actor.authority_id and actor.has(*_WRITERS):
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được soạn văn bản.")


def can_write_paper(actor: Actor, draft: PaperDraft) -> Answer:
    """Change or drop what is being written."""
    if draft.authority_id != actor.authority_id:
        return _OTHER
    if draft.state != PaperState.DRAFT:
        return Answer("Văn bản đã ban hành hoặc đã bỏ nên không sửa được.")
    return can_begin_paper(actor, draft.authority_id)


def can_issue_paper(actor: Actor, draft: PaperDraft) -> Answer:
    """Give a number to what is being written; the office drafts a decision, the chairman issues it."""
    allowed = can_write_paper(actor, draft)
    if allowed and draft.kind == PaperKind.DECISION and not actor.has(Role.CHAIRMAN):
        return Answer("Quyết định do Chủ tịch ban hành. Báo Chủ tịch mở trang này rồi ban hành.")
    return allowed


def can_see_fund(actor: Actor) -> Answer:
    """Read the fund book and payment lists."""
    if actor.has(*MONEY_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch và Tổ kiểm tra.")


def can_keep_fund(actor: Actor, authority_id: UUID | None) -> Answer:
    """Write income, spending and payments."""
    if authority_id is None or authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE):
        return YES
    return Answer("Chỉ Văn phòng được ghi thu, chi của quỹ.")


def can_read_history(actor: Actor, authority_id: UUID | None) -> Answer:
    """Read who did what with a draft: reasons there name people, and what was told against them."""
    if actor.has(Role.OFFICE) and authority_id == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng được xem lịch sử của dự thảo và quyết định.")


_WRITERS = (Role.OFFICE, Role.CHAIRMAN)


def can_see_certificates(actor: Actor) -> Answer:
    """See the certificates of the commune and the paper in its cupboard."""
    return YES if actor.has(*_WRITERS) else Answer("Trang này dành cho Văn phòng và Chủ tịch.")


def can_keep_stocks(actor: Actor, authority_id: UUID | None) -> Answer:
    """Describe the paper in the cupboard."""
    if authority_id is not None and authority_id == actor.authority_id and actor.has(Role.OFFICE):
        return YES
    return Answer("Chỉ Văn phòng được ghi phôi in.")


def can_print_certificates(actor: Actor, decision: Decision) -> Answer:
    """Print the certificates of a decision; their codes show names, so it is published first."""
    if decision.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE):
        return Answer("Chỉ Văn phòng được in giấy khen.")
    if decision.state != DecisionState.PUBLISHED:
        return Answer("Quyết định chưa công bố. Công bố rồi in giấy.")
    return YES


def can_word_certificate(actor: Actor, award: Award) -> Answer:
    """Word what the certificate of an award says beside the name."""
    if award.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE):
        return Answer("Chỉ Văn phòng được sửa lời ghi trên giấy.")
    if award.state == AwardState.REVOKED:
        return Answer("Khen thưởng này đã hủy nên không in giấy.")
    if award.state != AwardState.GRANTED:
        return Answer("Quyết định chưa ban hành. Sửa thành tích trong đề nghị khen thưởng.")
    return YES


def can_reissue_certificate(actor: Actor, certificate: Certificate) -> Answer:
    """Give another certificate in the place of one that was lost or spoiled."""
    if certificate.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE):
        return Answer("Chỉ Văn phòng được cấp lại giấy khen.")
    return {
        CertificateStatus.VALID: YES,
        CertificateStatus.REPLACED: Answer("Giấy này đã cấp lại. Cấp lại tiếp thì mở giấy mới nhất."),
        CertificateStatus.REVOKED: Answer("Khen thưởng này đã hủy nên không cấp lại giấy."),
    }[certificate.status]


def can_prepare_revocation(actor: Actor, award: Award) -> Answer:
    """Draft the decision that takes an award back."""
    if award.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(*_WRITERS):
        return Answer("Chỉ Văn phòng hoặc Chủ tịch được soạn quyết định hủy khen thưởng.")
    if award.state == AwardState.REVOKED:
        return Answer("Khen thưởng này đã hủy rồi.")
    if award.state != AwardState.GRANTED:
        return Answer("Quyết định chưa ban hành nên chưa có gì để hủy. Sửa dự thảo là đủ.")
    return YES


def can_revoke_award(actor: Actor, award: Award) -> Answer:
    """Take an award back by a decision that was signed."""
    allowed = can_prepare_revocation(actor, award)
    if allowed and not actor.has(Role.CHAIRMAN):
        return Answer(
            "Chỉ Chủ tịch được hủy khen thưởng. Văn phòng soạn quyết định hủy để Chủ tịch ban hành."
        )
    return allowed


def can_note_return(actor: Actor, revocation: Revocation) -> Answer:
    """Write down that the money of a revoked award came back."""
    allowed = can_keep_fund(actor, revocation.authority_id)
    if allowed and not revocation.owes:
        return Answer("Không còn khoản nào phải nộp lại.")
    return allowed

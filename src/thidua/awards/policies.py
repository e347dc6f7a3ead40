"""Who may set up award rounds, put forward, answer, settle, let praise wait, write what the law asks for."""

from datetime import date
from uuid import UUID

from thidua.awards.enums import AwardRoundState, NominationState, PaperState
from thidua.awards.models import AwardRound, DossierPaper, Hold, Nomination
from thidua.awards.models.facts import FACT_READERS
from thidua.awards.models.hold import HOLD_READERS
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.law.shipped import national_law
from thidua.organisation.enums import REPORTERS, Role
from thidua.organisation.models import Unit

_OTHER = Answer("Đề nghị này của cơ quan khác nên chỉ xem được.")
_NOT_PROPOSER = Answer("Chỉ người của đơn vị, Văn phòng hoặc Chủ tịch được lập đề nghị.")
_WRITTEN = frozenset({NominationState.DRAFT, NominationState.RETURNED})
_OVER = frozenset({AwardRoundState.DONE, AwardRoundState.CANCELLED})
_OF_DOSSIER = _WRITTEN | {NominationState.SENT}
_BEFORE_COUNCIL = _WRITTEN | {NominationState.SENT, NominationState.ACCEPTED}


def can_begin_round(actor: Actor) -> Answer:
    """Set up a consideration of awards."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được lập đợt xét khen thưởng.")


def can_run_round(actor: Actor, award_round: AwardRound) -> Answer:
    """Take a round from one step to the next."""
    if award_round.authority_id != actor.authority_id:
        return Answer("Đợt xét này của cơ quan khác nên chỉ xem được.")
    return can_begin_round(actor)


def can_change_round(actor: Actor, award_round: AwardRound) -> Answer:
    """Change what a round is about, while it takes nominations."""
    allowed = can_run_round(actor, award_round)
    if allowed and award_round.state != AwardRoundState.OPEN:
        return Answer("Đợt xét không còn nhận đề nghị nên không sửa được. Mở lại đợt rồi sửa.")
    return allowed


def can_propose(actor: Actor, award_round: AwardRound, unit: Unit | None, on: date) -> Answer:
    """Put somebody forward: a unit in its own name until the last day, office and chairman for all."""
    is_own = unit is not None and _is_own(actor, unit.pk)
    if not is_own and not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return _NOT_PROPOSER
    return _takes_nominations(actor, award_round, on)


def can_propose_some(actor: Actor, award_round: AwardRound, on: date) -> Answer:
    """Put somebody forward at all, whoever it is."""
    speaks_for_unit = bool(actor.unit_ids) and actor.has(*REPORTERS)
    if not speaks_for_unit and not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return _NOT_PROPOSER
    return _takes_nominations(actor, award_round, on)


def can_propose_for(actor: Actor, home: Unit | None) -> Answer:
    """Put forward somebody of a unit: a unit its own people, office and chairman everybody."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN) or (home is not None and _is_own(actor, home.pk)):
        return YES
    return Answer("Đơn vị chỉ đề nghị người và hộ của mình. Người của nơi khác thì báo Văn phòng.")


def _takes_nominations(actor: Actor, award_round: AwardRound, on: date) -> Answer:
    if award_round.authority_id != actor.authority_id:
        return Answer("Đợt xét này của cơ quan khác nên chỉ xem được.")
    if award_round.state != AwardRoundState.OPEN:
        return Answer("Đợt xét này không còn nhận đề nghị. Nhờ Văn phòng mở lại đợt.")
    due_on = award_round.due_on
    if due_on is not None and due_on < on and not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return Answer(
            f"Đã hết hạn: đợt này nhận đề nghị đến hết ngày {show_date(due_on)}. "
            "Cần gửi muộn thì gọi Văn phòng xã gửi giúp."
        )
    return YES


def can_write(actor: Actor, nomination: Nomination) -> Answer:
    """Change and send what is drafted or was returned: who put it forward, and the office."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if not _is_own(actor, nomination.put_forward_by_id) and not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return Answer("Chỉ đơn vị đề nghị hoặc Văn phòng được sửa và gửi đề nghị này.")
    if nomination.state not in _WRITTEN:
        return Answer("Đề nghị đã gửi nên không sửa được. Cần sửa thì nhờ Văn phòng trả lại.")
    return _live(nomination)


def can_send(actor: Actor, nomination: Nomination, on: date) -> Answer:
    """Hand a nomination to the office; what was returned may come back after the last day too."""
    allowed = can_write(actor, nomination)
    if not allowed or nomination.state != NominationState.DRAFT:
        return allowed
    return can_propose(actor, nomination.round, nomination.put_forward_by, on)


def can_write_paper(actor: Actor, nomination: Nomination, paper: DossierPaper | None) -> Answer:
    """Write a paper of a dossier not taken in yet: the office, and who put it forward until it is checked."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    is_office = actor.has(Role.OFFICE, Role.CHAIRMAN)
    if not is_office and not _is_own(actor, nomination.put_forward_by_id):
        return Answer("Chỉ đơn vị đề nghị hoặc Văn phòng được soạn hồ sơ này.")
    if not is_office and paper is not None and paper.state == PaperState.CHECKED:
        return Answer("Văn phòng đã kiểm tra văn bản này. Cần sửa thì nhờ Văn phòng trả lại.")
    return _dossier_open(nomination)


def can_judge_paper(actor: Actor, nomination: Nomination) -> Answer:
    """Return a paper of the dossier or say that it is in order, before the dossier is taken in."""
    allowed = can_answer(actor, nomination)
    return _dossier_open(nomination) if allowed else allowed


def can_answer(actor: Actor, nomination: Nomination) -> Answer:
    """Return, accept, refuse a nomination, or look at it again."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE):
        return _live(nomination)
    return Answer("Chỉ Văn phòng của xã được nhận, trả lại hoặc không xét một đề nghị.")


def can_confirm(actor: Actor, nomination: Nomination) -> Answer:
    """Answer a rule that only a person can judge, before the council has the nomination."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE, Role.CHAIRMAN):
        return Answer("Chỉ Văn phòng hoặc Chủ tịch được xác nhận một quy định.")
    if nomination.state not in _BEFORE_COUNCIL:
        return Answer("Đề nghị đã qua bước xét điều kiện nên không xác nhận thêm được.")
    return _live(nomination)


def can_withdraw(actor: Actor, nomination: Nomination) -> Answer:
    """Take a nomination back: who put it forward until the council has it, the office until the decision."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return _live(nomination)
    if not _is_own(actor, nomination.put_forward_by_id):
        return Answer("Chỉ đơn vị đề nghị hoặc Văn phòng được rút đề nghị này.")
    if nomination.state not in _BEFORE_COUNCIL:
        return Answer("Đề nghị đã trình Hội đồng. Muốn rút thì nhờ Văn phòng.")
    return _live(nomination)


def can_settle(actor: Actor, nomination: Nomination) -> Answer:
    """Put nominations before the council and write down what came of them."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL):
        return _live(nomination)
    return Answer("Chỉ Văn phòng, Chủ tịch hoặc Hội đồng được ghi kết quả xét.")


def can_pass_at_once(actor: Actor, nomination: Nomination) -> Answer:
    """Let something pass without the council: the chairman, for kinds the law wants no vote on."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.CHAIRMAN):
        return Answer("Chỉ Chủ tịch được thông qua không cần họp Hội đồng.")
    if nomination.state != NominationState.ACCEPTED:
        return Answer("Nhận đủ hồ sơ rồi mới thông qua được.")
    return _without_vote(nomination) and _live(nomination)


def _without_vote(nomination: Nomination) -> Answer:
    try:
        kind = national_law().pack_on(nomination.round.judged_on).kind(nomination.kind_code)
    except DomainError as fault:
        return Answer(str(fault))
    if kind.vote.is_required:
        return Answer(f"{kind.name} phải qua Hội đồng bỏ phiếu ({kind.vote.citation}).")
    return YES


def can_decide(actor: Actor, nomination: Nomination) -> Answer:
    """Write down that a decision was issued."""
    if nomination.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được ghi đã có quyết định.")


def can_look_into(actor: Actor, authority_id: UUID | None) -> Answer:
    """Read and answer what citizens wrote: comments on a list, deeds they told of."""
    if authority_id is None or authority_id != actor.authority_id:
        return Answer("Ý kiến này gửi cơ quan khác nên không xem được.")
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được xem và trả lời ý kiến của người dân.")


def can_see_facts(actor: Actor) -> Answer:
    """Read ratings, disciplines and earlier awards."""
    if actor.has(*FACT_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch và Hội đồng.")


def can_write_own_facts(actor: Actor) -> Answer:
    """Write down what the law asks of those of the own commune."""
    return can_write_facts(actor, actor.authority_id)


def can_write_facts(actor: Actor, authority_id: UUID | None) -> Answer:
    """Write down what the law asks of somebody."""
    if authority_id is None or authority_id != actor.authority_id:
        return Answer("Thông tin này của cơ quan khác nên chỉ xem được.")
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ Văn phòng được ghi xếp loại, kỷ luật và khen thưởng đã có.")


def can_see_holds(actor: Actor) -> Answer:
    if actor.has(*HOLD_READERS):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch, Hội đồng và tổ kiểm tra.")


def can_hold(actor: Actor) -> Answer:
    """Put down a violation or a complaint."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được ghi và gỡ việc tạm dừng xét khen.")


def can_lift(actor: Actor, hold: Hold) -> Answer:
    if hold.authority_id != actor.authority_id:
        return Answer("Việc tạm dừng này của cơ quan khác nên chỉ xem được.")
    return can_hold(actor)


def _dossier_open(nomination: Nomination) -> Answer:
    if nomination.state not in _OF_DOSSIER:
        return Answer("Văn phòng đã nhận hồ sơ nên không sửa được. Cần sửa thì trả lại cả đề nghị.")
    return _live(nomination)


def _live(nomination: Nomination) -> Answer:
    if nomination.round.state in _OVER:
        return Answer("Đợt xét này đã xong hoặc đã hủy nên đề nghị không đổi được.")
    return YES


def _is_own(actor: Actor, unit_id: UUID | None) -> bool:
    return unit_id is not None and unit_id in actor.unit_ids and actor.has(*REPORTERS)

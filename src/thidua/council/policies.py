"""Who may set up councils, run sessions, count ballots, decide between equal votes."""

from uuid import UUID

from thidua.awards.models.nomination import JUDGES
from thidua.council.enums import BEFORE_SESSION, ItemState, PollState, SessionState
from thidua.council.models import Council, CouncilSession, Poll, SessionItem, SessionPaper
from thidua.council.queries.board import Desk, desk_of
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role

_OTHER = Answer("Phiên họp này của cơ quan khác nên chỉ xem được.")
_NOT_OPEN = Answer("Phiên chưa khai mạc hoặc đã bế mạc nên không làm được việc này.")


def can_see_councils(actor: Actor) -> Answer:
    """Read councils, sessions and what came of them."""
    if actor.has(*JUDGES) and actor.authority_id is not None:
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch và Hội đồng.")


def can_read_history(actor: Actor, authority_id: UUID | None) -> Answer:
    """Read who did what with a council or a session: reasons there name people."""
    if actor.has(Role.OFFICE) and authority_id == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng được xem lịch sử của Hội đồng và phiên họp.")


def can_keep_councils(actor: Actor) -> Answer:
    """Write down councils, members and sessions: the office, which is their secretariat, and the chairman."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng hoặc Chủ tịch được lập Hội đồng và phiên họp.")


def can_change_council(actor: Actor, council: Council) -> Answer:
    """Change a council and who sits in it."""
    if council.authority_id != actor.authority_id:
        return Answer("Hội đồng này của cơ quan khác nên chỉ xem được.")
    return can_keep_councils(actor)


def can_run(actor: Actor, session: CouncilSession) -> Answer:
    """Prepare a session and take it from step to step."""
    if session.authority_id != actor.authority_id:
        return _OTHER
    return can_keep_councils(actor)


def can_prepare(actor: Actor, session: CouncilSession) -> Answer:
    """Change place and agenda, before the session begins."""
    allowed = can_run(actor, session)
    if allowed and session.state not in BEFORE_SESSION:
        return Answer("Phiên đã khai mạc, bế mạc hoặc hủy nên không sửa được.")
    return allowed


def can_set_table(actor: Actor, session: CouncilSession) -> Answer:
    """Put nominations on the table or take them off, until the session ends."""
    allowed = can_run(actor, session)
    if allowed and session.state not in {*BEFORE_SESSION, SessionState.OPENED}:
        return Answer("Phiên đã bế mạc hoặc đã hủy nên không đổi được các việc của phiên.")
    return allowed


def can_conduct(actor: Actor, session: CouncilSession) -> Answer:
    """Do what is done while the session sits."""
    allowed = can_run(actor, session)
    if allowed and session.state != SessionState.OPENED:
        return _NOT_OPEN
    return allowed


def can_reopen(actor: Actor, session: CouncilSession) -> Answer:
    """Open a closed session again."""
    allowed = can_run(actor, session)
    if allowed and session.state != SessionState.CLOSED:
        return Answer("Phiên chưa bế mạc nên không cần mở lại.")
    return allowed


def can_put_off(actor: Actor, item: SessionItem) -> Answer:
    """Leave an item to a later session, before it is voted on."""
    allowed = can_conduct(actor, item.session)
    if allowed and item.state != ItemState.WAITING:
        return Answer("Việc này đang bỏ phiếu hoặc đã có kết quả. Bỏ lượt bỏ phiếu trước.")
    return allowed


def can_count(actor: Actor, poll: Poll, desk: Desk | None = None) -> Answer:
    """Enter what was counted: whom the board names, or the office for one of them; `desk` if it was read."""
    if poll.session.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE, Role.COUNCIL) or actor.user_id is None:
        return Answer("Chỉ Ban kiểm phiếu và Văn phòng được nhập kết quả kiểm phiếu.")
    if poll.session.state != SessionState.OPENED:
        return _NOT_OPEN
    if poll.state != PollState.OPEN:
        return Answer("Lượt này đã kiểm phiếu xong hoặc đã bỏ nên không nhập nữa.")
    return _at_desk(actor, desk or desk_of(poll, actor))


def _at_desk(actor: Actor, desk: Desk) -> Answer:
    if desk.is_put_forward:
        return Answer("Người được đề nghị không kiểm phiếu cho việc của mình.")
    if desk.own is None and not actor.has(Role.OFFICE):
        return Answer(f"Lượt này do Ban kiểm phiếu nhập: {desk.names}. Văn phòng nhập hộ được.")
    return YES


def can_break_tie(actor: Actor, session: CouncilSession) -> Answer:
    """Decide between equal votes: who decides awards, or the council in that person's place."""
    if session.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.CHAIRMAN):
        return Answer("Bằng phiếu thì Chủ tịch là người có thẩm quyền quyết định, có ghi lý do.")
    if session.state != SessionState.OPENED:
        return _NOT_OPEN
    return YES


def can_attach_scan(actor: Actor, paper: SessionPaper) -> Answer:
    """Attach the signed scan to a paper of a session, unless another took its place."""
    allowed = can_run(actor, paper.session)
    if allowed and paper.session.state != SessionState.CLOSED:
        return Answer("Phiên chưa bế mạc nên chưa có biên bản để ký.")
    if allowed and paper.replaced_because:
        return Answer("Biên bản này đã được thay. Đính bản ký vào biên bản mới nhất.")
    return allowed

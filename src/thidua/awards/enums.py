"""States of award rounds, nominations and dossiers, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.eligibility.facts import DisciplineLevel, Grade, Merit, Subject
from thidua.core.workflow import Transition, Workflow


class SubjectChoice(TextChoices):
    """Who is put forward."""

    PERSON = Subject.PERSON.value, "cá nhân"
    COLLECTIVE = Subject.COLLECTIVE.value, "tập thể"
    HOUSEHOLD = Subject.HOUSEHOLD.value, "hộ gia đình"


class MeritChoice(TextChoices):
    """The kind of merit ("loại hình khen thưởng")."""

    REGULAR = Merit.REGULAR.value, "công trạng"
    SUDDEN = Merit.SUDDEN.value, "đột xuất"
    MOVEMENT = Merit.MOVEMENT.value, "phong trào, chuyên đề"
    SERVICE = Merit.SERVICE.value, "quá trình cống hiến"
    FOREIGN = Merit.FOREIGN.value, "đối ngoại"


class GradeChoice(TextChoices):
    """A yearly rating ("xếp loại")."""

    FAILED = Grade.FAILED.value, Grade.FAILED.words
    DONE = Grade.DONE.value, Grade.DONE.words
    GOOD = Grade.GOOD.value, Grade.GOOD.words
    EXCELLENT = Grade.EXCELLENT.value, Grade.EXCELLENT.words


class DisciplineChoice(TextChoices):
    REPRIMAND = DisciplineLevel.REPRIMAND.value, DisciplineLevel.REPRIMAND.words
    WARNING = DisciplineLevel.WARNING.value, DisciplineLevel.WARNING.words
    HEAVIER = DisciplineLevel.HEAVIER.value, DisciplineLevel.HEAVIER.words


class FactOrigin(TextChoices):
    """How a fact about somebody came in."""

    TYPED = "typed", "ghi tay"
    IMPORTED = "imported", "nhập từ bảng"
    DECIDED = "decided", "theo quyết định trong hệ thống"


class HoldKind(TextChoices):
    """Why praise waits."""

    VIOLATION = "violation", "vi phạm"
    COMPLAINT = "complaint", "đơn thư đang xem xét"
    INVESTIGATION = "investigation", "đang thanh tra, kiểm tra"
    DISCIPLINE = "discipline", "đang thi hành kỷ luật"


class AwardRoundState(TextChoices):
    OPEN = "open", "Đang nhận đề nghị"
    SHOWN = "shown", "Đang lấy ý kiến"
    REVIEW = "review", "Đang xét"
    DONE = "done", "Đã xong"
    CANCELLED = "cancelled", "Đã hủy"


_A = AwardRoundState
AWARD_ROUND_WORKFLOW: Workflow[AwardRoundState] = Workflow(
    (
        Transition("show", frozenset({_A.OPEN, _A.REVIEW}), _A.SHOWN),
        Transition("review", frozenset({_A.OPEN, _A.SHOWN}), _A.REVIEW),
        Transition("reopen", frozenset({_A.SHOWN, _A.REVIEW}), _A.OPEN),
        Transition("finish", frozenset({_A.REVIEW}), _A.DONE),
        Transition("cancel", frozenset({_A.OPEN, _A.SHOWN, _A.REVIEW}), _A.CANCELLED),
    )
)


class NominationSource(TextChoices):
    """Where a nomination came from."""

    STANDING = "standing", "từ bảng xếp hạng"
    RESULT = "result", "từ kết quả đã thẩm định"
    UNIT = "unit", "đơn vị đề nghị"
    CHAIRMAN = "chairman", "Chủ tịch phát hiện"
    CITIZEN = "citizen", "người dân giới thiệu"


class NominationState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đủ hồ sơ"
    COUNCIL = "council", "Trình Hội đồng"
    PASSED = "passed", "Được thông qua"
    NOT_PASSED = "not_passed", "Không được thông qua"
    DECIDED = "decided", "Đã có quyết định"
    REFUSED = "refused", "Không xét"
    WITHDRAWN = "withdrawn", "Đã rút"


_N = NominationState
_BEFORE_DECISION = frozenset({_N.DRAFT, _N.SENT, _N.RETURNED, _N.ACCEPTED, _N.COUNCIL, _N.PASSED})
NOMINATION_WORKFLOW: Workflow[NominationState] = Workflow(
    (
        Transition("send", frozenset({_N.DRAFT, _N.RETURNED}), _N.SENT),
        Transition("send_back", frozenset({_N.SENT, _N.ACCEPTED}), _N.RETURNED),
        Transition("accept", frozenset({_N.SENT}), _N.ACCEPTED),
        Transition("submit", frozenset({_N.ACCEPTED}), _N.COUNCIL),
        Transition("take_off", frozenset({_N.COUNCIL}), _N.ACCEPTED),
        Transition("pass", frozenset({_N.COUNCIL, _N.ACCEPTED}), _N.PASSED),
        Transition("fail", frozenset({_N.COUNCIL}), _N.NOT_PASSED),
        Transition("take_back", frozenset({_N.PASSED, _N.NOT_PASSED}), _N.COUNCIL),
        Transition("decide", frozenset({_N.PASSED}), _N.DECIDED),
        Transition("refuse", frozenset({_N.SENT, _N.ACCEPTED}), _N.REFUSED),
        Transition("look_again", frozenset({_N.REFUSED, _N.NOT_PASSED}), _N.SENT),
        Transition("withdraw", _BEFORE_DECISION, _N.WITHDRAWN),
    )
)
OPEN_NOMINATIONS = _BEFORE_DECISION
"""States of those still put forward."""


class PaperState(TextChoices):
    """How far a paper of a dossier is."""

    MISSING = "missing", "Chưa có"
    WRITTEN = "written", "Đã có"
    RETURNED = "returned", "Trả lại để sửa"
    CHECKED = "checked", "Đã kiểm tra"


class ProposalState(TextChoices):
    """What became of a deed that a citizen told of."""

    NEW = "new", "Chưa xem"
    TAKEN = "taken", "Đã lập đề nghị"
    DECLINED = "declined", "Không lập đề nghị"

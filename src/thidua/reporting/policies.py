"""Who may open periods, enter, verify and close figures."""

from uuid import UUID

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.movements.models import Movement
from thidua.organisation.enums import REPORTERS, Role
from thidua.organisation.models import Authority
from thidua.reporting.enums import ChangeKind, PeriodState
from thidua.reporting.models import Evidence, Figure, FigureChange, FigureImport, Period, Report

_OTHER = Answer("Báo cáo này của cơ quan khác nên chỉ xem được.")
_OTHER_PERIODS = Answer("Phong trào này của cơ quan khác nên không mở kỳ báo cáo ở đây được.")
_LEADERS = (Role.OFFICE, Role.CHAIRMAN)
_VERIFIERS = (Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR)


def can_open_periods(actor: Actor) -> Answer:
    if not actor.has(*_LEADERS):
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được mở kỳ báo cáo.")
    return YES


def can_prepare(actor: Actor, movement: Movement) -> Answer:
    """Open the periods of one movement."""
    return can_open_periods(actor) if movement.authority_id == actor.authority_id else _OTHER_PERIODS


def can_keep_calendar(actor: Actor, authority_id: UUID | None) -> Answer:
    """Say on which days the commune departs from the national calendar."""
    if not actor.has(*_LEADERS) or authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được sửa lịch nghỉ, làm bù.")
    return YES


def can_close(actor: Actor, period: Period) -> Answer:
    """Close a period, open it again, or move its day."""
    if not actor.has(*_LEADERS) or period.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được khóa, mở lại hoặc đổi hạn kỳ báo cáo.")
    return YES


def can_enter(actor: Actor, report: Report) -> Answer:
    """Write figures of a report: its own unit, or the office in its place ("nhập hộ")."""
    if report.authority_id != actor.authority_id:
        return _OTHER
    if not may_write_for(actor, report.authority_id, report.unit_id):
        return Answer(f"Chỉ {report.unit} hoặc văn phòng được ghi báo cáo này.")
    return is_open(report.period)


def can_enter_for_others(actor: Actor, period: Period) -> Answer:
    """Enter the report of any unit in its place ("nhập hộ")."""
    if not actor.has(Role.OFFICE) or period.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng của xã được nhập hộ đơn vị.")
    return is_open(period)


def may_write_for(actor: Actor, authority_id: UUID, unit_id: UUID) -> Answer:
    """Write figures in the name of a unit, as long as the period is open."""
    is_of_unit = actor.has(*REPORTERS) and unit_id in actor.unit_ids
    is_of_office = actor.has(Role.OFFICE) and authority_id == actor.authority_id
    return YES if is_of_unit or is_of_office else Answer("Chỉ đơn vị này hoặc văn phòng được ghi.")


def can_correct(actor: Actor, figure: Figure) -> Answer:
    """Give a sent figure another value; what an inspection put right is changed by those who verify only."""
    allowed = can_enter(actor, figure.report)
    if not allowed or actor.has(*_VERIFIERS):
        return allowed
    if FigureChange.objects.filter(figure=figure.id, kind=ChangeKind.INSPECTED).exists():
        return Answer(
            f"Số của “{figure.target}” đã sửa theo kết quả kiểm tra nên đơn vị không sửa lại. "
            "Chưa đồng ý thì gọi văn phòng."
        )
    return YES


def reports_for_some(actor: Actor) -> bool:
    """Whether the actor writes the reports of a unit: its head, or somebody of it who edits for it."""
    return actor.has(*REPORTERS) and bool(actor.unit_ids)


def can_object(actor: Actor, report: Report) -> Answer:
    """Say that what the office entered in the unit's place is wrong."""
    if not actor.has(Role.UNIT_HEAD) or report.unit_id not in actor.unit_ids:
        return Answer(f"Chỉ trưởng đơn vị của {report.unit} được nêu ý kiến về báo cáo nhập hộ.")
    if not report.entered_for_by:
        return Answer("Báo cáo này do chính đơn vị ghi nên không cần nêu ý kiến; sai thì đính chính.")
    return YES


def may_verify_some(actor: Actor) -> Answer:
    """Open the pages of verification; each figure is asked about by itself."""
    if not actor.has(*_VERIFIERS, Role.UNIT_HEAD):
        return Answer("Chỉ văn phòng, chủ tịch, tổ kiểm tra hoặc đơn vị phụ trách được thẩm định.")
    return YES


def can_verify(actor: Actor, report: Report) -> Answer:
    """Verify figures of a report at all; `can_verify_figure` says whether a certain one."""
    if report.authority_id != actor.authority_id:
        return _OTHER
    if is_of_unit(actor, report) and not actor.has(*_VERIFIERS):
        return Answer("Đơn vị không tự thẩm định số liệu của mình.")
    return may_verify_some(actor) and is_open(report.period)


def can_verify_figure(actor: Actor, figure: Figure) -> Answer:
    """Verify as somebody else than who wrote it: office, inspector, or the unit in charge of the target."""
    allowed = can_verify(actor, figure.report)
    if not allowed:
        return allowed
    if wrote(actor, figure):
        return Answer("Người ghi số không tự thẩm định số của mình. Nhờ người khác xem.")
    if not actor.has(*_VERIFIERS) and figure.target.owner_id not in actor.unit_ids:
        return Answer("Chỉ thẩm định được số của chỉ tiêu mà đơn vị mình phụ trách.")
    return YES


def can_lower(actor: Actor, figure: Figure) -> Answer:
    """Lower a figure by what an inspection found; also when its period is closed."""
    if figure.commune_id != actor.authority_id:
        return _OTHER
    if not actor.has(*_VERIFIERS):
        return Answer("Chỉ văn phòng, chủ tịch hoặc tổ kiểm tra được sửa số theo kết quả kiểm tra.")
    if wrote(actor, figure):
        return Answer("Người ghi số không tự sửa số của mình theo kiểm tra. Nhờ người khác sửa.")
    return YES


def wrote(actor: Actor, figure: Figure) -> bool:
    """Whether the figure stands as this person entered it."""
    return actor.user_id is not None and actor.user_id == figure.entered_by_user_id


def can_take_file(actor: Actor) -> Answer:
    """Take in a file of figures at all; each report is asked about by itself."""
    if not actor.has(Role.OFFICE) and not reports_for_some(actor):
        return Answer("Chỉ văn phòng hoặc đơn vị báo cáo được nhận tệp số chưa gửi.")
    return YES


def can_remove(actor: Actor, evidence: Evidence) -> Answer:
    return can_enter(actor, evidence.figure.report)


def can_import(actor: Actor, period: Period) -> Answer:
    """Hand in a workbook for a period: the office for all units, a head for the own ones."""
    if period.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE) and not reports_for_some(actor):
        return Answer("Chỉ văn phòng hoặc đơn vị báo cáo được nhập số liệu từ tệp.")
    return is_open(period)


def can_see_import(actor: Actor, batch: FigureImport) -> Answer:
    """Look at a workbook that was handed in: those who may take it in or back."""
    if actor.has(Role.OFFICE) or (actor.has(*REPORTERS) and batch.unit_id in actor.unit_ids):
        return YES
    return Answer("Tệp này do đơn vị khác đưa lên nên chỉ đơn vị ấy và văn phòng xem được.")


def can_take_import(actor: Actor, batch: FigureImport) -> Answer:
    """Say what the columns mean, take the workbook in or back."""
    return can_see_import(actor, batch) and can_import(actor, batch.period)


def can_store_list(actor: Actor, commune: Authority) -> Answer:
    """Store a long list of figures of all units: the office of the commune."""
    if actor.authority_id != commune.pk or not actor.has(Role.OFFICE):
        return Answer("Chỉ văn phòng của xã được nhập danh sách số liệu của mọi đơn vị.")
    return YES


def is_open(period: Period) -> Answer:
    """Say whether figures of the period may change, or why not."""
    if period.state == PeriodState.WAITING:
        return Answer(f"{period} chưa đến kỳ báo cáo.")
    if period.state == PeriodState.CLOSED:
        return Answer(f"{period} đã khóa. Muốn sửa số thì nhờ văn phòng mở lại kỳ, có ghi lý do.")
    return YES


def is_of_unit(actor: Actor, report: Report) -> bool:
    """Whether the actor reports for the own unit, or is the clerk of the office's own report."""
    return actor.has(*REPORTERS, Role.OFFICE) and report.unit_id in actor.unit_ids

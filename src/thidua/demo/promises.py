"""What the units of the sample commune promise when the season opens: registration, pledge, plan."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from thidua.commitments.enums import PledgeSide, PledgeState, SubjectKind, TaskState
from thidua.commitments.models import PlanTask, Pledge
from thidua.commitments.services import (
    plan_drafting,
    plan_tasks,
    plans,
    pledge_signing,
    pledge_talk,
    pledges,
    registrations,
)
from thidua.commitments.services.plan_tasks import Progress, TaskFacts
from thidua.commitments.services.pledge_signing import Seen
from thidua.commitments.services.pledge_talk import Answer
from thidua.commitments.services.registrations import Aim, RegistrationFacts
from thidua.demo.criteria import for_boards, for_villages
from thidua.demo.deeds import CHAIRMAN, CLERK, PACE, moment
from thidua.demo.following import Season
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.organisation.services import blocks
from thidua.scoring.queries.criteria import fingerprint_of, table_of, whole_sets
from thidua.scoring.services import criteria, editions
from thidua.scoring.services.editions import Checked

VILLAGE_BLOCK, BOARD_BLOCK = "Cụm các thôn", "Khối ban, ngành"
WITHOUT_REGISTRATION = "Thôn 7"
_YEAR_BEGINS = date(2024, 1, 1)
_BARGAINER, _ASKED, _MET = "Thôn 3", Decimal(290), Decimal(300)
_PLANNERS = ("Thôn 1", "Thôn 2", "Thôn 3", "Thôn 5")
_SIGN_BY = date(2024, 4, 30)
_BOARD_HEADS = {
    "Ban Tài chính - Kế toán": "taichinh",
    "Ban Địa chính - Nông nghiệp - Môi trường": "diachinh",
    "Ban Chỉ huy Quân sự xã": "quansu",
    "Trạm Y tế": "tramyte",
    "Trường Mầm non": "mamnon",
    "Trường Tiểu học": "tieuhoc",
}
_PLANTING = "Ra quân trồng cây ven đường thôn"
_TASKS = (
    ("Vận động hộ chưa có thẻ tham gia bảo hiểm y tế", "insured", date(2024, 9, 30)),
    (_PLANTING, "trees", date(2024, 6, 16)),
    ("Gặp từng lao động chưa có việc, giới thiệu nơi tuyển", "labour", date(2024, 10, 31)),
)


def promise(season: Season) -> None:
    """Group the units, lock what will be counted, register, talk the pledges over and sign them."""
    _group(season)
    _lock_criteria(season)
    _register(season)
    _bargain(season)
    _sign(season)


def _group(season: Season) -> None:
    clerk, at = season.actor(CLERK, moment("24/4")), moment("24/4", 8, 30)
    groups = {
        VILLAGE_BLOCK: season.villages,
        BOARD_BLOCK: [one for one in season.commune.units.values() if one.kind == UnitKind.BOARD],
    }
    for name, members in groups.items():
        block = blocks.create(season.commune.authority, name, by=clerk, at=at)
        for unit in members:
            blocks.join(block, unit, starts_on=_YEAR_BEGINS, by=clerk, at=at)


def _lock_criteria(season: Season) -> None:
    """Two sets are locked before anything is counted."""
    clerk, at = season.actor(CLERK, moment("24/4")), moment("24/4", 9)
    for table in (for_villages(season.targets), for_boards()):
        made = criteria.begin(table, season.movement, origin="Xã tự soạn", by=clerk, at=at)
        whole = whole_sets().get(pk=made.pk)
        checked = Checked(fingerprint_of(table_of(whole)))
        editions.lock_set(whole, checked, expected=whole.version, by=clerk, at=at + PACE)
        at += 3 * PACE


def _register(season: Season) -> None:
    """Each village but one registers its titles; the office takes them down in the evening."""
    clerk, at = season.actor(CLERK, moment("24/4")), moment("24/4", 14)
    for number, unit in enumerate(season.villages, 1):
        if unit.name == WITHOUT_REGISTRATION:
            continue
        head = season.actor(f"thon{number}", at)
        facts = RegistrationFacts(takes_part=True, meeting_on=date(2024, 4, 23))
        begun = registrations.edit(season.movement, unit, facts, expected=0, by=head, at=at)
        aims = [
            Aim(SubjectKind.COLLECTIVE, unit.name, "Thôn văn hóa"),
            Aim(SubjectKind.HOUSEHOLD, f"Các hộ của {unit.name}", "Gia đình văn hóa"),
        ]
        registrations.add(season.movement, unit, aims, by=head, at=at + PACE)
        begun.refresh_from_db()
        sent = registrations.send(begun, expected=begun.version, by=head, at=at + 2 * PACE)
        registrations.accept(sent, expected=sent.version, by=clerk, at=at + 3 * PACE)
        at += timedelta(minutes=10)


def _bargain(season: Season) -> None:
    """The office offers what was given; one village asks for less fish, and both meet half way."""
    clerk, at = season.actor(CLERK, moment("24/4")), moment("24/4", 16)
    units = season.commune.units
    pledges.prepare(season.movement, [units[name].pk for name in _signers(season)], by=clerk, at=at)
    for pledge in _pledges(season):
        pledge_talk.offer(pledge, sign_by=_SIGN_BY, expected=pledge.version, by=clerk, at=at + PACE)
    at = moment("24/4", 19)
    for name, username in _signers(season).items():
        _answer(season, name, username, at)
        at += PACE
    _meet(season, moment("24/4", 20))


def _signers(season: Season) -> dict[str, str]:
    """Return the units that sign and the accounts of their heads: nine villages, six boards and schools."""
    villages = {unit.name: f"thon{number}" for number, unit in enumerate(season.villages, 1)}
    return villages | _BOARD_HEADS


def _pledges(season: Season) -> list[Pledge]:
    return list(Pledge.objects.filter(movement=season.movement).select_related("unit").for_list())


def _pledge_of(season: Season, name: str) -> Pledge:
    found: Pledge = Pledge.objects.select_related("unit", "movement").get(
        movement=season.movement, unit=season.commune.units[name]
    )
    return found


def _answer(season: Season, name: str, username: str, at: datetime) -> None:
    """Say yes to every line; the bargainer asks for another number in one of them."""
    pledge = _pledge_of(season, name)
    answers = {line.pk: Answer(agrees=True) for line in pledge.lines.all()}
    if name == _BARGAINER:
        line = pledge.lines.get(target=season.targets["fish"])
        note = "Hai tàu của thôn lên đà sửa đến tháng 6."
        answers[line.pk] = Answer(agrees=False, amount=_ASKED, note=note)
    by = season.actor(username, at)
    pledge_talk.answer(pledge, answers, expected=pledge.version, by=by, at=at)


def _meet(season: Season, at: datetime) -> None:
    """The office offers a number between, and the village takes it."""
    pledge = _pledge_of(season, _BARGAINER)
    line = pledge.lines.get(target=season.targets["fish"])
    offer = {line.pk: Answer(agrees=False, amount=_MET, note="Lấy mức giữa, cuối năm xem lại.")}
    clerk = season.actor(CLERK, at)
    pledge_talk.reply(pledge, offer, expected=pledge.version, by=clerk, at=at)
    pledge = _pledge_of(season, _BARGAINER)
    head = season.actor(_signers(season)[_BARGAINER], at)
    agreed = {line.pk: Answer(agrees=True)}
    pledge_talk.answer(pledge, agreed, expected=pledge.version, by=head, at=at + PACE)


def _sign(season: Season) -> None:
    """At the ceremony the heads sign first, then the chairman signs each of them."""
    at = moment("25/4", 7)
    for name, username in _signers(season).items():
        pledge = _pledge_of(season, name)
        seen = Seen(pledge, pledge.fingerprint)
        pledge_signing.sign(seen, PledgeSide.UNIT, by=season.actor(username, at), at=at)
        at += timedelta(seconds=20)
    agreed = [one for one in _pledges(season) if one.state == PledgeState.AGREED]
    seen_all = [Seen(one, one.fingerprint) for one in agreed]
    at = moment("25/4", 7, 30)
    pledge_signing.sign_many(seen_all, by=season.actor(CHAIRMAN, at), at=at)


def plan(season: Season) -> None:
    """Four villages send their plans with the program's help; the office takes them in."""
    clerk, at = season.actor(CLERK, moment("14/5")), moment("14/5", 9)
    for name in _PLANNERS:
        unit: Unit = season.commune.units[name]
        head = season.actor(_signers(season)[name], at)
        made = plan_drafting.draft(season.movement, unit, by=head, at=at)
        for text, target, due_on in _TASKS:
            facts = TaskFacts(
                text=text, owner=f"Trưởng {name.lower()}", due_on=due_on, target=season.targets[target]
            )
            plan_tasks.add(made, facts, by=head, at=at + PACE)
        made.refresh_from_db()
        sent = plans.send(made, expected=made.version, by=head, at=at + 2 * PACE)
        plans.accept(sent, number="", expected=sent.version, by=clerk, at=at + 3 * PACE)
        at += timedelta(minutes=15)


def plant(season: Season) -> None:
    """The villages with plans say that the trees are planted."""
    at = moment("16/6", 19)
    for name in _PLANNERS:
        task = PlanTask.objects.get(plan__unit=season.commune.units[name], text=_PLANTING)
        done = Progress(TaskState.DONE, 100, "Đã trồng xong, các hộ nhận chăm sóc.")
        head = season.actor(_signers(season)[name], at)
        plan_tasks.tell_progress(task, done, expected=task.version, by=head, at=at)
        at += PACE

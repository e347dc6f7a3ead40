"""Plans of units: drafted with one press, sent, returned, accepted, reopened; their work follows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.commitments.planned import AT, DUE, Planned, make_plan
from tests.commune import Commune
from tests.keeping import Fresh
from tests.season import SmallSeason, make_season

from thidua.commitments.enums import PlanState, TaskState
from thidua.commitments.models import Plan, PlanTask
from thidua.commitments.queries.plan_goals import aim_text, differences, goals_given
from thidua.commitments.queries.plan_pages import plan_list, plan_page
from thidua.commitments.services import plan_drafting, plan_tasks, plans
from thidua.commitments.services.plan_tasks import Progress, TaskFacts
from thidua.commitments.services.plans import PlanFacts
from thidua.commitments.signals import promises_changed
from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.monitoring.queries.debts import debts_of
from thidua.movements.models import Allocation
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.organisation.enums import Role


@pytest.fixture(scope="module")
def kept_plan(kept_season: SmallSeason) -> Planned:
    return make_plan(kept_season)


@pytest.fixture
def planned(kept_plan: Planned, fresh: Fresh) -> Planned:
    return fresh(kept_plan)


def aims(planned: Planned, **values: Decimal | None) -> Plan:
    keys = {goal.target_id: goal.pk for goal in planned.plan.goals.all()}
    wanted = {keys[planned.season.targets[name].pk]: value for name, value in values.items()}
    plan = planned.now()
    return plans.aim(plan, wanted, expected=plan.version, by=planned.head, at=AT)


def test_one_press_copies_what_was_given_and_what_the_letter_asks(planned: Planned):
    plan = planned.plan
    goals = [(goal.name, goal.goal_text, goal.aimed) for goal in plan.goals.all()]
    assert goals == [
        ("Sản lượng đánh bắt", "120 tấn", Decimal(120)),
        ("Người có thẻ BHYT", "190/200", Decimal(190)),
        ("Số vụ vi phạm", "2 vụ", Decimal(2)),
    ]
    (task,) = plan.tasks.all()
    assert (task.text, task.due_on, task.work.title) == ("Lập sổ theo dõi", DUE, "Lập sổ theo dõi")
    assert plan.purpose.startswith("Thực hiện đủ")
    assert (plan.signer, plan.signer_title) == (planned.head.name, "Trưởng đơn vị")


def test_a_plan_is_begun_once_and_by_its_own_people_or_the_office(planned: Planned):
    season, commune = planned.season, planned.season.commune
    with pytest.raises(DomainError, match="Thôn 1 đã có kế hoạch"):
        plan_drafting.draft(season.movement, commune.units["Thôn 1"], by=planned.head, at=AT)
    with pytest.raises(RefusedError):
        plan_drafting.draft(season.movement, commune.units["Thôn 2"], by=planned.head, at=AT)
    plan_drafting.draft(season.movement, commune.units["Thôn 2"], by=planned.office, at=AT)
    entry = AuditEntry.objects.filter(action="commitments.plan.draft").latest("id")
    assert entry.on_behalf_of == "Thôn 2"


def test_a_unit_aims_better_than_given_and_never_worse(planned: Planned):
    aims(planned, fish=Decimal(130), poor=Decimal(1), health=Decimal(200))
    texts = [aim_text(goal) for goal in plans.plan_goals(planned.now())]
    assert texts == ["130 tấn", "200/200", "1 vụ"]
    for wrong in ({"fish": Decimal(119)}, {"poor": Decimal(3)}, {"health": Decimal(201)}, {"fish": None}):
        with pytest.raises(DomainError):
            aims(planned, **wrong)


def test_aims_typed_on_an_older_page_are_refused(planned: Planned):
    aims(planned, fish=Decimal(130))
    goal = planned.plan.goals.first()
    with pytest.raises(StaleVersionError) as refused:
        plans.aim(planned.plan, {goal.pk: Decimal(140)}, expected=1, by=planned.head, at=AT)
    (field,) = refused.value.fields
    assert (field.mine, field.theirs) == (Decimal(140), Decimal(130))


def test_two_editors_of_the_sections_meet_the_conflict(planned: Planned):
    plan = planned.now()
    plans.edit(plan, PlanFacts(purpose="Một"), expected=plan.version, by=planned.head, at=AT)
    with pytest.raises(StaleVersionError):
        plans.edit(plan, PlanFacts(purpose="Hai"), expected=1, by=planned.office, at=AT)


def test_sections_hold_twenty_thousand_letters_and_no_more(planned: Planned):
    plan = planned.now()
    plan = plans.edit(plan, PlanFacts(purpose="ắ" * 20_000), expected=1, by=planned.head, at=AT)
    with pytest.raises(DomainError, match=r"nhiều nhất 20\.000"):
        plans.edit(plan, PlanFacts(purpose="ắ" * 20_001), expected=plan.version, by=planned.head, at=AT)


def test_tasks_are_written_ordered_changed_and_dropped(planned: Planned):
    fish = planned.season.targets["fish"]
    first, second = planned.add("Họp thôn"), planned.add("Sắm lưới", target=fish)
    plan_tasks.move(second, -1, by=planned.head, at=AT)
    assert [task.text for task in planned.plan.tasks.all()] == ["Lập sổ theo dõi", "Sắm lưới", "Họp thôn"]
    plan_tasks.move(second, -5, by=planned.head, at=AT)
    facts = TaskFacts("Họp dân", "Ông B", None)
    plan_tasks.change(first, facts, expected=first.version, by=planned.head, at=AT)
    plan_tasks.drop(second, by=planned.head, at=AT)
    assert [(task.text, task.owner) for task in planned.plan.tasks.all()] == [
        ("Lập sổ theo dõi", ""),
        ("Họp dân", "Ông B"),
    ]
    with pytest.raises(DomainError, match="vừa được bỏ"):
        plan_tasks.drop(second, by=planned.head, at=AT)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": "  "}, "Ghi việc cần làm"),
        ({"due_on": date(2025, 1, 1)}, "ngoài thời gian của phong trào"),
    ],
)
def test_odd_tasks_are_refused_in_words(planned: Planned, more: dict[str, object], words: str):
    with pytest.raises(DomainError, match=words):
        planned.add(**more)


def test_a_task_is_for_a_target_of_the_plan(planned: Planned):
    with pytest.raises(DomainError, match="có trong kế hoạch"):
        planned.add(target=planned.season.targets["income"])


def test_two_hundred_tasks_and_no_more(planned: Planned):
    PlanTask.objects.bulk_create(
        PlanTask(plan=planned.plan, position=place, text=f"Việc {place}") for place in range(2, 201)
    )
    with pytest.raises(DomainError, match="nhiều nhất 200 việc"):
        planned.add()


def test_accepting_makes_each_task_work_and_the_letter_s_own_stays_one(planned: Planned):
    task = planned.add("Họp thôn")
    planned.send()
    plan = planned.accept("05/KH-T1")
    assert (plan.state, plan.number) == (PlanState.ACCEPTED, "05/KH-T1")
    work = planned.work(task)
    assert (work.title, work.due_on, work.unit.name) == ("Họp thôn", DUE, "Thôn 1")
    assert Obligation.objects.filter(title="Lập sổ theo dõi").count() == 1
    told = Notice.objects.filter(unit_id=plan.unit_id).latest("id")
    assert told.title == "Kế hoạch hưởng ứng đã được nhận."


def test_progress_settles_the_work_and_opens_it_again(planned: Planned):
    task = planned.add("Họp thôn")
    planned.send()
    planned.accept()
    done = Progress(TaskState.DONE, 0, "Đã họp 52 hộ")
    task = plan_tasks.tell_progress(task, done, expected=task.version, by=planned.head, at=AT)
    assert (task.share, planned.work(task).state) == (100, ObligationState.DONE)
    assert planned.work(task).closing_note == "Đã họp 52 hộ"
    half = Progress(TaskState.GOING_ON, 50)
    plan_tasks.tell_progress(task, half, expected=task.version, by=planned.head, at=AT)
    assert planned.work(task).state == ObligationState.OPEN


def test_progress_of_the_letter_s_own_task_closes_the_letter_s_work(planned: Planned):
    planned.send()
    planned.accept()
    (task,) = planned.plan.tasks.all()
    done = Progress(TaskState.DONE, 100)
    task = plan_tasks.tell_progress(task, done, expected=task.version, by=planned.head, at=AT)
    assert Obligation.objects.get(pk=task.work_id).state == ObligationState.DONE
    again = Progress(TaskState.WAITING, 0)
    plan_tasks.tell_progress(task, again, expected=task.version, by=planned.head, at=AT)
    assert Obligation.objects.get(pk=task.work_id).state == ObligationState.OPEN


def test_a_task_follows_the_letter_s_work_whoever_ticks_it_off(planned: Planned):
    planned.send()
    planned.accept()
    (task,) = planned.plan.tasks.all()
    work = Obligation.objects.get(pk=task.work_id)
    assert late_tasks(planned) == late_work(planned) == 1
    done = obligations.complete(work, note="Sổ ở nhà văn hóa", expected=1, by=planned.office, at=AT)
    task.refresh_from_db()
    assert (task.state, task.share, task.note) == (TaskState.DONE, 100, "Sổ ở nhà văn hóa")
    assert AuditEntry.objects.about(task.pk).latest("id").on_behalf_of == "Thôn 1"
    assert late_tasks(planned) == late_work(planned) == 0
    open_again = obligations.reopen(done, expected=done.version, by=planned.head, at=AT)
    task.refresh_from_db()
    assert (task.state, task.share) == (TaskState.WAITING, 0)
    assert late_tasks(planned) == late_work(planned) == 1
    obligations.cancel(
        open_again, reason="Huyện thôi yêu cầu", expected=open_again.version, by=planned.office, at=AT
    )
    assert late_tasks(planned) == late_work(planned) == 0


def test_a_task_is_late_as_its_work_is_whatever_day_the_plan_gives_it(planned: Planned):
    (letter,) = planned.plan.tasks.all()
    facts = TaskFacts(letter.text, "Bà Ổn", date(2024, 12, 1))
    plan_tasks.change(letter, facts, expected=letter.version, by=planned.head, at=AT)
    planned.add("Họp thôn")
    assert late_tasks(planned) == late_work(planned) == 1
    planned.send()
    planned.accept()
    assert late_tasks(planned) == late_work(planned) == 2


def test_who_may_not_close_the_letter_s_work_cannot_say_that_its_task_is_done(planned: Planned):
    planned.send()
    planned.accept()
    (task,) = planned.plan.tasks.all()
    Obligation.objects.filter(pk=task.work_id).update(unit=planned.season.commune.units["Thôn 2"])
    done = Progress(TaskState.DONE, 100)
    with pytest.raises(RefusedError, match="Chỉ đơn vị được giao"):
        plan_tasks.tell_progress(task, done, expected=task.version, by=planned.head, at=AT)
    task.refresh_from_db()
    assert task.state == TaskState.WAITING


def late_tasks(planned: Planned) -> int:
    """Count them as the list of plans and the page of the plan do."""
    plan, on = planned.now(), DUE + timedelta(days=1)
    (row,) = [row for row in plan_list(plan.movement, planned.office, on).rows if row.plan]
    assert row.counts == plan_page(plan, on).counts
    return row.counts.late


def late_work(planned: Planned) -> int:
    """Count it as the first page does."""
    debts = debts_of(planned.plan.authority_id, DUE + timedelta(days=1))
    return sum(len(debt.others) for debt in debts if debt.unit_id == planned.plan.unit_id)


def test_nobody_ticks_work_of_a_plan_off_beside_it(planned: Planned):
    task = planned.add()
    planned.send()
    planned.accept()
    work = planned.work(task)
    with pytest.raises(RefusedError, match="theo kế hoạch của đơn vị"):
        obligations.complete(work, note="", expected=work.version, by=planned.head, at=AT)


def test_progress_waits_for_the_plan_to_be_accepted(planned: Planned):
    task = planned.add()
    with pytest.raises(RefusedError, match="được nhận rồi mới ghi tiến độ"):
        plan_tasks.tell_progress(task, Progress(TaskState.DONE, 100), expected=1, by=planned.head, at=AT)
    planned.send()
    planned.accept()
    with pytest.raises(DomainError, match="Đã làm 100%"):
        plan_tasks.tell_progress(task, Progress(TaskState.GOING_ON, 100), expected=1, by=planned.head, at=AT)


def test_reopening_takes_open_work_back_and_accepting_again_brings_it_as_it_is_now(planned: Planned):
    kept, done, dropped = planned.add("Họp thôn"), planned.add("Sắm lưới"), planned.add("Thăm mô hình")
    planned.send()
    planned.accept()
    plan_tasks.tell_progress(done, Progress(TaskState.DONE, 100), expected=1, by=planned.head, at=AT)
    planned.reopen("Đổi chỉ tiêu")
    works = {
        name: planned.work(task) for name, task in (("kept", kept), ("done", done), ("dropped", dropped))
    }
    states = {name: work.state for name, work in works.items()}
    assert states == {"kept": "cancelled", "done": "done", "dropped": "cancelled"}
    assert "Đổi chỉ tiêu" in works["kept"].closing_note
    plan_tasks.drop(dropped, by=planned.head, at=AT)
    facts = TaskFacts("Họp toàn thôn", "Ông B", date(2024, 7, 15))
    plan_tasks.change(kept, facts, expected=kept.version, by=planned.head, at=AT)
    added = planned.add("Tổng kết")
    planned.send()
    planned.accept()
    work = planned.work(kept)
    assert (work.state, work.title, work.due_on) == ("open", "Họp toàn thôn", date(2024, 7, 15))
    assert planned.work(done).state == "done"
    assert planned.work(added).state == "open"
    assert works["dropped"].state == "cancelled"


def test_steps_need_their_state_their_reason_and_their_people(planned: Planned):
    plan = planned.now()
    with pytest.raises(IllegalTransitionError):
        plans.accept(plan, number="", expected=plan.version, by=planned.office, at=AT)
    plan = planned.send()
    with pytest.raises(RefusedError, match="nhờ Văn phòng trả lại"):
        plans.edit(plan, PlanFacts(), expected=plan.version, by=planned.head, at=AT)
    with pytest.raises(RefusedError):
        plans.accept(plan, number="", expected=plan.version, by=planned.head, at=AT)
    with pytest.raises(DomainError, match="Ghi lý do trả lại"):
        plans.send_back(plan, reason=" ", expected=plan.version, by=planned.office, at=AT)
    plan = plans.send_back(plan, reason="Thiếu hạn", expected=plan.version, by=planned.office, at=AT)
    assert (plan.state, plan.returned_because) == (PlanState.RETURNED, "Thiếu hạn")
    assert Notice.objects.filter(unit_id=plan.unit_id).latest("id").detail == "Thiếu hạn"
    plan = planned.send()
    assert plan.returned_because == ""
    planned.accept()
    with pytest.raises(DomainError, match="Ghi lý do mở lại"):
        planned.reopen(" ")


def test_an_empty_plan_is_not_sent(commune: Commune):
    season = make_season(commune)
    clinic = commune.units["Trạm Y tế"]
    head = commune.actor(Role.UNIT_HEAD, clinic)
    plan = plan_drafting.draft(season.movement, clinic, by=head, at=AT)
    assert not plan.goals.exists()
    with pytest.raises(DomainError, match="chưa có chỉ tiêu và việc nào"):
        plans.send(plan, expected=plan.version, by=head, at=AT)


def test_what_is_given_otherwise_after_sending_is_shown_and_taken_over_with_one_press(planned: Planned):
    aims(planned, fish=Decimal(130))
    planned.send()
    unit, targets = planned.plan.unit, planned.season.targets
    rows = {
        name: Allocation.objects.get(target=targets[name], unit=unit) for name in ("fish", "poor", "health")
    }
    Allocation.objects.filter(pk=rows["fish"].pk).update(amount=Decimal(150))
    Allocation.objects.filter(pk=rows["poor"].pk).update(amount=None)
    plan = planned.now()
    found = differences(plans.plan_goals(plan), goals_given(plan.movement, plan.unit))
    assert [one.sentence for one in found] == [
        "Sản lượng đánh bắt: kế hoạch ghi 120 tấn, nay giao 150 tấn.",
        "Số vụ vi phạm: kế hoạch ghi 2 vụ, nay không còn giao cho đơn vị.",
    ]
    assert [goal.name for goal in plan.goals.all()][-1] == "Số vụ vi phạm"
    with pytest.raises(RefusedError):
        plans.take_goals(plan, expected=plan.version, by=planned.head, at=AT)
    plan = plans.take_goals(plan, expected=plan.version, by=planned.office, at=AT)
    assert [(goal.name, goal.aimed) for goal in plan.goals.all()] == [
        ("Sản lượng đánh bắt", Decimal(150)),
        ("Người có thẻ BHYT", Decimal(190)),
    ]
    assert differences(plans.plan_goals(plan), goals_given(plan.movement, plan.unit)) == []
    entry = AuditEntry.objects.filter(action="commitments.plan.take_goals").get()
    assert entry.changes["Số vụ vi phạm"] == ["2 vụ", None]


def test_every_step_tells_who_listens_in_the_same_transaction(planned: Planned):
    heard = []

    def listen(unit_ids, kinds, at, **_):
        heard.append((list(unit_ids), list(kinds)))

    promises_changed.connect(listen)
    try:
        planned.send()
        planned.accept()
        planned.reopen()
    finally:
        promises_changed.disconnect(listen)
    assert heard == [([planned.plan.unit_id], ["no_plan"])] * 3


def test_a_closed_movement_takes_no_plans(planned: Planned):
    movement = planned.season.movement
    type(movement).objects.filter(pk=movement.pk).update(state="closed", closed_at=AT)
    plan = planned.now()
    with pytest.raises(RefusedError, match="Phong trào không mở"):
        plans.send(plan, expected=plan.version, by=planned.head, at=AT)


def test_another_commune_sees_no_plan(planned: Planned):
    stranger = replace(planned.head, authority_ids=frozenset(), unit_ids=frozenset())
    assert not Plan.objects.visible_to(stranger).exists()
    assert not Plan.objects.visible_to(planned.season.heads["Thôn 2"]).exists()
    assert Plan.objects.visible_to(planned.office).count() == 1

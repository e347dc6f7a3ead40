"""Forms of plans: shape only, the rules are in the services."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from thidua.commitments.enums import TaskState
from thidua.commitments.models import Plan, PlanGoal, PlanTask
from thidua.commitments.queries.plan_pages import GoalRow
from thidua.commitments.services.plan_tasks import Progress, TaskFacts
from thidua.commitments.services.plans import PlanFacts
from thidua.core.planning import LONGEST_SECTION
from thidua.core.quantities import format_number
from thidua.foundation.web.fields import CountField, DayField, NumberField, TextField
from thidua.movements.models import Target

_LONG = {"max_length": "Dài quá 20.000 chữ cái. Rút ngắn, hoặc ghi thành phụ lục."}


def _section(label: str, help_text: str = "") -> TextField:
    return TextField(
        label=label,
        required=False,
        max_length=LONGEST_SECTION,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=_LONG,
    )


class PlanForm(forms.Form):
    """The words of a plan, its number and who signs it."""

    purpose = _section("Mục đích, yêu cầu", "Mỗi dòng thành một đoạn trong văn bản.")
    measures = _section("Giải pháp")
    organising = _section("Tổ chức thực hiện")
    number = TextField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="Ví dụ 05/KH-T1. Chưa có thì để trống."
    )
    signed_on = DayField(label="Ngày ký", required=False, help_text="Ngày/tháng/năm. Chưa ký thì để trống.")
    signer = TextField(label="Người ký", max_length=120, required=False)
    signer_title = TextField(
        label="Chức vụ người ký", max_length=120, required=False, help_text="Ví dụ: Trưởng thôn."
    )

    @property
    def facts(self) -> PlanFacts:
        return PlanFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, object]:
        return {name: getattr(plan, name) for name in PlanForm.base_fields}


class AimForm(forms.Form):
    """What the unit aims at, a field a goal."""

    def __init__(self, *args: Any, rows: Iterable[GoalRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals: dict[str, PlanGoal] = {}
        for row in rows:
            name = f"muc-{row.goal.pk}"
            self._goals[name] = row.goal
            self.fields[name] = NumberField(
                label=row.goal.name,
                required=False,
                initial=row.goal.aimed,
                help_text=_given(row.goal),
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    @property
    def aims(self) -> dict[int, Decimal | None]:
        return {goal.pk: self.cleaned_data[name] for name, goal in self._goals.items()}


def _given(goal: PlanGoal) -> str:
    if goal.amount is None:
        return f"Mức của phong trào: {goal.goal_text}. Không giao thành số thì để trống."
    if goal.base is not None:
        return f"Mức giao: {format_number(goal.amount)} trong tổng số {format_number(goal.base)}."
    return f"Mức giao: {goal.goal_text}."


class TaskForm(forms.Form):
    """One task: what, who, by when, for which target."""

    text = TextField(
        label="Việc",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Ghi việc cần làm.",
            "max_length": "Ghi ngắn lại, nhiều nhất 500 chữ cái.",
        },
    )
    owner = TextField(label="Người chịu trách nhiệm", max_length=200, required=False)
    due_on = DayField(label="Hạn xong", required=False, help_text="Ngày/tháng/năm, ví dụ 30/06/2024.")
    target = forms.ModelChoiceField(
        label="Để đạt chỉ tiêu",
        queryset=Target.objects.none(),
        required=False,
        empty_label="Không gắn với chỉ tiêu nào",
        error_messages={"invalid_choice": "Chọn một chỉ tiêu có trong kế hoạch."},
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["target"]
        choice.queryset = Target.objects.filter(pk__in=plan.goals.values("target")).order_by("position")

    @property
    def facts(self) -> TaskFacts:
        return TaskFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(task: PlanTask) -> dict[str, object]:
        return {name: getattr(task, name) for name in TaskForm.base_fields}


class ProgressForm(forms.Form):
    """How far a task has come."""

    state = forms.ChoiceField(
        label="Tình hình",
        choices=TaskState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn tình hình của việc."},
    )
    share = CountField(label="Đã làm được bao nhiêu phần trăm", required=False, help_text="Từ 0 đến 100.")
    note = TextField(label="Kết quả, khó khăn", max_length=500, required=False, help_text="Ghi ngắn, thật.")

    @property
    def progress(self) -> Progress:
        sent = self.cleaned_data
        return Progress(sent["state"], sent["share"] or 0, sent["note"])

    @staticmethod
    def initial_of(task: PlanTask) -> dict[str, object]:
        return {"state": task.state, "share": task.share or None, "note": task.note}


class PlanReasonForm(forms.Form):
    """Why a plan is returned or opened again."""

    reason = TextField(
        label="Lý do",
        max_length=500,
        help_text="Đơn vị đọc được lý do này.",
        error_messages={"required": "Ghi lý do để đơn vị biết sửa chỗ nào."},
    )


class AcceptForm(forms.Form):
    """The number under which the plan is taken in."""

    number = TextField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="Không bắt buộc. Ví dụ 05/KH-T1."
    )

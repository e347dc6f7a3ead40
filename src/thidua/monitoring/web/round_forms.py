"""Forms of rounds: shape only, rules are in the services."""

from typing import Any

from django import forms

from thidua.core.errors import DomainError
from thidua.foundation.web.fields import CountField, TextField
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.services.rounds import RoundPlan, read_number
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.reporting.models import Period


class ReasonForm(forms.Form):
    """Why something is given up, cancelled, lifted."""

    reason = TextField(label="Lý do", max_length=500, error_messages={"required": "Ghi lý do."})


class RoundForm(forms.Form):
    """What a round is about and what it draws from."""

    name = TextField(
        label="Tên đợt",
        max_length=150,
        help_text="Ví dụ: Kiểm tra tháng 5/2024. Tên này nằm trong phép tính rút thăm.",
        error_messages={"required": "Ghi tên đợt kiểm tra."},
    )
    movement = forms.ModelChoiceField(
        label="Phong trào",
        queryset=Movement.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn phong trào.", "invalid_choice": "Chọn một phong trào."},
    )
    period = forms.ModelChoiceField(
        label="Kỳ báo cáo",
        queryset=Period.objects.none(),
        required=False,
        empty_label="Số mới nhất của từng chỉ tiêu",
        error_messages={"invalid_choice": "Chọn một kỳ trong danh sách."},
    )
    units = forms.ModelMultipleChoiceField(
        label="Các đơn vị được đưa vào rút thăm",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một đơn vị.",
            "invalid_choice": "Có đơn vị không còn hoạt động. Chọn lại.",
        },
    )
    count = CountField(
        label="Số đơn vị sẽ rút", error_messages={"required": "Ghi số đơn vị sẽ rút, ví dụ 3."}
    )
    seed_source = TextField(
        label="Số công khai sẽ lấy từ đâu",
        max_length=300,
        help_text="Số chưa ai biết lúc chốt danh sách, ví dụ: giải đặc biệt xổ số miền Bắc ngày 02/5/2024.",
        error_messages={"required": "Ghi số công khai sẽ lấy từ đâu."},
    )

    def __init__(self, *args: Any, movements: Any, periods: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("movement", movements), ("period", periods), ("units", units)):
            choice: Any = self.fields[name]
            choice.queryset = found

    @property
    def plan(self) -> RoundPlan:
        return RoundPlan(**self.cleaned_data)

    @staticmethod
    def initial_of(plan: InspectionRound) -> dict[str, object]:
        names = ("name", "movement", "period", "count", "seed_source")
        units = [one["unit"] for one in plan.candidates]
        return {**{name: getattr(plan, name) for name in names}, "units": units}


class DrawForm(forms.Form):
    """The public number, written twice: it is drawn once, and a slip of the hand cannot be mended."""

    seed = TextField(
        label="Số công khai",
        max_length=60,
        help_text="Ghi đúng từng chữ số như đã công bố, ví dụ 27431.",
        error_messages={"required": "Ghi số công khai."},
    )
    again = TextField(
        label="Ghi lại số công khai",
        max_length=60,
        help_text="Nhìn bản công bố và ghi lại lần nữa, để chắc không nhầm chữ số nào.",
        error_messages={"required": "Ghi lại số công khai lần nữa."},
    )

    def clean_seed(self) -> str:
        return _number(self.cleaned_data["seed"])

    def clean_again(self) -> str:
        again = _number(self.cleaned_data["again"])
        if "seed" in self.cleaned_data and again != self.cleaned_data["seed"]:
            raise forms.ValidationError("Hai lần ghi khác nhau. Xem lại số đã công bố.")
        return again


def _number(text: str) -> str:
    try:
        return read_number(text)
    except DomainError as fault:
        raise forms.ValidationError(fault.sentence) from fault

"""Forms of rounds: shape only, rules are in the services."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms

from thidua.core.errors import DomainError
from thidua.foundation.web.fields import CountField, TextField
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.services.rounds import RoundPlan, read_number
from thidua.movements.models import Movement
from thidua.organisation.enums import UnitKind
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
    kinds = forms.MultipleChoiceField(
        label="Đưa vào rút thăm cả loại",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu thì mọi đơn vị của loại ấy được đưa vào, không phải chọn từng đơn vị.",
        error_messages={"invalid_choice": "Có loại không còn đơn vị nào. Chọn lại."},
    )
    units = forms.ModelMultipleChoiceField(
        label="Hoặc chọn từng đơn vị",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có đơn vị không còn hoạt động. Chọn lại."},
    )
    count = CountField(
        label="Số đơn vị sẽ rút", error_messages={"required": "Ghi số đơn vị sẽ rút, ví dụ 3."}
    )
    seed_source = TextField(
        label="Số công khai sẽ lấy từ đâu",
        max_length=300,
        help_text="Số chưa ai biết lúc chốt danh sách, ví dụ: giải đặc biệt xổ số miền Bắc ngày 02/05/2024.",
        error_messages={"required": "Ghi số công khai sẽ lấy từ đâu."},
    )

    def __init__(self, *args: Any, movements: Any, periods: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = tuple(units)
        for name, found in (("movement", movements), ("period", periods), ("units", units)):
            choice: Any = self.fields[name]
            choice.queryset = found
        kinds: Any = self.fields["kinds"]
        kinds.choices = _kinds_of(self._units)

    def clean(self) -> dict[str, Any]:
        """Put units of whole kinds and single ones together; one at least."""
        cleaned: dict[str, Any] = super().clean() or {}
        single, kinds = cleaned.get("units", ()), cleaned.get("kinds", ())
        chosen = [unit for unit in self._units if unit.kind in kinds or unit in single]
        if not chosen and not self.errors.keys() & {"units", "kinds"}:
            self.add_error("units", "Chọn ít nhất một đơn vị.")
        return {**cleaned, "units": chosen}

    @property
    def plan(self) -> RoundPlan:
        return RoundPlan(**{name: value for name, value in self.cleaned_data.items() if name != "kinds"})

    @staticmethod
    def initial_of(plan: InspectionRound) -> dict[str, object]:
        names = ("name", "movement", "period", "count", "seed_source")
        units = [one["unit"] for one in plan.candidates]
        return {**{name: getattr(plan, name) for name in names}, "units": units}


def _kinds_of(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Offer each kind of which there are several, the most numerous first: "Mọi thôn (9)"."""
    counted = Counter(unit.kind for unit in units).most_common()
    return [(kind, f"Mọi {UnitKind(kind).label} ({number})") for kind, number in counted if number > 1]


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

"""Forms of rounds, ties and facts: shape only, rules are in the services."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from thidua.foundation.web.fields import CountField, DayField, TextField
from thidua.movements.models import Movement
from thidua.organisation.models import Block
from thidua.scoring.enums import TieManner
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.round_page import names_text
from thidua.scoring.queries.rounds import RoundChoices
from thidua.scoring.queries.standing import Standing
from thidua.scoring.services.rating_facts import Happened
from thidua.scoring.services.rounds import RoundPlan
from thidua.scoring.services.ties import Ruling

_DAY = "Ngày/tháng/năm, ví dụ 30/06/2024."
_ROWS = {"rows": 3}
_EVERY_UNIT = "tat-ca"
_WANTED = "Ghi lý do để trống, ví dụ: chưa có đợt kiểm tra."
_PLAN = (
    "name",
    "movement",
    "criteria_set",
    "block",
    "starts_on",
    "ends_on",
    "self_due_on",
    "reply_days",
    "last",
)


class RoundForm(forms.Form):
    """What is scored by which set, among whom, for which days."""

    name = TextField(
        label="Tên đợt chấm",
        max_length=200,
        help_text="Ví dụ: Chấm điểm sáu tháng đầu năm 2024.",
        error_messages={"required": "Ghi tên đợt chấm."},
    )
    movement = forms.ModelChoiceField(
        label="Phong trào",
        queryset=Movement.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn phong trào.", "invalid_choice": "Chọn một phong trào."},
    )
    criteria_set = forms.ModelChoiceField(
        label="Bộ tiêu chí",
        queryset=CriteriaSet.objects.none(),
        empty_label=None,
        help_text="Bộ tiêu chí phải khóa trước khi mở đợt chấm.",
        error_messages={"required": "Chọn bộ tiêu chí.", "invalid_choice": "Chọn một bộ tiêu chí."},
    )
    block = forms.ChoiceField(
        label="Chấm cho",
        error_messages={
            "required": "Chọn cụm, khối được chấm, hoặc mọi đơn vị.",
            "invalid_choice": "Chọn một cụm, khối trong danh sách.",
        },
    )
    starts_on = DayField(
        label="Kết quả từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày bắt đầu."}
    )
    ends_on = DayField(
        label="Đến hết ngày", help_text=_DAY, error_messages={"required": "Ghi ngày kết thúc."}
    )
    self_due_on = DayField(
        label="Hạn đơn vị tự chấm", required=False, help_text="Để trống nếu không định hạn."
    )
    reply_days = CountField(
        label="Số ngày làm việc để đơn vị có ý kiến",
        initial=5,
        help_text="Tính từ ngày sau khi báo kết quả dự kiến.",
        error_messages={"required": "Ghi số ngày, ví dụ 5."},
    )
    last = forms.ModelChoiceField(
        label="So với đợt trước",
        queryset=ScoringRound.objects.none(),
        required=False,
        empty_label="Không so với đợt nào",
        error_messages={"invalid_choice": "Chọn một đợt trong danh sách."},
    )

    def __init__(self, *args: Any, choices: RoundChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "movement": choices.movements,
            "criteria_set": choices.criteria_sets,
            "last": choices.last,
        }
        for name, found in offered.items():
            field: Any = self.fields[name]
            field.queryset = found
        self._blocks = {str(block.pk): block for block in choices.blocks}
        listed = [(key, str(block)) for key, block in self._blocks.items()]
        scope: Any = self.fields["block"]
        scope.choices = [("", "Chọn cụm, khối"), *listed, (_EVERY_UNIT, "Mọi đơn vị trong xã")]

    def clean_block(self) -> Block | None:
        """Return the block; none where every unit is scored."""
        return self._blocks.get(self.cleaned_data["block"])

    @property
    def plan(self) -> RoundPlan:
        return RoundPlan(**{name: self.cleaned_data[name] for name in _PLAN})

    @staticmethod
    def initial_of(scoring: ScoringRound) -> dict[str, object]:
        scope = _EVERY_UNIT if scoring.block_id is None else str(scoring.block_id)
        return {name: getattr(scoring, name) for name in _PLAN} | {"block": scope}


class ReasonForm(forms.Form):
    """Why a step is taken back."""

    reason = TextField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs=_ROWS),
        error_messages={"required": "Ghi lý do."},
    )


class SureForm(forms.Form):
    """Nothing but a tick, where a step asks for one."""

    sure = forms.BooleanField(error_messages={"required": "Đánh dấu vào ô này nếu vẫn làm bước này."})

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = question
        if not question:
            del self.fields["sure"]


class FreezeForm(SureForm):
    """Why criteria without points stay empty: one reason for all, or one of their own; then the tick."""

    def __init__(self, *args: Any, empty: Sequence[ScoreLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines: dict[str, list[ScoreLine]] = {}
        for line in empty:
            self._lines.setdefault(f"empty_{line.criterion_id}", []).append(line)
        self._is_shared = len(self._lines) > 1
        if self._is_shared:
            self.fields["reason"] = _reason_field(f"Lý do để trống {len(self._lines)} tiêu chí này")
        for name, lines in self._lines.items():
            units = names_text([line.sheet.unit.name for line in lines])
            words = f"Chưa có điểm ở {len(lines)} đơn vị: {units}."
            self.fields[name] = _reason_field(lines[0].criterion.name, words, required=not self._is_shared)
        self.order_fields(["reason", *self._lines])

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields everybody meets."""
        return [field for field in self if not self._is_shared or field.name not in self._lines]

    @property
    def apart(self) -> list[forms.BoundField]:
        """The fields for a reason of its own, where one reason may stand for several criteria."""
        return [self[name] for name in self._lines] if self._is_shared else []

    @property
    def has_own(self) -> bool:
        return any(field.value() for field in self.apart)

    def clean(self) -> dict[str, Any]:
        """Ask for the shared reason as long as a criterion has none of its own."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        own = (cleaned.get(name) for name in self._lines)
        if self._is_shared and not cleaned.get("reason") and not all(own):
            self.add_error("reason", _WANTED)
        return cleaned

    @property
    def confirmed(self) -> dict[UUID, str]:
        """The reason of each line."""
        shared = self.cleaned_data.get("reason", "")
        told = ((self.cleaned_data[name] or shared, lines) for name, lines in self._lines.items())
        return {line.pk: reason for reason, lines in told for line in lines}


def _reason_field(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return TextField(
        label=label,
        max_length=500,
        help_text=help_text,
        required=required,
        error_messages={"required": _WANTED},
    )


class TieForm(forms.Form):
    """The order of equals by choosing a unit for each place, and the paper it stands in."""

    manner = forms.ChoiceField(label="Phân hạng bằng", choices=TieManner.choices)
    document_number = TextField(
        label="Biên bản hoặc quyết định",
        max_length=200,
        help_text="Số, ký hiệu và ngày, ví dụ 05/BB-HĐTĐ ngày 02/07/2024.",
        error_messages={"required": "Ghi số biên bản hoặc quyết định."},
    )
    reason = TextField(label="Ghi thêm", max_length=500, required=False)

    def __init__(self, *args: Any, tie: Sequence[Standing], manners: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = set(manners)
        manner: Any = self.fields["manner"]
        manner.choices = [one for one in TieManner.choices if not offered or one[0] in offered]
        first = tie[0].place or 1
        names = [(str(row.unit_id), row.unit) for row in tie]
        for number in range(len(tie)):
            self.fields[f"place_{number}"] = forms.ChoiceField(
                label=f"Hạng {first + number}",
                choices=[("", "Chọn đơn vị"), *names],
                error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn một đơn vị trong nhóm."},
            )
        order = [f"place_{number}" for number in range(len(tie))]
        self._places = order
        self.order_fields([*order, "manner", "document_number", "reason"])

    @property
    def ruling(self) -> Ruling:
        found = self.cleaned_data
        return Ruling(
            TieManner(found["manner"]),
            [UUID(found[name]) for name in self._places],
            found["document_number"],
            found["reason"],
        )


class FactForm(forms.Form):
    """What happened to which unit, by which paper."""

    sheet = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=ScoreSheet.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn một đơn vị."},
    )
    fact = forms.ChoiceField(
        label="Việc đã xảy ra", error_messages={"invalid_choice": "Chọn một việc trong danh sách."}
    )
    document_number = TextField(
        label="Văn bản làm căn cứ",
        max_length=200,
        help_text="Số, ký hiệu và ngày, ví dụ 12/QĐ-UBND ngày 29/04/2024.",
        error_messages={"required": "Ghi văn bản làm căn cứ."},
    )

    def __init__(self, *args: Any, sheets: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["sheet"]
        unit.queryset = sheets
        unit.label_from_instance = lambda sheet: sheet.unit.name
        fact: Any = self.fields["fact"]
        fact.choices = list(names.items())

    @property
    def happened(self) -> Happened:
        return Happened(self.cleaned_data["fact"], self.cleaned_data["document_number"])

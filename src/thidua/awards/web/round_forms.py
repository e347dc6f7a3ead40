"""Forms of award rounds: shape only, the rules are in the services."""

from datetime import date
from typing import Any

from django import forms

from thidua.awards.enums import MeritChoice
from thidua.awards.models import AwardRound
from thidua.awards.queries.rounds import RoundChoices
from thidua.awards.services.rounds import RoundFacts
from thidua.foundation.web.fields import DayField, TextField, capitalised
from thidua.movements.models import Movement
from thidua.scoring.models import ScoringRound

_EARLIEST, _LATEST = 2000, 2100


class RoundForm(forms.Form):
    """What is considered, by the law of which day, until when nominations are taken."""

    name = TextField(
        label="Tên đợt xét",
        max_length=200,
        help_text="Ví dụ: Khen thưởng tổng kết năm 2024.",
        error_messages={"required": "Ghi tên đợt xét."},
    )
    merit = forms.ChoiceField(label="Loại hình khen thưởng", choices=capitalised(MeritChoice.choices))
    year = forms.IntegerField(
        label="Năm thành tích",
        min_value=_EARLIEST,
        max_value=_LATEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Ghi năm thành tích.",
            "invalid": "Ghi năm bằng số, ví dụ 2024.",
            "min_value": "Ghi năm từ 2000 trở đi.",
            "max_value": "Ghi năm trước 2100.",
        },
    )
    judged_on = DayField(
        label="Xét theo quy định ngày",
        help_text="Quy định có hiệu lực ngày này được dùng để đối chiếu điều kiện.",
        error_messages={"required": "Ghi ngày xét."},
    )
    due_on = DayField(
        label="Nhận đề nghị đến hết ngày",
        required=False,
        help_text="Sau ngày này chỉ Văn phòng lập đề nghị được. Không có hạn thì để trống.",
    )
    movement = forms.ModelChoiceField(
        label="Phong trào",
        queryset=Movement.objects.none(),
        required=False,
        empty_label="Không theo phong trào nào",
        error_messages={"invalid_choice": "Chọn một phong trào trong danh sách."},
    )
    scoring_round = forms.ModelChoiceField(
        label="Bảng xếp hạng để đối chiếu",
        queryset=ScoringRound.objects.none(),
        required=False,
        empty_label="Không theo bảng nào",
        help_text="Chỉ có các đợt chấm đã chốt.",
        error_messages={"invalid_choice": "Chọn một đợt chấm trong danh sách."},
    )
    is_simple = forms.BooleanField(label="Theo thủ tục đơn giản (khen đột xuất, dũng cảm)", required=False)

    def __init__(self, *args: Any, choices: RoundChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["movement"].queryset = choices.movements
        fields["scoring_round"].queryset = choices.standings

    @property
    def facts(self) -> RoundFacts:
        return RoundFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(award_round: AwardRound | None, today: date) -> dict[str, object]:
        if award_round is None:
            return {"year": today.year, "judged_on": today, "merit": MeritChoice.REGULAR}
        return {name: getattr(award_round, name) for name in RoundForm.base_fields}


class ReasonForm(forms.Form):
    """Why something is returned, refused, taken back or given up."""

    reason = TextField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )

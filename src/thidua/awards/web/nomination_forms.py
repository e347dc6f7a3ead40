"""Forms of nominations: shape only, the rules are in the services."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.awards.models import Nomination
from thidua.awards.services.confirmations import Confirmed
from thidua.awards.services.nominations import Wording
from thidua.foundation.web.fields import DayField, TextField
from thidua.organisation.models import Unit

_MOST_MERITS = 20_000


class WordingForm(forms.Form):
    """The deed in a line, and its report."""

    achievement = TextField(
        label="Thành tích trong một câu",
        max_length=500,
        help_text="Ví dụ: Hoàn thành vượt mức thu ngân sách năm 2024.",
        error_messages={"required": "Ghi thành tích trong một câu."},
    )
    merits = TextField(
        label="Báo cáo thành tích",
        max_length=_MOST_MERITS,
        required=False,
        help_text="Kể việc, số liệu, thời gian. Ghi sau cũng được.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def wording(self) -> Wording:
        return Wording(self.cleaned_data["achievement"], self.cleaned_data["merits"])

    @staticmethod
    def initial_of(nomination: Nomination) -> dict[str, object]:
        return {"achievement": nomination.achievement, "merits": nomination.merits}


class NominationForm(WordingForm):
    """What somebody is put forward for, and by which unit where that is a choice."""

    kind_code = forms.ChoiceField(
        label="Danh hiệu, hình thức",
        error_messages={
            "required": "Chọn danh hiệu hoặc hình thức.",
            "invalid_choice": "Chọn một hình thức trong danh sách.",
        },
    )
    put_forward_by = forms.ModelChoiceField(
        label="Đơn vị đề nghị",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Chủ tịch phát hiện, không có đơn vị",
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )
    field_order: tuple[str, ...] = ("kind_code", "achievement", "merits", "put_forward_by")

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], units: Any, hint: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind_code"].choices = [("", "Chọn hình thức"), *kinds]
        fields["kind_code"].help_text = hint
        if units is None:
            del fields["put_forward_by"]
        else:
            fields["put_forward_by"].queryset = units


class SuddenForm(NominationForm):
    """A deed praised at once: what was done and on which day."""

    deed_on = DayField(
        label="Ngày lập thành tích",
        help_text="Ngày/tháng/năm.",
        error_messages={"required": "Ghi ngày lập thành tích."},
    )
    field_order = ("kind_code", "achievement", "deed_on", "merits", "put_forward_by")


class ConfirmForm(forms.Form):
    """The answer of a person to a rule, and the paper or meeting it stands on."""

    is_met = forms.ChoiceField(
        label="Trả lời",
        choices=[("1", "Đạt"), ("0", "Không đạt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đạt hoặc không đạt."},
    )
    bars = forms.MultipleChoiceField(
        label="Trường hợp không được xét",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu trường hợp có thật. Không có thì để trống.",
    )
    note = TextField(
        label="Căn cứ",
        max_length=500,
        help_text="Ví dụ: Biên bản họp thôn ngày 05/12/2024.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi căn cứ, ví dụ biên bản họp."},
    )

    def __init__(self, *args: Any, bars: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if bars:
            fields["bars"].choices = list(bars.items())
            del fields["is_met"]
        else:
            del fields["bars"]

    def answer(self, key: str, rule: str) -> Confirmed:
        sent = self.cleaned_data
        bars = tuple(sent.get("bars", ()))
        is_met = sent.get("is_met", "1") == "1" and not bars
        return Confirmed(key=key, rule=rule, is_met=is_met, note=sent["note"], bars=bars)

"""Forms of what citizens tell of: short for them, and how the office goes on with it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.awards.models import AwardRound
from thidua.awards.services.citizens import ToldDeed
from thidua.awards.web.nomination_forms import WordingForm
from thidua.awards.web.window_forms import StrangerForm
from thidua.foundation.web.fields import DayField, TextField
from thidua.organisation.models import Authority, Unit

_EARLIEST, _LATEST = 1900, 2100


class TellForm(StrangerForm):
    """Who did what; the name of who tells is needed, so that the office can ask."""

    office = forms.ChoiceField(
        label="Gửi đến",
        error_messages={"required": "Chọn xã.", "invalid_choice": "Chọn một xã trong danh sách."},
    )
    who = TextField(
        label="Người hoặc tập thể được giới thiệu",
        max_length=200,
        error_messages={"required": "Ghi tên người hoặc tập thể."},
    )
    where = TextField(label="Ở đâu", max_length=200, required=False, help_text="Ví dụ: Thôn 4.")
    deed = TextField(
        label="Việc đã làm",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Kể việc đã làm.", "max_length": "Ghi không quá 2.000 chữ cái."},
    )
    deed_on = DayField(label="Ngày làm việc ấy", required=False, help_text="Không nhớ thì để trống.")
    name = TextField(
        label="Họ và tên người giới thiệu",
        max_length=120,
        help_text="Chỉ Văn phòng và Chủ tịch đọc được.",
        error_messages={"required": "Ghi họ và tên người giới thiệu."},
    )
    contact = TextField(label="Điện thoại", max_length=60, required=False, help_text="Không bắt buộc.")
    field_order = ("office", "who", "where", "deed", "deed_on", "name", "contact", "website")

    def __init__(self, *args: Any, offices: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["office"]
        field.choices = [("", "Chọn xã"), *((str(one.pk), one.committee) for one in offices)]
        if len(offices) == 1:
            del self.fields["office"]

    @property
    def told(self) -> ToldDeed:
        names = ("who", "deed", "name", "where", "deed_on", "contact")
        return ToldDeed(**{name: self.cleaned_data[name] for name in names})


class TakeForm(WordingForm):
    """In which round and for what somebody is put forward."""

    round = forms.ModelChoiceField(
        label="Đợt xét",
        queryset=AwardRound.objects.none(),
        empty_label="Chọn đợt xét",
        error_messages={
            "required": "Chọn đợt xét.",
            "invalid_choice": "Chọn một đợt xét đang nhận đề nghị.",
        },
    )
    kind_code = forms.ChoiceField(
        label="Danh hiệu, hình thức",
        error_messages={
            "required": "Chọn danh hiệu hoặc hình thức.",
            "invalid_choice": "Chọn một hình thức trong danh sách.",
        },
    )
    field_order = ("round", "kind_code", "achievement", "merits")

    def __init__(self, *args: Any, rounds: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["round"].queryset = rounds
        fields["kind_code"].choices = [("", "Chọn hình thức"), *kinds]


class NewPersonForm(forms.Form):
    """Somebody who is not on the list of people yet."""

    full_name = TextField(label="Họ và tên", max_length=200, error_messages={"required": "Ghi họ và tên."})
    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        min_value=_EARLIEST,
        max_value=_LATEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Ghi năm bằng số, ví dụ 1980.",
            "min_value": "Ghi năm từ 1900 trở đi.",
            "max_value": "Ghi năm trước 2100.",
        },
    )
    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.none(),
        empty_label="Chọn đơn vị",
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Chọn một đơn vị trong danh sách.",
        },
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units

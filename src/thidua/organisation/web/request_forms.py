"""Forms of units that ask for a person, and of the office that answers: shape only."""

from typing import Any

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.organisation.models import Unit
from thidua.organisation.services.person_requests import Wanted
from thidua.organisation.web.forms import OfUnitForm

ADD, REFUSE = "them", "khong"


class PersonRequestForm(OfUnitForm):
    """Who is missing; the unit is a choice only for those who are of several."""

    unit_is_needed = True
    full_name = TextField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        localize=False,
        help_text="Chưa rõ thì để trống.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Ghi năm sinh bằng bốn chữ số, ví dụ 1975."},
    )
    work = TextField(
        label="Làm gì",
        max_length=200,
        required=False,
        help_text="Ví dụ: nông dân, giáo viên, chi hội trưởng.",
    )
    field_order = ("full_name", "birth_year", "work", "unit")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, units=units, **kwargs)
        own = list(units)
        self._only: Unit | None = own[0] if len(own) == 1 else None
        if self._only:
            del self.fields["unit"]

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(self._only or told["unit"], told["full_name"], told["birth_year"], told["work"])


class PersonAnswerForm(forms.Form):
    """Whether the person is added, and why not."""

    answer = forms.ChoiceField(
        label="Trả lời",
        choices=[(ADD, "Thêm vào danh sách"), (REFUSE, "Không thêm")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chọn thêm hoặc không thêm.",
            "invalid_choice": "Chọn thêm hoặc không thêm.",
        },
    )
    reason = TextField(
        label="Lý do không thêm",
        max_length=500,
        required=False,
        help_text="Đơn vị đọc được. Thêm thì để trống.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

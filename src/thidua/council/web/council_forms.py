"""Forms of councils and their members."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.council.enums import Seat
from thidua.council.models import Council
from thidua.council.services.councils import CouncilFacts, MemberFacts
from thidua.foundation.web.fields import DayField, TextField
from thidua.organisation.models import Person

_DAY = "Ngày/tháng/năm, ví dụ 15/01/2024."


class CouncilForm(forms.Form):
    """What the decision says of a council."""

    name = TextField(
        label="Tên Hội đồng", max_length=200, error_messages={"required": "Ghi tên Hội đồng theo quyết định."}
    )
    decision = TextField(
        label="Số quyết định thành lập",
        max_length=60,
        help_text="Ví dụ 15/QĐ-UBND.",
        error_messages={"required": "Ghi số quyết định."},
    )
    decided_on = DayField(
        label="Ngày quyết định", help_text=_DAY, error_messages={"required": "Ghi ngày quyết định."}
    )
    starts_on = DayField(
        label="Hoạt động từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày bắt đầu hoạt động."}
    )
    ends_on = DayField(label="Đến hết ngày", required=False, help_text="Chưa có thì để trống.")

    @property
    def facts(self) -> CouncilFacts:
        return CouncilFacts(**self.cleaned_data)

    @staticmethod
    def values_of(council: Council) -> dict[str, Any]:
        names = ("name", "decision", "decided_on", "starts_on", "ends_on")
        return {name: getattr(council, name) for name in names}


class MemberForm(forms.Form):
    """Who gets which seat from when."""

    person = forms.ModelChoiceField(
        label="Người",
        queryset=Person.objects.none(),
        empty_label="Chọn người",
        error_messages={"required": "Chọn người.", "invalid_choice": "Chọn người trong danh sách."},
    )
    seat = forms.ChoiceField(
        label="Chức vụ trong Hội đồng",
        choices=[("", "Chọn chức vụ"), *Seat.choices],
        error_messages={"required": "Chọn chức vụ.", "invalid_choice": "Chọn chức vụ trong danh sách."},
    )
    starts_on = DayField(label="Từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày bắt đầu."})
    decision = TextField(
        label="Theo quyết định",
        max_length=200,
        required=False,
        help_text="Để trống nếu theo quyết định thành lập.",
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker
        field.queryset = people

    @property
    def facts(self) -> MemberFacts:
        return MemberFacts(**self.cleaned_data)


class SeatEndForm(forms.Form):
    """The last day of a seat, and why it ends."""

    ends_on = DayField(label="Ngày cuối", help_text=_DAY, error_messages={"required": "Ghi ngày cuối."})
    reason = TextField(label="Lý do", max_length=500, error_messages={"required": "Ghi lý do."})

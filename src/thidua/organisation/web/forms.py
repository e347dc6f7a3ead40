"""Forms of units, people, posts, blocks and households: shape only, rules are in the services."""

from collections.abc import Collection
from typing import Any

from django import forms

from thidua.foundation.web.fields import CountField, DayField, TextField
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Person, Unit
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.services.positions import PositionFacts
from thidua.organisation.services.units import UnitFacts

_DAY = "Ngày/tháng/năm, ví dụ 01/07/2025."


class UnitForm(forms.Form):
    """What is known of a unit."""

    name = TextField(
        label="Tên đơn vị",
        max_length=200,
        help_text="Ghi đầy đủ, ví dụ Ban Văn hóa xã.",
        error_messages={"required": "Ghi tên đơn vị."},
    )
    kind = forms.ChoiceField(
        label="Loại", choices=UnitKind.choices, error_messages={"required": "Chọn loại đơn vị."}
    )
    short_name = TextField(label="Tên ngắn", max_length=60, required=False)
    aliases = TextField(
        label="Tên khác trong văn bản",
        required=False,
        help_text="Mỗi dòng một tên, ví dụ Ban văn hóa. Máy dựa vào đây để nhận ra đơn vị khi đọc văn bản.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    household_count = CountField(
        label="Số hộ", required=False, help_text="Dùng khi chia chỉ tiêu theo số hộ. Để trống nếu chưa rõ."
    )
    population = CountField(label="Số khẩu", required=False, help_text="Dùng khi chia theo số dân.")
    valid_from = DayField(label="Hoạt động từ ngày", required=False, help_text=_DAY)

    @property
    def facts(self) -> UnitFacts:
        return UnitFacts(**self.cleaned_data)


def unit_initial(unit: Unit) -> dict[str, object]:
    return {name: getattr(unit, name) for name in UnitForm.base_fields}


class ReasonForm(forms.Form):
    """Why something is opened or closed again."""

    reason = TextField(label="Lý do", max_length=500, error_messages={"required": "Ghi lý do."})


class ClosingForm(ReasonForm):
    """The last day of a unit, and why."""

    last_day = DayField(
        label="Ngày cuối cùng hoạt động", help_text=_DAY, error_messages={"required": "Ghi ngày cuối cùng."}
    )
    field_order = ("last_day", "reason")


class OfUnitForm(forms.Form):
    """A form with a choice among units."""

    unit_is_needed = False
    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.none(),
        required=False,
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn một đơn vị trong danh sách."},
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["unit"]
        choice.queryset = units
        choice.required = self.unit_is_needed
        choice.empty_label = "Chọn đơn vị" if self.unit_is_needed else "Không thuộc đơn vị nào"


class PersonForm(OfUnitForm):
    """What is known of a person."""

    full_name = TextField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    given_name = TextField(
        label="Tên gọi để xếp thứ tự",
        max_length=60,
        required=False,
        help_text="Để trống thì lấy chữ cuối của họ tên. Cần ghi khi tên gọi không đứng cuối.",
    )
    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Ghi năm sinh bằng bốn chữ số, ví dụ 1975."},
    )
    is_female = forms.TypedChoiceField(
        label="Giới tính",
        required=False,
        choices=(("", "Chưa ghi"), ("nu", "Nữ"), ("nam", "Nam")),
        coerce=lambda value: value == "nu",
        empty_value=None,
    )
    field_order = ("full_name", "given_name", "unit", "birth_year", "is_female")

    @property
    def facts(self) -> PersonFacts:
        return PersonFacts(**self.cleaned_data)


def person_initial(person: Person) -> dict[str, object]:
    sexes = {None: "", True: "nu", False: "nam"}
    return {
        "full_name": person.full_name,
        "given_name": person.given_name,
        "unit": person.unit_id,
        "birth_year": person.birth_year,
        "is_female": sexes[person.is_female],
    }


class PositionForm(OfUnitForm):
    """A post a person begins to hold."""

    title = TextField(
        label="Chức danh",
        max_length=120,
        help_text="Ghi như trong quyết định, ví dụ Trưởng thôn.",
        error_messages={"required": "Ghi chức danh."},
    )
    role = forms.ChoiceField(
        label="Quyền đi theo chức vụ",
        choices=[("", "Chọn một quyền"), *Role.choices],
        error_messages={"required": "Chọn quyền."},
    )
    starts_on = DayField(label="Từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày bắt đầu."})
    decision = TextField(
        label="Quyết định", max_length=200, required=False, help_text="Số, ký hiệu và ngày, nếu có."
    )
    field_order = ("title", "role", "unit", "starts_on", "decision")

    def offer(self, roles: Collection[str]) -> None:
        """Leave only the roles that whoever fills the form may give."""
        choices = [(value, label) for value, label in Role.choices if value in roles]
        self.fields["role"].choices = [("", "Chọn một quyền"), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def facts(self) -> PositionFacts:
        return PositionFacts(**self.cleaned_data)


class PositionEndForm(forms.Form):
    """The last day of a post."""

    last_day = DayField(
        label="Ngày cuối cùng giữ chức vụ",
        help_text=f"Quyền còn đến hết ngày này. {_DAY}",
        error_messages={"required": "Ghi ngày cuối cùng."},
    )
    reason = TextField(label="Lý do hoặc quyết định", max_length=300, required=False)


class BlockForm(forms.Form):
    """The name of a block."""

    name = TextField(
        label="Tên cụm, khối",
        max_length=200,
        help_text="Ví dụ Khối thôn.",
        error_messages={"required": "Ghi tên cụm, khối."},
    )


class JoinForm(OfUnitForm):
    """A unit that enters a block."""

    unit_is_needed = True
    starts_on = DayField(label="Từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày vào."})


class HandOverForm(OfUnitForm):
    """The member that heads the block next, and from which day."""

    unit_is_needed = True
    starts_on = DayField(
        label="Nhận bàn giao từ ngày", help_text=_DAY, error_messages={"required": "Ghi ngày bàn giao."}
    )


class LeaveForm(forms.Form):
    """The last day of a unit in a block."""

    last_day = DayField(
        label="Ngày cuối cùng ở cụm, khối", help_text=_DAY, error_messages={"required": "Ghi ngày cuối cùng."}
    )


class HouseholdForm(forms.Form):
    """A household of a village."""

    head = forms.ModelChoiceField(
        label="Chủ hộ",
        queryset=Person.objects.none(),
        empty_label="Chọn người",
        help_text="Chọn trong những người của thôn. Chưa có tên thì thêm người trước.",
        error_messages={"required": "Chọn chủ hộ.", "invalid_choice": "Chọn một người trong danh sách."},
    )
    members = forms.IntegerField(
        label="Số nhân khẩu",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Ghi số người, ví dụ 4.",
            "min_value": "Ghi ít nhất 1 người.",
            "max_value": "Ghi nhiều nhất 99 người.",
        },
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        head: Any = self.fields["head"]
        head.queryset = people


class MembersForm(forms.Form):
    """How many people belong to a household."""

    members = HouseholdForm.base_fields["members"]


class AccountForm(forms.Form):
    """The name a person signs in with."""

    username = TextField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu và số, ví dụ lan.vanphong.",
        error_messages={"required": "Ghi tên đăng nhập."},
    )

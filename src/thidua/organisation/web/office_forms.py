"""The form of what pages and printed papers say of the own office."""

import re

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.organisation.models import Authority
from thidua.organisation.services.offices import OfficeFacts

_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}")


class PhoneField(TextField):
    """A telephone number as people write it: 0239 385 0123."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not _PHONE.fullmatch(value):
            raise forms.ValidationError("Ghi số điện thoại, ví dụ 0239 385 0123.")


class OfficeForm(forms.Form):
    """How the office is reached, and what stands under each page."""

    office_phone = PhoneField(
        label="Điện thoại Văn phòng",
        max_length=20,
        required=False,
        help_text="Hiện ở mục “Cần giúp?” cuối mỗi trang, ai cũng thấy. Ghi số của cơ quan.",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    office_zalo = PhoneField(
        label="Zalo Văn phòng",
        max_length=20,
        required=False,
        help_text="Số điện thoại dùng Zalo của cơ quan.",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    office_address = TextField(label="Địa chỉ Văn phòng", max_length=200, required=False)
    place_name = TextField(
        label="Địa danh ghi trước ngày tháng",
        max_length=60,
        required=False,
        help_text="Hiện trên giấy in: “Cẩm Lĩnh, ngày 05 tháng 4 năm 2024”. Để trống thì lấy tên xã.",
    )
    content_by = TextField(
        label="Người chịu trách nhiệm nội dung",
        max_length=200,
        required=False,
        help_text="Hiện cuối mỗi trang. Để trống thì ghi Thường trực Hội đồng Thi đua – Khen thưởng.",
    )

    @property
    def facts(self) -> OfficeFacts:
        return OfficeFacts(**self.cleaned_data)


def office_initial(authority: Authority) -> dict[str, object]:
    return {name: getattr(authority, name) for name in OfficeForm.base_fields}

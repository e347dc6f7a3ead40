"""Forms of what the law asks of somebody: shape only, the rules are in the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from thidua.awards.enums import DisciplineChoice, GradeChoice, MeritChoice, SubjectChoice
from thidua.awards.services.fact_shapes import (
    AwardFacts,
    CollectiveFacts,
    DisciplineFacts,
    InitiativeFacts,
    ProfileFacts,
    RatingFacts,
    Shape,
    SubjectShape,
    WorkFacts,
)
from thidua.foundation.web.fields import CountField, DayField, TextField, capitalised

FIRST_YEAR, _LATEST, _MONTHS = 1950, 2100, 12
_KNOWN = [("", "Chưa rõ"), ("1", "Có"), ("0", "Không")]


class YearField(forms.IntegerField):
    """A year in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        told = {
            "required": "Ghi năm.",
            "invalid": "Ghi năm bằng số, ví dụ 2024.",
            "min_value": f"Ghi năm từ {FIRST_YEAR} trở đi.",
            "max_value": f"Ghi năm trước {_LATEST}.",
        }
        box = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=FIRST_YEAR, max_value=_LATEST, widget=box, error_messages=told, **kwargs)


class FactForm(forms.Form):
    """One fact with the paper it stands in."""

    SHAPE: ClassVar[type[Shape]]

    paper = TextField(
        label="Văn bản làm căn cứ",
        max_length=200,
        help_text="Số, ký hiệu và ngày, ví dụ 45/QĐ-UBND ngày 05/12/2024.",
        error_messages={"required": "Ghi văn bản làm căn cứ."},
    )

    def shape(self, about: Mapping[str, Any]) -> Shape:
        """Return the fact about somebody as the services take it."""
        names = self.SHAPE.__dataclass_fields__
        whom = about if issubclass(self.SHAPE, SubjectShape) else {k: v for k, v in about.items() if v}
        known = {name: value for name, value in {**self.values, **whom}.items() if name in names}
        return self.SHAPE(**known)

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {name: _shown(getattr(row, name)) for name in cls.base_fields}


class RatingForm(FactForm):
    SHAPE = RatingFacts

    year = YearField(label="Năm")
    grade = forms.ChoiceField(label="Xếp loại", choices=capitalised(GradeChoice.choices))
    field_order = ("year", "grade", "paper")


class AwardForm(FactForm):
    SHAPE = AwardFacts

    name = TextField(
        label="Danh hiệu, hình thức",
        max_length=200,
        help_text="Ví dụ: Giấy khen của Chủ tịch Ủy ban nhân dân xã.",
        error_messages={"required": "Ghi danh hiệu hoặc hình thức."},
    )
    code = forms.ChoiceField(
        label="Thuộc hình thức nào trong luật",
        required=False,
        help_text="Chọn thì tính được số năm liên tục. Không rõ thì để trống.",
    )
    year = YearField(label="Năm thành tích")
    merit = forms.ChoiceField(label="Loại hình", choices=capitalised(MeritChoice.choices))
    achievement = TextField(label="Thành tích", max_length=500, required=False)
    decided_on = DayField(label="Ngày quyết định", required=False, help_text="Ngày/tháng/năm.")
    field_order = ("name", "code", "year", "merit", "achievement", "decided_on", "paper")


class DisciplineForm(FactForm):
    SHAPE = DisciplineFacts

    level = forms.ChoiceField(label="Hình thức kỷ luật", choices=capitalised(DisciplineChoice.choices))
    decided_on = DayField(
        label="Ngày quyết định",
        help_text="Ngày/tháng/năm.",
        error_messages={"required": "Ghi ngày quyết định."},
    )
    ends_on = DayField(label="Hết thời hạn ngày", required=False, help_text="Chưa rõ thì để trống.")
    field_order = ("level", "decided_on", "ends_on", "paper")


class InitiativeForm(FactForm):
    SHAPE = InitiativeFacts

    name = TextField(
        label="Tên sáng kiến, đề tài", max_length=300, error_messages={"required": "Ghi tên sáng kiến."}
    )
    year = YearField(label="Năm công nhận")
    field_order = ("name", "year", "paper")


class CollectiveForm(FactForm):
    SHAPE = CollectiveFacts

    year = YearField(label="Năm")
    members = CountField(label="Số người", error_messages={"required": "Ghi số người."})
    completed = CountField(label="Số người hoàn thành nhiệm vụ", required=False)
    advanced = CountField(
        label="Số người đạt Lao động tiên tiến",
        required=False,
        help_text="Để trống thì đếm từ danh hiệu đã tặng và đề nghị trong năm.",
    )
    exemplary = CountField(label="Số người đạt Chiến sĩ thi đua cơ sở", required=False)
    warned = CountField(label="Số người bị kỷ luật từ cảnh cáo trở lên", required=False)
    field_order = ("year", "members", "completed", "advanced", "exemplary", "warned", "paper")


class WorkForm(FactForm):
    SHAPE = WorkFacts

    year = YearField(label="Năm")
    months = CountField(label="Số tháng làm việc", error_messages={"required": "Ghi số tháng."})
    is_on_maternity = forms.BooleanField(label="Có nghỉ thai sản trong năm", required=False)
    field_order = ("year", "months", "is_on_maternity", "paper")


class ProfileForm(FactForm):
    SHAPE = ProfileFacts

    identity_number = forms.RegexField(
        label="Số định danh",
        regex=r"^(\d{9}|\d{12})$",
        required=False,
        help_text="12 chữ số. Chỉ dùng để phân biệt người, không bao giờ công khai.",
        error_messages={"invalid": "Số định danh có 12 chữ số."},
    )
    is_leader = forms.ChoiceField(label="Giữ chức vụ lãnh đạo", choices=_KNOWN, required=False)
    is_direct_worker = forms.ChoiceField(label="Lao động trực tiếp", choices=_KNOWN, required=False)
    field_order = ("identity_number", "is_leader", "is_direct_worker", "paper")

    @property
    def values(self) -> dict[str, Any]:
        sent = dict(self.cleaned_data)
        read = {"1": True, "0": False}
        return sent | {name: read.get(sent[name]) for name in ("is_leader", "is_direct_worker")}


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of fact as pages name it, and of whom it is written down."""

    slug: str
    title: str
    form: type[FactForm]
    subjects: frozenset[SubjectChoice]

    @property
    def model(self) -> Any:
        return self.form.SHAPE.MODEL


_EVERYBODY = frozenset(SubjectChoice)
_PEOPLE = frozenset({SubjectChoice.PERSON})
SORTS: Mapping[str, Sort] = {
    sort.slug: sort
    for sort in (
        Sort("xep-loai", "Xếp loại hằng năm", RatingForm, _EVERYBODY),
        Sort("da-khen", "Khen thưởng đã có", AwardForm, _EVERYBODY),
        Sort("ky-luat", "Kỷ luật", DisciplineForm, _EVERYBODY),
        Sort("sang-kien", "Sáng kiến, đề tài", InitiativeForm, _PEOPLE),
        Sort("thoi-gian", "Thời gian làm việc", WorkForm, _PEOPLE),
        Sort("nhan-than", "Thông tin để phân biệt", ProfileForm, _PEOPLE),
        Sort("tap-the", "Số liệu tập thể", CollectiveForm, frozenset({SubjectChoice.COLLECTIVE})),
    )
}

LISTED_SORTS: Mapping[str, Sort] = {
    slug: sort for slug, sort in SORTS.items() if sort.form is not ProfileForm
}
"""Sorts that are listed for the whole commune: what tells people apart stands on their own pages only."""


def _shown(value: Any) -> Any:
    return {True: "1", False: "0"}.get(value, value) if isinstance(value, bool) else value

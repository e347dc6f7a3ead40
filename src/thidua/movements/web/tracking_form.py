"""The form of how a target is followed: shape only, the service asks what fits."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from thidua.core.figures import Mistake
from thidua.core.progress import kept_marks, marks_of, read_marks
from thidua.core.quantities import read_number
from thidua.core.room import TOO_LONG, fits
from thidua.core.targets import TURNABLE
from thidua.foundation.web.fields import CountField, NumberField, TextField, capitalised
from thidua.movements.enums import AllocationKindChoice, CurveKind, FrequencyChoice, NatureChoice
from thidua.movements.models import Tracking

_SIGNS = frozenset("-−")
_GROUPS = (
    (
        "bao-cao",
        "Báo cáo thế nào",
        ("nature", "frequency", "due_days", "steps_total", "numerator_name", "denominator_name", "source"),
    ),
    ("giao", "Giao và đánh giá", ("allocation_kind", "lower_is_better", "ceiling")),
    (
        "so",
        "Kế hoạch và kết quả trước",
        ("assigned_above", "assigned_by_council", "last_year", "baseline"),
    ),
    ("tien-do", "Tiến độ", ("curve_kind", "curve_points", "reason")),
)
_PLAN = "Theo đơn vị tính của chỉ tiêu. Để trống nếu không có."


class ResultField(NumberField):
    """A number that may lie below zero, as growth does, and that a column keeps."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        size = read_number(text[1:].strip()) if text[:1] in _SIGNS else None
        number = super().to_python(value) if size is None else -size
        if number is not None and not fits(number):
            raise forms.ValidationError(TOO_LONG)
        return number


class DaysField(forms.CharField):
    """Whole days, below zero for before the end."""

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value)).replace("−", "-")
        if not text.removeprefix("-").isdecimal() or len(text) > len("-99"):
            raise forms.ValidationError("Ghi số ngày, ví dụ 5; trước khi hết kỳ thì ghi -6.")
        return int(text)


class MarksField(TextField):
    """Marks of progress, one a line; kept as a record keeps them."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return []
        marks = read_marks(text)
        if isinstance(marks, Mistake):
            raise forms.ValidationError(marks.sentence)
        return kept_marks(marks)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(mark.text for mark in marks_of(value)) if isinstance(value, list) else value


class TrackingForm(forms.Form):
    """How the figures behave and come, how the target is given, its plan values and its results before."""

    nature = forms.ChoiceField(label="Loại số liệu", choices=capitalised(NatureChoice.choices))
    frequency = forms.ChoiceField(label="Kỳ báo cáo", choices=capitalised(FrequencyChoice.choices))
    due_days = DaysField(
        label="Gửi sau khi hết kỳ (ngày)",
        help_text="Ví dụ 5. Gửi trước khi hết kỳ thì ghi số âm, ví dụ -6.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Ghi số ngày, ví dụ 5."},
    )
    allocation_kind = forms.ChoiceField(label="Cách giao", choices=capitalised(AllocationKindChoice.choices))
    lower_is_better = forms.BooleanField(
        label="Càng thấp càng tốt", required=False, help_text="Đổi chiều thì phải ghi lý do."
    )
    assigned_above = ResultField(label="Cấp trên giao", required=False, help_text=_PLAN)
    assigned_by_council = ResultField(label="HĐND xã giao", required=False, help_text=_PLAN)
    last_year = ResultField(label="Kết quả năm trước", required=False, help_text=_PLAN)
    baseline = ResultField(
        label="Mức gốc", required=False, help_text="Mức dùng để tính tăng, giảm, nếu khác kết quả năm trước."
    )
    ceiling = ResultField(
        label="Mức lớn nhất có thể có", required=False, help_text="Ví dụ 100 với tỷ lệ phần trăm số hộ."
    )
    numerator_name = TextField(
        label="Số đếm được", max_length=100, required=False, help_text="Ví dụ số hộ đạt. Dùng khi tính tỷ lệ."
    )
    denominator_name = TextField(
        label="Trong tổng số", max_length=100, required=False, help_text="Ví dụ tổng số hộ của thôn."
    )
    steps_total = CountField(
        label="Số tiêu chí phải đạt", required=False, help_text="Chỉ ghi khi đạt dần từng tiêu chí."
    )
    curve_kind = forms.ChoiceField(label="Tiến độ trong năm", choices=capitalised(CurveKind.choices))
    curve_points = MarksField(
        label="Các mốc tự đặt",
        required=False,
        help_text="Mỗi dòng một mốc: ngày/tháng và phần trăm, ví dụ 31/05 40%. Ngày cuối là 100%.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = TextField(
        label="Nguồn số liệu", max_length=200, required=False, help_text="Ví dụ sổ theo dõi của trạm y tế."
    )
    reason = TextField(
        label="Lý do đổi",
        max_length=500,
        required=False,
        help_text="Lần đầu thì không cần. Cách cũ và lý do được giữ lại.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, tracking: Tracking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tracking.target.goal.comparator not in TURNABLE:
            del self.fields["lower_is_better"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("curve_kind") == CurveKind.POINTS and not cleaned.get("curve_points"):
            self.add_error("curve_points", "Ghi ít nhất một mốc, ví dụ 31/05 40%.")
        return cleaned

    @property
    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """Return the fields as the page groups them: anchor, heading, fields."""
        return [
            (anchor, heading, [self[name] for name in names if name in self.fields])
            for anchor, heading, names in _GROUPS
        ]

    @property
    def values(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}

    @staticmethod
    def initial_of(tracking: Tracking) -> dict[str, object]:
        own = {name: getattr(tracking, name) for name in TrackingForm.base_fields if hasattr(tracking, name)}
        return {**own, "lower_is_better": tracking.target.lower_is_better}

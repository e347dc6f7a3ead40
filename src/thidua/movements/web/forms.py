"""Forms of drafts, movements and targets: shape only, the rules are asked of the core and the services."""

from collections.abc import Iterable
from typing import Any

from django import forms

from thidua.core.targets import TURNABLE, TWO_NUMBERS, Entry, Manner, entry_of, problems_of
from thidua.foundation.web.fields import DayField, NumberField, PartialDayField, TextField
from thidua.movements.enums import MannerChoice, MovementKind, MovementLevel, TargetField
from thidua.movements.models import DraftTarget, LaunchDraft, Movement, Target
from thidua.organisation.models import Unit

TARGET_FORM_NAMES = {"comparator": "manner", "low": "first", "high": "second"}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class UnitChoiceField(forms.ModelChoiceField[Unit]):
    def label_from_instance(self, obj: Unit) -> str:
        return str(obj.name)


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    """Units as boxes; the conflict page sends a whole choice as one value, keys joined by commas."""

    def clean(self, value: Any) -> Any:
        return super().clean([key for sent in value or () for key in str(sent).split(",") if key])


class UploadForm(forms.Form):
    """A file, or pasted text: one of them."""

    file = forms.FileField(
        label="Chọn tệp văn bản",
        required=False,
        allow_empty_file=True,
        help_text="Nhận tệp Word (.docx), PDF có chữ, .txt, .md, .html; nhiều nhất 25 MB.",
        error_messages={"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."},
        max_length=None,
    )
    text = forms.CharField(
        label="Hoặc dán nội dung văn bản",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dán cả văn bản, từ số, ký hiệu đến nơi nhận.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), str(cleaned.get("text") or "").strip()
        if file and text:
            self.add_error("text", "Chỉ chọn một cách: tệp, hoặc dán nội dung.")
        elif not file and not text and "file" not in self.errors:
            self.add_error("file", "Chọn một tệp, hoặc dán nội dung văn bản.")
        return cleaned


class HeadForm(forms.Form):
    """What the movement is called, of which year, and the particulars of its letter."""

    title = TextField(
        label="Tên phong trào",
        max_length=500,
        help_text="Ghi như trong văn bản.",
        error_messages={"required": "Ghi tên phong trào."},
    )
    theme = TextField(label="Chủ đề", max_length=500, required=False)
    kind = forms.ChoiceField(label="Loại phong trào", choices=MovementKind.choices)
    level = forms.ChoiceField(label="Cấp phát động", choices=MovementLevel.choices)
    year = forms.IntegerField(
        label="Năm",
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Ghi năm bằng bốn chữ số, ví dụ 2024.",
            "required": "Ghi năm của phong trào, ví dụ 2024.",
            "min_value": "Ghi năm từ 2000 đến 2100.",
            "max_value": "Ghi năm từ 2000 đến 2100.",
        },
    )
    starts_on = DayField(label="Từ ngày", required=False, help_text="Ngày/tháng/năm, để trống nếu chưa rõ.")
    ends_on = DayField(label="Đến ngày", required=False)
    answers = forms.ModelChoiceField(
        label="Hưởng ứng phong trào cấp trên",
        queryset=Movement.objects.none(),
        required=False,
        empty_label="Không chọn",
    )
    type = TextField(label="Loại văn bản", max_length=60, required=False)
    number = TextField(label="Số, ký hiệu", max_length=100, required=False)
    issued_text = PartialDayField(label="Ngày ban hành", required=False)
    issuer = TextField(label="Cơ quan ban hành", max_length=200, required=False)
    subject = TextField(label="Trích yếu", max_length=1000, required=False)
    signer = TextField(label="Người ký", max_length=200, required=False)
    signer_title = TextField(label="Chức vụ người ký", max_length=200, required=False)

    letter_fields = ("type", "number", "issued_text", "issuer", "subject", "signer", "signer_title")

    def __init__(self, *args: Any, higher: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].queryset = higher  # type: ignore[attr-defined]  # a ModelChoiceField

    @property
    def values(self) -> dict[str, object]:
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")
        return cleaned

    @staticmethod
    def initial_of(draft: LaunchDraft) -> dict[str, object]:
        return {name: getattr(draft, name) for name in HeadForm.base_fields}


class CopyForm(forms.Form):
    """Which groups a copy for next year takes."""

    targets = forms.BooleanField(label="Chép chỉ tiêu", required=False, initial=True)
    tasks = forms.BooleanField(label="Chép việc giao", required=False, initial=True)
    recipients = forms.BooleanField(label="Chép nơi nhận", required=False, initial=True)
    theme = forms.BooleanField(label="Chép chủ đề", required=False, initial=True)
    period = forms.BooleanField(label="Chép thời gian, chuyển sang năm sau", required=False, initial=True)


class TargetForm(forms.Form):
    """A target: name, level, field, what it is part of, who owns it."""

    name = TextField(label="Tên chỉ tiêu", max_length=500, required=False, help_text="Ghi như trong văn bản.")
    manner = forms.ChoiceField(label="Cách so sánh", choices=MannerChoice.choices)
    first = NumberField(
        label="Mức phải đạt",
        required=False,
        help_text="Dùng dấu phẩy cho phần lẻ: 47,3.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    second = NumberField(
        label="Đến mức",
        required=False,
        help_text="Chỉ ghi khi là một khoảng, ví dụ 19 đến 20.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit = TextField(label="Đơn vị tính", max_length=60, required=False, help_text="Ví dụ %, tấn, tỷ đồng.")
    per = TextField(
        label="Tính theo", max_length=20, required=False, help_text="Ví dụ năm, quý. Để trống nếu không có."
    )
    lower_is_better = forms.BooleanField(
        label="Càng thấp càng tốt",
        required=False,
        help_text="Ví dụ tỷ lệ hộ nghèo còn 3,7%. Với “không quá”, “dưới”, “giảm” thì không cần chọn.",
    )
    field = forms.ChoiceField(label="Lĩnh vực", choices=TargetField.choices)
    parent = forms.ModelChoiceField(
        label="Là phần của chỉ tiêu",
        queryset=DraftTarget.objects.none(),
        required=False,
        empty_label="Không là phần của chỉ tiêu nào",
    )
    owner = UnitChoiceField(
        label="Đơn vị phụ trách", queryset=Unit.objects.none(), required=False, empty_label="Chưa giao"
    )

    def __init__(self, *args: Any, parents: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "manner" in cleaned and "first" in cleaned and "second" in cleaned:
            for problem in problems_of(cleaned.get("name", ""), self._entry(cleaned)):
                self.add_error(problem.field, problem.sentence)
        return cleaned

    @property
    def values(self) -> dict[str, object]:
        """The columns of the target as entered."""
        goal = self._entry(self.cleaned_data).goal()
        kept = {name: self.cleaned_data[name] for name in ("name", "field", "parent", "owner")}
        return {
            **kept,
            "comparator": goal.comparator.value,
            "low": goal.low,
            "high": goal.high,
            "unit": goal.unit,
            "per": goal.per,
            "lower_is_better": self.cleaned_data["lower_is_better"] and goal.comparator in TURNABLE,
        }

    @staticmethod
    def initial_of(target: DraftTarget | Target) -> dict[str, object]:
        entry = entry_of(target.goal)
        return {
            "name": target.name,
            "manner": entry.manner.value,
            "first": entry.first,
            "second": entry.second if entry.manner in TWO_NUMBERS else None,
            "unit": entry.unit,
            "per": entry.per,
            "lower_is_better": target.lower_is_better,
            "field": target.field,
            "parent": target.parent_id,
            "owner": target.owner_id,
        }

    @staticmethod
    def _entry(cleaned: dict[str, Any]) -> Entry:
        return Entry(
            Manner(cleaned["manner"]),
            cleaned["first"],
            cleaned["second"],
            cleaned.get("unit", ""),
            cleaned.get("per", ""),
        )


class ChangeForm(TargetForm):
    """A change in an open season: the reason stays with the old version."""

    reason = TextField(
        label="Lý do đổi",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ số, ngày của văn bản điều chỉnh. Lý do và mức cũ được giữ lại.",
        error_messages={"required": "Ghi lý do đổi chỉ tiêu."},
    )


class UnitsForm(forms.Form):
    """Which units a printed name means."""

    units = UnitsField(
        label="Đơn vị của xã",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chọn một hoặc nhiều đơn vị. Không chọn là chưa giao cho đơn vị nào.",
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class TaskForm(UnitsForm):
    """A task of the letter: what, by when, for whom."""

    title = TextField(label="Việc", max_length=300, error_messages={"required": "Ghi việc phải làm."})
    due_on = DayField(label="Hạn", required=False, help_text="Ngày/tháng/năm, để trống nếu không có hạn.")

    field_order = ("title", "due_on", "units")


class BasisForm(forms.Form):
    """A document the letter cites."""

    type = TextField(label="Loại văn bản", max_length=60, required=False)
    number = TextField(label="Số, ký hiệu", max_length=100, required=False)
    issuer = TextField(label="Cơ quan ban hành", max_length=200, required=False)
    name = TextField(label="Tên văn bản", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("number") and not cleaned.get("name"):
            self.add_error("number", "Ghi số, ký hiệu, hoặc ghi tên văn bản.")
        return cleaned


class MovementNameForm(forms.Form):
    """A movement the letter names."""

    name = TextField(
        label="Tên phong trào", max_length=500, error_messages={"required": "Ghi tên phong trào."}
    )
    level = forms.ChoiceField(label="Cấp phát động", choices=MovementLevel.choices)


class LinesForm(forms.Form):
    """Targets as lines of text, one a line."""

    text = TextField(
        label="Các chỉ tiêu, mỗi dòng một chỉ tiêu",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ví dụ: Thu ngân sách 19 đến 20 tỷ đồng.",
        error_messages={"required": "Ghi ít nhất một dòng."},
    )


def first_errors(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    """Yield id and words of each fault, for the summary on top."""
    for name, errors in form.errors.items():
        for error in errors:
            yield (f"id_{name}", str(error))

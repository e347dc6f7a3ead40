"""Forms of registrations: shape only, the rules are in the services."""

from typing import Any

from django import forms

from thidua.commitments.enums import SubjectKind
from thidua.commitments.models import Registration
from thidua.commitments.services.registrations import Aim, RegistrationFacts
from thidua.core.pasted.table import MOST_CHARACTERS
from thidua.core.titles import Titles
from thidua.foundation.web.fields import DayField, TextField

_PART = "|"  # between whom a title is for and its name; no title has one


class RegistrationForm(forms.Form):
    """Whether the unit takes part, and the day of its meeting."""

    takes_part = forms.ChoiceField(
        label="Đơn vị tham gia phong trào",
        choices=[("1", "Có tham gia"), ("0", "Không tham gia")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn có hoặc không tham gia."},
    )
    meeting_on = DayField(
        label="Ngày họp bàn đăng ký", required=False, help_text="Ngày/tháng/năm. Chưa họp thì để trống."
    )
    note = TextField(
        label="Ghi chú",
        max_length=2000,
        required=False,
        help_text="Không tham gia thì ghi vì sao.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def facts(self) -> RegistrationFacts:
        sent = self.cleaned_data
        return RegistrationFacts(sent["takes_part"] == "1", sent["meeting_on"], sent["note"])

    @staticmethod
    def initial_of(registration: Registration | None) -> dict[str, object]:
        if registration is None:
            return {"takes_part": "1"}
        return {
            "takes_part": "1" if registration.takes_part else "0",
            "meeting_on": registration.meeting_on,
            "note": registration.note,
        }


class _TitleChosen(forms.Form):
    """A title of the list, or another one in words; who it is for follows from the choice."""

    title = forms.ChoiceField(label="Danh hiệu", error_messages={"required": "Chọn danh hiệu."})
    other = TextField(
        label="Danh hiệu khác",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi ô trên chọn “danh hiệu khác”.",
    )

    subjects = tuple(SubjectKind)

    def __init__(self, *args: Any, titles: Titles, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["title"]
        choice.choices = [("", "Chọn danh hiệu"), *(self._group(titles, kind) for kind in self.subjects)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        subject, _, name = cleaned.get("title", "").partition(_PART)
        cleaned["subject"], cleaned["chosen"] = subject, name or cleaned.get("other", "")
        if subject and not cleaned["chosen"] and "other" not in self.errors:
            self.add_error("other", "Ghi tên danh hiệu.")
        return cleaned

    def _group(self, titles: Titles, kind: SubjectKind) -> tuple[str, list[tuple[str, str]]]:
        others = {title.name for title in titles.titles if title.subject != kind.value}
        named = [
            (
                f"{kind.value}{_PART}{title.name}",
                f"{title.name} ({kind.label})" if title.name in others else title.name,
            )
            for title in titles.of(kind.value)
        ]
        return f"Của {kind.label}", [*named, (f"{kind.value}{_PART}", f"Danh hiệu khác của {kind.label}")]


class AimForm(_TitleChosen):
    """One line: who aims at which title."""

    name = TextField(
        label="Tên người, hộ hoặc tập thể",
        max_length=200,
        required=False,
        help_text="Để trống khi là tập thể đơn vị. Hộ thì ghi tên chủ hộ.",
    )
    note = TextField(label="Ghi chú", max_length=300, required=False)
    field_order = ("title", "name", "other", "note")

    def aim(self, unit_name: str) -> Aim:
        sent = self.cleaned_data
        return Aim(sent["subject"], sent["name"] or unit_name, sent["chosen"], sent["note"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned["subject"] in {SubjectKind.PERSON, SubjectKind.HOUSEHOLD} and not cleaned.get("name"):
            self.add_error("name", "Ghi họ tên người hoặc chủ hộ.")
        return cleaned


class AimListForm(_TitleChosen):
    """A list of names, all of people or all of households."""

    text = forms.CharField(
        label="Dán danh sách vào đây",
        strip=False,
        max_length=MOST_CHARACTERS,
        help_text="Mỗi dòng một người hoặc một hộ. Chép từ Excel hay từ Zalo đều được.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": "Dán danh sách vào ô này."},
    )
    subjects = (SubjectKind.HOUSEHOLD, SubjectKind.PERSON)


class ReturnForm(forms.Form):
    """Why a registration goes back."""

    reason = TextField(
        label="Lý do trả lại",
        max_length=500,
        help_text="Đơn vị đọc được. Ghi rõ chỗ cần sửa.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do trả lại để đơn vị biết sửa chỗ nào."},
    )


class AskForm(forms.Form):
    """By which day units are asked for one of the three promises."""

    kind = forms.ChoiceField(label="Việc", error_messages={"required": "Chọn việc cần đặt hạn."})
    due_on = DayField(label="Hạn", help_text="Ngày/tháng/năm.", error_messages={"required": "Ghi hạn gửi."})

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["kind"]
        choice.choices = kinds

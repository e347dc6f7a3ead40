"""Forms of decisions."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from thidua.awards.models import Nomination
from thidua.decisions.models import Decision
from thidua.decisions.queries.decision_pages import ReviewPage, WarnedRow, label_of
from thidua.decisions.services.decisions import DecisionFacts
from thidua.foundation.web.fields import DayField, TextField

_LINES = "Mỗi dòng một căn cứ. Đổi danh sách thì xem lại căn cứ."


class DecisionForm(forms.Form):
    """What a decision says, and who is on its list."""

    title = TextField(label="Trích yếu", max_length=500, error_messages={"required": "Ghi trích yếu."})
    decided_on = DayField(
        label="Ngày quyết định",
        help_text="Không sớm hơn ngày có kết quả xét. Tiền thưởng tính theo lương cơ sở của ngày này.",
        error_messages={"required": "Ghi ngày quyết định."},
    )
    bases = TextField(
        label="Căn cứ",
        help_text=_LINES,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Ghi căn cứ pháp lý."},
    )
    nominations = forms.MultipleChoiceField(
        label="Người, đơn vị được khen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đề nghị."},
    )
    signer = TextField(label="Người ký", max_length=120, error_messages={"required": "Ghi họ tên người ký."})
    signer_title = TextField(
        label="Chức vụ người ký", max_length=120, error_messages={"required": "Ghi chức vụ người ký."}
    )
    recipients = TextField(
        label="Nơi nhận",
        help_text="Mỗi dòng một nơi nhận. Dòng “Như Điều …” máy tự ghi theo số điều.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, choosable: Iterable[Nomination], unsure: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if unsure:
            told = f"{_LINES} Chưa kiểm chứng: {', '.join(unsure)}. Đối chiếu trước khi trình."
            self.fields["bases"].help_text = told
        self._by_key = {str(one.pk): one for one in choosable}
        field: Any = self.fields["nominations"]
        field.choices = [(key, label_of(one)) for key, one in self._by_key.items()]

    @property
    def facts(self) -> DecisionFacts:
        values = {name: value for name, value in self.cleaned_data.items() if name != "nominations"}
        return DecisionFacts(**values)

    @property
    def chosen(self) -> list[Nomination]:
        return [self._by_key[key] for key in self.cleaned_data["nominations"]]

    @staticmethod
    def initial_of(decision: Decision) -> dict[str, Any]:
        names = ("title", "decided_on", "bases", "signer", "signer_title", "recipients")
        keys = [str(key) for key in decision.awards.values_list("nomination_id", flat=True)]
        return {name: getattr(decision, name) for name in names} | {"nominations": keys}


class WhyForm(forms.Form):
    """The reason for sending back or giving up."""

    reason = TextField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )


class ReasonsForm(forms.Form):
    """One reason for each warning; what is left empty keeps from signing."""

    def __init__(self, *args: Any, page: ReviewPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = {}
        self._rows = page.rows
        for place, row in enumerate(page.rows):
            name = f"ly-do-{place}"
            self._keys[name] = row.warned.key
            self.fields[name] = TextField(
                label=row.warned.sentence,
                help_text="Ghi lý do vẫn khen.",
                required=False,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=row.note.reason if row.note else "",
            )

    @property
    def rows(self) -> list[tuple[WarnedRow, Any]]:
        """The warnings, each with the field of its reason."""
        return [(row, self[name]) for row, name in zip(self._rows, self._keys, strict=True)]

    @property
    def reasons(self) -> dict[str, str]:
        return {self._keys[name]: value for name, value in self.cleaned_data.items() if value}


class PasswordForm(forms.Form):
    """The own password once more; `is_right` was found out before the form, so that guesses stay counted."""

    password = forms.CharField(
        label="Mật khẩu",
        help_text="Ban hành rồi không sửa được nữa, nên cần biết chắc người ban hành.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ghi mật khẩu."},
    )

    def __init__(self, *args: Any, is_right: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right = is_right

    def clean_password(self) -> str:
        if not self._is_right:
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        return str(self.cleaned_data["password"])

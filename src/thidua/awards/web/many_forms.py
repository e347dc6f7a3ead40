"""Forms that act on many nominations at once: shape only."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from thidua.awards.models import Nomination
from thidua.awards.queries.proposals import Placed
from thidua.awards.queries.results_found import Found
from thidua.awards.web.nomination_forms import ConfirmForm
from thidua.foundation.web.fields import TextField

_TOP = 3
"""Places that are ticked beforehand."""


class PlacedForm(forms.Form):
    """Which units of a standing are put forward, and for what."""

    kind_code = forms.ChoiceField(
        label="Danh hiệu, hình thức", error_messages={"required": "Chọn danh hiệu hoặc hình thức."}
    )
    units = forms.TypedMultipleChoiceField(
        label="Đơn vị",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị."},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], placed: Sequence[Placed], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind_code"].choices = [("", "Chọn hình thức"), *kinds]
        fields["units"].choices = [(str(one.unit.pk), f"{one.unit}. {one.words}") for one in placed]
        fields["units"].initial = [str(one.unit.pk) for one in placed if one.place <= _TOP and not one.has]

    @property
    def ticked(self) -> Collection[UUID]:
        found: Collection[UUID] = self.cleaned_data["units"]
        return found


class FoundForm(forms.Form):
    """Which results are put forward, and for what; none is chosen beforehand."""

    kind_code = forms.ChoiceField(
        label="Danh hiệu, hình thức", error_messages={"required": "Chọn danh hiệu hoặc hình thức."}
    )
    results = forms.MultipleChoiceField(
        label="Kết quả",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một kết quả."},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], found: Sequence[Found], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind_code"].choices = [("", "Chọn hình thức"), *kinds]
        fields["results"].choices = [(one.key, f"{one.unit}. {one.words}") for one in found]

    @property
    def ticked(self) -> Collection[str]:
        found: Collection[str] = self.cleaned_data["results"]
        return found


class ConfirmManyForm(ConfirmForm):
    """The answer to one rule, for those who are ticked."""

    nominations = forms.MultipleChoiceField(
        label="Đề nghị",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đề nghị."},
    )

    def __init__(
        self, *args: Any, bars: Mapping[str, str], nominations: Sequence[Nomination], **kwargs: Any
    ) -> None:
        super().__init__(*args, bars=bars, **kwargs)
        choice: Any = self.fields["nominations"]
        choice.choices = [(str(one.pk), _words(one)) for one in nominations]
        choice.initial = [str(one.pk) for one in nominations]


class AnswerForm(forms.Form):
    """Whether two nominations are one, and why."""

    is_one = forms.ChoiceField(
        label="Hai đề nghị này",
        choices=[("0", "Là hai người khác nhau"), ("1", "Là một người")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một câu trả lời."},
    )
    reason = TextField(
        label="Vì sao",
        max_length=500,
        help_text="Ví dụ: khác ngày sinh, hoặc cùng số định danh.",
        error_messages={"required": "Ghi vì sao."},
    )


def _words(one: Nomination) -> str:
    home = "" if one.unit_id or one.home is None else f", {one.home}"
    return f"{one.subject_name}{home}"

"""Forms of papers and of the fund."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from thidua.awards.enums import SubjectChoice
from thidua.decisions.enums import CorrectedField, PaperKind
from thidua.decisions.models import Award, IssuedPaper, PaperDraft
from thidua.decisions.services.drafts import DraftFacts
from thidua.decisions.services.funds import EntryFacts, EntrySort
from thidua.foundation.web.fields import DayField, NumberField, TextField


def _lines(label: str, rows: int, *, help_text: str = "", required: bool = False) -> TextField:
    return TextField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"Ghi {label.lower()}."},
    )


class DraftForm(forms.Form):
    """What a paper says; its kind comes from the template it was begun from. A decision is sent to nobody."""

    title = TextField(label="Trích yếu", max_length=500, error_messages={"required": "Ghi trích yếu."})
    on = DayField(label="Ngày văn bản", error_messages={"required": "Ghi ngày văn bản."})
    to = _lines("Kính gửi", 2, help_text="Mỗi dòng một nơi. Không có thì để trống.")
    bases = _lines("Căn cứ", 3, help_text="Mỗi dòng một căn cứ. Không có thì để trống.")
    body = _lines("Nội dung", 12, help_text="Dòng bắt đầu bằng “I. ”, “II. ” là đề mục.", required=True)
    recipients = _lines("Nơi nhận", 3, help_text="Mỗi dòng một nơi nhận.")
    signer = TextField(label="Người ký", max_length=120, error_messages={"required": "Ghi họ tên người ký."})
    signer_title = TextField(
        label="Chức vụ người ký", max_length=120, error_messages={"required": "Ghi chức vụ người ký."}
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = PaperKind(kind)
        if self._kind == PaperKind.DECISION:
            del self.fields["to"]

    def facts(self, corrects: IssuedPaper | None) -> DraftFacts:
        return DraftFacts(kind=self._kind, corrects=corrects, **self.cleaned_data)

    @staticmethod
    def initial_of(draft: PaperDraft) -> dict[str, Any]:
        names = ("title", "on", "to", "bases", "body", "recipients", "signer", "signer_title")
        return {name: getattr(draft, name) for name in names}


class CorrectionForm(forms.Form):
    """Whose line of a list is mended, which words of it, and what is right."""

    award = forms.ModelChoiceField(
        label="Dòng trong danh sách",
        queryset=Award.objects.none(),
        empty_label="Chọn một dòng",
        error_messages={
            "required": "Chọn dòng trong danh sách.",
            "invalid_choice": "Dòng này không còn trong danh sách. Chọn lại.",
        },
    )
    field = forms.ChoiceField(
        label="Nội dung viết sai",
        choices=CorrectedField.choices,
        initial=CorrectedField.RECIPIENT,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nội dung viết sai."},
    )
    after = TextField(
        label="Nay đính chính là",
        required=False,
        max_length=500,
        help_text="Ghi trọn nội dung đúng, không chỉ chữ sai. Chữ đang có thì máy tự ghi.",
    )

    def __init__(self, *args: Any, awards: QuerySet[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["award"]
        field.queryset = awards
        field.label_from_instance = _line_of_list

    def clean_field(self) -> CorrectedField:
        return CorrectedField(self.cleaned_data["field"])


def _line_of_list(award: Award) -> str:
    told = f"Số {award.position}: {award.recipient}"
    return f"{told}, {award.detail}" if award.detail else told


class EntryForm(forms.Form):
    """A line of the fund book."""

    sort = forms.ChoiceField(label="Loại", choices=EntrySort.choices, widget=forms.RadioSelect)
    on = DayField(label="Ngày", error_messages={"required": "Ghi ngày."})
    amount = NumberField(label="Số tiền (đồng)", error_messages={"required": "Ghi số tiền."})
    paper = TextField(
        label="Chứng từ",
        max_length=200,
        help_text="Ví dụ: Phiếu chi 05/PC.",
        error_messages={"required": "Ghi chứng từ."},
    )
    note = TextField(label="Nội dung", max_length=300, error_messages={"required": "Ghi nội dung."})
    reason = TextField(
        label="Lý do chi vượt mức",
        required=False,
        max_length=500,
        help_text="Chỉ ghi khi chi tổ chức vượt mức tối đa của năm. Không thì để trống.",
    )

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        if amount != int(amount) or not 0 < amount < 10**12:
            raise forms.ValidationError("Ghi số đồng nguyên, lớn hơn 0, ví dụ 2.350.000.")
        return int(amount)

    @property
    def facts(self) -> EntryFacts:
        values = {**self.cleaned_data, "sort": EntrySort(self.cleaned_data["sort"])}
        return EntryFacts(**values)


class PayForm(forms.Form):
    """Who took which money on a day; one tick and one name for each award that waits.

    Only a person is taken to come in person: somebody comes for a collective or a household.
    """

    on = DayField(label="Ngày chi", error_messages={"required": "Ghi ngày chi."})

    def __init__(self, *args: Any, waiting: Sequence[Award], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self._waiting = waiting
        for award in waiting:
            self.fields[f"chi-{award.pk}"] = forms.BooleanField(required=False, label=award.recipient)
            self.fields[f"nhan-{award.pk}"] = TextField(
                required=False,
                max_length=200,
                initial=award.recipient if award.subject == SubjectChoice.PERSON else "",
                label=f"Người nhận: {award.recipient}",
            )

    @property
    def rows(self) -> list[tuple[Award, Any, Any]]:
        """The awards with their tick and their name."""
        return [(award, self[f"chi-{award.pk}"], self[f"nhan-{award.pk}"]) for award in self._waiting]

    @property
    def received(self) -> dict[UUID, str]:
        told = self.cleaned_data
        return {one.pk: told[f"nhan-{one.pk}"] for one in self._waiting if told[f"chi-{one.pk}"]}

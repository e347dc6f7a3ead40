"""The form a list is pasted into: shape only, its lines are checked by the core."""

from typing import Any

from django import forms

from thidua.core.pasted.table import MOST_CHARACTERS
from thidua.organisation.enums import ListKind, UnitKind
from thidua.organisation.services.lists import Sent
from thidua.papers.errors import PaperError
from thidua.papers.plain import decode_text
from thidua.papers.sheet_text import text_of_list

_LARGEST = 4 * MOST_CHARACTERS  # bytes; a letter takes up to four
_LARGEST_BOOK = 2_000_000
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class ListForm(forms.Form):
    """A list as text, as a workbook or as a .csv file; the file counts when both are there."""

    kind = ListKind.PEOPLE
    text = forms.CharField(
        label="Dán danh sách vào đây",
        required=False,
        strip=False,  # a list may begin with an empty cell
        help_text="Trong Excel chọn cả dòng tiêu đề và các dòng bên dưới, chép rồi dán vào đây.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Hoặc chọn tệp Excel",
        required=False,
        allow_empty_file=True,
        help_text="Nhận .xlsx, .xls, .ods, .csv, nhiều nhất 2 MB. Tệp có nhiều trang thì đọc trang đầu.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("file") is not None:
            cleaned["text"] = self._text_of(cleaned["file"])
        elif not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("text", "Dán danh sách vào ô này, hoặc chọn tệp.")
        return cleaned

    @property
    def sent(self) -> Sent:
        return Sent(self.kind, self.cleaned_data["text"], self.cleaned_data.get("default_kind", ""))

    def _text_of(self, file: Any) -> str:
        head = file.read(len(_ZIP))
        is_book = head in {_ZIP, _OLD_EXCEL}
        if file.size > (_LARGEST_BOOK if is_book else _LARGEST):
            self.add_error("file", "Tệp quá lớn. Chép các dòng cần nhập rồi dán vào ô trên.")
            return ""
        data = head + file.read()
        try:
            return text_of_list(data, file.name) if is_book else decode_text(data)
        except PaperError as refusal:
            self.add_error("file", refusal.sentence)
            return ""


class UnitListForm(ListForm):
    """A list of units, and which kind those are that name none."""

    kind = ListKind.UNITS
    default_kind = forms.ChoiceField(
        label="Loại cho dòng không ghi loại",
        choices=[("", "Không, dòng nào cũng phải ghi loại"), *UnitKind.choices],
        required=False,
    )
    field_order = ("text", "file", "default_kind")

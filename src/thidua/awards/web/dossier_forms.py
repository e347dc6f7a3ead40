"""Forms of a dossier: a text or a file for one part, why a paper is returned."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from thidua.foundation.web.fields import TextField

_SCAN = "Tệp Word (.docx), PDF, hoặc ảnh .jpg, .png; nhiều nhất 10 MB. Có tệp thì không cần soạn."


class PaperForm(forms.Form):
    """One paper, written on the page or brought as a file; `seen` is when the one that was read was made."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())
    text = TextField(
        label="Nội dung",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Chỗ có dấu …… là chỗ cần điền. Dòng như “I. Sơ lược” là đề mục.",
        error_messages={"max_length": "Ghi không quá 20.000 chữ cái."},
    )
    scan = forms.FileField(
        label="Hoặc đưa tệp đã có",
        required=False,
        help_text=_SCAN,
        error_messages={"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."},
    )

    def __init__(self, *args: Any, has_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_text:
            del self.fields["text"]

    def clean_seen(self) -> Any:
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None

"""The form that sends proof of a figure."""

from typing import Any

from django import forms

from thidua.foundation.web.fields import TextField


class ProofForm(forms.Form):
    """A photo or a PDF, or the address of a page."""

    file = forms.FileField(
        label="Ảnh hoặc tệp PDF",
        required=False,
        help_text="Ảnh được thu nhỏ và bỏ vị trí, giờ chụp. Tệp PDF nhiều nhất 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    url = TextField(label="Hoặc đường dẫn", max_length=500, required=False, help_text="Bắt đầu bằng https://")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("url") and not self.errors:
            self.add_error("file", "Chọn một ảnh, một tệp PDF, hoặc ghi một đường dẫn.")
        return data

"""Forms that send a file: proof of a figure, and figures a phone could not send."""

from typing import Any, BinaryIO, cast

from django import forms

from thidua.foundation.web.fields import TextField
from thidua.reporting.queries.queue_file import MAX_BYTES


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


class QueueFileForm(forms.Form):
    """The file that a phone wrote."""

    file = forms.FileField(
        label="Tệp số chưa gửi",
        help_text="Tệp .json do nút “Xuất tệp” trên điện thoại tạo ra.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Chọn tệp số chưa gửi.", "empty": "Tệp trống, chưa có số nào."},
    )

    @property
    def text(self) -> str:
        """What the file says; bytes that are no text are left to the reader to refuse."""
        stream = cast("BinaryIO", self.cleaned_data["file"])
        stream.seek(0)
        return stream.read(MAX_BYTES + 1).decode("utf-8", "replace")

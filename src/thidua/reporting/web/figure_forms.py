"""Forms about one figure that was sent."""

from typing import Any

from django import forms

from thidua.core.achievement import Nature
from thidua.foundation.web.fields import TextField
from thidua.reporting.enums import Route
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry

_STATES = (("đạt", "Đạt"), ("chưa đạt", "Chưa đạt"), ("không áp dụng", "Không áp dụng"))


class CorrectionForm(forms.Form):
    """What the figure should have been, and why it was not; the fields are named as the columns."""

    typed = TextField(
        label="Số đúng", max_length=100, help_text="Ghi số, hoặc “không có”, hoặc “không áp dụng”."
    )
    typed_base = TextField(label="Trong tổng số", max_length=100, required=False)
    decision = TextField(label="Quyết định công nhận (số, ngày)", max_length=200, required=False)
    note = TextField(
        label="Ghi chú", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = TextField(
        label="Lý do đính chính",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Số cũ và lý do được giữ lại, ai xem báo cáo cũng thấy.",
        error_messages={"required": "Ghi lý do đính chính."},
    )

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tracking = figure.target.tracking
        self.route = Route(figure.route)
        if tracking.is_counted_in_two:
            self.fields["typed_base"].label = f"Trong {tracking.denominator_name or 'tổng số'}"
        else:
            del self.fields["typed_base"]
        if tracking.nature != Nature.MILESTONE:
            del self.fields["decision"]
        if tracking.nature == Nature.STATE:
            self.fields["typed"] = forms.ChoiceField(label="Tình trạng đúng", choices=_STATES)

    @property
    def entry(self) -> Entry:
        data = self.cleaned_data
        return Entry(
            data["typed"], data.get("typed_base", ""), data.get("decision", ""), data["note"], Route.PHONE
        )

"""The form a list of ratings is pasted into: shape only, its lines are checked by the core."""

from thidua.awards.services.rating_lists import Sent
from thidua.awards.web.fact_forms import YearField
from thidua.foundation.web.fields import TextField
from thidua.organisation.web.list_forms import ListForm


class RatingListForm(ListForm):
    """A list of ratings of one year, and the paper for lines that name none."""

    year = YearField(label="Năm")
    paper = TextField(
        label="Văn bản cho dòng không ghi",
        max_length=200,
        required=False,
        help_text="Số, ký hiệu và ngày của thông báo xếp loại.",
    )
    field_order = ("year", "paper", "text", "file")

    @property
    def list(self) -> Sent:
        sent = self.cleaned_data
        return Sent(sent["text"], sent["year"], sent["paper"])

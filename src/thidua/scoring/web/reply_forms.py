"""Forms of replies to a provisional result and of what units are told; rules are in the services."""

from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.quantities import read_number
from thidua.core.scoring.points import points_text
from thidua.foundation.web.fields import TextField
from thidua.scoring.models import ScoreLine, ScoreReply
from thidua.scoring.services.giving import bounds_of_line
from thidua.scoring.services.replies import LONGEST_ANSWER, LONGEST_TEXT, Answer
from thidua.scoring.web.self_cards import NO_NUMBER

_SCAN = "Ảnh .jpg, .png hoặc tệp PDF, nhiều nhất 10 MB."
_NO_FILE = {"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."}
_ROWS = {"rows": 3}
_NUMBER = {"inputmode": "decimal", "autocomplete": "off"}


class ReplyForm(forms.Form):
    """What a unit says of its score."""

    line = forms.ModelChoiceField(
        label="Về tiêu chí",
        queryset=ScoreLine.objects.none(),
        required=False,
        empty_label="Cả phiếu",
        error_messages={"invalid_choice": "Chọn một tiêu chí trong danh sách."},
    )
    text = TextField(
        label="Ý kiến",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Điểm nào chưa đúng và vì sao.",
        error_messages={"required": "Ghi ý kiến: điểm nào chưa đúng và vì sao."},
    )
    asked_points = TextField(
        label="Đề nghị điểm",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=_NUMBER),
        help_text="Ví dụ 8 hoặc 7,5. Tiêu chí trừ điểm thì ghi số điểm bị trừ, ví dụ 0,5.",
    )
    scan = forms.FileField(label="Tệp kèm theo", required=False, help_text=_SCAN, error_messages=_NO_FILE)

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["line"]
        choice.queryset = lines
        choice.label_from_instance = lambda line: line.criterion.name

    def clean_asked_points(self) -> Decimal | None:
        """Read the points as the criterion has them: those of a deduction are below zero."""
        return _points_of(self.cleaned_data.get("line"), self.cleaned_data["asked_points"])


def _points_of(line: ScoreLine | None, typed: str) -> Decimal | None:
    """Read points of a line; without one, as they are typed."""
    if not typed.strip():
        return None
    number = read_number(typed) if line is None else bounds_of_line(line).read(typed)
    if number is None:
        raise forms.ValidationError(NO_NUMBER)
    return number


class AnswerForm(forms.Form):
    """What the office says to a reply; points only where it is about one criterion."""

    verdict = forms.ChoiceField(
        label="Trả lời",
        choices=[("accept", "Chấp nhận"), ("refuse", "Không chấp nhận")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn chấp nhận hoặc không chấp nhận."},
    )
    points = TextField(
        label="Cột Hội đồng sửa thành",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=_NUMBER),
        help_text="Ghi khi chấp nhận và sửa điểm. Để trống thì điểm giữ nguyên.",
    )
    words = TextField(
        label="Nội dung trả lời",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs=_ROWS),
        help_text="Đơn vị đọc câu này. Nó cũng là lý do ghi cạnh điểm.",
        error_messages={"required": "Ghi nội dung trả lời."},
    )
    line_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reply: ScoreReply, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reply.line is None:
            del self.fields["points"]
            del self.fields["line_version"]
        else:
            self._offer(reply.line, reply.asked_points)
        self._line = reply.line

    def _offer(self, line: ScoreLine, asked: Decimal | None) -> None:
        """Propose what was asked for, and say what stands in the column that it would change."""
        bounds = bounds_of_line(line)
        points = None if asked is None else points_text(bounds.write(asked))
        self.initial = {**self.initial, "points": points, "line_version": line.version}
        if bounds.takes_away:
            self.fields["points"].label = "Cột Hội đồng: số điểm trừ sửa thành"
        self.fields["points"].help_text = f"{bounds.sentence} Để trống thì điểm giữ nguyên."

    def clean_points(self) -> Decimal | None:
        return _points_of(self._line, self.cleaned_data["points"])

    @property
    def answer(self) -> Answer:
        found = self.cleaned_data
        return Answer(found["words"], found.get("points"), found.get("line_version") or 0)

"""The forms of a count: ballots and the votes for each nominee, or raised hands and their confirmation."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from thidua.core.voting.counting import Fault, Tally
from thidua.council.models import Poll, PollLine
from thidua.council.queries.counting import CountPage
from thidua.council.services.polls import Entered
from thidua.foundation.web.fields import CountField

_BALLOTS = {
    "issued": "Phiếu phát ra",
    "used": "Phiếu hợp lệ",
    "spoiled": "Phiếu không hợp lệ",
    "unused": "Phiếu không dùng",
}
_VOTES = {"dy": "Đồng ý", "kdy": "Không đồng ý"}
_BLANK = {"trong": "Không ghi ý kiến"}
_HANDS = {
    "dy": "Số người giơ tay tán thành",
    "kdy": "Số người giơ tay không tán thành",
    "trong": "Số người không biểu quyết",
}
_WRITTEN = {"vdy": "Đồng ý bằng văn bản", "vkdy": "Không đồng ý bằng văn bản"}
_ASK = {"required": "Ghi số, không có thì ghi 0."}


class TellerForm(forms.Form):
    """For whom of the board the office enters; whoever is of the board is not asked."""

    teller = forms.ChoiceField(
        label="Nhập hộ người kiểm phiếu",
        help_text="Biên bản ghi rõ ai nhập hộ.",
        error_messages={
            "required": "Chọn người kiểm phiếu mà Văn phòng nhập hộ.",
            "invalid_choice": "Chọn trong danh sách.",
        },
    )

    def __init__(self, *args: Any, page: CountPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.desk.own is not None:
            del self.fields["teller"]
            return
        field = self.fields["teller"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker
        listed = [(str(one.pk), f"{one}, {one.get_seat_display()}") for one in page.may_enter_for]
        field.choices = [("", "Chọn người kiểm phiếu"), *listed]
        field.initial = page.own.teller_key if page.own is not None else None

    @property
    def whose(self) -> UUID | None:
        key = self.cleaned_data.get("teller")
        return UUID(key) if key else None


class ConfirmForm(TellerForm):
    """The count of hands that was seen, as the second confirms it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CountForm(TellerForm):
    """What one person counted; raised hands have no ballots, and nobody's writing has no fields.

    Its fields are named as secrets (`foundation.web.sent_form`): no receipt keeps the counts of a vote that
    may be given up, beside those of the next one.
    """

    def __init__(self, *args: Any, poll: Poll, page: CountPage, **kwargs: Any) -> None:
        super().__init__(*args, page=page, prefix="secret", **kwargs)
        self._poll, self._lines, own = poll, page.lines, page.own
        votes = _VOTES | _BLANK if poll.is_ballot else _HANDS
        self._votes = votes | (_WRITTEN if poll.written else {})
        if poll.is_ballot:
            for name, label in _BALLOTS.items():
                self.fields[name] = _field(label, getattr(own, name, None))
        for line in self._lines:
            tally = own.count.tallies.get(str(line.item_id)) if own is not None else None
            for part, label in self._votes.items():
                self.fields[f"{part}_{line.item_id.hex}"] = _field(
                    label, _of(tally, part), required=part not in _BLANK or not poll.is_ballot
                )

    @property
    def ballots(self) -> list[BoundField]:
        return [self[name] for name in _BALLOTS if name in self.fields]

    def groups(self) -> Iterator[tuple[PollLine, list[BoundField]]]:
        """Yield each nominee with the fields of the votes."""
        for line in self._lines:
            yield line, [self[f"{part}_{line.item_id.hex}"] for part in self._votes]

    @property
    def entered(self) -> Entered:
        typed, voters = self.cleaned_data, self._poll.voters
        tallies = {line.item_id: self._tally(line) for line in self._lines}
        if not self._poll.is_ballot:
            return Entered(voters, voters, 0, 0, tallies, self.whose)
        ballots = (typed["issued"], typed["used"], typed["spoiled"], typed["unused"])
        return Entered(*ballots, tallies, self.whose)

    def tell(self, faults: Sequence[Fault]) -> None:
        """Put what does not add up at its place."""
        keys = {str(line.item_id): f"dy_{line.item_id.hex}" for line in self._lines}
        for fault in faults:
            place = keys.get(fault.nominee) or ("issued" if self._poll.is_ballot else None)
            self.add_error(place, fault.sentence)

    def _tally(self, line: PollLine) -> Tally:
        typed, key = self.cleaned_data, line.item_id.hex
        votes = [typed.get(f"{part}_{key}") or 0 for part in (*_VOTES, *_WRITTEN, *_BLANK)]
        return Tally(*votes)


def _field(label: str, initial: int | None, *, required: bool = True) -> CountField:
    return CountField(label=label, initial=initial, required=required, error_messages=_ASK)


def _of(tally: Tally | None, part: str) -> int | None:
    names = {"dy": "agree", "kdy": "disagree", "vdy": "written_agree", "vkdy": "written_disagree"}
    names |= {"trong": "blank"}
    return None if tally is None else int(getattr(tally, names[part]))

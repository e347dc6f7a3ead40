"""Forms of sessions: when and where, who is there, what is decided by words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone, localdate, localtime

from thidua.awards.models import AwardRound
from thidua.core.voting.council import Presence
from thidua.council.enums import Manner, PresenceChoice, StepOutCause
from thidua.council.models import CouncilMember, CouncilSession
from thidua.council.services.closing import Closing
from thidua.council.services.presence import Ground
from thidua.council.services.sessions import SessionFacts
from thidua.foundation.web.fields import CountField, DayField, TextField, capitalised

_CLOCK = re.compile(r"([01]?\d|2[0-3])\s*(?::|giờ|g|h)\s*([0-5]\d)?")
_LONG = 500
_NO_CHOICE = {"required": "Chọn một dòng.", "invalid_choice": "Chọn trong danh sách."}


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = TextField(
        label="Lý do",
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )


class ClockField(TextField):
    """A time of day as people write it: 8:00, 8h30, 14 giờ."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = _CLOCK.fullmatch(text.strip().lower())
        if found is None:
            raise forms.ValidationError(f"{self.label}: ghi như 8:00 hoặc 14 giờ.")
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}:{value.minute:02}" if isinstance(value, time) else value


class SessionForm(forms.Form):
    """When, where and how a session is held; over which round, where it is new."""

    award_round = forms.ModelChoiceField(
        label="Đợt xét",
        queryset=AwardRound.objects.none(),
        empty_label="Chọn đợt xét",
        error_messages={"required": "Chọn đợt xét.", "invalid_choice": "Chọn đợt xét trong danh sách."},
    )
    held_on = DayField(
        label="Ngày họp", help_text="Ngày/tháng/năm.", error_messages={"required": "Ghi ngày họp."}
    )
    held_time = ClockField(
        label="Giờ họp",
        help_text="Ví dụ 8:00 hoặc 14 giờ.",
        error_messages={"required": "Ghi giờ họp."},
    )
    place = TextField(label="Địa điểm", max_length=200, error_messages={"required": "Ghi địa điểm."})
    manner = forms.ChoiceField(
        label="Cách biểu quyết",
        choices=capitalised(Manner.choices),
        initial=Manner.BALLOT,
        help_text="Danh hiệu phải bỏ phiếu thì luôn bỏ phiếu kín.",
        error_messages=_NO_CHOICE,
    )
    agenda = TextField(
        label="Nội dung khác",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In trong giấy mời và biên bản.",
    )

    def __init__(self, *args: Any, rounds: QuerySet[AwardRound] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rounds is None:
            del self.fields["award_round"]
            return
        field = self.fields["award_round"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker
        field.queryset = rounds

    @property
    def facts(self) -> SessionFacts:
        typed = self.cleaned_data
        held = datetime.combine(typed["held_on"], typed["held_time"], get_current_timezone())
        return SessionFacts(held, typed["place"], typed["manner"], typed["agenda"])

    @staticmethod
    def values_of(session: CouncilSession) -> dict[str, Any]:
        when = localtime(session.held_at)
        names = ("place", "manner", "agenda")
        kept = {name: getattr(session, name) for name in names}
        return {"held_on": when.date(), "held_time": when.time(), **kept}


class PickForm(forms.Form):
    """Ticks of a list; at least one."""

    picked = forms.MultipleChoiceField(
        label="Chọn",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một dòng.", "invalid_choice": "Nhờ tải lại trang."},
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["picked"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- tells the type checker
        field.choices, field.label = list(choices), label

    @property
    def keys(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["picked"]]


class TieForm(PickForm):
    """Who is chosen among equals, and why."""

    reason = TextField(label="Lý do chọn", max_length=_LONG, error_messages={"required": "Ghi lý do chọn."})


class PresenceForm(forms.Form):
    """How each member takes part."""

    def __init__(
        self,
        *args: Any,
        members: Sequence[CouncilMember],
        presences: Mapping[UUID, Presence],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        for member in members:
            self.fields[f"du_{member.pk.hex}"] = forms.ChoiceField(
                label=f"{member}, {member.get_seat_display()}",
                choices=capitalised(PresenceChoice.choices),
                initial=presences.get(member.pk, Presence.PRESENT).value,
                error_messages=_NO_CHOICE,
            )

    @property
    def presences(self) -> dict[UUID, Presence]:
        return {one.pk: Presence(self.cleaned_data[f"du_{one.pk.hex}"]) for one in self._members}


class OpenForm(forms.Form):
    """What is asked before a session opens: who read the law where it does not decide by itself."""

    law_note = TextField(
        label="Đã đối chiếu quy định",
        max_length=_LONG,
        help_text="Ghi người đối chiếu và văn bản đã đối chiếu.",
        error_messages={"required": "Ghi người đã đối chiếu và văn bản."},
    )

    def __init__(self, *args: Any, is_law_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_law_asked:
            del self.fields["law_note"]

    @property
    def note(self) -> str:
        return str(self.cleaned_data.get("law_note", ""))


class MemberPickForm(forms.Form):
    """One member of the council."""

    member = forms.ModelChoiceField(
        label="Thành viên",
        queryset=CouncilMember.objects.none(),
        empty_label="Chọn thành viên",
        error_messages={"required": "Chọn thành viên.", "invalid_choice": "Chọn trong danh sách."},
    )

    def __init__(self, *args: Any, members: QuerySet[CouncilMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker
        field.queryset = members


class StepOutForm(MemberPickForm):
    """Who does not vote on an item, and why."""

    cause = forms.ChoiceField(
        label="Lý do",
        choices=capitalised(one for one in StepOutCause.choices if one[0] != StepOutCause.LEFT),
        initial=StepOutCause.RELATIVE,
        error_messages=_NO_CHOICE,
    )
    note = TextField(label="Ghi rõ", max_length=300, required=False, help_text="Ví dụ: em ruột.")

    @property
    def ground(self) -> Ground:
        return Ground(self.cleaned_data["cause"], self.cleaned_data["note"])


class ConflictForm(forms.Form):
    """Whether a member who seems in conflict votes all the same."""

    votes = forms.ChoiceField(
        label="Thành viên này",
        choices=[("ra", "Ra ngoài khi bỏ phiếu"), ("o", "Vẫn bỏ phiếu")],
        widget=forms.RadioSelect,
        error_messages=_NO_CHOICE,
    )
    note = TextField(
        label="Ghi chú", max_length=300, required=False, help_text="Vẫn bỏ phiếu thì phải ghi lý do."
    )

    def __init__(self, *args: Any, may_vote: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_vote:
            self.fields["votes"] = forms.ChoiceField(
                label="Thành viên này",
                choices=[("ra", "Ra ngoài khi bỏ phiếu")],
                widget=forms.RadioSelect,
                error_messages=_NO_CHOICE,
            )
            self.fields["note"].help_text = "Người được đề nghị không bỏ phiếu cho việc của mình."


class LimitForm(forms.Form):
    """How many of a kind may be granted at most."""

    kind = forms.ChoiceField(label="Danh hiệu, hình thức", error_messages=_NO_CHOICE)
    places = CountField(label="Nhiều nhất", error_messages={"required": "Ghi số suất."})
    because = TextField(
        label="Căn cứ",
        max_length=_LONG,
        help_text="Ví dụ kế hoạch hoặc quy chế đặt số suất này.",
        error_messages={"required": "Ghi căn cứ."},
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker
        field.choices = list(kinds)


class CloseForm(forms.Form):
    """When the session was held, and what is said at the end of the minutes."""

    began = ClockField(
        label="Bắt đầu lúc",
        help_text="Ghi trong biên bản. Ví dụ 8:00 hoặc 14 giờ.",
        error_messages={"required": "Ghi giờ bắt đầu."},
    )
    ended = ClockField(label="Kết thúc lúc", error_messages={"required": "Ghi giờ kết thúc."})
    discussion = TextField(
        label="Ý kiến tại phiên",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Tóm tắt ý kiến để in vào biên bản. Không ghi ai bỏ phiếu thế nào.",
    )

    @property
    def closing(self) -> Closing:
        return Closing(**self.cleaned_data)

    @staticmethod
    def values_of(session: CouncilSession, now: datetime) -> dict[str, Any]:
        """Propose the moments at which it was opened and is closed; on a later day nobody knows the end."""
        day, at = localdate(session.held_at), localtime(now)
        began = localtime(session.opened_at) if session.opened_at else at
        ended = at.time() if at.date() == day else None
        return {"began": began.time(), "ended": ended, "discussion": session.discussion}


class ScanForm(forms.Form):
    """The signed paper as a picture or PDF."""

    scan = forms.FileField(
        label="Bản chụp có chữ ký",
        help_text="Ảnh .jpg, .png hoặc tệp PDF, nhiều nhất 10 MB.",
        error_messages={
            "required": "Chọn tệp.",
            "invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi.",
        },
    )

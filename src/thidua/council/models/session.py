from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.awards.models.nomination import JUDGES
from thidua.council.enums import (
    ItemState,
    Manner,
    PaperKind,
    PresenceChoice,
    SessionState,
    StepOutCause,
    StepOutState,
)
from thidua.council.models.council import Council, CouncilMember, JudgesOnlyQuerySet
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.models import AuthorityOwned


class SessionQuerySet(JudgesOnlyQuerySet):
    def for_list(self) -> Self:
        return self.select_related("council", "award_round", "authority").order_by("-held_at", "-id")


class CouncilSession(AuthorityOwned, VersionedModel):
    """One meeting of a council over the nominations of an award round ("phiên họp").

    `at_item` is the position of what is discussed, 0 before the first. `law_note` says who held the law
    against its text where the rule pack does not decide by itself.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="sessions", verbose_name="Hội đồng"
    )
    award_round = models.ForeignKey(
        "awards.AwardRound", on_delete=models.PROTECT, related_name="sessions", verbose_name="đợt xét"
    )
    number = models.PositiveSmallIntegerField("phiên thứ", editable=False)
    held_at = models.DateTimeField("họp lúc")
    place = models.CharField("địa điểm", max_length=200)
    manner = models.CharField("cách biểu quyết", max_length=8, choices=Manner.choices, default=Manner.BALLOT)
    agenda = models.TextField("nội dung khác của phiên", blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=SessionState.choices,
        default=SessionState.PLANNED,
        editable=False,
    )
    at_item = models.PositiveSmallIntegerField("đang xét việc", default=0, editable=False)
    chaired_by = models.CharField("chủ trì", max_length=200, blank=True, editable=False)
    law_note = models.CharField("đã đối chiếu quy định", max_length=500, blank=True, editable=False)
    discussion = models.TextField("ý kiến tại phiên", blank=True, editable=False)
    opened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("bế mạc lúc", null=True, blank=True, editable=False)

    history_is_private = True
    objects: Any = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="councilsession_number_is_unique"),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED) | Q(closed_at__isnull=False),
                name="councilsession_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="councilsession_by_state")]

    def __str__(self) -> str:
        return f"Phiên {self.number}"


class OfSessionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*JUDGES):
            return self.none()
        return self.filter(session__authority_id=actor.authority_id)


class OfSession(models.Model):
    """Base of what belongs to one session."""

    class Meta:
        abstract = True

    session: Any

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.session.authority_id


class SessionItem(OfSession):
    """A nomination on the table of a session ("việc").

    `is_chosen` is the answer of who may decide, where more passed than there are places and votes are equal.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="items")
    nomination = models.ForeignKey(
        "awards.Nomination", on_delete=models.PROTECT, related_name="session_items"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ItemState.choices, default=ItemState.WAITING
    )
    put_off_because = models.CharField("lý do để phiên sau", max_length=500, blank=True)
    is_chosen = models.BooleanField("được chọn khi bằng phiếu", null=True, blank=True)
    chosen_because = models.CharField("lý do chọn", max_length=500, blank=True)

    history_is_private = True
    objects: Any = OfSessionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "nomination"], name="sessionitem_is_on_it_once"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.PUT_OFF) | ~Q(put_off_because=""),
                name="sessionitem_put_off_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_chosen__isnull=True) | ~Q(chosen_because=""),
                name="sessionitem_chosen_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}"


class KindPlaces(OfSession):
    """How many of a kind may be granted at most ("số suất"), where something limits them."""

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="places")
    kind_code = models.CharField("hình thức", max_length=30)
    kind_name = models.CharField("tên hình thức", max_length=200)
    places = models.PositiveSmallIntegerField("nhiều nhất")
    because = models.CharField("căn cứ", max_length=500)

    history_is_private = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "kind_code"], name="kindplaces_is_one_a_kind"),
            models.CheckConstraint(condition=~Q(because=""), name="kindplaces_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}: nhiều nhất {self.places}"


class Attendance(OfSession):
    """How one member takes part in a session: the members of the session, and nothing about votes.

    Who `has_left` was there when it began and votes on nothing that is put to the vote later. Who came late
    votes `from_poll` on, by number and not by time; `before` is how that member took part until then.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField("tham dự", max_length=10, choices=PresenceChoice.choices)
    has_left = models.BooleanField("đã về trước", default=False, editable=False)
    from_poll = models.PositiveSmallIntegerField("dự từ lượt", null=True, blank=True, editable=False)
    before = models.CharField(
        "trước khi đến", max_length=10, choices=PresenceChoice.choices, blank=True, editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="attendance_is_one_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.words}"

    @property
    def words(self) -> str:
        """Say how the member takes part, and from when where that was not the beginning."""
        if self.from_poll is None:
            return str(self.get_presence_display())
        return f"đến sau, dự từ lượt {self.from_poll}; trước đó {self.get_before_display()}"


class Teller(OfSession):
    """A member of the counting board of a session ("ban kiểm phiếu"): who counts, and nothing about votes."""

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="tellers")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="teller_is_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.member)


class StepOutQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*JUDGES):
            return self.none()
        return self.filter(item__session__authority_id=actor.authority_id)

    def standing(self) -> Self:
        """Those who do not vote."""
        return self.filter(state=StepOutState.CONFIRMED)


class StepOut(models.Model):
    """A member who does not vote on an item: a conflict, proposed or confirmed, or gone home before it."""

    item = models.ForeignKey(SessionItem, on_delete=models.CASCADE, related_name="step_outs")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="step_outs")
    cause = models.CharField("lý do", max_length=10, choices=StepOutCause.choices)
    note = models.CharField("ghi rõ", max_length=300, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=StepOutState.choices, default=StepOutState.PROPOSED
    )
    by_name = models.CharField("người xác nhận", max_length=200, blank=True)

    history_is_private = True
    objects: Any = StepOutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="stepout_is_one_a_member"),
            models.CheckConstraint(
                condition=~Q(state=StepOutState.DISMISSED) | ~Q(note=""),
                name="stepout_dismissed_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_cause_display()}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.item.session.authority_id


class SessionPaper(OfSession):
    """A paper as it was made when the session closed: its bytes stay, its signed scan joins it.

    `edition` rises when a session is closed again after it was opened again; what was made before that is
    `replaced_because` of the reason for which it was opened.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField("loại", max_length=10, choices=PaperKind.choices)
    edition = models.PositiveSmallIntegerField("bản thứ")
    pdf = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("lập lúc")
    replaced_because = models.CharField("đã thay vì", max_length=500, blank=True, editable=False)

    history_is_private = True
    objects: Any = OfSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-edition", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["session", "kind", "edition"], name="sessionpaper_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, bản thứ {self.edition}"

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned
from thidua.scoring.enums import Column, LineStateChoice, ReplyState, SelfState
from thidua.scoring.models.criteria import Criterion, points_column
from thidua.scoring.models.round import ScoringRound

SCORERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER)
"""Who sees the sheets of all units while a round goes on; a unit sees its own."""


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, actor: Actor) -> Self:
        found = self.filter(authority_id__in=actor.authority_ids)
        return found if actor.has(*SCORERS) else found.filter(unit_id__in=actor.unit_ids)

    def for_list(self) -> Self:
        return self.select_related("unit").order_by("unit__kind_rank", "unit__sort_key", "id")


class ScoreSheet(AuthorityOwned, VersionedModel):
    """The points of one unit in one round ("phiếu chấm điểm").

    `points`, `rating`, `missing` and `lost` are kept true by `scoring.services.lines` in the transaction of
    whatever changed; `second_by` is who checks, and sees the unit's own column only when done.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(
        ScoringRound, on_delete=models.PROTECT, related_name="sheets", verbose_name="đợt chấm"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="score_sheets", verbose_name="đơn vị"
    )
    self_state = models.CharField(
        "tự chấm", max_length=10, choices=SelfState.choices, default=SelfState.DRAFT, editable=False
    )
    self_sent_at = models.DateTimeField("tự chấm gửi lúc", null=True, blank=True, editable=False)
    self_sent_by = models.CharField("người tự chấm", max_length=200, blank=True, editable=False)
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người thẩm định",
    )
    second_done_at = models.DateTimeField("thẩm định xong lúc", null=True, blank=True, editable=False)
    second_done_by = models.CharField("người thẩm định xong", max_length=200, blank=True, editable=False)
    second_asked_because = models.CharField("lý do thẩm định lại", max_length=500, blank=True, editable=False)
    points = points_column("điểm", default=0, editable=False)
    lost = points_column("điểm bị trừ", default=0, editable=False)
    missing = models.PositiveSmallIntegerField("số tiêu chí chưa có điểm", default=0, editable=False)
    rating = models.CharField("xếp loại", max_length=100, blank=True, editable=False)
    group_points = models.JSONField("điểm từng nhóm", default=dict, editable=False)

    history_is_private = True
    objects: Any = ScoreSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="scoresheet_is_one_a_unit"),
            models.CheckConstraint(
                condition=Q(self_state=SelfState.DRAFT) | Q(self_sent_at__isnull=False),
                name="scoresheet_has_moment_once_sent",
                violation_error_message="Phiếu đã gửi phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} – {self.unit}"


class LinesThatCount(models.Manager["ScoreLine"]):
    """Leaves out lines whose criterion is no longer in the set of the round."""

    def get_queryset(self) -> models.QuerySet["ScoreLine"]:
        return super().get_queryset().filter(dropped_at__isnull=True)


class ScoreLine(VersionedModel):
    """One criterion of a sheet with all its columns ("dòng điểm").

    `auto_points` is what the rule gives from verified facts, `arithmetic` how, `facts` what it read. Each
    other column is what a person gave, with the reason where it differs from the column before; what
    neighbours gave across the block are rows of their own (`crosses`). `points` and `state` are what counts
    now. A line that a new edition of the set dropped (`dropped_at`) stays readable and counts nowhere:
    `objects` leaves it out.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="lines")
    auto_points = points_column("máy tính", null=True, blank=True)
    auto_state = models.CharField(
        "cơ sở", max_length=12, choices=LineStateChoice.choices, default=LineStateChoice.NOT_JUDGED
    )
    arithmetic = models.JSONField("phép tính", default=list, blank=True)
    facts = models.JSONField("sự việc đã đọc", default=dict, blank=True)
    count = number_column("số đếm được")
    steps = models.JSONField("việc đã làm", null=True, blank=True)
    base_met = models.BooleanField("có điều kiện", null=True, blank=True)
    self_points = points_column("tự chấm", null=True, blank=True)
    self_note = models.CharField("giải trình", max_length=1000, blank=True)
    second_points = points_column("thẩm định", null=True, blank=True)
    second_reason = models.CharField("lý do thẩm định", max_length=500, blank=True)
    second_by = models.CharField("người thẩm định", max_length=200, blank=True)
    council_points = points_column("Hội đồng", null=True, blank=True)
    council_reason = models.CharField("lý do của Hội đồng", max_length=500, blank=True)
    council_by = models.CharField("người ghi của Hội đồng", max_length=200, blank=True)
    points = points_column("điểm", default=0)
    state = models.CharField(
        "trạng thái", max_length=12, choices=LineStateChoice.choices, default=LineStateChoice.NOT_JUDGED
    )

    dropped_at = models.DateTimeField("bỏ khỏi bộ tiêu chí lúc", null=True, blank=True, editable=False)

    history_is_private = True
    objects: Any = LinesThatCount()
    all_lines: Any = models.Manager()

    class Meta:
        ordering = ["criterion__group__position", "criterion__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="scoreline_is_one_a_criterion"),
            models.CheckConstraint(
                condition=Q(council_points__isnull=True) | ~Q(council_reason=""),
                name="scoreline_council_has_reason",
                violation_error_message="Hội đồng đổi điểm phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    @property
    def is_missing(self) -> bool:
        """Whether it still waits for a figure or for somebody's judgement."""
        return self.state in {LineStateChoice.NOT_REPORTED, LineStateChoice.NOT_JUDGED}

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.sheet.authority_id


class ScoreProof(models.Model):
    """What proves a line ("minh chứng của tiêu chí"): a stored file, or a link."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    line = models.ForeignKey(ScoreLine, on_delete=models.PROTECT, related_name="proofs")
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    name = models.CharField("tên", max_length=200)
    column = models.CharField("của", max_length=8, choices=Column.choices, default=Column.SELF)
    added_by = models.CharField("người gửi", max_length=200, editable=False)
    added_at = models.DateTimeField("gửi lúc", editable=False)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    history_is_private = True

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file__isnull=True)) | (Q(url="") & Q(file__isnull=False)),
                name="scoreproof_is_file_or_link",
                violation_error_message="Minh chứng là một tệp hoặc một đường dẫn.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.line.authority_id


class ScoreEvent(models.Model):
    """What a person counted for a line ("việc được đếm"); taken back, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    line = models.ForeignKey(ScoreLine, on_delete=models.PROTECT, related_name="events")
    on = models.DateField("ngày")
    what = models.CharField("việc", max_length=500)
    quantity = number_column("số lượng")
    by_name = models.CharField("người ghi", max_length=200, editable=False)
    at = models.DateTimeField("ghi lúc", editable=False)
    withdrawn_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)
    withdrawn_because = models.CharField("lý do bỏ", max_length=500, blank=True, editable=False)

    history_is_private = True

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="scoreevent_withdrawn_has_reason",
                violation_error_message="Bỏ phải ghi lý do.",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.line.authority_id


class SheetFact(models.Model):
    """Something that happened to a unit and limits its rating ("bị khiển trách"), with its paper."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="rating_facts")
    fact = models.CharField("sự việc", max_length=40)
    document_number = models.CharField("văn bản làm căn cứ", max_length=200)
    by_name = models.CharField("người ghi", max_length=200, editable=False)
    at = models.DateTimeField("ghi lúc", editable=False)
    withdrawn_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.fact

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.sheet.authority_id


class ScoreReply(VersionedModel):
    """What a unit answers to a provisional result ("ý kiến"), and what it was told; both stay for ever."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="replies")
    line = models.ForeignKey(
        ScoreLine, null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField("ý kiến")
    asked_points = points_column("đề nghị điểm", null=True, blank=True)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    by_name = models.CharField("người gửi", max_length=200, editable=False)
    at = models.DateTimeField("gửi lúc", editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReplyState.choices, default=ReplyState.WAITING, editable=False
    )
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.CharField("người trả lời", max_length=200, blank=True, editable=False)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True, editable=False)

    history_is_private = True

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReplyState.WAITING) ^ (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="scorereply_answered_has_words",
                violation_error_message="Trả lời phải có nội dung.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.sheet.authority_id

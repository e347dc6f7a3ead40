from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from thidua.awards.enums import (
    AwardRoundState,
    MeritChoice,
    NominationSource,
    NominationState,
)
from thidua.awards.models.subject import AboutSubject
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.public import PublicReason
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

JUDGES = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL)
LIST_IS_PUBLIC = PublicReason(
    "Khen thưởng phải chính xác, công khai, minh bạch nên danh sách đề nghị được lấy ý kiến trước khi xét",
    "Luật Thi đua, khen thưởng 06/2022/QH15, điểm a khoản 2 điều 5",
)
"""Who is put forward for what, while the list hangs out: no photo, no birth date, no address."""

_BESIDE_A_LINE = ("person__unit", "unit", "household__head", "household__unit", "put_forward_by")
_OF_A_LINE = (
    *("authority_id", "round_id", "state", "kind_code", "kind_name", "achievement", "source"),
    *("person__full_name", "person__unit__name", "unit__name", "unit__valid_to"),
    *("household__head__full_name", "household__head__unit_id", "household__unit__name"),
    "put_forward_by__name",
)


class AwardRoundQuerySet(models.QuerySet["AwardRound"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        """Those whose list hung out at some time; `is_shown_on` tells whether it does."""
        return self.filter(shown_from__isnull=False)

    def for_list(self) -> Self:
        return self.select_related("movement", "scoring_round").order_by("-judged_on", "name")


class AwardRound(AuthorityOwned, VersionedModel):
    """One consideration of awards ("đợt xét khen thưởng"), of a year, a movement or a sudden deed.

    Nominations are judged by the law in force on `judged_on`. The list hangs out from `shown_from` to
    `shown_until`, its last day. Changed only through `awards.services.rounds`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên đợt xét", max_length=200)
    merit = models.CharField("loại hình khen thưởng", max_length=10, choices=MeritChoice.choices)
    year = models.PositiveSmallIntegerField("năm thành tích")
    judged_on = models.DateField("xét theo quy định ngày")
    movement = models.ForeignKey(
        "movements.Movement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_rounds",
        verbose_name="phong trào",
    )
    scoring_round = models.ForeignKey(
        "scoring.ScoringRound",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_rounds",
        verbose_name="bảng xếp hạng",
    )
    is_simple = models.BooleanField("theo thủ tục đơn giản", default=False)
    due_on = models.DateField("nhận đề nghị đến hết ngày", null=True, blank=True)
    shown_from = models.DateField("công khai từ ngày", null=True, blank=True, editable=False)
    shown_until = models.DateField("công khai đến hết ngày", null=True, blank=True, editable=False)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=AwardRoundState.choices,
        default=AwardRoundState.OPEN,
        editable=False,
    )
    cancelled_because = models.CharField("lý do hủy", max_length=500, blank=True, editable=False)

    objects: Any = AwardRoundQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("name", "shown_from", "shown_until"), LIST_IS_PUBLIC
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_from__isnull=True, shown_until__isnull=True)
                | Q(shown_until__gte=F("shown_from")),
                name="awardround_is_shown_for_days",
            ),
            models.CheckConstraint(
                condition=~Q(state=AwardRoundState.CANCELLED) | ~Q(cancelled_because=""),
                name="awardround_cancelled_has_reason",
                violation_error_message="Hủy đợt xét phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="awardround_by_state")]

    def __str__(self) -> str:
        return self.name

    def is_shown_on(self, day: date) -> bool:
        """Whether strangers see the list on this day; it vanishes by itself the day after the last."""
        if self.state != AwardRoundState.SHOWN or self.shown_from is None or self.shown_until is None:
            return False
        return self.shown_from <= day <= self.shown_until


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office, the chairman and the council see all of the commune, a unit those it put forward."""
        found = self.filter(authority_id=actor.authority_id)
        return found if actor.has(*JUDGES) else found.filter(put_forward_by_id__in=actor.unit_ids)

    def for_list(self) -> Self:
        return self.select_related(
            "round", "person__unit", "unit", "household__head", "household__unit", "put_forward_by"
        ).order_by("kind_code", "position", "id")

    def as_lines(self, kinds: Sequence[str]) -> Self:
        """With the columns a line shows and the law asks, its round aside: fifty rows of all are slow.

        In the order of `kinds`, then by unit and by name as Vietnamese sorts them.
        """
        ranks = [When(kind_code=code, then=Value(rank)) for rank, code in enumerate(kinds)]
        name = Coalesce("person__sort_key", "unit__sort_key", "household__head__sort_key")
        return (
            self.select_related(*_BESIDE_A_LINE)
            .only(*_OF_A_LINE)
            .order_by(
                Case(*ranks, default=Value(len(ranks))),
                "kind_name",
                F("put_forward_by__sort_key").asc(nulls_first=True),
                name,
                "id",
            )
        )


class Nomination(AuthorityOwned, VersionedModel, AboutSubject):
    """Somebody put forward for one award ("đề nghị khen thưởng").

    `achievement` names the one deed or result in a line: one achievement is rewarded once. `merits` is its
    report. `judged` keeps the answers of the law on the day the dossier was accepted; `outcome` the sentence
    of the count that decided it. Changed only through `awards.services.nominations`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(
        AwardRound, on_delete=models.PROTECT, related_name="nominations", verbose_name="đợt xét"
    )
    position = models.PositiveIntegerField("thứ tự", editable=False)
    kind_code = models.CharField("danh hiệu, hình thức", max_length=30)
    kind_name = models.CharField("tên danh hiệu, hình thức", max_length=200, editable=False)
    achievement = models.CharField("thành tích", max_length=500)
    merits = models.TextField("báo cáo thành tích", blank=True)
    source = models.CharField("nguồn", max_length=10, choices=NominationSource.choices, editable=False)
    source_words = models.CharField("căn cứ đề nghị", max_length=500, blank=True, editable=False)
    figure = models.ForeignKey(
        "reporting.Figure",
        to_field="id",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="số liệu làm căn cứ",
        editable=False,
    )
    put_forward_by = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nominations",
        verbose_name="đơn vị đề nghị",
    )
    made_by = models.CharField("người lập", max_length=200, editable=False)
    made_at = models.DateTimeField("lập lúc", editable=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=NominationState.choices,
        default=NominationState.DRAFT,
        editable=False,
    )
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    refused_because = models.CharField("lý do không xét", max_length=500, blank=True, editable=False)
    judged = models.JSONField("kết quả đối chiếu điều kiện", default=list, blank=True, editable=False)
    judged_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True, editable=False)
    outcome = models.CharField("kết quả xét", max_length=500, blank=True, editable=False)
    outcome_on = models.DateField("ngày có kết quả xét", null=True, blank=True, editable=False)
    votes_for = models.PositiveSmallIntegerField("số phiếu đồng ý", null=True, blank=True, editable=False)
    votes_needed = models.PositiveSmallIntegerField("số phiếu cần", null=True, blank=True, editable=False)

    history_is_private = True
    objects: Any = NominationQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("position", "kind_name", "achievement", "subject_name"), LIST_IS_PUBLIC
    )

    class Meta:
        constraints = [
            AboutSubject.one_subject("nomination_is_about_one"),
            *AboutSubject.one_each(
                "nomination_is_one_a_kind",
                "round",
                "kind_code",
                told="Đợt này đã có đề nghị như thế.",
                condition=~Q(state__in=[NominationState.WITHDRAWN, NominationState.REFUSED]),
            ),
            models.CheckConstraint(
                condition=~Q(state=NominationState.RETURNED) | ~Q(returned_because=""),
                name="nomination_returned_has_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(state=NominationState.REFUSED) | ~Q(refused_because=""),
                name="nomination_refused_has_reason",
                violation_error_message="Không xét phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="nomination_by_state")]

    @property
    def outcome_told(self) -> str:
        """What a unit is told of the outcome: how many voted for it is for those who judge."""
        return self.outcome if self.votes_for is None else f"{self.get_state_display()}."

    def __str__(self) -> str:
        return f"{self.subject_name}: {self.kind_name}"


class Confirmation(models.Model):
    """A person's answer to a rule of the law that only a person can judge ("xác nhận")."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="confirmations")
    key = models.CharField("quy định", max_length=40)
    is_met = models.BooleanField("đạt")
    note = models.CharField("căn cứ", max_length=500)
    by_name = models.CharField("người xác nhận", max_length=200, editable=False)
    at = models.DateTimeField("xác nhận lúc", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "key"], name="confirmation_is_one_a_rule"),
            models.CheckConstraint(condition=~Q(note=""), name="confirmation_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.note}"


class DuplicateAnswer(models.Model):
    """What a person said of two nominations that may be one ("trùng"): the same, or two people."""

    first = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    is_one = models.BooleanField("là một")
    reason = models.CharField("lý do", max_length=500)
    by_name = models.CharField("người trả lời", max_length=200, editable=False)
    at = models.DateTimeField("trả lời lúc", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicateanswer_is_one_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

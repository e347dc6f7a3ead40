from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from thidua.awards.models.subject import AboutSubject
from thidua.decisions.enums import NUMBERED_DECISIONS, AwardState, DecisionState
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.public import PublicReason
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

DECISION_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR)
AWARD_IS_PUBLIC = PublicReason(
    "Khen thưởng phải công khai, minh bạch; quyết định ghi tên người được khen",
    "Luật Thi đua, khen thưởng 06/2022/QH15, điểm b khoản 2 điều 5",
)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who judge see all of the commune; a unit those that were published."""
        found = self.filter(authority_id=actor.authority_id)
        return found if actor.has(*DECISION_READERS) else found.filter(state=DecisionState.PUBLISHED)

    def public(self) -> Self:
        """What strangers may read: decisions issued, signed and published."""
        return self.filter(state=DecisionState.PUBLISHED, paper__signed_file__isnull=False)

    def for_list(self) -> Self:
        return self.select_related("round", "paper").order_by("-decided_on", "-id")


class Decision(AuthorityOwned, VersionedModel):
    """A decision that grants awards of one round ("quyết định khen thưởng"); proposals go another way.

    `bases` are its legal grounds, one a line; `review` is what the last look before signing found. Issued it
    has a number and never changes: a slip of the pen is mended by a correction, a wrong award by a
    revocation. Changed only through `decisions.services`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(
        "awards.AwardRound", on_delete=models.PROTECT, related_name="decisions", verbose_name="đợt xét"
    )
    title = models.CharField("trích yếu", max_length=500)
    bases = models.TextField("căn cứ")
    decided_on = models.DateField("ngày quyết định")
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120)
    recipients = models.TextField("nơi nhận", blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=DecisionState.choices,
        default=DecisionState.DRAFT,
        editable=False,
    )
    made_by = models.CharField("người soạn", max_length=200, editable=False)
    made_at = models.DateTimeField("soạn lúc", editable=False)
    submitted_by = models.CharField("người trình", max_length=200, blank=True, editable=False)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True, editable=False)
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    dropped_because = models.CharField("lý do bỏ", max_length=500, blank=True, editable=False)
    pack_name = models.CharField("gói quy định", max_length=200, blank=True, editable=False)
    salary = models.PositiveIntegerField("lương cơ sở", null=True, blank=True, editable=False)
    paper = models.OneToOneField(
        "decisions.IssuedPaper",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
        verbose_name="văn bản",
        editable=False,
    )
    review = models.JSONField("kết quả rà soát", default=dict, blank=True, editable=False)
    reviewed_at = models.DateTimeField("rà soát lúc", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True, editable=False)

    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("id", "title", "decided_on", "signer_title", "published_at"), AWARD_IS_PUBLIC
    )
    history_is_private = True
    objects: Any = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(NUMBERED_DECISIONS)) ^ Q(paper__isnull=True),
                name="decision_issued_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.PUBLISHED) ^ Q(published_at__isnull=True),
                name="decision_published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.DROPPED) | ~Q(dropped_because=""),
                name="decision_dropped_has_reason",
                violation_error_message="Bỏ dự thảo phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="decision_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def base_lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.bases.splitlines() if line.strip())


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(decision__in=Decision.objects.visible_to(actor))

    def for_list(self) -> Self:
        return self.select_related("person", "unit", "household__head").order_by("position")


class Award(AuthorityOwned, VersionedModel, AboutSubject):
    """One line of a decision: who receives what for what ("danh sách kèm theo").

    Names stand as they were written into the decision. `position` is its number in the list; once granted,
    `book_number` is that in the golden book of `book_year`, the year of the decision ("số sổ vàng"), and
    `fact` what eligibility knows it by. `amount` is what the law gives, `paid` what is paid of it, both in
    đồng, and `paid_because` why less.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="awards", verbose_name="quyết định"
    )
    nomination = models.OneToOneField(
        "awards.Nomination", on_delete=models.PROTECT, related_name="award", verbose_name="đề nghị"
    )
    position = models.PositiveIntegerField("số trong danh sách")
    book_year = models.PositiveSmallIntegerField("năm của sổ vàng", null=True, blank=True, editable=False)
    book_number = models.PositiveIntegerField("số sổ vàng", null=True, blank=True, editable=False)
    recipient = models.CharField("người, đơn vị được khen", max_length=250)
    detail = models.CharField("chức vụ, đơn vị, địa chỉ", max_length=300, blank=True)
    kind_code = models.CharField("mã hình thức", max_length=30)
    kind_name = models.CharField("danh hiệu, hình thức", max_length=200)
    achievement = models.CharField("thành tích", max_length=500)
    year = models.PositiveSmallIntegerField("năm thành tích")
    amount = models.PositiveBigIntegerField("tiền thưởng", default=0)
    paid = models.PositiveBigIntegerField("được chi", default=0)
    paid_because = models.CharField("lý do chi", max_length=300, blank=True)
    fact = models.OneToOneField(
        "awards.PriorAward",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award",
        verbose_name="khen thưởng đã có",
        editable=False,
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=AwardState.choices, default=AwardState.DRAFTED, editable=False
    )

    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("position", "recipient", "detail", "kind_name", "achievement", "year", "state"), AWARD_IS_PUBLIC
    )
    history_is_private = True
    objects: Any = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            AboutSubject.one_subject("award_is_about_one"),
            models.UniqueConstraint(fields=["decision", "position"], name="award_position_is_given_once"),
            models.UniqueConstraint(
                fields=["authority", "book_year", "book_number"], name="award_book_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(state=AwardState.DRAFTED, book_year__isnull=True, book_number__isnull=True)
                | ~Q(state=AwardState.DRAFTED) & Q(book_year__isnull=False, book_number__gte=1),
                name="award_granted_has_its_book_number",
            ),
            models.CheckConstraint(condition=Q(paid__lte=F("amount")), name="award_pays_no_more_than_due"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.kind_name}"

    @property
    def shown_number(self) -> str:
        """The number in the golden book, as it is printed: "02/2024"; none before it is granted."""
        return f"{self.book_number:02}/{self.book_year}" if self.book_number else ""


class PreSigningNote(models.Model):
    """Why a warning does not stand in the way of signing ("lý do trước khi ký")."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notes")
    key = models.CharField("cảnh báo", max_length=120)
    sentence = models.CharField("nội dung cảnh báo", max_length=500)
    reason = models.CharField("lý do", max_length=500)
    by_name = models.CharField("người ghi", max_length=200, editable=False)
    at = models.DateTimeField("ghi lúc", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "key"], name="presigningnote_is_one_a_warning"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="presigningnote_has_reason",
                violation_error_message="Ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

"""A vote as totals. Nothing here names a member, and no row anywhere holds a member beside a vote."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.awards.models.nomination import JUDGES
from thidua.core.voting.counting import Count, Tally
from thidua.council.enums import PollState
from thidua.council.models.session import CouncilSession, OfSession, OfSessionQuerySet, SessionItem
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel


class Poll(OfSession, VersionedModel):
    """One vote of a session on items of one kind ("lượt bỏ phiếu"), one paper ballot for all of them.

    `voters` in the room and `written` opinions are how many may be counted; `members` is what shares are of.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="polls")
    number = models.PositiveSmallIntegerField("lượt")
    kind_name = models.CharField("danh hiệu, hình thức", max_length=200)
    is_ballot = models.BooleanField("bỏ phiếu kín")
    voters = models.PositiveSmallIntegerField("người bỏ phiếu trong phòng")
    written = models.PositiveSmallIntegerField("ý kiến bằng văn bản")
    members = models.PositiveSmallIntegerField("tổng số thành viên")
    state = models.CharField(
        "trạng thái", max_length=10, choices=PollState.choices, default=PollState.OPEN, editable=False
    )
    voided_because = models.CharField("lý do bỏ", max_length=500, blank=True, editable=False)

    history_is_private = True
    objects: Any = OfSessionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="poll_number_is_unique"),
            models.CheckConstraint(
                condition=~Q(state=PollState.VOID) | ~Q(voided_because=""), name="poll_void_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt {self.number}: {self.kind_name}"

    @property
    def state_words(self) -> str:
        """Say how far it is; hands are no ballots."""
        words = str(self.get_state_display())
        return words if self.is_ballot else words.replace("kiểm phiếu", "đếm")


ENTRIES_NEEDED = 2
"""Two people enter ballots by themselves; of raised hands the second confirms what the first wrote."""


class PollLine(models.Model):
    """An item of a poll, and once it is counted its result."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(SessionItem, on_delete=models.PROTECT, related_name="poll_lines")
    position = models.PositiveSmallIntegerField("thứ tự")
    for_it = models.PositiveSmallIntegerField("đồng ý", null=True)
    against = models.PositiveSmallIntegerField("không đồng ý", null=True)
    needed = models.PositiveSmallIntegerField("cần", null=True)
    passed = models.BooleanField("đạt", null=True)
    sentence = models.CharField("kết quả", max_length=300, blank=True)
    tells = models.BooleanField("số phiếu để lộ ai bỏ phiếu gì", default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "item"], name="pollline_is_one_an_item")]

    def __str__(self) -> str:
        return f"{self.position}. {self.sentence}"


class CountEntryQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*JUDGES):
            return self.none()
        return self.filter(poll__session__authority_id=actor.authority_id)


class CountEntry(models.Model):
    """What one of the two counters entered; a corrected entry is a new edition, the older ones stay.

    `by_user` is the number of the account, so that the second is another person than the first. `teller` is
    who of the counting board counted, `teller_key` the member; where that is not the owner of the account, it
    was entered `for_other`.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="entries")
    counter = models.PositiveSmallIntegerField("người kiểm thứ")
    edition = models.PositiveSmallIntegerField("lần nhập")
    issued = models.PositiveSmallIntegerField("phiếu phát ra")
    used = models.PositiveSmallIntegerField("phiếu hợp lệ")
    spoiled = models.PositiveSmallIntegerField("phiếu không hợp lệ")
    unused = models.PositiveSmallIntegerField("phiếu không dùng")
    by_user = models.PositiveBigIntegerField("tài khoản")
    by_name = models.CharField("người nhập", max_length=200)
    teller = models.CharField("người kiểm phiếu", max_length=200, blank=True)
    teller_key = models.UUIDField("khóa người kiểm phiếu", null=True)
    for_other = models.BooleanField("nhập hộ", default=False)
    at = models.DateTimeField("nhập lúc")

    history_is_private = True
    objects: Any = CountEntryQuerySet.as_manager()

    class Meta:
        ordering = ["counter", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "counter", "edition"], name="countentry_edition_is_unique"
            ),
            models.CheckConstraint(condition=Q(counter__in=[1, 2]), name="countentry_counter_is_one_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.poll}, người kiểm thứ {self.counter}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.poll.session.authority_id

    @property
    def who(self) -> str:
        """Say who counted, and who typed it where that was somebody else."""
        if self.for_other:
            return f"{self.teller} ({self.by_name} nhập hộ)"
        return self.teller or self.by_name

    @property
    def count(self) -> Count:
        """What was entered, by the keys of items; reads the prefetched tallies."""
        tallies = {str(one.item_id): one.tally for one in self.tallies.all()}
        return Count(self.issued, self.used, self.spoiled, self.unused, tallies)


class CountTally(models.Model):
    """The votes for one item in one entry."""

    entry = models.ForeignKey(CountEntry, on_delete=models.CASCADE, related_name="tallies")
    item = models.ForeignKey(SessionItem, on_delete=models.PROTECT, related_name="+")
    agree = models.PositiveSmallIntegerField("đồng ý")
    disagree = models.PositiveSmallIntegerField("không đồng ý")
    written_agree = models.PositiveSmallIntegerField("đồng ý bằng văn bản")
    written_disagree = models.PositiveSmallIntegerField("không đồng ý bằng văn bản")
    blank = models.PositiveSmallIntegerField("không ghi ý kiến", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "item"], name="counttally_is_one_an_item")]

    def __str__(self) -> str:
        return f"{self.agree}/{self.disagree}"

    @property
    def tally(self) -> Tally:
        return Tally(self.agree, self.disagree, self.written_agree, self.written_disagree, self.blank)

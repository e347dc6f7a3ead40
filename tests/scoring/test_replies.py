"""A unit answers a provisional result until the last day; the office accepts or refuses in words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.contest import SCORED, Contest
from tests.scoring.scorers import office, once

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreReply, ScoringRound
from thidua.scoring.services import announcing, freezing, giving, replies
from thidua.scoring.services.giving import Given
from thidua.scoring.services.replies import Answer, ReplyFacts

VILLAGE = "Thôn 1"


@pytest.fixture
def announced(contest: Contest) -> Contest:
    announcing.announce(contest.round, expected=contest.round.version, by=contest.season.office, at=SCORED)
    return contest


def send(contest: Contest, facts: ReplyFacts, *, days: int = 0) -> ScoreReply:
    sheet = contest.sheet(VILLAGE)
    return replies.send(sheet, facts, by=contest.season.heads[VILLAGE], at=SCORED + timedelta(days=days))


def about_work(contest: Contest) -> ReplyFacts:
    line = contest.line(VILLAGE, "work")
    return ReplyFacts("Có biên bản họp thôn.", line=line, asked_points=Decimal(8))


def test_an_accepted_reply_gives_the_points_for_its_reason(announced: Contest):
    reply = send(announced, about_work(announced))
    line = announced.line(VILLAGE, "work")
    answer = Answer("Đã xem biên bản, đúng.", Decimal(7), line.version)
    replies.accept(reply, answer, expected=reply.version, by=announced.season.office, at=SCORED)
    line = announced.line(VILLAGE, "work")
    assert (line.points, line.council_reason) == (Decimal(7), "Đã xem biên bản, đúng.")
    assert announced.sheet(VILLAGE).points == Decimal(7)
    kept = ScoreReply.objects.get()
    assert (kept.state, kept.asked_points, kept.answer) == ("accepted", 8, "Đã xem biên bản, đúng.")
    told = Notice.objects.get(title__contains="ý kiến về Tổ chức phong trào chấp nhận")
    assert told.unit_id == announced.season.commune.units[VILLAGE].pk


def test_who_accepts_reads_which_points_of_the_council_give_way_to_which(contest: Contest):
    season, line = contest.season, contest.line(VILLAGE, "work")
    given = Given(Decimal(6), "Họp ngày 20/6")
    giving.give(line, Column.COUNCIL, given, expected=line.version, by=season.other_office, at=SCORED)
    announcing.announce(contest.round, expected=contest.round.version, by=season.office, at=SCORED)
    reply = send(contest, about_work(contest))
    client, url = office(contest), reverse("scoring:reply-answer", args=[reply.pk])
    assert "Cột Hội đồng đang ghi 6 điểm: Họp ngày 20/6" in client.get(url).text
    version = contest.line(VILLAGE, "work").version
    sent = once(verdict="accept", points="8", words="Đúng", _version=reply.version, line_version=version)
    assert "Cột Hội đồng: 6 → 8 điểm." in client.post(url, sent, follow=True).text
    told = Notice.objects.get(title__contains="ý kiến về Tổ chức phong trào chấp nhận")
    assert told.detail == "Đúng Cột Hội đồng: 6 → 8 điểm."
    assert AuditEntry.objects.get(action="scoring.reply.accept").reason == "Cột Hội đồng: 6 → 8 điểm."


def test_a_refused_reply_stays_with_its_words(announced: Contest):
    reply = send(announced, ReplyFacts("Điểm cả phiếu thấp quá."))
    with pytest.raises(DomainError, match="Ghi lý do không chấp nhận"):
        replies.refuse(reply, " ", expected=reply.version, by=announced.season.office, at=SCORED)
    replies.refuse(
        reply, "Không nêu tiêu chí nào.", expected=reply.version, by=announced.season.office, at=SCORED
    )
    kept = ScoreReply.objects.get()
    assert (kept.state, kept.answer) == ("refused", "Không nêu tiêu chí nào.")
    assert announced.sheet(VILLAGE).points == 0


def test_the_last_day_counts_and_the_day_after_does_not(announced: Contest):
    assert ScoringRound.objects.get().replies_until is not None
    send(announced, ReplyFacts("Còn kịp."), days=7)
    with pytest.raises(DomainError, match="đến hết ngày 08/07/2024"):
        send(announced, ReplyFacts("Muộn rồi."), days=8)


def test_only_the_unit_itself_replies_and_only_to_a_provisional_result(contest: Contest):
    with pytest.raises(RefusedError, match="khi có kết quả dự kiến"):
        send(contest, ReplyFacts("Sớm quá."))
    announcing.announce(contest.round, expected=contest.round.version, by=contest.season.office, at=SCORED)
    with pytest.raises(RefusedError, match="Chỉ người của đơn vị"):
        replies.send(contest.sheet(VILLAGE), ReplyFacts("Hộ."), by=contest.season.heads["Thôn 2"], at=SCORED)


@pytest.mark.parametrize(
    ("text", "points", "words"),
    [
        ("", None, "Ghi ý kiến"),
        ("a" * 2001, None, "dài quá 2.000 chữ"),
        ("Xin thêm.", Decimal(11), "10"),
        ("Xin thêm.", Decimal(-1), "0"),
    ],
)
def test_odd_replies_are_refused_in_words(announced: Contest, text: str, points: Decimal | None, words: str):
    line = announced.line(VILLAGE, "work")
    with pytest.raises(DomainError, match=words):
        send(announced, ReplyFacts(text, line=line, asked_points=points))
    assert not ScoreReply.objects.exists()


def test_points_are_asked_of_a_line_of_the_own_sheet(announced: Contest):
    with pytest.raises(DomainError, match="chọn tiêu chí"):
        send(announced, ReplyFacts("Xin thêm.", asked_points=Decimal(1)))
    with pytest.raises(DomainError, match="không thuộc phiếu"):
        send(announced, ReplyFacts("Xin thêm.", line=announced.line("Thôn 2", "work")))


def test_a_reply_is_answered_once_and_holds_the_freezing_back(announced: Contest):
    reply = send(announced, about_work(announced))
    office, later = announced.season.office, SCORED + timedelta(days=30)
    scoring = ScoringRound.objects.get()
    with pytest.raises(DomainError, match="Còn 1 ý kiến chưa trả lời"):
        freezing.freeze(scoring, {}, expected=scoring.version, by=office, at=later)
    replies.accept(reply, Answer("Đúng."), expected=reply.version, by=office, at=later)
    with pytest.raises(DomainError):
        replies.refuse(reply, "Sai.", expected=reply.version, by=office, at=later)


def test_two_who_answer_at_once_meet_a_conflict(announced: Contest):
    reply = send(announced, about_work(announced))
    line = announced.line(VILLAGE, "work")
    with pytest.raises(StaleVersionError):
        replies.accept(
            reply,
            Answer("Đúng.", Decimal(7), line.version),
            expected=reply.version - 1,
            by=announced.season.office,
            at=SCORED,
        )
    assert announced.line(VILLAGE, "work").council_points is None

"""What was typed comes back with the refusal when round, sheet or equals moved while a form was open."""

from datetime import date
from decimal import Decimal as Dec
from typing import Any

import pytest
from django.urls import reverse
from lxml import html
from tests.contest import SCORED, Contest
from tests.scoring.scorers import head, line_url, office, once

from thidua.scoring.models import ScoreReply, ScoringRound, SheetFact, TieDecision
from thidua.scoring.services import announcing, rating_facts, replies
from thidua.scoring.services.rating_facts import Happened
from thidua.scoring.services.replies import ReplyFacts

V = "Thôn 1"
TEXT = "Có biên bản họp thôn ngày 12/3."


@pytest.fixture
def announced(contest: Contest) -> Contest:
    """A provisional result that units may still answer by the clock of the pages."""
    announcing.announce(contest.round, expected=contest.round.version, by=contest.season.office, at=SCORED)
    ScoringRound.objects.update(replies_until=date(2100, 1, 1))
    return contest


def resume(contest: Contest) -> None:
    scoring = ScoringRound.objects.get()
    by = contest.season.other_office
    announcing.resume(scoring, reason="Thẩm định sót", expected=scoring.version, by=by, at=SCORED)


def freeze() -> None:
    ScoringRound.objects.update(state="frozen", frozen_at=SCORED)


def field(answer: Any, name: str) -> str:
    found = html.fromstring(answer.content.decode()).xpath(f"//*[@name='{name}']")[0]
    return (found.get("value") or found.text_content()).strip()


def test_a_reply_that_comes_after_scoring_went_on_keeps_its_words(announced: Contest):
    sheet = announced.sheet(V)
    resume(announced)
    sent = once(text=TEXT, line="", asked_points="")
    answer = head(announced).post(reverse("scoring:reply-new", args=[sheet.pk]), sent)
    assert answer.status_code == 403
    assert "Ý kiến chỉ gửi được khi có kết quả dự kiến" in answer.text
    assert field(answer, "text") == TEXT
    assert not ScoreReply.objects.exists()


def test_an_answer_that_comes_after_scoring_went_on_keeps_its_words(announced: Contest):
    sheet, by = announced.sheet(V), announced.season.heads[V]
    reply = replies.send(sheet, ReplyFacts(TEXT), by=by, at=SCORED)
    resume(announced)
    sent = once(verdict="refuse", words="Đã xem lại.", _version=reply.version)
    answer = office(announced).post(reverse("scoring:reply-answer", args=[reply.pk]), sent)
    assert answer.status_code == 403
    assert "khi kết quả còn là dự kiến" in answer.text
    assert field(answer, "words") == "Đã xem lại."


@pytest.mark.parametrize("column", ["tham-dinh", "hoi-dong"])
def test_points_that_come_after_freezing_stay_in_their_field(contest: Contest, column: str):
    line = contest.line(V, "work")
    freeze()
    sent = once(points="7,5", words="Theo sổ họp", _version=line.version)
    answer = office(contest).post(line_url(contest, "work", column), sent)
    assert answer.status_code == 403
    assert "đã chốt" in answer.text
    assert (field(answer, "points"), field(answer, "words")) == ("7,5", "Theo sổ họp")


def test_a_line_that_is_only_opened_then_has_the_page_of_refusals(contest: Contest):
    freeze()
    answer = office(contest).get(line_url(contest, "work"))
    assert answer.status_code == 403
    assert 'name="points"' not in answer.text


def test_a_reason_for_a_step_back_that_is_no_step_any_more_stays(announced: Contest):
    scoring = ScoringRound.objects.get()
    resume(announced)
    sent = once(reason="Chấm sót phiếu Thôn 3", _version=scoring.version + 1)
    answer = office(announced).post(reverse("scoring:round-back", args=[scoring.pk, "cham-tiep"]), sent)
    assert answer.status_code == 422
    assert field(answer, "reason") == "Chấm sót phiếu Thôn 3"


def test_a_reason_for_dropping_a_limit_stays_when_the_round_was_frozen(contest: Contest):
    season = contest.season
    noted = rating_facts.note(contest.sheet(V), Happened("discipline", "12/QĐ"), by=season.office, at=SCORED)
    freeze()
    answer = office(contest).post(
        reverse("scoring:fact-withdraw", args=[noted.pk]), once(reason="Đã rút quyết định")
    )
    assert answer.status_code == 422
    assert "xếp loại không đổi được nữa" in answer.text
    assert field(answer, "reason") == "Đã rút quyết định"
    assert SheetFact.objects.get().withdrawn_at is None


def test_an_order_of_equals_that_are_none_any_more_is_given_back(contest: Contest):
    sent = once(manner="ballot", document_number="05/BB-HĐTĐ", reason="Bỏ phiếu kín", place_0="", place_1="")
    answer = office(contest).post(reverse("scoring:tie-decide", args=[contest.round.pk, 9]), sent)
    assert answer.status_code == 422
    assert "không còn bằng điểm nhau nên chưa ghi gì" in answer.text
    assert "05/BB-HĐTĐ" in answer.text
    assert "Bỏ phiếu kín" in answer.text
    assert not TieDecision.objects.exists()


def test_points_of_a_deduction_are_asked_for_and_answered_as_they_are_typed(announced: Contest):
    sheet, line = announced.sheet(V), announced.line(V, "late")
    sent = once(text=TEXT, line=line.pk, asked_points="0,5")
    assert head(announced).post(reverse("scoring:reply-new", args=[sheet.pk]), sent).status_code == 302
    reply = ScoreReply.objects.get()
    assert reply.asked_points == Dec("-0.5")
    url = reverse("scoring:reply-answer", args=[reply.pk])
    shown = office(announced).get(url)
    assert field(shown, "points") == "0,5"
    assert "Ghi số điểm bị trừ, từ 0 đến 5." in shown.text
    sent = once(verdict="accept", points="1", words="Đúng", _version=1, line_version=line.version)
    answer = office(announced).post(url, sent, follow=True)
    assert "Cột Hội đồng: -1 điểm, trước đó để trống." in answer.text
    assert announced.line(V, "late").points == Dec(-1)


def test_points_of_a_bonus_are_asked_for(announced: Contest):
    sheet, line = announced.sheet(V), announced.line(V, "model")
    url = reverse("scoring:reply-new", args=[sheet.pk])
    too_much = head(announced).post(url, once(text=TEXT, line=line.pk, asked_points="4"))
    assert "Tối đa 3 điểm" in too_much.text
    assert head(announced).post(url, once(text=TEXT, line=line.pk, asked_points="1,5")).status_code == 302
    assert ScoreReply.objects.get().asked_points == Dec("1.5")


def test_what_is_no_number_comes_back_at_its_field(announced: Contest):
    url = reverse("scoring:reply-new", args=[announced.sheet(V).pk])
    line = announced.line(V, "work")
    answer = head(announced).post(url, once(text=TEXT, line=line.pk, asked_points="tám"))
    assert answer.status_code == 422
    assert field(answer, "asked_points") == "tám"

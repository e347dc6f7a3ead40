"""The half year is scored: villages score themselves, somebody checks, one reply is heeded, places stand."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import resources

from thidua.demo.criteria import NO_SELF_SCORE
from thidua.demo.deeds import CLERK, PACE, SECOND, moment
from thidua.demo.following import Season
from thidua.demo.promises import VILLAGE_BLOCK
from thidua.foundation.actors import Actor
from thidua.organisation.models import Block
from thidua.papers.photos import clean
from thidua.scoring.enums import Column
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreReply, ScoreSheet, ScoringRound
from thidua.scoring.services import (
    announcing,
    events,
    freezing,
    giving,
    proofs,
    rating_facts,
    replies,
    rounds,
    sheets,
)
from thidua.scoring.services.events import Happened
from thidua.scoring.services.giving import Given
from thidua.scoring.services.replies import Answer, ReplyFacts

NAME = "Sáu tháng đầu năm 2024"
LATE = "Thôn 7"
_DONE, _QUALITY, _MODELS = "viec-to-chuc", "chat-luong", "mo-hinh"
PROOF = "trong-cay-1.jpg"
_STEPS = {"ke-hoach": 3, "phat-dong": 4, "so-ket": 3}

SELF: Mapping[str, tuple[str, str]] = {
    "Thôn 1": ("ke-hoach phat-dong so-ket", "9"),
    "Thôn 2": ("ke-hoach phat-dong so-ket", "9"),
    "Thôn 3": ("ke-hoach phat-dong so-ket", "8,5"),
    "Thôn 4": ("ke-hoach phat-dong so-ket", "9,5"),
    "Thôn 5": ("ke-hoach phat-dong so-ket", "9,5"),
    "Thôn 6": ("ke-hoach phat-dong", "8"),
    "Thôn 8": ("ke-hoach phat-dong so-ket", "9"),
    "Thôn 9": ("ke-hoach phat-dong", "8,5"),
}
"""What each village says was done, and the points it gives itself for quality. Thôn 7 sends nothing."""
CHECKED: Mapping[str, tuple[str, str, str]] = {
    "Thôn 1": ("ke-hoach phat-dong so-ket", "9", ""),
    "Thôn 2": ("ke-hoach phat-dong so-ket", "8,5", "Loa thôn hỏng ba tuần trong tháng 5."),
    "Thôn 3": ("ke-hoach phat-dong so-ket", "8,5", ""),
    "Thôn 4": ("ke-hoach phat-dong", "9", "Chưa thấy biên bản họp sơ kết."),
    "Thôn 5": ("ke-hoach phat-dong so-ket", "8", "Bài phát thanh chép lại của xã."),
    "Thôn 6": ("ke-hoach phat-dong", "7,5", "Ba hộ được hỏi chưa biết giao ước."),
    "Thôn 7": ("phat-dong", "5", "Không có kế hoạch, không tự chấm; thẩm định theo sổ của xã."),
    "Thôn 8": ("ke-hoach phat-dong so-ket", "9", ""),
    "Thôn 9": ("ke-hoach phat-dong", "8,5", ""),
}
"""What the inspector found, not knowing what the village had said, and why the points are what they are."""
COUNCIL = ("Thôn 5", "8,5", "Hội đồng ghi nhận thôn tự làm thêm hai bản tin.")
MODEL = ("Thôn 1", "Tổ tự quản thu gom rác ven biển, xã công nhận ngày 05/06/2024.")
REPLY = ("Thôn 4", "Có biên bản họp sơ kết ngày 28/6, gửi nhầm vào tệp báo cáo tháng.")
ACCEPTED = "Đã đối chiếu biên bản, tính thêm việc họp sơ kết."
REFUSED = ("Thôn 6", "Đề nghị tính họp sơ kết ngày 15/7.")
BECAUSE = "Cuộc họp sau ngày 30/6 nên tính cho đợt sau."


def contest(season: Season) -> ScoringRound:
    """Score the half year from the opening of the round to the published places."""
    scoring = _open(season)
    _score_themselves(season, scoring)
    _check(season, scoring)
    _council(season, scoring)
    scoring = _announce(season, scoring)
    _reply(season, scoring)
    return _publish(season, scoring)


def _open(season: Season) -> ScoringRound:
    clerk, at = season.actor(CLERK, moment("16/7")), moment("16/7", 9)
    plan = rounds.RoundPlan(
        name=NAME,
        movement=season.movement,
        criteria_set=CriteriaSet.objects.get(name__startswith="Thi đua các thôn"),
        block=Block.objects.get(name=VILLAGE_BLOCK),
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 6, 30),
        self_due_on=date(2024, 7, 19),
    )
    scoring = rounds.create(plan, by=clerk, at=at)
    return rounds.open_round(scoring, expected=scoring.version, by=clerk, at=at + PACE)


def _sheet(scoring: ScoringRound, village: str) -> ScoreSheet:
    found: ScoreSheet = ScoreSheet.objects.select_related("round", "unit").get(
        round=scoring, unit__name=village
    )
    return found


def _line(scoring: ScoringRound, village: str, key: str) -> ScoreLine:
    found = ScoreLine.objects.select_related("criterion", "sheet__round", "sheet__unit")
    line: ScoreLine = found.get(sheet=_sheet(scoring, village), criterion__key=key)
    return line


def account_of(village: str) -> str:
    """Return the account of the head of a village."""
    return f"thon{village.removeprefix('Thôn ')}"


def _points(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _of_steps(done: str) -> Decimal:
    return Decimal(sum(_STEPS[key] for key in done.split()))


def _score_themselves(season: Season, scoring: ScoringRound) -> None:
    at = moment("17/7", 19)
    for village in SELF:
        score_itself(scoring, village, by=season.actor(account_of(village), at), at=at)
        at += timedelta(minutes=12)


def score_itself(scoring: ScoringRound, village: str, *, by: Actor, at: datetime) -> None:
    """Let the head of one village say what was done, show a photo of it, and send the sheet."""
    done, quality = SELF[village]
    said = {_DONE: Given(points=_of_steps(done)), _QUALITY: Given(points=_points(quality))}
    photo = clean(resources.files("thidua.demo").joinpath("photos", PROOF).read_bytes())
    proofs.add_photo(_line(scoring, village, _DONE), Column.SELF, photo, PROOF, by=by, at=at)
    for key, given in said.items():
        line = _line(scoring, village, key)
        giving.give(line, Column.SELF, given, expected=line.version, by=by, at=at)
    sheet = _sheet(scoring, village)
    sheets.send(sheet, expected=sheet.version, by=by, at=at + PACE)


def _check(season: Season, scoring: ScoringRound) -> None:
    at = moment("22/7")
    for village in CHECKED:
        check(scoring, village, by=season.actor(SECOND, at), at=at)
        at += timedelta(minutes=20)


def check(scoring: ScoringRound, village: str, *, by: Actor, at: datetime) -> None:
    """Let the inspector give points to one village, and only then see what it had said."""
    judge(scoring, village, by=by, at=at)
    _count_models(scoring, village, by=by, at=at)
    sheet = _sheet(scoring, village)
    sheets.finish_second(sheet, expected=sheet.version, by=by, at=at + PACE)


def judge(scoring: ScoringRound, village: str, *, by: Actor, at: datetime) -> None:
    """Let the inspector judge what the village did and wrote; models are counted apart."""
    done, quality, why = CHECKED[village]
    words = why or "Đúng như sổ họp và bản tin."
    seen = Given(points=_of_steps(done), words=words, steps=frozenset(done.split()))
    marks = {_DONE: seen, _QUALITY: Given(points=_points(quality), words=words)}
    for key, given in marks.items():
        line = _line(scoring, village, key)
        giving.give(line, Column.SECOND, given, expected=line.version, by=by, at=at)


def _count_models(scoring: ScoringRound, village: str, *, by: Actor, at: datetime) -> None:
    """Write down the new model of one village, and that the others have none."""
    line = _line(scoring, village, _MODELS)
    if village == MODEL[0]:
        events.add(line, Happened(date(2024, 6, 5), MODEL[1]), by=by, at=at)
        return
    none = Given(count=Decimal(0))
    giving.give(line, Column.SECOND, none, expected=line.version, by=by, at=at)


def _council(season: Season, scoring: ScoringRound) -> None:
    village, points, why = COUNCIL
    by, at = season.actor("hoidong", moment("23/7")), moment("23/7", 15)
    line = _line(scoring, village, _QUALITY)
    given = Given(points=_points(points), words=why)
    giving.give(line, Column.COUNCIL, given, expected=line.version, by=by, at=at)


def _announce(season: Season, scoring: ScoringRound) -> ScoringRound:
    clerk, at = season.actor(CLERK, moment("24/7")), moment("24/7", 8)
    happened = rating_facts.Happened(NO_SELF_SCORE, "Sổ theo dõi tự chấm ngày 19/07/2024")
    rating_facts.note(_sheet(scoring, LATE), happened, by=clerk, at=at)
    scoring = ScoringRound.objects.get(pk=scoring.pk)
    return announcing.announce(scoring, expected=scoring.version, by=clerk, at=at + PACE)


def _reply(season: Season, scoring: ScoringRound) -> None:
    """One village is right and gets its points; one is not, and is told why."""
    for number, (village, text) in enumerate((REPLY, REFUSED)):
        at = moment("25/7", 20) + number * PACE
        head = season.actor(account_of(village), at)
        facts = ReplyFacts(
            text, line=_line(scoring, village, _DONE), asked_points=_of_steps(" ".join(_STEPS))
        )
        replies.send(_sheet(scoring, village), facts, by=head, at=at)
    clerk, at = season.actor(CLERK, moment("26/7")), moment("26/7", 9)
    line = _line(scoring, REPLY[0], _DONE)
    yes = Answer(ACCEPTED, points=line.points + _STEPS["so-ket"], line_version=line.version)
    reply = _reply_of(scoring, REPLY[0])
    replies.accept(reply, yes, expected=reply.version, by=clerk, at=at)
    reply = _reply_of(scoring, REFUSED[0])
    replies.refuse(reply, BECAUSE, expected=reply.version, by=clerk, at=at + PACE)


def _reply_of(scoring: ScoringRound, village: str) -> ScoreReply:
    found: ScoreReply = ScoreReply.objects.get(sheet=_sheet(scoring, village))
    return found


def _publish(season: Season, scoring: ScoringRound) -> ScoringRound:
    """Freeze once nobody may answer any more, saying of each empty line why it stays empty; then publish."""
    clerk, at = season.actor(CLERK, moment("1/8")), moment("1/8", 9)
    empty = ScoreLine.objects.filter(sheet__round=scoring, state__in=("not_reported", "not_judged"))
    confirmed = {line.pk: "Đơn vị không báo cáo đến ngày chốt." for line in empty}
    scoring = ScoringRound.objects.get(pk=scoring.pk)
    scoring = freezing.freeze(scoring, confirmed, expected=scoring.version, by=clerk, at=at)
    return announcing.publish(scoring, expected=scoring.version, by=clerk, at=at + 10 * PACE)

"""A sheet from hand to hand: sent, returned, given to who checks, checked; events and proof beside lines."""

from datetime import date
from decimal import Decimal as Dec

import pytest
from tests.contest import SCORED, Contest
from tests.season import SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.organisation.enums import Role
from thidua.organisation.models import Position
from thidua.organisation.queries import actor_of
from thidua.papers.photos import Photo
from thidua.scoring.enums import Column, EventKind, SelfState
from thidua.scoring.models import Criterion, ScoreSheet
from thidua.scoring.services import events, giving, proofs, sheets
from thidua.scoring.services.events import Happened
from thidua.scoring.services.giving import Given, NotTakenError

V = "Thôn 1"
DAY = date(2024, 5, 1)


def give(contest: Contest, column: Column, points: str, words: str = "", key: str = "work") -> None:
    line = contest.line(V, key)
    by = contest.season.heads[V] if column == Column.SELF else contest.season.office
    giving.give(line, column, Given(Dec(points), words), expected=line.version, by=by, at=SCORED)


def score_self(contest: Contest) -> None:
    give(contest, Column.SELF, "9")
    give(contest, Column.SELF, "1.5", key="model")


def send(contest: Contest) -> ScoreSheet:
    sheet = contest.sheet(V)
    return sheets.send(sheet, expected=sheet.version, by=contest.season.heads[V], at=SCORED)


def finish(contest: Contest) -> ScoreSheet:
    sheet = contest.sheet(V)
    return sheets.finish_second(sheet, expected=sheet.version, by=contest.season.office, at=SCORED)


def test_a_whole_sheet_is_sent_once(contest: Contest):
    score_self(contest)
    assert send(contest).self_state == SelfState.SENT
    with pytest.raises(RefusedError, match="đã gửi"):
        send(contest)
    with pytest.raises(RefusedError, match="đã gửi"):
        give(contest, Column.SELF, "8")
    assert AuditEntry.objects.filter(action="scoring.sheet.send").count() == 1


def test_what_is_missing_is_named(contest: Contest):
    give(contest, Column.SELF, "9")
    with pytest.raises(DomainError, match=r"Còn 1 tiêu chí cần xem\. “Mô hình mới”: Chưa tự chấm"):
        send(contest)


def test_full_marks_need_proof(contest: Contest):
    score_self(contest)
    give(contest, Column.SELF, "10")
    with pytest.raises(DomainError, match="điểm tối đa thì phải có minh chứng"):
        send(contest)
    head = contest.season.heads[V]
    line = contest.line(V, "work")
    proof = proofs.add_link(line, Column.SELF, "https://xa.example/anh", by=head, at=SCORED)
    assert proofs.add_link(line, Column.SELF, "https://xa.example/anh", by=head, at=SCORED) == proof
    proofs.remove(proof, by=head, at=SCORED)
    with pytest.raises(DomainError, match="phải có minh chứng"):
        send(contest)
    proofs.add_photo(
        line, Column.SELF, Photo(b"jpg", "image/jpeg", 1, 1, "0" * 16, 1), "a.jpg", by=head, at=SCORED
    )
    assert send(contest).self_state == SelfState.SENT


def test_proof_that_is_required_is_asked_for(contest: Contest):
    Criterion.objects.filter(key="work").update(needs_evidence=True)
    score_self(contest)
    with pytest.raises(DomainError, match="phải có minh chứng"):
        send(contest)
    give(contest, Column.SELF, "0")
    assert send(contest).self_state == SelfState.SENT


@pytest.mark.parametrize("url", ["http://xa.example", "xa", "javascript:alert(1)"])
def test_proof_is_an_address_that_may_be_opened(contest: Contest, url: str):
    with pytest.raises(DomainError, match="https"):
        proofs.add_link(contest.line(V, "work"), Column.SELF, url, by=contest.season.heads[V], at=SCORED)


def test_proof_is_of_those_who_write_the_column(contest: Contest):
    line, other = contest.line(V, "work"), contest.season.heads["Thôn 2"]
    with pytest.raises(RefusedError):
        proofs.add_pdf(line, Column.SELF, b"%PDF-1.7", "a.pdf", by=other, at=SCORED)
    with pytest.raises(DomainError, match="không phải PDF"):
        proofs.add_pdf(line, Column.SELF, b"MZ", "a.pdf", by=contest.season.heads[V], at=SCORED)
    assert proofs.add_pdf(line, Column.SECOND, b"%PDF-1.7", "", by=contest.season.office, at=SCORED).name


def test_a_sheet_goes_back_with_a_reason_and_the_unit_is_told(contest: Contest):
    score_self(contest)
    sheet = send(contest)
    with pytest.raises(DomainError, match="Ghi lý do"):
        sheets.send_back(sheet, " ", expected=sheet.version, by=contest.season.office, at=SCORED)
    sheet = sheets.send_back(
        sheet, "Thiếu minh chứng", expected=sheet.version, by=contest.season.office, at=SCORED
    )
    assert sheet.self_state == SelfState.RETURNED
    told = Notice.objects.get(dedup_key__startswith="score-sheet:")
    assert (told.unit_id, told.detail) == (sheet.unit_id, "Thiếu minh chứng")
    give(contest, Column.SELF, "8")
    sent = send(contest)
    assert sent.returned_because == ""


def test_only_what_was_sent_goes_back(contest: Contest):
    sheet = contest.sheet(V)
    with pytest.raises(RefusedError, match="chưa gửi"):
        sheets.send_back(sheet, "Vì", expected=1, by=contest.season.office, at=SCORED)


def test_a_check_is_done_when_every_line_has_points(contest: Contest):
    with pytest.raises(DomainError, match="Còn 2 tiêu chí chưa thẩm định"):
        finish(contest)
    give(contest, Column.SECOND, "7")
    give(contest, Column.SECOND, "0", key="model")
    sheet = finish(contest)
    assert sheet.second_done_by == contest.season.office.name
    assert finish(contest).version == sheet.version


def test_a_sheet_is_given_to_one_who_may_check_it(contest: Contest, season: SmallSeason):
    commune = season.commune
    inspector = commune.user(Role.INSPECTOR)
    sheet = contest.sheet(V)
    sheet = sheets.name_second(sheet, inspector, expected=sheet.version, by=season.office, at=SCORED)
    with pytest.raises(RefusedError, match="giao cho người khác"):
        give(contest, Column.SECOND, "7")
    with pytest.raises(DomainError, match="Chọn người của Văn phòng"):
        sheets.name_second(sheet, season.accounts[V], expected=sheet.version, by=season.office, at=SCORED)
    own = commune.user(Role.INSPECTOR, commune.units[V])
    with pytest.raises(DomainError, match="đơn vị mình"):
        sheets.name_second(sheet, own, expected=sheet.version, by=season.office, at=SCORED)
    sheets.name_second(sheet, None, expected=sheet.version, by=season.office, at=SCORED)
    give(contest, Column.SECOND, "7")


def test_events_are_counted_and_taken_back(contest: Contest):
    office = contest.season.office
    line = contest.line(V, "model")
    event = events.add(line, Happened(DAY, "Mô hình camera"), by=office, at=SCORED)
    events.add(line, Happened(DAY, "Mô hình đường hoa", Dec(1)), by=office, at=SCORED)
    assert contest.line(V, "model").points == Dec(3)
    assert contest.sheet(V).points == Dec(3)
    with pytest.raises(NotTakenError, match="Ghi lý do"):
        events.withdraw(event, "", by=office, at=SCORED)
    events.withdraw(event, "Ghi nhầm thôn", by=office, at=SCORED)
    events.withdraw(event, "Bấm lần nữa", by=office, at=SCORED)
    assert contest.sheet(V).points == Dec("1.5")
    event.refresh_from_db()
    assert event.withdrawn_because == "Ghi nhầm thôn"


@pytest.mark.parametrize(
    ("happened", "field"),
    [
        (Happened(DAY, " "), "what"),
        (Happened(date(2024, 7, 1), "Sau đợt"), "on"),
        (Happened(date(2023, 12, 31), "Trước đợt"), "on"),
        (Happened(DAY, "Âm", Dec(-1)), "quantity"),
        (Happened(DAY, "Không", Dec(0)), "quantity"),
        (Happened(DAY, "x" * 501), "what"),
    ],
)
def test_odd_events_are_refused_at_their_place(contest: Contest, happened: Happened, field: str):
    with pytest.raises(NotTakenError) as refused:
        events.add(contest.line(V, "model"), happened, by=contest.season.office, at=SCORED)
    assert refused.value.field == field
    assert contest.sheet(V).points == 0


def test_events_are_for_lines_that_count_them(contest: Contest):
    with pytest.raises(RefusedError, match="không đếm từng việc"):
        events.add(contest.line(V, "work"), Happened(DAY, "Việc"), by=contest.season.office, at=SCORED)
    with pytest.raises(RefusedError):
        events.add(contest.line(V, "model"), Happened(DAY, "Việc"), by=contest.season.heads[V], at=SCORED)
    assert Criterion.objects.get(key="late").event_kind == EventKind.LATE_REPORT


def test_once_the_check_is_done_only_the_council_counts_on_and_says_why(contest: Contest):
    line, season = contest.line(V, "model"), contest.season
    inspector, council = season.commune.actor(Role.INSPECTOR), season.commune.actor(Role.COUNCIL)
    event = events.add(line, Happened(DAY, "Mô hình camera"), by=inspector, at=SCORED)
    ScoreSheet.objects.filter(pk=line.sheet_id).update(second_done_at=SCORED)
    late = Happened(DAY, "Đường hoa", reason="Biên bản 05 của Hội đồng")
    with pytest.raises(RefusedError, match="Đã thẩm định xong nên chỉ Hội đồng"):
        events.add(line, late, by=inspector, at=SCORED)
    with pytest.raises(RefusedError, match="Đã thẩm định xong nên chỉ Hội đồng"):
        events.withdraw(event, "Nghĩ lại", by=inspector, at=SCORED)
    with pytest.raises(NotTakenError, match="Ghi lý do ghi thêm việc") as refused:
        events.add(line, Happened(DAY, "Đường hoa"), by=council, at=SCORED)
    assert refused.value.field == "reason"
    assert contest.line(V, "model").points == Dec("1.5")
    events.add(line, late, by=council, at=SCORED)
    assert contest.line(V, "model").points == Dec(3)
    entry = AuditEntry.objects.filter(action="scoring.event.add").last()
    assert entry.reason == "Biên bản 05 của Hội đồng"


def test_who_is_of_the_unit_counts_nothing_for_it(contest: Contest):
    commune = contest.season.commune
    editor, of_council = commune.user(Role.EDITOR, commune.units[V]), commune.user(Role.COUNCIL)
    Position.objects.filter(person=of_council.person).update(person=editor.person)
    with pytest.raises(RefusedError, match="Người của đơn vị"):
        events.add(
            contest.line(V, "model"), Happened(DAY, "Việc"), by=actor_of(editor, SCORED.date()), at=SCORED
        )


def test_the_work_of_scoring_oneself_follows_the_sheet_and_no_button(contest: Contest):
    """Undoing the work alone would ask for a sheet that nobody can open."""
    score_self(contest)
    send(contest)
    work = Obligation.objects.get(origin_id=str(contest.sheet(V).pk))
    assert work.state == "done"
    for by in (contest.season.heads[V], contest.season.office):
        with pytest.raises(RefusedError, match="xong khi phiếu tự chấm được gửi"):
            obligations.reopen(work, expected=work.version, by=by, at=SCORED)

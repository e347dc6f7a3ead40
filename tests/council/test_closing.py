"""Closing writes outcomes, minutes and one entry of the register, all or nothing; opening again."""

import io
from hashlib import sha256

import pytest
from django.urls import reverse
from docx import Document
from tests.council.sitting import AT, WORKER, Sitting, make_sitting

from thidua.awards.enums import NominationState
from thidua.awards.services import nominations
from thidua.core.errors import DomainError
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner, PaperKind, SessionState
from thidua.council.models import CouncilSession, SessionPaper
from thidua.council.services import agenda, closing, polls
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf

pytestmark = pytest.mark.django_db


def _words(paper: SessionPaper) -> str:
    document = Document(io.BytesIO(files.read(paper.docx)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def _tables(paper: SessionPaper) -> list[list[list[str]]]:
    document = Document(io.BytesIO(files.read(paper.docx)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def _voted(sitting: Sitting, *tallies: Tally, kind: str = WORKER, written: int = 0):
    made = [sitting.nominate(f"Nguyễn Văn {place}", kind=kind) for place in range(len(tallies))]
    sitting.begin(*made, written=written)
    sitting.count(sitting.poll(), *tallies)
    return made


def test_closing_writes_what_came_of_each_nomination(sitting):
    first, second = _voted(sitting, Tally(6, 3), Tally(4, 5))
    assert sitting.close().state == SessionState.CLOSED
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.votes_for, first.votes_needed) == (NominationState.PASSED, 6, 5)
    assert first.outcome == (
        "Hội đồng xét ngày 16/12/2024, phiên 1: 6/9 thành viên đồng ý (66,67%); cần từ 5 phiếu: đạt."
    )
    assert second.state == NominationState.NOT_PASSED


def test_a_closed_session_leads_to_its_round_where_the_decision_is_drafted(sitting):
    office = sitting.commune.client(Role.OFFICE)
    page = reverse("council:session-detail", args=[sitting.session.pk])
    back = reverse("awards:round-detail", args=[sitting.session.award_round_id])
    next_step = f'btn-primary" href="{back}">Về đợt xét để soạn quyết định</a>'
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    sitting.count(sitting.poll(), Tally(8, 1))
    assert (back in office.get(page).text, next_step in office.get(page).text) == (True, False)
    sitting.close()
    assert next_step in office.get(page).text


def test_papers_to_be_signed_name_no_rule_that_nobody_has_read(sitting):
    _voted(sitting, Tally(6, 3))
    sitting.close()
    for paper in SessionPaper.objects.all():
        assert "cần xác nhận" not in _words(paper)
        assert "Quy định của tỉnh" not in _words(paper)


def test_counts_that_tell_votes_stay_in_the_minutes(sitting):
    (nomination,) = _voted(sitting, Tally(9, 0))
    sitting.close()
    nomination.refresh_from_db()
    assert (nomination.votes_for, nomination.votes_needed) == (None, None)
    assert nomination.outcome == "Hội đồng xét ngày 16/12/2024, phiên 1: thông qua."
    count = SessionPaper.objects.get(kind=PaperKind.COUNT)
    assert "không công bố số phiếu" in _words(count)
    assert "9/9 thành viên đồng ý" in _words(count)


def test_minutes_tell_who_took_part_what_was_decided_and_that_writing_is_not_secret(sitting):
    _voted(sitting, Tally(6, 2, 1, 0), written=1)
    sitting.close()
    minutes = _words(SessionPaper.objects.get(kind=PaperKind.MINUTES))
    assert "Có mặt 8 trên 9 thành viên, 1 ý kiến bằng văn bản." in minutes
    assert "không giữ kín" in minutes
    assert "7/9 thành viên đồng ý (77,78%)" in minutes
    assert "Chủ trì: Lê Văn A, Chủ tịch Hội đồng" in minutes
    for name in ("Lê Văn C", "Các thành viên thống nhất."):
        assert name in minutes
    assert ".." not in minutes.replace("...", "")


def test_minutes_count_writing_in_without_telling_its_side_and_who_counted(sitting):
    (nomination,) = _voted(sitting, Tally(6, 2, 1, 0), written=1)
    sitting.close()
    count = SessionPaper.objects.get(kind=PaperKind.COUNT)
    (rows,) = (found for found in _tables(count) if "Đồng ý" in found[0])
    assert rows[1][2:5] == ["7", "2", "0"]
    assert "gồm cả 1 ý kiến bằng văn bản" in _words(count)
    nomination.refresh_from_db()
    for told in (nomination.outcome, *map(_words, SessionPaper.objects.all())):
        assert "7/9 thành viên đồng ý (77,78%); cần từ 5 phiếu" in told
        assert "văn bản 1," not in told
    page = reverse("council:poll-count", args=[sitting.session.polls.get().pk])
    shown = sitting.commune.client(Role.COUNCIL).get(page).text
    assert ("cộng không đồng ý" in shown, "đồng ý bằng văn bản" in shown) == (True, False)
    words = _words(count)
    assert "Ban kiểm phiếu: Lê Văn B, Lê Văn C." in words
    assert f"Người kiểm phiếu: Lê Văn B ({sitting.office.name} nhập hộ); Lê Văn C." in words
    assert "Ban kiểm phiếu: Lê Văn B, Lê Văn C." in _words(SessionPaper.objects.get(kind=PaperKind.MINUTES))


def test_minutes_of_raised_hands_name_no_ballots(sitting):
    CouncilSession.objects.update(manner=Manner.HANDS)
    _voted(sitting, Tally(6, 2, blank=1))
    sitting.close()
    count = SessionPaper.objects.get(kind=PaperKind.COUNT)
    (rows,) = (found for found in _tables(count) if "Tán thành" in found[0])
    assert rows[0][2:5] == ["Tán thành", "Không tán thành", "Không biểu quyết"]
    assert rows[1][2:5] == ["6", "2", "1"]
    assert "Đếm biểu quyết giơ tay, phiên thứ 1" in _words(count)
    minutes = _words(SessionPaper.objects.get(kind=PaperKind.MINUTES))
    assert "Biểu quyết giơ tay; số đếm được từng lượt" in minutes
    assert not any("Phiếu phát ra" in cell for found in _tables(count) for row in found for cell in row)


def test_minutes_of_too_few_are_not_made(sitting):
    _voted(sitting, Tally(6, 3))
    sitting.session.attendances.filter(member__in=sitting.members[3:]).update(presence="absent")
    with pytest.raises(DomainError, match=r"Người dự không đủ để xét\. Có mặt 3 trên 9"):
        sitting.close()


def test_the_bytes_of_the_minutes_are_bound_by_the_register(sitting):
    _voted(sitting, Tally(6, 3), Tally(4, 5))
    sitting.close()
    leaf = RegisterLeaf.objects.get(about=f"session:{sitting.session.pk}")
    assert leaf.record["results"] == [{"kind": "Lao động tiên tiến", "considered": 2, "passed": 1}]
    papers = {one["kind"]: one["sha256"] for one in leaf.record["papers"]}
    for paper in SessionPaper.objects.all():
        data = files.read(paper.pdf)
        assert data.startswith(b"%PDF")
        assert papers[paper.kind] == sha256(data).hexdigest()
    assert "Nguyễn Văn" not in str(leaf.record)
    assert "round" not in leaf.record


def test_a_session_with_an_open_item_does_not_close(sitting):
    sitting.begin(sitting.nominate("A"))
    with pytest.raises(DomainError, match=r"Việc 1 .* chưa bỏ phiếu"):
        sitting.close()
    sitting.poll()
    with pytest.raises(DomainError, match="đang bỏ phiếu"):
        sitting.close()


def test_what_is_put_off_goes_back_and_stands_in_the_minutes(sitting):
    items = sitting.table(sitting.nominate("A"))
    sitting.mark()
    sitting.open()
    agenda.put_off(items[0], reason="Thiếu báo cáo.", by=sitting.office, at=AT)
    sitting.close()
    items[0].nomination.refresh_from_db()
    assert items[0].nomination.state == NominationState.ACCEPTED
    (paper,) = SessionPaper.objects.all()
    assert "Không biểu quyết việc nào." in _words(paper)
    assert (paper.kind, "Để phiên sau. Lý do: Thiếu báo cáo." in _words(paper)) == (PaperKind.MINUTES, True)


def test_nothing_stands_when_the_register_fails(sitting, monkeypatch):
    (nomination,) = _voted(sitting, Tally(6, 3))

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("thidua.council.services.closing.leaves.append", fail)
    with pytest.raises(OSError, match="no room"):
        sitting.close()
    sitting.session.refresh_from_db()
    nomination.refresh_from_db()
    assert (sitting.session.state, nomination.state) == (SessionState.OPENED, NominationState.COUNCIL)
    assert not SessionPaper.objects.exists()


def test_a_session_is_opened_again_with_a_reason_and_its_papers_stay(sitting):
    (nomination,) = _voted(sitting, Tally(6, 3))
    sitting.close()
    with pytest.raises(DomainError, match="Ghi lý do mở lại"):
        _reopen(sitting, "")
    _reopen(sitting, "Ghi sai tên.")
    nomination.refresh_from_db()
    assert (nomination.state, nomination.outcome) == (NominationState.COUNCIL, "")
    sitting.close()
    assert list(SessionPaper.objects.values_list("edition", "kind").order_by("edition", "kind")) == [
        (1, "count"),
        (1, "minutes"),
        (2, "count"),
        (2, "minutes"),
    ]
    assert RegisterLeaf.objects.filter(about=f"session:{sitting.session.pk}").count() == 2


def test_minutes_made_again_say_which_they_replace_and_why_and_the_old_are_marked(sitting):
    _voted(sitting, Tally(6, 3))
    sitting.close()
    _reopen(sitting, "Đếm sót phiếu.")
    old = list(SessionPaper.objects.all())
    assert {one.replaced_because for one in old} == {"Đếm sót phiếu."}
    poll = sitting.session.polls.get()
    polls.void(poll, reason="Đếm lại.", expected=poll.version, by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(5, 4))
    sitting.close()
    fresh = SessionPaper.objects.filter(edition=2)
    assert {one.replaced_because for one in fresh} == {""}
    for paper in fresh:
        words = _words(paper)
        assert "Biên bản này thay các biên bản bản thứ 1, lập ngày 16/12/2024. Lý do: Đếm sót phiếu." in words
        assert "Lượt 1 (Lao động tiên tiến) đã bỏ, không tính. Lý do: Đếm lại." in words
    assert "Biên bản này thay" not in _words(old[0])


def test_minutes_name_their_entry_in_the_register(sitting):
    _voted(sitting, Tally(6, 3))
    sitting.close()
    leaf = RegisterLeaf.objects.get(about=f"session:{sitting.session.pk}")
    for paper in SessionPaper.objects.all():
        assert f"ghi ở mục {leaf.shown_number} của sổ vàng" in _words(paper)


def test_after_a_decision_a_session_stays_closed(sitting):
    (nomination,) = _voted(sitting, Tally(6, 3))
    sitting.close()
    nominations.mark_decided([nomination], by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Đính chính ở bước sau"):
        _reopen(sitting, "Ghi sai tên.")


def test_the_signed_scan_joins_its_paper(sitting):
    _voted(sitting, Tally(6, 3))
    sitting.close()
    paper = SessionPaper.objects.select_related("session").first()
    scan = files.store(b"%PDF-1.7 scan", media_type="application/pdf", at=AT)
    closing.attach_scan(paper, scan, by=sitting.office, at=AT)
    paper.refresh_from_db()
    assert files.read(paper.scan) == b"%PDF-1.7 scan"


def test_four_of_four_is_four_fifths_of_four(commune):
    sitting = make_sitting(commune, size=4)
    first, second = (sitting.nominate(name) for name in "AB")
    sitting.begin(first, second)
    sitting.count(sitting.poll(), Tally(4, 0), Tally(3, 1))
    sitting.close()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (NominationState.PASSED, NominationState.NOT_PASSED)


def _reopen(sitting: Sitting, reason: str) -> None:
    sitting.session.refresh_from_db()
    seen = sitting.session.version
    sitting.session = closing.reopen(sitting.session, reason=reason, expected=seen, by=sitting.office, at=AT)

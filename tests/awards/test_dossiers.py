"""The papers of a dossier: written from what is known, brought, returned, checked, asked for at last."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.awards.commending import AT, Year
from tests.commune import make_commune

from thidua.awards.enums import NominationState, PaperState
from thidua.awards.models import DossierPaper
from thidua.awards.queries.dossier import BLANK, dossiers_of, gaps_of, told
from thidua.awards.queries.dossier_texts import first_texts
from thidua.awards.services import dossiers, nominations
from thidua.awards.services.dossiers import Written
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import Notice
from thidua.foundation.services import files


def write(year: Year, one, key: str, text: str = "Đã họp.", **more):
    who = {"seen": None, "by": year.office, "at": AT} | more
    return dossiers.write(one, key, Written(text), **who)


def test_the_pack_says_which_parts_and_who_makes_them(year):
    one = year.sent("CSTDCS")
    assert [part.part.key for part in dossiers_of([one])[one.pk]] == [
        "submission",
        "report",
        "minutes",
        "proof",
        "count",
    ]
    assert told(gaps_of([one])[one.pk]) == (
        "Còn thiếu 4 văn bản: Tờ trình đề nghị khen thưởng (chưa có, Thôn 1 làm); "
        "Báo cáo thành tích (chưa có, Thôn 1 làm); Biên bản bình xét (chưa có, Thôn 1 làm); "
        "Chứng nhận, xác nhận sáng kiến hoặc kết quả xếp loại (chưa có, Thôn 1 làm)."
    )


def test_acceptance_asks_for_the_papers_the_law_requires(year):
    one = year.sent("LDTT_CBCC")
    year.confirm_all(one)
    with pytest.raises(DomainError, match=r"Còn thiếu 3 văn bản.*Bổ sung rồi nhận hồ sơ"):
        nominations.accept(one, expected=one.version, by=year.office, at=AT, reason="Gấp")
    year.write_papers(one)
    made = nominations.accept(one, expected=one.version, by=year.office, at=AT)
    assert made.state == NominationState.ACCEPTED


def test_what_the_law_is_not_sure_of_is_waived_with_a_reason(year):
    simple = year.another_round(name="Khen đột xuất", merit="dot_xuat", is_simple=True)
    one = year.sent("GK", round=simple)
    year.confirm_all(one)
    write(year, one, "submission")
    assert [gap.name for gap in gaps_of([one])[one.pk]] == ["Tóm tắt thành tích"]
    with pytest.raises(DomainError, match="hoặc ghi lý do nhận khi chưa có"):
        nominations.accept(one, expected=one.version, by=year.office, at=AT)
    made = nominations.accept(
        one, expected=one.version, by=year.office, at=AT, reason="Cứu người, khen ngay."
    )
    assert made.state == NominationState.ACCEPTED


def test_first_texts_are_made_of_what_was_typed_once(year):
    one = year.put_forward("LDTT_CBCC", person=year.people["excellent"], merits="Tưới tiết kiệm cho 20 hộ.")
    report = first_texts([one], "report")[0]
    for words in (
        "Lê Văn Giỏi",
        "Hoàn thành xuất sắc",
        "Tưới tiết kiệm cho 20 hộ.",
        "Lao động tiên tiến",
        "90/QĐ",
    ):
        assert words.lower() in report.lower(), words
    assert "đề nghị Hội đồng xét" in first_texts([one], "submission")[0]
    assert BLANK in first_texts([one], "minutes")[0]
    assert first_texts([one], "") == [""]
    ended = year.put_forward("GK", achievement="Đứng hạng 1.")
    assert "Thành tích: Đứng hạng 1.\n" in first_texts([ended], "submission")[0]


def test_a_text_with_a_blank_is_kept_and_counts_as_missing(year):
    one = year.put_forward("LDTT_CBCC")
    made = write(year, one, "minutes", f"Thời gian: {BLANK}")
    assert (made.state, made.text) == (PaperState.MISSING, f"Thời gian: {BLANK}")
    assert "Biên bản bình xét (còn chỗ để trống, Thôn 1 làm)" in told(gaps_of([one])[one.pk])


def test_a_file_fills_a_part(year):
    one = year.put_forward("CSTDCS")
    stored = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    dossiers.write(one, "proof", Written(file=stored, file_name="qd.pdf"), seen=None, by=year.head, at=AT)
    assert "Chứng nhận" not in told(gaps_of([one])[one.pk])


def test_who_read_an_older_paper_does_not_overwrite(year):
    one = year.put_forward("LDTT_CBCC")
    first = write(year, one, "report")
    with pytest.raises(DomainError, match="vừa được người khác sửa"):
        write(year, one, "report", "Khác")
    later = AT + timedelta(hours=1)
    assert write(year, one, "report", "Khác", seen=first.at, at=later).text == "Khác"


@pytest.mark.parametrize(
    ("key", "sentence"), [("count", "không có văn bản ấy"), ("x", "không có văn bản ấy")]
)
def test_parts_nobody_writes(year, key, sentence):
    with pytest.raises(DomainError, match=sentence):
        write(year, year.put_forward("CSTDCS"), key)


def test_nothing_written_is_refused(year):
    with pytest.raises(DomainError, match="Soạn văn bản, hoặc chọn tệp"):
        write(year, year.put_forward("LDTT_CBCC"), "report", "  ")


def test_a_returned_paper_waits_for_who_can_mend_it(year):
    one = year.sent("LDTT_CBCC")
    write(year, one, "report")
    with pytest.raises(DomainError, match="Ghi lý do"):
        dossiers.send_back(one, "report", " ", by=year.office, at=AT)
    with pytest.raises(RefusedError):
        dossiers.send_back(one, "report", "Thiếu số liệu", by=year.head, at=AT)
    with pytest.raises(DomainError, match="Chưa có biên bản"):
        dossiers.send_back(one, "minutes", "Thiếu", by=year.office, at=AT)
    made = dossiers.send_back(one, "report", "Thiếu số liệu", by=year.office, at=AT)
    assert made.state == PaperState.RETURNED
    assert "Báo cáo thành tích (trả lại để sửa, Thôn 1 làm)" in told(gaps_of([one])[one.pk])
    assert Notice.objects.filter(
        unit_id=year.commune.units["Thôn 1"].pk, title__startswith="Một văn bản"
    ).exists()
    mended = write(year, one, "report", "Đủ số liệu", seen=made.at, by=year.head, at=AT + timedelta(hours=1))
    assert (mended.state, mended.returned_because) == (PaperState.WRITTEN, "")


def test_a_checked_paper_is_changed_by_the_office_only(year):
    one = year.sent("LDTT_CBCC")
    with pytest.raises(DomainError, match="Chưa có báo cáo"):
        dossiers.check(one, "report", by=year.office, at=AT)
    made = write(year, one, "report", BLANK)
    with pytest.raises(DomainError, match="chưa soạn xong"):
        dossiers.check(one, "report", by=year.office, at=AT)
    write(year, one, "report", "Xong", seen=made.at)
    assert dossiers.check(one, "report", by=year.office, at=AT).state == PaperState.CHECKED
    with pytest.raises(RefusedError, match="đã kiểm tra"):
        write(year, one, "report", "Khác", seen=AT, by=year.head)


def test_who_may_not_write(year):
    one = year.sent("LDTT_CBCC")
    other = year.commune.actor("unit_head", year.commune.units["Thôn 2"])
    stranger = make_commune("xã Khác").actor("office")
    for actor in (other, stranger):
        with pytest.raises(RefusedError):
            write(year, one, "report", by=actor)
    taken = year.accepted("GK")
    with pytest.raises(RefusedError, match="đã nhận hồ sơ"):
        write(year, taken, "report", by=year.head)
    with pytest.raises(RefusedError, match="đã nhận hồ sơ"):
        write(year, taken, "report", seen=AT)
    with pytest.raises(RefusedError, match="trả lại cả đề nghị"):
        dossiers.send_back(taken, "report", "Thiếu", by=year.office, at=AT)


def test_one_text_fills_many_and_what_is_there_stays(year):
    made = [year.put_forward("LDTT_CBCC", person=year.people[name]) for name in ("good", "excellent")]
    write(year, made[0], "minutes", "Riêng của bà Tốt.")
    assert dossiers.write_many(made, {"minutes": "Họp chung."}, by=year.office, at=AT) == 5
    texts = (
        DossierPaper.objects.filter(key="minutes")
        .order_by("nomination__position")
        .values_list("text", flat=True)
    )
    assert list(texts) == ["Riêng của bà Tốt.", "Họp chung."]


def test_gaps_of_many_take_one_query(year):
    made = [year.put_forward("LDTT_CBCC", person=year.people[name]) for name in ("good", "excellent")]
    counts = []
    for some in (made[:1], made):
        with CaptureQueriesContext(connection) as captured:
            gaps_of(some)
        counts.append(len(captured))
    assert counts == [1, 1]

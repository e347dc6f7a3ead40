"""Decisions: drafted from what passed, submitted, issued as one deed, signed, published."""

import io
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from docx import Document
from tests.decisions.deciding import AT, Deciding

from thidua.awards.enums import NominationState
from thidua.awards.models import PriorAward
from thidua.awards.queries.eligibility import law_of
from thidua.core.errors import DomainError, RefusedError
from thidua.decisions.enums import AwardState, DecisionState
from thidua.decisions.models import Award, Decision, IssuedPaper, NumberBook
from thidua.decisions.queries.bases import bases_amiss, bases_for
from thidua.decisions.queries.decision_letter import decision_letter
from thidua.decisions.services import decisions, entering, issuing, signing
from thidua.foundation.models import Notice
from thidua.foundation.services import files
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.register.models import RegisterCheckpoint, RegisterLeaf


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_a_draft_lists_collectives_before_households_before_people(deciding: Deciding):
    made = deciding.drafted(*deciding.three())
    listed = [(one.position, one.recipient, one.detail) for one in made.awards.order_by("position")]
    assert listed == [
        (1, "Thôn 1", ""),
        (2, "Hộ Hoàng Văn Chủ", "Thôn 1"),
        (3, "Trần Thị Tốt", "Thôn 1"),
    ]
    assert [one.amount for one in made.awards.order_by("position")] == [1_410_000, 1_060_000, 710_000]
    assert (made.pack_name, made.salary) == ("Quy định đến hết 30/06/2025", 2_340_000)


def test_the_bases_name_the_law_in_force_on_the_day(deciding: Deciding):
    lines = deciding.drafted().base_lines
    assert lines[0] == "Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19 tháng 6 năm 2015"
    assert lines[1] == "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022"
    assert lines[2].startswith(
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy"
    )
    assert lines[-1] == "Xét đề nghị của Hội đồng Thi đua - Khen thưởng xã Cẩm Lĩnh"


OF_CULTURE = {"GDVH", "THON_VH", "XA_TB"}
DECREE_OF_CULTURE = "86/2023/NĐ-CP"
DAYS = [
    (date(2024, 12, 20), "77/2015/QH13", "98/2023/NĐ-CP"),
    (date(2025, 4, 1), "65/2025/QH15", "98/2023/NĐ-CP"),
    (date(2025, 6, 20), "72/2025/QH15", "98/2023/NĐ-CP"),
    (date(2025, 12, 20), "72/2025/QH15", "152/2025/NĐ-CP"),
    (date(2026, 11, 20), "72/2025/QH15", "152/2025/NĐ-CP"),
]


@pytest.mark.parametrize(("on", "of_communes", "decree"), DAYS)
def test_each_kind_is_based_on_what_rules_it_on_the_day(
    deciding: Deciding, on: date, of_communes: str, decree: str
):
    law = law_of(deciding.commune.authority)
    for code in law.pack_on(on).kinds:
        bases = bases_for(deciding.year.round, on, {code})
        assert bases.count("Luật Tổ chức chính quyền địa phương") == 1
        assert all(number in bases for number in (of_communes, decree, "06/2022/QH15"))
        assert (DECREE_OF_CULTURE in bases) == (code in OF_CULTURE)
        assert bases_amiss(bases, law, on, {code}) == {}


def test_bases_that_do_not_fit_the_list_ask_for_a_reason(deciding: Deciding):
    law, on = law_of(deciding.commune.authority), date(2024, 12, 20)
    told = bases_amiss(f"Căn cứ {DECREE_OF_CULTURE}\nCăn cứ 152/2025/NĐ-CP", law, on, {"GK"})
    assert told == {
        DECREE_OF_CULTURE: "Căn cứ ghi văn bản số 86/2023/NĐ-CP, "
        "danh sách không có danh hiệu nào của văn bản này.",
        "152/2025/NĐ-CP": "Căn cứ ghi văn bản số 152/2025/NĐ-CP, "
        "văn bản này không có hiệu lực vào ngày quyết định.",
    }
    assert "thiếu văn bản số 86/2023/NĐ-CP" in bases_amiss("", law, on, {"GDVH"})[DECREE_OF_CULTURE]


def test_who_carries_it_out_is_named_by_the_number_of_the_last_article(deciding: Deciding):
    made = deciding.drafted()
    awards = list(made.awards.order_by("position"))
    assert decision_letter(made, awards).recipients == ("Như Điều 4", "Lưu: VT")
    awards[0].paid = 0
    assert decision_letter(made, awards).recipients == ("Như Điều 3", "Lưu: VT")


def test_only_what_passed_is_decided(deciding: Deciding):
    waiting = deciding.year.in_council("GK")
    with pytest.raises(DomainError, match="Trần Thị Tốt chưa được thông qua"):
        deciding.drafted(waiting)
    assert not Decision.objects.exists()


def test_what_others_decide_leaves_as_a_proposal(deciding: Deciding):
    excellent = deciding.year.passed("CSTDCS", person=deciding.year.people["excellent"])
    with pytest.raises(DomainError, match="Chủ tịch UBND huyện quyết định"):
        deciding.drafted(excellent)


def test_a_day_before_the_session_is_refused(deciding: Deciding):
    passed = deciding.year.passed("GK")
    with pytest.raises(DomainError, match="kết quả xét ngày 16/12/2024"):
        deciding.drafted(passed, decided_on=date(2024, 12, 15))
    assert deciding.drafted(passed, decided_on=date(2024, 12, 16)).state == DecisionState.DRAFT


def test_a_day_without_a_rule_pack_is_refused(deciding: Deciding):
    with pytest.raises(DomainError, match="Chưa có gói quy định cho ngày 31/12/2023"):
        deciding.drafted(decided_on=date(2023, 12, 31))


def test_a_nomination_stands_in_one_draft(deciding: Deciding):
    passed = deciding.year.passed("GK")
    deciding.drafted(passed)
    with pytest.raises(DomainError, match="đã nằm trong dự thảo khác"):
        deciding.drafted(passed)


def test_a_dropped_draft_frees_its_nominations(deciding: Deciding):
    passed = deciding.year.passed("GK")
    made = deciding.drafted(passed)
    office = deciding.year.office
    with pytest.raises(DomainError, match="Ghi lý do"):
        decisions.drop(made, reason=" ", expected=made.version, by=office, at=AT)
    decisions.drop(made, reason="Gộp hai quyết định", expected=made.version, by=office, at=AT)
    assert deciding.drafted(passed).awards.count() == 1


def test_a_draft_written_anew_has_a_new_list_and_is_looked_through_again(deciding: Deciding):
    first, second, third = deciding.three()
    made = deciding.submitted(first, second)
    decisions.send_back(
        made, reason="Thiếu hộ gia đình", expected=made.version, by=deciding.year.chairman, at=AT
    )
    made.refresh_from_db()
    assert (made.state, made.returned_because) == (DecisionState.DRAFT, "Thiếu hộ gia đình")
    facts = deciding.facts(title="Về việc khen thưởng")
    decisions.rewrite(made, facts, [first, third], expected=made.version, by=deciding.year.office, at=AT)
    made.refresh_from_db()
    assert [one.recipient for one in made.awards.order_by("position")] == ["Hộ Hoàng Văn Chủ", "Trần Thị Tốt"]
    assert (made.title, made.review, made.reviewed_at) == ("Về việc khen thưởng", {}, None)


def test_article_one_reads_out_the_names_of_the_law_and_grants_once(deciding: Deciding):
    year = deciding.year
    people = (
        year.passed("LDTT_CBCC"),
        year.passed("LDTT_ND", person=year.people["unknown"]),
        year.passed("GK", household=year.household),
    )
    letter = decision_letter(made := deciding.drafted(*people), made.awards.order_by("position"))
    assert letter.opening[0].text == (
        "Điều 1. Tặng danh hiệu Lao động tiên tiến cho 02 cá nhân; "
        "Giấy khen của Chủ tịch Ủy ban nhân dân xã cho 01 hộ gia đình (có danh sách kèm theo)."
    )
    headings = [block.text for block in letter.annex.blocks if hasattr(block, "text")]
    assert headings == ["I. Lao động tiên tiến", "II. Giấy khen của Chủ tịch Ủy ban nhân dân xã"]


def test_two_who_write_one_draft_do_not_overwrite_each_other(deciding: Deciding):
    passed = deciding.year.passed("GK")
    made = deciding.drafted(passed)
    seen = made.version
    office = deciding.year.office
    decisions.rewrite(made, deciding.facts(title="Một"), [passed], expected=seen, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        decisions.rewrite(made, deciding.facts(title="Hai"), [passed], expected=seen, by=office, at=AT)


def test_issuing_is_one_deed(deciding: Deciding):
    made = deciding.issued(*deciding.three())
    paper = IssuedPaper.objects.get()
    assert (made.state, made.paper, paper.number) == (DecisionState.ISSUED, paper, "01/QĐ-UBND")
    assert set(made.awards.values_list("state", flat=True)) == {AwardState.GRANTED}
    nominations = {award.nomination.state for award in made.awards.all()}
    assert nominations == {NominationState.DECIDED}
    held = PriorAward.objects.filter(origin="decided").order_by("name")
    assert held.count() == 3
    assert {one.paper for one in held} == {"Quyết định 01/QĐ-UBND ngày 20/12/2024"}
    leaf = RegisterLeaf.objects.get()
    assert leaf.record == {"decision": "01/QĐ-UBND", "on": "2024-12-20", "sha256": paper.pdf.sha256}
    assert RegisterCheckpoint.objects.get().size == 1


def test_awards_run_through_the_golden_book_of_their_year(deciding: Deciding):
    person, village, household = deciding.three()
    deciding.issued(person, village)
    deciding.issued(household)
    other, new_year = deciding.year.people["unknown"], date(2025, 1, 2)
    later = deciding.submitted(deciding.year.passed("GK", person=other), decided_on=new_year)
    assert later.awards.get().shown_number == ""
    deciding.explain_all(later)
    deciding.issue(later, at=datetime(2025, 1, 2, 3, 0, tzinfo=UTC))
    given = Award.objects.order_by("book_year", "book_number")
    assert [(one.nomination, one.shown_number) for one in given] == [
        (village, "01/2024"),
        (person, "02/2024"),
        (household, "03/2024"),
        (later.awards.get().nomination, "01/2025"),
    ]


def test_the_paper_says_what_was_decided(deciding: Deciding):
    paper = deciding.issued(*deciding.three()).paper
    words = words_of(files.read(paper.pdf))
    for part in (
        "Số: 01/QĐ-UBND",
        "Cẩm Lĩnh, ngày 20 tháng 12 năm 2024",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH",
        "Điều 1. Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho 01 tập thể, 01 hộ gia đình và 01 cá nhân",
        "tổng số 3.180.000 đồng (bằng chữ: ba triệu một trăm tám mươi nghìn đồng)",
        "(Kèm theo Quyết định số 01/QĐ-UBND ngày 20/12/2024",
        "Hiến 120 mét vuông đất",
        "Lê Văn Chủ",
    ):
        assert part in words, part
    document = Document(io.BytesIO(files.read(paper.docx)))
    assert any("Điều 1." in one.text for one in document.paragraphs)
    assert [row.cells[1].text for row in document.tables[-1].rows][1:] == [
        "Thôn 1",
        "Hộ Hoàng Văn Chủ",
        "Trần Thị Tốt",
    ]


def test_the_paper_is_never_drawn_again(deciding: Deciding):
    made = deciding.issued()
    award = made.awards.get()
    before = files.read(made.paper.pdf)
    person = award.person
    person.full_name = "Tên Khác"
    person.save()
    award.refresh_from_db()
    assert files.read(made.paper.pdf) == before
    assert award.recipient == "Trần Thị Tốt"


def test_an_issued_decision_is_not_written_dropped_or_issued_again(deciding: Deciding):
    made = deciding.issued()
    office, chairman = deciding.year.office, deciding.year.chairman
    with pytest.raises(RefusedError):
        decisions.rewrite(made, deciding.facts(), [], expected=made.version, by=office, at=AT)
    with pytest.raises(RefusedError, match="đã có số"):
        decisions.drop(made, reason="Nhầm", expected=made.version, by=office, at=AT)
    with pytest.raises(RefusedError):
        issuing.issue(made, expected=made.version, by=chairman, at=AT)
    assert NumberBook.objects.get().last == 1


def test_only_the_chairman_issues_and_only_what_was_submitted(deciding: Deciding):
    drafted = deciding.drafted(deciding.year.passed("GK"))
    with pytest.raises(RefusedError, match="chưa trình"):
        deciding.issue(drafted)
    decisions.submit(drafted, expected=drafted.version, by=deciding.year.office, at=AT)
    drafted.refresh_from_db()
    with pytest.raises(RefusedError, match="Chỉ Chủ tịch"):
        issuing.issue(drafted, expected=drafted.version, by=deciding.year.office, at=AT)
    assert not NumberBook.objects.exists()


def test_a_decision_that_fails_at_the_end_takes_no_number(deciding: Deciding, monkeypatch):
    made = deciding.submitted()
    deciding.explain_all(made)
    monkeypatch.setattr(entering.leaves, "append", _broken)
    with pytest.raises(OSError, match="đĩa"):
        deciding.issue(made)
    made.refresh_from_db()
    assert (made.state, made.paper) == (DecisionState.SUBMITTED, None)
    assert not IssuedPaper.objects.exists()
    assert not PriorAward.objects.filter(origin="decided").exists()
    assert made.awards.get().state == AwardState.DRAFTED
    monkeypatch.undo()
    assert deciding.issue(made).paper.number == "01/QĐ-UBND"


def _broken(*_args, **_more):
    raise OSError("đĩa đầy")


def test_a_title_and_a_form_of_one_year_are_both_paid(deciding: Deciding):
    year = deciding.year
    title, merit = year.passed("LDTT_CBCC"), year.passed("GK", achievement="Cứu người")
    made = deciding.drafted(title, merit)
    assert sorted(made.awards.values_list("kind_code", "paid")) == [("GK", 710_000), ("LDTT_CBCC", 710_000)]


def test_an_unsigned_decision_is_not_published(deciding: Deciding):
    made = deciding.issued()
    with pytest.raises(RefusedError, match="chưa có bản đã ký"):
        signing.publish(made, expected=made.version, by=deciding.year.office, at=AT)
    assert not Decision.objects.public().exists()


def test_the_unsigned_paper_is_no_signed_copy(deciding: Deciding):
    made = deciding.issued()
    with pytest.raises(DomainError, match="bản chưa ký"):
        signing.attach(made.paper, made.paper.pdf, by=deciding.year.office, at=AT)


def test_a_published_decision_is_told_to_the_units_and_its_copy_stays(deciding: Deciding):
    made = deciding.published(*deciding.three())
    assert Decision.objects.public().get() == made
    told = Notice.objects.get(dedup_key__startswith="decision-published")
    assert told.unit_id == deciding.commune.units["Thôn 1"].pk
    assert told.detail.startswith("3 người, tập thể của đơn vị được khen. ")
    other = files.store(b"%PDF-1.7 other", media_type="application/pdf", at=AT)
    with pytest.raises(RefusedError, match="đính chính"):
        signing.attach(made.paper, other, by=deciding.year.office, at=AT)


def test_strangers_roles_do_nothing(deciding: Deciding):
    made = deciding.submitted()
    for role in (Role.COUNCIL, Role.INSPECTOR, Role.UPPER, Role.KEEPER):
        actor = deciding.commune.actor(role)
        with pytest.raises(RefusedError):
            decisions.drop(made, reason="x", expected=made.version, by=actor, at=AT)
        with pytest.raises(RefusedError):
            issuing.issue(made, expected=made.version, by=actor, at=AT)
    assert Award.objects.count() == 1

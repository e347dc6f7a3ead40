"""Papers written in the program: laid out by Decree 30, numbered when they are issued."""

from datetime import date

import pytest
from tests.decisions.deciding import AT, DAY, Deciding
from tests.decisions.test_decisions import words_of

from thidua.core.errors import DomainError, RefusedError
from thidua.core.register.leaves import LeafKind
from thidua.decisions.enums import PaperKind, PaperState
from thidua.decisions.models import IssuedPaper, NumberBook, PaperDraft
from thidua.decisions.queries.decision_letter import decision_letter
from thidua.decisions.queries.draft_letter import draft_letter
from thidua.decisions.queries.public_decisions import public_decision
from thidua.decisions.services import drafts, signing
from thidua.decisions.services.drafts import DraftFacts
from thidua.foundation.services import files
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf


def facts(**values) -> DraftFacts:
    known = {
        "kind": PaperKind.LETTER,
        "title": "V/v gửi hồ sơ khen thưởng năm 2024",
        "to": "Trưởng các thôn\nHiệu trưởng các trường",
        "body": "I. Nội dung\nCác đơn vị gửi hồ sơ trước ngày 10/12/2024.",
        "on": DAY,
        "signer": "Lê Văn Chủ",
        "signer_title": "Chủ tịch",
        "recipients": "Như trên\nLưu: VT",
    }
    return DraftFacts(**known | values)


def begun(deciding: Deciding, **values) -> PaperDraft:
    return drafts.begin(deciding.commune.authority, facts(**values), by=deciding.year.office, at=AT)


def issued(deciding: Deciding, **values) -> PaperDraft:
    made = begun(deciding, **values)
    return drafts.issue(made, expected=made.version, by=deciding.year.office, at=AT)


def sign(deciding: Deciding, paper: IssuedPaper, copy: bytes) -> None:
    stored = files.store(copy, media_type="application/pdf", at=AT)
    signing.attach(paper, stored, by=deciding.year.office, at=AT)


def test_a_letter_has_its_title_under_the_number(deciding: Deciding):
    letter = draft_letter(begun(deciding))
    assert (letter.kind, letter.title) == ("", "gửi hồ sơ khen thưởng năm 2024")
    assert letter.number == "Số:      /UBND-VP"
    assert letter.opening[0].bold
    assert letter.signatures[0].lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_decision_says_who_decides_and_that_it_is_decided(deciding: Deciding):
    letter = draft_letter(begun(deciding, kind=PaperKind.DECISION))
    decided = deciding.drafted()
    granting = decision_letter(decided, list(decided.awards.all()))
    assert letter.issuer.startswith("CHỦ TỊCH ỦY BAN NHÂN DÂN ")
    assert (letter.issuer, letter.order) == (granting.issuer, granting.order)
    plan = draft_letter(begun(deciding, kind=PaperKind.PLAN))
    assert (plan.issuer, plan.order) == ("", "")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Chủ tịch UBND xã", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_lines_above_the_name_follow_the_post(deciding: Deciding, title: str, lines: tuple[str, ...]):
    assert draft_letter(begun(deciding, signer_title=title)).signatures[0].lines == lines


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (PaperKind.LETTER, "01/UBND-VP"),
        (PaperKind.PLAN, "01/KH-UBND"),
        (PaperKind.SUBMISSION, "01/TTr-UBND"),
        (PaperKind.MINUTES, "01/BB-UBND"),
        (PaperKind.INVITATION, "01/GM-UBND"),
        (PaperKind.NOTICE, "01/TB-UBND"),
    ],
)
def test_each_kind_has_its_book(deciding: Deciding, kind: PaperKind, number: str):
    made = issued(deciding, kind=kind)
    assert (made.state, made.paper.number) == (PaperState.ISSUED, number)
    assert f"Số: {number}" in words_of(files.read(made.paper.pdf))


def test_what_was_issued_is_not_written_issued_or_dropped_again(deciding: Deciding):
    made = issued(deciding)
    office = deciding.year.office
    for deed in (
        lambda: drafts.rewrite(made, facts(title="Khác"), expected=made.version, by=office, at=AT),
        lambda: drafts.issue(made, expected=made.version, by=office, at=AT),
        lambda: drafts.drop(made, expected=made.version, by=office, at=AT),
    ):
        with pytest.raises(RefusedError):
            deed()
    assert NumberBook.objects.get().last == 1


def test_a_dropped_draft_takes_no_number(deciding: Deciding):
    made = begun(deciding)
    drafts.drop(made, expected=made.version, by=deciding.year.office, at=AT)
    assert not NumberBook.objects.exists()


def test_who_saw_an_older_draft_overwrites_nothing(deciding: Deciding):
    made = begun(deciding)
    office, seen = deciding.year.office, made.version
    drafts.rewrite(made, facts(title="Một"), expected=seen, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        drafts.rewrite(made, facts(title="Hai"), expected=seen, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        drafts.issue(made, expected=seen, by=office, at=AT)


def test_the_office_drafts_a_decision_and_the_chairman_issues_it(deciding: Deciding):
    made = begun(deciding, kind=PaperKind.DECISION, title="Hủy bỏ khen thưởng")
    with pytest.raises(RefusedError, match="Quyết định do Chủ tịch ban hành"):
        drafts.issue(made, expected=made.version, by=deciding.year.office, at=AT)
    assert not NumberBook.objects.exists()
    issued = drafts.issue(made, expected=made.version, by=deciding.year.chairman, at=AT)
    assert issued.paper.number == "01/QĐ-UBND"


def test_a_correction_is_shown_and_entered_once_it_is_signed(deciding: Deciding):
    decision = deciding.published()
    made = issued(deciding, title="V/v đính chính Quyết định 01/QĐ-UBND", corrects=decision.paper)
    assert public_decision(decision).corrections == []
    assert not RegisterLeaf.objects.filter(kind=LeafKind.CORRECTION).exists()
    for copy in (b"%PDF-1.7 one", b"%PDF-1.7 two"):
        sign(deciding, made.paper, copy)
    assert [one.number for one in public_decision(decision).corrections] == ["01/UBND-VP"]
    leaf = RegisterLeaf.objects.get(kind=LeafKind.CORRECTION)
    assert leaf.about == f"decision:{decision.pk}"
    assert leaf.record["decision"] == "01/QĐ-UBND"
    assert leaf.record["sha256"] == made.paper.pdf.sha256


def test_a_decision_that_nobody_signed_is_not_corrected(deciding: Deciding):
    decision = deciding.issued()
    with pytest.raises(DomainError, match="chưa có bản đã ký"):
        begun(deciding, corrects=decision.paper)
    assert not PaperDraft.objects.exists()


def test_a_correction_of_another_paper_is_not(deciding: Deciding):
    first = issued(deciding)
    sign(deciding, issued(deciding, title="V/v đính chính", corrects=first.paper).paper, b"%PDF-1.7")
    assert not RegisterLeaf.objects.exists()


def test_who_writes_no_papers_begins_none(deciding: Deciding):
    for role in (Role.COUNCIL, Role.INSPECTOR, Role.KEEPER):
        with pytest.raises(RefusedError):
            drafts.begin(deciding.commune.authority, facts(), by=deciding.commune.actor(role), at=AT)


def test_days_are_those_of_the_paper(deciding: Deciding):
    made = issued(deciding, on=date(2024, 12, 19))
    assert "Cẩm Lĩnh, ngày 19 tháng 12 năm 2024" in words_of(files.read(made.paper.pdf))

"""Lines of a correction: what becomes of list, certificates, pages and register once it is signed."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.decisions.deciding import AT, Deciding
from tests.decisions.test_decision_pages import words_of
from tests.decisions.test_drafts import facts, sign
from tests.pages import StrictClient

from thidua.core.errors import DomainError, RefusedError
from thidua.core.register.leaves import LeafKind
from thidua.decisions.enums import AwardState, CorrectedField, PaperState
from thidua.decisions.models import Award, Certificate, CorrectionLine, Decision, IssuedPaper, PaperDraft
from thidua.decisions.queries.checking import check
from thidua.decisions.queries.draft_letter import draft_letter
from thidua.decisions.queries.paper_templates import CORRECTION_HINTS
from thidua.decisions.queries.public_decisions import public_decision
from thidua.decisions.services import certificates, corrections, drafts, signing, wording
from thidua.decisions.services.certificates import Printing
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.entries import row_of
from thidua.register.queries.erasures import names_about, still_naming
from thidua.register.services import leaves
from thidua.register.services.erasing import Request, erase_person
from thidua.register.services.leaves import Told, Written

NAME, DETAIL, DEED = CorrectedField.RECIPIENT, CorrectedField.DETAIL, CorrectedField.ACHIEVEMENT
LATER = AT + timedelta(days=1)
RIGHT = "Nguyễn Thị Ánh Hồng"


@pytest.fixture
def decision(deciding: Deciding) -> Decision:
    return deciding.published(*deciding.three())


def begun(deciding: Deciding, decision: Decision) -> PaperDraft:
    said = facts(
        title="V/v đính chính",
        corrects=decision.paper,
        body=f"Đính chính như sau:\n{CORRECTION_HINTS[0]}\nHết.",
    )
    return drafts.begin(deciding.commune.authority, said, by=deciding.year.office, at=AT)


def correct(deciding: Deciding, draft: PaperDraft, award: Award, after: str, field=NAME) -> CorrectionLine:
    return corrections.add(draft, award, field, after, by=deciding.year.office, at=AT)


def issue(deciding: Deciding, draft: PaperDraft) -> PaperDraft:
    draft.refresh_from_db()
    return drafts.issue(draft, expected=draft.version, by=deciding.year.office, at=AT)


def corrected(deciding: Deciding, award: Award, after: str, field=NAME) -> PaperDraft:
    """Write, issue and sign a correction of one line."""
    draft = begun(deciding, award.decision)
    correct(deciding, draft, award, after, field)
    made = issue(deciding, draft)
    sign(deciding, made.paper, after.encode())
    award.refresh_from_db()
    return made


def printed(deciding: Deciding, decision: Decision) -> None:
    drawn = certificates.draw(decision, Printing("https://thidua.example/xac-minh/"), at=AT)
    certificates.issue(decision, drawn, by=deciding.year.office, at=AT - timedelta(hours=1))


def test_the_paper_says_what_stood_and_what_is_right(deciding: Deciding, decision: Decision):
    award, draft = decision.awards.get(position=2), begun(deciding, decision)
    wrong = award.recipient
    correct(deciding, draft, award, "Hộ bà X")
    correct(deciding, draft, award, RIGHT)
    correct(deciding, draft, award, "", DETAIL) if award.detail else None
    draft.refresh_from_db()
    told = [one.text for one in draft_letter(draft).opening]
    assert told[0] == "Đính chính như sau:"
    assert told[1] == f"Số 2 trong danh sách, phần tên: đã ghi “{wrong}”, nay đính chính là “{RIGHT}”."
    assert told[-1] == "Hết."
    assert "(ghi" not in draft.body


def test_nothing_changes_before_it_is_signed_and_all_follows_then(deciding: Deciding, decision: Decision):
    award = decision.awards.get(position=1)
    wrong = award.recipient
    printed(deciding, decision)
    old = Certificate.objects.get(award=award)
    made = corrected(deciding, award, RIGHT)
    assert award.recipient == RIGHT
    row = public_decision(decision).awards[0]
    assert (row.recipient, row.corrected) == (RIGHT, f"Đã đính chính theo {made.paper} ngày 20/12/2024")
    seen = check(old.code)
    assert seen
    assert seen.corrected == (f"Tên: {RIGHT}, theo {made.paper} ngày 20/12/2024",)
    assert seen.printed
    assert wrong in seen.printed.name
    link = Printing("https://thidua.example/xac-minh/")
    new = certificates.reissue(old, link, reason="Đính chính", by=deciding.year.office, at=LATER)
    seen = check(new.code)
    assert seen
    assert seen.printed
    assert (RIGHT in seen.printed.name, seen.corrected) == (True, ())
    leaf = RegisterLeaf.objects.get(kind=LeafKind.CORRECTION)
    assert row_of(leaf).named == f"{wrong}, nay là {RIGHT}"
    part = leaf.parts.get()
    assert part.text == {"no": 1, "name": RIGHT, "was": {"name": wrong}}
    assert part.about == f"award:{award.pk}"


def test_a_deed_is_mended_in_what_eligibility_knows_and_in_words_by_hand(
    deciding: Deciding, decision: Decision
):
    award = decision.awards.select_related("fact").get(position=1)
    lines = wording.ruled_lines(award, decision.authority.name, decision.decided_on)
    by_hand = type(lines)(lines.honorific, "Nơi khác", lines.achievement)
    wording.write(award, by_hand, expected=1, by=deciding.year.office, at=AT)
    corrected(deciding, award, "Đã hiến 200 mét vuông đất", DEED)
    award = Award.objects.select_related("fact").get(pk=award.pk)
    assert award.achievement == award.fact.achievement == "Đã hiến 200 mét vuông đất"
    assert award.wording.achievement == wording.ruled_lines(award, "", decision.decided_on).achievement
    assert award.wording.detail == "Nơi khác"


def test_what_changes_nothing_or_is_not_on_the_list_is_refused(deciding: Deciding, decision: Decision):
    award, draft = decision.awards.get(position=1), begun(deciding, decision)
    with pytest.raises(DomainError, match="giống hệt"):
        correct(deciding, draft, award, f" {award.recipient} ")
    with pytest.raises(DomainError, match="Ghi chữ đúng"):
        correct(deciding, draft, award, " ")
    with pytest.raises(DomainError, match="nhiều nhất 250"):
        correct(deciding, draft, award, "x" * 251)
    plain = drafts.begin(deciding.commune.authority, facts(), by=deciding.year.office, at=AT)
    with pytest.raises(DomainError, match="không đính chính danh sách"):
        correct(deciding, plain, award, RIGHT)
    with pytest.raises(RefusedError):
        corrections.add(draft, award, NAME, RIGHT, by=deciding.commune.actor(Role.COUNCIL), at=AT)
    assert not CorrectionLine.objects.exists()


def test_of_two_papers_about_the_same_words_the_first_signed_holds(deciding: Deciding, decision: Decision):
    award = decision.awards.get(position=1)
    first, second, third = (begun(deciding, decision) for _ in range(3))
    for draft, name in ((first, RIGHT), (second, "Nguyễn Thị Ánh"), (third, "Nguyễn Thị Anh")):
        correct(deciding, draft, award, name)
    made, late = issue(deciding, first), issue(deciding, second)
    sign(deciding, made.paper, b"%PDF-1.7 first")
    sign(deciding, late.paper, b"%PDF-1.7 late")
    award.refresh_from_db()
    assert award.recipient == RIGHT
    assert public_decision(decision).awards[0].corrected == f"Đã đính chính theo {made.paper} ngày 20/12/2024"
    with pytest.raises(DomainError, match="vừa đổi theo văn bản khác"):
        issue(deciding, third)
    corrections.remove(third, third.lines.get().pk, by=deciding.year.office, at=AT)
    assert issue(deciding, third).state == PaperState.ISSUED


def test_who_issues_has_seen_every_line(deciding: Deciding, decision: Decision):
    award, draft = decision.awards.get(position=1), begun(deciding, decision)
    draft.refresh_from_db()
    seen = draft.version
    line = correct(deciding, draft, award, RIGHT)
    with pytest.raises(StaleVersionError):
        drafts.issue(draft, expected=seen, by=deciding.year.office, at=AT)
    draft.refresh_from_db()
    seen = draft.version
    corrections.remove(draft, line.pk, by=deciding.year.office, at=AT)
    with pytest.raises(StaleVersionError):
        drafts.issue(draft, expected=seen, by=deciding.year.office, at=AT)


def test_only_hints_of_the_template_go(deciding: Deciding, decision: Decision):
    said = facts(corrects=decision.paper, body="Theo biên bản (ghi ngày 05/3/2024) của thôn.")
    draft = drafts.begin(deciding.commune.authority, said, by=deciding.year.office, at=AT)
    correct(deciding, draft, decision.awards.get(position=1), RIGHT)
    hinted = facts(corrects=decision.paper, body=CORRECTION_HINTS[0])
    other = drafts.begin(deciding.commune.authority, hinted, by=deciding.year.office, at=AT)
    correct(deciding, other, decision.awards.get(position=1), RIGHT)
    bodies = PaperDraft.objects.filter(pk__in=[draft.pk, other.pk]).values_list("body", flat=True)
    assert set(bodies) == {said.body, hinted.body}


def test_nobody_is_named_in_the_register_before_the_decision_is_published(deciding: Deciding):
    decision = deciding.signed(*deciding.three())
    award = decision.awards.get(position=1)
    corrected(deciding, award, RIGHT)
    assert not RegisterPart.objects.exists()
    decision.refresh_from_db()
    signing.publish(decision, expected=decision.version, by=deciding.year.office, at=AT)
    assert RIGHT in {part.text.get("name") for part in RegisterPart.objects.all()}


def test_a_revoked_award_keeps_what_stands_and_no_page_tells_of_a_correction(
    deciding: Deciding, decision: Decision
):
    award, draft = decision.awards.get(position=1), begun(deciding, decision)
    printed(deciding, decision)
    code = Certificate.objects.get(award=award).code
    correct(deciding, draft, award, RIGHT)
    made = issue(deciding, draft)
    Award.objects.filter(pk=award.pk).update(state=AwardState.REVOKED)
    sign(deciding, made.paper, b"%PDF-1.7 late")
    assert public_decision(decision).awards[0].corrected == ""
    assert CorrectionLine.objects.get().leaf is None
    assert not Certificate.objects.filter(code=code, award__corrections__leaf__isnull=False).exists()


def test_a_new_certificate_stays_right_when_the_copy_of_the_correction_is_replaced(
    deciding: Deciding, decision: Decision
):
    award = decision.awards.get(position=1)
    printed(deciding, decision)
    made = corrected(deciding, award, RIGHT)
    link = Printing("https://thidua.example/xac-minh/")
    old = Certificate.objects.get(award=award)
    new = certificates.reissue(old, link, reason="Đính chính", by=deciding.year.office, at=AT)
    sign(deciding, made.paper, b"%PDF-1.7 again")
    seen, before = check(new.code), check(old.code)
    assert seen
    assert before
    assert (seen.corrected, len(before.corrected)) == ((), 1)


def test_what_was_corrected_back_is_right_again(deciding: Deciding, decision: Decision):
    award = decision.awards.get(position=1)
    wrong = award.recipient
    printed(deciding, decision)
    corrected(deciding, award, RIGHT)
    corrected(deciding, award, wrong)
    seen = check(Certificate.objects.get(award=award).code)
    assert seen
    assert seen.corrected == ()


def test_a_replaced_signed_copy_mends_nothing_twice(deciding: Deciding, decision: Decision):
    award = decision.awards.get(position=1)
    made = corrected(deciding, award, RIGHT)
    version = award.version
    sign(deciding, made.paper, b"%PDF-1.7 again")
    award.refresh_from_db()
    assert award.version == version
    assert RegisterLeaf.objects.filter(kind=LeafKind.CORRECTION).count() == 1


def test_erasing_takes_the_old_name_and_the_new_one(deciding: Deciding, decision: Decision):
    award = decision.awards.get(person__isnull=False)
    wrong = award.recipient
    Decision.objects.filter(pk=decision.pk).update(title=f"Khen {wrong}")
    made = corrected(deciding, award, RIGHT)
    IssuedPaper.objects.filter(pk=made.paper.pk).update(title=f"V/v đính chính tên {RIGHT}")
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").first()
    assert part
    erase_person(part, Request("đơn ngày 22/12", "Theo đơn"), by=deciding.year.office, at=LATER)
    assert not RegisterPart.objects.filter(about=f"award:{award.pk}", text__isnull=False).exists()
    page = words_of(StrictClient().get(f"/quyet-dinh-khen-thuong/{decision.pk}/"))
    listed = words_of(StrictClient().get("/quyet-dinh-khen-thuong/"))
    for name in (wrong, RIGHT):
        assert name not in page
        assert name not in listed


def test_who_erases_is_told_of_titles_and_of_both_names(deciding: Deciding, decision: Decision):
    award = decision.awards.get(person__isnull=False)
    wrong = award.recipient
    corrected(deciding, award, RIGHT)
    title = Told({"title": f"Khen {RIGHT}"}, "")
    entry = Written(LeafKind.DECISION, decision.decided_on, {}, "decision:x", [title])
    (other,) = leaves.append_each(award.authority_id, [entry], at=AT)
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").order_by("leaf__number").first()
    assert part
    names = names_about(part)
    assert names == {wrong, RIGHT}
    erase_person(part, Request("đơn ngày 22/12", "Theo đơn"), by=deciding.year.office, at=LATER)
    assert still_naming(other.register, names) == [other.shown_number]


def test_who_was_erased_before_the_signature_is_not_named_again(deciding: Deciding, decision: Decision):
    award, draft = decision.awards.get(position=1), begun(deciding, decision)
    correct(deciding, draft, award, RIGHT)
    made = issue(deciding, draft)
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").first()
    assert part
    erase_person(part, Request("đơn ngày 22/12", "Theo đơn"), by=deciding.year.office, at=LATER)
    sign(deciding, made.paper, b"%PDF-1.7 late")
    award.refresh_from_db()
    assert award.recipient != RIGHT
    assert not RegisterPart.objects.filter(leaf__kind=LeafKind.CORRECTION).exists()


def test_the_office_writes_lines_on_the_page(deciding: Deciding, decision: Decision):
    office: Client = deciding.commune.client(Role.OFFICE)
    draft, award = begun(deciding, decision), decision.awards.get(position=1)
    page = f"/van-ban-di/soan/{draft.pk}/"
    assert "Chưa có dòng nào" in words_of(office.get(page))
    address = f"{page}dinh-chinh/"
    once = "0c9a2d2e-0000-4000-8000-00000000000"
    sent = {"_once": f"{once}1", "award": award.pk, "field": "recipient", "after": ""}
    assert "Ghi chữ đúng" in words_of(office.post(address, sent))
    shown = words_of(office.post(address, {**sent, "after": RIGHT}, follow=True))
    assert f"nay đính chính là “{RIGHT}”" in shown
    line = CorrectionLine.objects.get()
    shown = words_of(office.post(f"{address}{line.pk}/bo/", {"_once": f"{once}2"}, follow=True))
    assert "Chưa có dòng nào" in shown
    plain = drafts.begin(deciding.commune.authority, facts(), by=deciding.year.office, at=AT)
    assert office.get(f"/van-ban-di/soan/{plain.pk}/dinh-chinh/").status_code == 404


def test_the_office_sees_what_was_corrected_and_which_certificates_still_say_otherwise(
    deciding: Deciding, decision: Decision
):
    office, award = deciding.commune.client(Role.OFFICE), decision.awards.get(position=1)
    printed(deciding, decision)
    listed = f"/khen-thuong/giay/theo/{decision.pk}/"
    assert "Còn ghi chữ cũ" not in words_of(office.get(listed))
    wrong = award.recipient
    corrected(deciding, award, RIGHT)
    assert words_of(office.get(listed)).count("Còn ghi chữ cũ") == 1
    page = words_of(office.get(f"/khen-thuong/quyet-dinh/{decision.pk}/"))
    assert "Đã đính chính danh sách" in page
    assert page.count(wrong) > 1  # in the sentence, and in the paper as it was issued

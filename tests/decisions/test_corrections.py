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
from thidua.decisions.enums import CorrectedField, PaperState
from thidua.decisions.models import Award, Certificate, CorrectionLine, Decision, PaperDraft
from thidua.decisions.queries.checking import check
from thidua.decisions.queries.draft_letter import draft_letter
from thidua.decisions.queries.public_decisions import public_decision
from thidua.decisions.services import certificates, corrections, drafts, wording
from thidua.decisions.services.certificates import Printing
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.services.erasing import Request, erase_person

NAME, DETAIL, DEED = CorrectedField.RECIPIENT, CorrectedField.DETAIL, CorrectedField.ACHIEVEMENT
LATER = AT + timedelta(days=1)
RIGHT = "Nguyễn Thị Ánh Hồng"


@pytest.fixture
def decision(deciding: Deciding) -> Decision:
    return deciding.published(*deciding.three())


def begun(deciding: Deciding, decision: Decision) -> PaperDraft:
    said = facts(
        title="V/v đính chính", corrects=decision.paper, body="Đính chính như sau:\nTại: (ghi dòng).\nHết."
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
    assert told[1] == f"Số 2 của danh sách, họ tên, tên gọi: đã ghi “{wrong}”, nay đính chính là “{RIGHT}”."
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
    assert seen.corrected == (f"Họ tên, tên gọi: {RIGHT}, theo {made.paper} ngày 20/12/2024",)
    assert seen.printed
    assert wrong in seen.printed.name
    link = Printing("https://thidua.example/xac-minh/")
    new = certificates.reissue(old, link, reason="Đính chính", by=deciding.year.office, at=LATER)
    seen = check(new.code)
    assert seen
    assert seen.printed
    assert (RIGHT in seen.printed.name, seen.corrected) == (True, ())
    part = RegisterPart.objects.get(leaf__kind=LeafKind.CORRECTION)
    assert part.text == {"no": 1, "name": RIGHT, "was": {"name": wrong}}
    assert part.about == f"award:{award.pk}"


def test_a_deed_is_mended_in_what_eligibility_knows_and_drops_words_by_hand(
    deciding: Deciding, decision: Decision
):
    award = decision.awards.select_related("fact").get(position=1)
    lines = wording.ruled_lines(award, decision.authority.name, decision.decided_on)
    by_hand = type(lines)(lines.honorific, "Nơi khác", lines.achievement)
    wording.write(award, by_hand, expected=1, by=deciding.year.office, at=AT)
    corrected(deciding, award, "Đã hiến 200 mét vuông đất", DEED)
    award = Award.objects.select_related("fact").get(pk=award.pk)
    assert award.achievement == award.fact.achievement == "Đã hiến 200 mét vuông đất"
    assert not hasattr(award, "wording")


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


def test_two_papers_never_mend_the_same_words_at_once(deciding: Deciding, decision: Decision):
    award = decision.awards.get(position=1)
    first, second = begun(deciding, decision), begun(deciding, decision)
    correct(deciding, first, award, RIGHT)
    correct(deciding, second, award, "Nguyễn Thị Ánh")
    made = issue(deciding, first)
    with pytest.raises(DomainError, match=f"đang chờ ký theo {made.paper}"):
        issue(deciding, second)
    sign(deciding, made.paper, b"%PDF-1.7 first")
    with pytest.raises(DomainError, match="vừa đổi theo văn bản khác"):
        issue(deciding, second)
    corrections.remove(second, second.lines.get().pk, by=deciding.year.office, at=AT)
    assert issue(deciding, second).state == PaperState.ISSUED


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
    corrected(deciding, award, RIGHT)
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").first()
    assert part
    erase_person(part, Request("đơn ngày 22/12", "Theo đơn"), by=deciding.year.office, at=LATER)
    assert not RegisterPart.objects.filter(about=f"award:{award.pk}", text__isnull=False).exists()
    page = words_of(StrictClient().get(f"/quyet-dinh-khen-thuong/{decision.pk}/"))
    listed = words_of(StrictClient().get("/quyet-dinh-khen-thuong/"))
    for name in (wrong, RIGHT):
        assert name not in page
        assert name not in listed


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

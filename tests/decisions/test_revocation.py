from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.commune import Commune, make_commune
from tests.decisions.granted import AT, DAY, decision, name_of, paper

from thidua.awards.models import PriorAward
from thidua.core.errors import DomainError, RefusedError
from thidua.core.register import verify
from thidua.decisions.enums import AwardState, CertificateStatus, PaperKind, PaperState
from thidua.decisions.models import (
    Award,
    Certificate,
    FundEntry,
    IssuedPaper,
    PaperDraft,
    Payment,
    Revocation,
)
from thidua.decisions.queries.fund_pages import payment_sheet, state_of_year
from thidua.decisions.queries.payment_letter import payment_letter
from thidua.decisions.services import certificates, funds, payments, revocation, signing
from thidua.decisions.services.certificates import Printing
from thidua.decisions.services.revocation import Ground
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.register.models import Register, RegisterLeaf
from thidua.register.queries.proofs import copy_of, keys_of, newest_of

pytestmark = pytest.mark.django_db
BASIS = "Luật Thi đua, khen thưởng 2022, điều 93"
PAID = 351_000


def _award(commune: Commune) -> Award:
    made = decision(commune, 2, paid=PAID)
    drawn = certificates.draw(made, Printing("https://thidua.example.vn/xac-minh/"), at=AT)
    certificates.issue(made, drawn, by=commune.actor(Role.OFFICE), at=AT)
    return Award.objects.select_related("decision__paper", "nomination").get(position=1)


def _ground(commune: Commune, **values: object) -> Ground:
    return replace(
        Ground(paper(commune, f"Hủy khen thưởng đối với {name_of(0)}"), BASIS, "Kê khai sai"), **values
    )


def _pay(award: Award) -> None:
    entry = FundEntry.objects.create(
        authority=award.authority,
        year=2025,
        on=DAY,
        amount=-PAID,
        paper="Phiếu chi 1",
        note="Tiền thưởng",
        added_by="Văn phòng",
        added_at=AT,
    )
    Payment.objects.create(
        award=award, entry=entry, on=DAY, received_by="Ánh", noted_by="Văn phòng", noted_at=AT
    )


def test_a_revoked_award_stays_with_its_certificate_and_the_register_says_why(commune: Commune):
    award = _award(commune)
    made = revocation.revoke(award, _ground(commune), by=commune.actor(Role.CHAIRMAN), at=AT)
    award.refresh_from_db()
    assert award.state == AwardState.REVOKED
    assert Certificate.objects.get(award=award).status == CertificateStatus.REVOKED
    assert Certificate.objects.get(award__position=2).status == CertificateStatus.VALID
    leaf = RegisterLeaf.objects.get(kind="revocation")
    assert leaf.record == {
        "decision": "01/QĐ-UBND",
        "number": "01/2025",
        "kind": "Giấy khen của Chủ tịch Ủy ban nhân dân xã",
        "revoked_by": "02/QĐ-UBND",
        "revoked_on": "2025-12-20",
        "basis": BASIS,
    }
    register = Register.objects.get()
    signed = newest_of(register)
    assert signed is not None
    assert verify.check(copy_of(register, 3), signed.note, keys_of(register)).startswith("Khớp: 3 mục")
    told = sentence_of(AuditEntry.objects.get(action="decisions.award.revoke"))
    assert "Lý do: Kê khai sai." in told
    assert not made.owes


def test_eligibility_no_longer_counts_it(commune: Commune):
    award = _award(commune)
    fact = PriorAward.objects.create(
        authority=commune.authority,
        person=award.person,
        name=award.kind_name,
        year=2025,
        paper="QĐ 01",
        added_by="Văn phòng",
        added_at=AT,
    )
    Award.objects.filter(pk=award.pk).update(fact=fact)
    revocation.revoke(award, _ground(commune), by=commune.actor(Role.CHAIRMAN), at=AT)
    fact.refresh_from_db()
    assert (fact.revoked_on, fact.version) == (DAY, 2)


def test_the_unit_that_put_the_recipient_forward_is_told(commune: Commune):
    award = _award(commune)
    revocation.revoke(award, _ground(commune), by=commune.actor(Role.CHAIRMAN), at=AT)
    notice = Notice.objects.get()
    assert notice.unit_id == commune.units["Thôn 1"].pk
    assert notice.title == f"Khen thưởng đã hủy: {name_of(0)}"
    assert "Quyết định số 02/QĐ-UBND" in notice.detail


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signed_file": None, "signed_at": None, "signed_manner": ""}, "quyết định hủy đã ký"),
        ({"kind": PaperKind.NOTICE}, "quyết định hủy đã ký"),
        ({"issued_on": DAY - timedelta(days=1)}, "không sớm hơn ngày ấy"),
    ],
)
def test_only_a_signed_decision_that_came_later_revokes(
    commune: Commune, change: dict[str, object], words: str
):
    award, ground = _award(commune), _ground(commune)
    IssuedPaper.objects.filter(pk=ground.paper.pk).update(**change)
    ground.paper.refresh_from_db()
    with pytest.raises(DomainError, match=words):
        revocation.revoke(award, ground, by=commune.actor(Role.CHAIRMAN), at=AT)
    assert not Revocation.objects.exists()


def test_neither_its_own_decision_nor_that_of_another_commune_revokes(commune: Commune):
    award = _award(commune)
    with pytest.raises(DomainError, match="quyết định hủy đã ký"):
        revocation.revoke(
            award, _ground(commune, paper=award.decision.paper), by=commune.actor(Role.CHAIRMAN), at=AT
        )
    with pytest.raises(DomainError, match="cơ quan khác"):
        revocation.revoke(award, _ground(make_commune()), by=commune.actor(Role.CHAIRMAN), at=AT)


def test_a_decision_that_praises_somebody_else_takes_nothing_back(commune: Commune):
    award, other = _award(commune), decision(commune, 1)
    with pytest.raises(DomainError, match="quyết định hủy đã ký"):
        revocation.revoke(award, _ground(commune, paper=other.paper), by=commune.actor(Role.CHAIRMAN), at=AT)


def test_a_decision_about_somebody_else_takes_nothing_back(commune: Commune):
    award, chairman = _award(commune), commune.actor(Role.CHAIRMAN)
    other = Award.objects.get(position=2)
    for told, ended in ((other.recipient, None), (f"{award.recipient} và {other.recipient}", other)):
        ground = _ground(commune, paper=paper(commune, f"Hủy khen thưởng đối với {told}"))
        if ended is not None:
            _begun(commune, ground.paper, ended)
        with pytest.raises(DomainError, match="không phải quyết định hủy khen thưởng của"):
            revocation.revoke(award, ground, by=chairman, at=AT)
    assert not Revocation.objects.exists()
    ground = _ground(commune, paper=paper(commune, "Hủy bỏ khen thưởng"))
    _begun(commune, ground.paper, award)
    assert revocation.revoke(award, ground, by=chairman, at=AT).award == award


def _begun(commune: Commune, issued: IssuedPaper, award: Award) -> PaperDraft:
    return PaperDraft.objects.create(
        authority=commune.authority,
        kind=PaperKind.DECISION,
        title=issued.title,
        body="Điều 1. Hủy bỏ.",
        on=DAY,
        signer="Lê Văn A",
        signer_title="Chủ tịch",
        revokes=award,
        paper=issued,
        state=PaperState.ISSUED,
        made_by="Văn phòng",
        made_at=AT,
    )


def test_the_signed_copy_a_revocation_stands_on_stays(commune: Commune):
    award, ground, office = _award(commune), _ground(commune), commune.actor(Role.OFFICE)
    copies = [files.store(data, media_type="application/pdf", at=AT) for data in (b"%PDF one", b"%PDF two")]
    signing.attach(ground.paper, copies[0], by=office, at=AT)
    revocation.revoke(award, ground, by=commune.actor(Role.CHAIRMAN), at=AT)
    with pytest.raises(RefusedError, match="theo bản đã ký này nên không thay được"):
        signing.attach(ground.paper, copies[1], by=office, at=AT)
    ground.paper.refresh_from_db()
    assert ground.paper.signed_file == copies[0]


def test_no_more_comes_back_than_was_handed_over(commune: Commune):
    award = _award(commune)
    with pytest.raises(DomainError, match="nhiều hơn tiền đã chi"):
        revocation.revoke(award, _ground(commune, due=1), by=commune.actor(Role.CHAIRMAN), at=AT)
    _pay(award)
    with pytest.raises(DomainError, match="nhiều hơn tiền đã chi"):
        revocation.revoke(award, _ground(commune, due=PAID + 1), by=commune.actor(Role.CHAIRMAN), at=AT)
    assert revocation.revoke(award, _ground(commune, due=PAID), by=commune.actor(Role.CHAIRMAN), at=AT).owes


def test_who_may_revoke_and_what_may_be_revoked(commune: Commune):
    award, ground = _award(commune), _ground(commune)
    for actor, words in (
        (commune.actor(Role.COUNCIL), "Chỉ Văn phòng hoặc Chủ tịch"),
        (commune.actor(Role.OFFICE), "Chỉ Chủ tịch được hủy"),
        (make_commune().actor(Role.OFFICE), "cơ quan khác"),
    ):
        with pytest.raises(RefusedError, match=words):
            revocation.revoke(award, ground, by=actor, at=AT)
    revocation.revoke(award, ground, by=commune.actor(Role.CHAIRMAN), at=AT)
    with pytest.raises(RefusedError, match="đã hủy rồi"):
        revocation.revoke(award, ground, by=commune.actor(Role.CHAIRMAN), at=AT)
    draft = Award.objects.get(position=2)
    undecided = {"state": AwardState.DRAFTED, "book_year": None, "book_number": None}
    Award.objects.filter(pk=draft.pk).update(**undecided)
    with pytest.raises(RefusedError, match="chưa có gì để hủy"):
        revocation.revoke(draft, ground, by=commune.actor(Role.CHAIRMAN), at=AT)


def test_a_revoked_certificate_is_not_given_again(commune: Commune):
    award, office = _award(commune), commune.actor(Role.OFFICE)
    revocation.revoke(award, _ground(commune), by=commune.actor(Role.CHAIRMAN), at=AT)
    with pytest.raises(RefusedError, match="không cấp lại"):
        certificates.reissue(
            Certificate.objects.get(award=award), Printing("x/"), reason="Mất", by=office, at=AT
        )


def test_the_money_comes_back_once_with_its_paper(commune: Commune):
    award, office = _award(commune), commune.actor(Role.OFFICE)
    _pay(award)
    owed = revocation.revoke(award, _ground(commune, due=PAID), by=commune.actor(Role.CHAIRMAN), at=AT)
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(DomainError, match="Ngày nộp lại"):
            revocation.note_return(owed, day, "Phiếu thu 3", by=office, at=AT)
    with pytest.raises(RefusedError):
        revocation.note_return(owed, DAY, "Phiếu thu 3", by=commune.actor(Role.CHAIRMAN), at=AT)
    held = revocation.note_return(owed, DAY, "Phiếu thu 3", by=office, at=AT)
    assert (held.returned_on, held.owes) == (DAY, False)
    back = FundEntry.objects.get(amount__gt=0)
    assert (back.amount, back.year, back.paper) == (PAID, 2025, "Phiếu thu 3")
    with pytest.raises(RefusedError, match="Không còn khoản"):
        revocation.note_return(held, DAY, "Phiếu thu 3", by=office, at=AT)


def test_only_who_keeps_the_fund_is_offered_to_note_money_that_came_back(commune: Commune):
    award = _award(commune)
    _pay(award)
    revocation.revoke(award, _ground(commune, due=PAID), by=commune.actor(Role.CHAIRMAN), at=AT)
    page = reverse("decisions:decision-detail", args=[award.decision_id])
    chairman = commune.client(Role.CHAIRMAN).get(page).content.decode()
    assert "Còn phải nộp lại 351.000 đồng. Văn phòng ghi khi tiền về quỹ." in chairman
    assert "Ghi tiền nộp lại" not in chairman
    assert "Ghi tiền nộp lại" in commune.client(Role.OFFICE).get(page).content.decode()


def _returned(commune: Commune) -> Revocation:
    award, office = _award(commune), commune.actor(Role.OFFICE)
    _pay(award)
    owed = revocation.revoke(award, _ground(commune, due=PAID), by=commune.actor(Role.CHAIRMAN), at=AT)
    return revocation.note_return(owed, DAY, "Phiếu thu 3", by=office, at=AT)


def test_money_that_came_back_is_not_taken_back_once_more(commune: Commune):
    _returned(commune)
    with pytest.raises(DomainError, match="Ghi tiền nộp lại theo quyết định hủy"):
        payments.take_back(Payment.objects.get(), reason="Nhầm", by=commune.actor(Role.OFFICE), at=AT)
    assert sum(FundEntry.objects.values_list("amount", flat=True)) == 0


def test_money_that_came_back_lets_no_more_go_into_organising(commune: Commune):
    held = _returned(commune)
    state = state_of_year(held.authority, 2025)
    assert (state.income, state.rewards, state.organising_limit) == (0, 0, 0)
    page = commune.client(Role.OFFICE).get(reverse("decisions:fund-book") + "?nam=2025").content.decode()
    assert "<dt>Thu</dt><dd>0 đồng</dd>" in page


def test_taking_the_line_of_returned_money_back_makes_it_owed_again(commune: Commune):
    held, office = _returned(commune), commune.actor(Role.OFFICE)
    url = reverse("decisions:fund-reverse", args=[held.entry_id])
    assert "trở về chưa nộp" in commune.client(Role.OFFICE).get(url).content.decode()
    funds.reverse(FundEntry.objects.get(amount__gt=0), reason="Nhầm người", by=office, at=AT)
    held.refresh_from_db()
    assert (held.owes, held.returned_on, held.entry) == (True, None, None)
    assert state_of_year(held.authority, 2025).rewards == PAID
    told = sentence_of(AuditEntry.objects.get(action="decisions.revocation.undo_return"))
    assert "xóa dòng nộp lại tiền" in told
    assert revocation.note_return(held, DAY, "Phiếu thu 4", by=office, at=AT).entry is not None


def test_money_of_an_award_revoked_before_it_was_paid_is_not_due(commune: Commune):
    award = _award(commune)
    revocation.revoke(award, _ground(commune), by=commune.actor(Role.CHAIRMAN), at=AT)
    sheet = payment_sheet(award.decision)
    assert (sheet.due, sheet.left) == (PAID, PAID)
    assert name_of(0) not in repr(payment_letter(award.decision, sheet))

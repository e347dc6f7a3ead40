from dataclasses import replace
from hashlib import sha256

import pypdfium2
import pytest
import zxingcpp
from django.db import DatabaseError
from tests.commune import Commune, make_commune
from tests.decisions.granted import AT, decision, name_of
from tests.documents.test_together import at_once

from thidua.core.commending.wording import Honorific
from thidua.core.errors import DomainError, RefusedError
from thidua.core.register import verify
from thidua.decisions.enums import BatchState, CertificateStatus, DecisionState
from thidua.decisions.models import Award, Certificate, CertificateBatch, CertificateStock, Decision
from thidua.decisions.queries.certificate_lines import Lines
from thidua.decisions.services import certificates, wording
from thidua.decisions.services.certificates import Printing
from thidua.foundation.models import AuditEntry, StoredFile
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.register.models import Register, RegisterLeaf
from thidua.register.queries.proofs import copy_of, keys_of, newest_of, proof_of

pytestmark = pytest.mark.django_db
LINK = "https://thidua.example.vn/xac-minh/"
PRINTING = Printing(LINK)
CHANGED = "Danh sách hoặc lời ghi trên giấy vừa đổi trong lúc in. Bấm in lại."


def _issue(commune: Commune, made: Decision) -> CertificateBatch:
    drawn = certificates.draw(made, PRINTING, at=AT)
    return certificates.issue(made, drawn, by=commune.actor(Role.OFFICE), at=AT)


def _pages(batch: CertificateBatch) -> list[pypdfium2.PdfPage]:
    return [*pypdfium2.PdfDocument(files.read(batch.file))]


def _text(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().replace("\xa0", " ").split())


def test_each_award_gets_its_page_its_code_and_its_entry_in_the_register(commune: Commune):
    batch = _issue(commune, decision(commune, 5))
    pages = _pages(batch)
    made = [*batch.certificates.select_related("award", "leaf").order_by("place")]
    assert (batch.state, batch.count, len(pages)) == (BatchState.DONE, 5, 5)
    for number, (page, certificate) in enumerate(zip(pages, made, strict=True)):
        assert certificate.award.recipient == name_of(number)
        text = _text(page)
        assert name_of(number) in text
        assert f"Số sổ vàng: 0{number + 1}/2025" in text
        assert "Quyết định số 01/QĐ-UBND, ngày 20 tháng 12 năm 2025" in text
        assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH" in text
        (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        assert code.text == LINK + certificate.code
        assert certificate.leaf.parts.get().text["name"] == name_of(number)
        assert certificate.leaf.record["code_sha256"] == sha256(certificate.code.encode()).hexdigest()
        assert certificate.code not in str(certificate.leaf.record)


def test_the_register_that_is_signed_with_them_fits(commune: Commune):
    _issue(commune, decision(commune, 7))
    register = Register.objects.get()
    signed = newest_of(register)
    assert signed is not None
    assert verify.check(copy_of(register, 7), signed.note, keys_of(register)).startswith("Khớp: 7 mục")
    leaf = Certificate.objects.all()[3].leaf
    assert verify.check_entry(proof_of(leaf) or "", keys_of(register)).startswith("Khớp")


def test_the_register_knows_no_more_than_the_paper_says(commune: Commune):
    _issue(commune, decision(commune, 1))
    leaf = RegisterLeaf.objects.get()
    assert {*(leaf.record or {})} == {"code_sha256", "title", "decision", "number", "copy"}
    assert {*(leaf.parts.get().text or {})} == {"name", "printed", "detail", "achievement"}


def test_who_has_a_certificate_gets_no_second_one_by_the_way(commune: Commune):
    made = decision(commune, 3)
    _issue(commune, made)
    with pytest.raises(DomainError, match="đã có giấy"):
        certificates.draw(made, PRINTING, at=AT)
    with pytest.raises(DomainError, match="đã có giấy"):
        certificates.order(made, PRINTING, by=commune.actor(Role.OFFICE), at=AT)


def test_what_was_drawn_of_a_list_that_changed_is_not_issued(commune: Commune):
    made = decision(commune, 3)
    office = commune.actor(Role.OFFICE)
    drawn = certificates.draw(made, PRINTING, at=AT)
    certificates.issue(made, drawn, by=office, at=AT)
    with pytest.raises(DomainError, match="vừa đổi"):
        certificates.issue(made, drawn, by=office, at=AT)
    assert Certificate.objects.count() == RegisterLeaf.objects.count() == 3


def test_nothing_is_kept_where_one_step_fails(commune: Commune, monkeypatch: pytest.MonkeyPatch):
    """The power goes after the rows were written and before the register is signed."""
    made = decision(commune, 3)

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(certificates, "checkpoint", fail)
    with pytest.raises(DatabaseError):
        _issue(commune, made)
    assert not Certificate.objects.exists()
    assert not CertificateBatch.objects.exists()
    assert not RegisterLeaf.objects.exists()


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.KEEPER, Role.COUNCIL])
def test_the_office_prints_and_nobody_else(commune: Commune, role: Role):
    made = decision(commune, 1)
    drawn = certificates.draw(made, PRINTING, at=AT)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        certificates.issue(made, drawn, by=commune.actor(role), at=AT)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        certificates.issue(made, drawn, by=make_commune().actor(Role.OFFICE), at=AT)


@pytest.mark.parametrize("state", [DecisionState.ISSUED, DecisionState.SIGNED])
def test_a_decision_that_nobody_published_hands_nothing_out(commune: Commune, state: DecisionState):
    made = decision(commune, 1)
    Decision.objects.filter(pk=made.pk).update(state=state, published_at=None)
    drawn = certificates.draw(made, PRINTING, at=AT)
    with pytest.raises(RefusedError, match="chưa công bố"):
        certificates.issue(made, drawn, by=commune.actor(Role.OFFICE), at=AT)


def test_what_no_certificate_can_hold_is_said_before_anything_is_written(commune: Commune):
    made = decision(commune, 2)
    Award.objects.filter(position=2).update(recipient="Nguyễn 漢")
    with pytest.raises(DomainError, match="漢"):
        certificates.draw(made, PRINTING, at=AT)
    Award.objects.filter(position=2).update(recipient="W" * 200)
    with pytest.raises(DomainError, match="dài quá chỗ in"):
        certificates.draw(made, PRINTING, at=AT)
    assert not StoredFile.objects.filter(size__gt=1_000).exists()


def test_an_award_the_law_gives_no_certificate_for_gets_none(commune: Commune):
    made = decision(commune, 2)
    Award.objects.filter(position=2).update(kind_code="LDTT_ND", kind_name="Lao động tiên tiến")
    assert _issue(commune, made).count == 1


def test_a_lost_certificate_is_given_again_with_a_number_and_a_reason(commune: Commune):
    batch = _issue(commune, decision(commune, 2))
    office = commune.actor(Role.OFFICE)
    old = batch.certificates.get(place=1)
    new = certificates.reissue(old, PRINTING, reason="Giấy bị ướt", by=office, at=AT)
    old = Certificate.objects.select_related("award", "replaced_by").get(pk=old.pk)
    assert (old.status, new.status) == (CertificateStatus.REPLACED, CertificateStatus.VALID)
    assert (new.copy, new.replaces, new.place) == (2, old, 1)
    assert new.code != old.code
    assert new.leaf.record["replaces_sha256"] == sha256(old.code.encode()).hexdigest()
    assert new.leaf.record["copy"] == 2
    assert name_of(0) in _text(_pages(new.batch)[0])
    told = AuditEntry.objects.get(action="decisions.certificate.reissue")
    assert told.reason == "Giấy bị ướt"
    with pytest.raises(RefusedError, match="đã cấp lại"):
        certificates.reissue(old, PRINTING, reason="Lại mất", by=office, at=AT)
    assert certificates.reissue(new, PRINTING, reason="Lại mất", by=office, at=AT).copy == 3


def test_the_stock_moves_what_is_printed(commune: Commune):
    stock = CertificateStock.objects.create(
        authority=commune.authority, name="Phôi 2025", right="2.0", down="-1.5", has_heading=True
    )
    drawn = certificates.draw(decision(commune, 1), replace(PRINTING, stock=stock), at=AT)
    batch = certificates.issue(drawn.awards[0].decision, drawn, by=commune.actor(Role.OFFICE), at=AT)
    assert batch.stock == stock
    assert "CỘNG HÒA" not in _text(_pages(batch)[0])


def test_a_large_list_waits_and_is_done_by_the_worker(commune: Commune):
    made = decision(commune, 3)
    office = commune.actor(Role.OFFICE)
    waiting = certificates.order(made, PRINTING, by=office, at=AT)
    assert (waiting.state, waiting.count, waiting.file) == (BatchState.WAITING, 3, None)
    drawn = certificates.draw(made, PRINTING, at=AT)
    done = certificates.issue(made, drawn, by=office, at=AT, batch=waiting)
    assert done.pk == waiting.pk
    assert CertificateBatch.objects.get().state == BatchState.DONE


def test_what_was_worded_anew_meanwhile_is_not_issued_with_the_old_words(commune: Commune):
    made, office = decision(commune, 2), commune.actor(Role.OFFICE)
    drawn = certificates.draw(made, PRINTING, at=AT)
    wording.write(
        drawn.awards[1], Lines(Honorific.NONE, "Thôn 3", "Đã cứu người"), expected=1, by=office, at=AT
    )
    with pytest.raises(DomainError, match=CHANGED):
        certificates.issue(made, drawn, by=office, at=AT)
    assert not Certificate.objects.exists()
    assert certificates.issue(made, certificates.draw(made, PRINTING, at=AT), by=office, at=AT).count == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_print_the_same_list_at_once_one_is_told():
    commune = make_commune()
    made, office = decision(commune, 3), commune.actor(Role.OFFICE)
    drawn = [certificates.draw(made, PRINTING, at=AT) for _ in range(2)]
    told = at_once(
        *[lambda one=one: str(certificates.issue(made, one, by=office, at=AT).state) for one in drawn]
    )
    assert sorted(map(str, told)) == [CHANGED, "done"]
    assert Certificate.objects.count() == RegisterLeaf.objects.count() == Register.objects.get().size == 3

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.commune import LETTER, Commune
from tests.pages import StrictClient

from thidua.core.errors import DomainError, RefusedError
from thidua.documents.enums import Direction
from thidua.documents.models import LegalBasis, OfficialDocument
from thidua.documents.services import documents, reading
from thidua.documents.services.documents import Facts
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, SearchEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
RESOLUTION = Facts(type="Nghị quyết", number="50/NQ-HĐND", issued="2023-12-26", issuer="HĐND xã")


@pytest.fixture
def clerk(commune: Commune) -> Client:
    client = StrictClient()
    client.force_login(
        commune.user(Role.OFFICE), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def post(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields})


def test_document_cited_twice_is_one_row(office: Actor) -> None:
    letter = documents.register(Facts(number="36/UBND-VP", issued="2024-04-22"), by=office, at=AT)
    other = documents.register(Facts(number="37/UBND-VP", issued="2024-04-23"), by=office, at=AT)
    documents.cite(letter, RESOLUTION, span=(10, 40), by=office, at=AT)
    again = Facts(number="50/NQ-HĐND", issued="2023", issuer="Hội đồng nhân dân xã Cẩm Lĩnh")
    documents.cite(other, again, span=None, by=office, at=AT)
    documents.cite(other, again, span=None, by=office, at=AT)
    (cited,) = OfficialDocument.objects.filter(number="50/NQ-HĐND")
    assert cited.citations.count() == 2
    assert cited.direction == Direction.REFERENCE
    assert not cited.has_copy


def test_a_linked_basis_is_told_once_in_the_history(commune: Commune, office: Actor) -> None:
    letter = documents.register(Facts(number="36/UBND-VP", issued="2024-04-22"), by=office, at=AT)
    for _ in range(2):
        documents.cite(letter, RESOLUTION, span=None, by=office, at=AT)
    (entry,) = AuditEntry.objects.about(letter.pk).filter(action="documents.document.cite")
    told = sentence_of(entry)
    assert "liên kết căn cứ của “số 36/UBND-VP”" in told
    assert "ghi căn cứ là Nghị quyết 50/NQ-HĐND" in told
    with pytest.raises(RefusedError, match="Chỉ văn phòng"):
        documents.cite(letter, RESOLUTION, span=None, by=commune.actor(Role.INSPECTOR), at=AT)


def test_document_never_cites_itself(office: Actor) -> None:
    letter = documents.register(RESOLUTION, by=office, at=AT)
    assert documents.cite(letter, RESOLUTION, span=None, by=office, at=AT) is None
    assert not LegalBasis.objects.exists()


def test_same_number_of_another_year_is_another_document(office: Actor) -> None:
    documents.register(RESOLUTION, by=office, at=AT)
    documents.register(Facts(number="50/NQ-HĐND", issued="2024-12-20"), by=office, at=AT)
    assert OfficialDocument.objects.count() == 2


def test_number_that_fits_two_documents_is_not_guessed(office: Actor) -> None:
    documents.register(RESOLUTION, by=office, at=AT)
    documents.register(Facts(number="50/NQ-HĐND", issued="2024-12-20"), by=office, at=AT)
    assert documents.find(Facts(number="50/NQ-HĐND").identity, authority_id=office.authority_id) is None


def test_row_known_by_number_is_completed_when_the_document_arrives(office: Actor) -> None:
    row = documents.register(RESOLUTION, by=office, at=AT)
    full = Facts(number="50/NQ-HĐND", issued="2023-12-26", subject="Về nhiệm vụ năm 2024", signer="Lê Văn A")
    same = documents.register(full, by=office, at=AT)
    assert same.pk == row.pk
    assert (same.subject, same.issuer, same.version) == ("Về nhiệm vụ năm 2024", "HĐND xã", 2)


def test_scan_is_attached_once_and_not_to_two_documents(office: Actor) -> None:
    first = documents.register(RESOLUTION, by=office, at=AT)
    second = documents.register(Facts(number="51/NQ-HĐND", issued="2023"), by=office, at=AT)
    scan = reading.take_in(LETTER.read_bytes(), LETTER.name, by=office, at=AT)
    documents.attach(first, scan, by=office, at=AT)
    with pytest.raises(DomainError, match="đã có bản chụp"):
        documents.attach(first, scan, by=office, at=AT)
    with pytest.raises(DomainError, match="đã có trong sổ văn bản"):
        documents.attach(second, scan, by=office, at=AT)


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.EDITOR, Role.INSPECTOR, Role.KEEPER])
def test_others_do_not_write_in_the_register(commune: Commune, role: Role) -> None:
    actor = commune.actor(role, commune.units["Thôn 1"])
    with pytest.raises(RefusedError, match="Chỉ văn phòng"):
        documents.register(RESOLUTION, by=actor, at=AT)


def test_register_lists_filters_and_exports(clerk: Client, office: Actor) -> None:
    documents.register(RESOLUTION, by=office, at=AT)
    documents.register(
        Facts(type="Chỉ thị", number="19/CT-TTg", issued="2021", issuer="Thủ tướng Chính phủ"),
        by=office,
        at=AT,
    )
    address = reverse("documents:document-list")
    assert "19/CT-TTg" in clerk.get(address).content.decode()
    found = clerk.get(address, {"tim": "thu tuong", "nam": "2021", "ban-chup": "chua"}).content.decode()
    assert "19/CT-TTg" in found
    assert "50/NQ-HĐND" not in found
    assert "50/NQ-HĐND" not in clerk.get(address, {"chieu": "incoming"}).content.decode()
    book = clerk.get(reverse("documents:document-list-xlsx"), {"tim": "thu tuong"})
    assert book.content[:2] == b"PK"


@pytest.mark.parametrize("count", [1, 60])
def test_register_costs_the_same_for_any_length(
    clerk: Client, office: Actor, count: int, django_assert_max_num_queries
) -> None:
    for number in range(count):
        documents.register(Facts(number=f"{number + 1}/KH-UBND", issued="2024"), by=office, at=AT)
    with django_assert_max_num_queries(12):
        assert clerk.get(reverse("documents:document-list")).status_code == 200


def test_document_is_entered_edited_and_completed_by_hand(clerk: Client) -> None:
    fields = {"number": "12/KH-UBND", "issued": "tháng 4/2024", "direction": "incoming"}
    answer = post(clerk, reverse("documents:document-new"), **fields)
    document = OfficialDocument.objects.get()
    assert answer["Location"] == reverse("documents:document-detail", args=[document.pk])
    assert (document.issued_text, document.issued_on, document.issued_year) == ("2024-04", None, 2024)
    assert document.dated_title.endswith(" tháng 4/2024")
    edit = reverse("documents:document-edit", args=[document.pk])
    post(clerk, edit, _version=1, **{**fields, "issued": "5/4/2024", "subject": "Kế hoạch thi đua"})
    stale = post(clerk, edit, _version=1, **{**fields, "subject": "Khác"})
    assert stale.status_code == 409
    document.refresh_from_db()
    assert (document.issued_on.isoformat(), document.subject) == ("2024-04-05", "Kế hoạch thi đua")
    attach = reverse("documents:document-attach", args=[document.pk])
    bad = post(clerk, attach, file=SimpleUploadedFile("a.docx", b""))
    assert bad.status_code == 422
    post(clerk, attach, file=SimpleUploadedFile("a.txt", LETTER.read_bytes()))
    file = clerk.get(reverse("documents:document-file", args=[document.pk]))
    assert file.content == LETTER.read_bytes()
    page = clerk.get(reverse("documents:document-detail", args=[document.pk])).content.decode()
    assert document.__class__.objects.get().file_id in page


def test_stretch_of_the_text_is_marked_on_request(clerk: Client, office: Actor) -> None:
    scan = reading.take_in(LETTER.read_bytes(), LETTER.name, by=office, at=AT)
    document = documents.register(RESOLUTION, by=office, at=AT, read_text=scan)
    start = scan.text.index("sản lượng lúa 2.205 tấn")
    address = reverse("documents:document-detail", args=[document.pk])
    page = clerk.get(address, {"tu": start, "den": start + 23}).content.decode()
    assert 'id="cau"' in page
    assert ">sản lượng lúa 2.205 tấn</span></a>" in page
    assert clerk.get(address, {"tu": "9999999", "den": "x"}).status_code == 200
    assert clerk.get(address, {"tu": "9", "den": "99999999"}).status_code == 200


def test_deeds_are_found_and_read_as_sentences(office: Actor) -> None:
    document = documents.register(RESOLUTION, by=office, at=AT)
    entry = AuditEntry.objects.about(document.pk).get()
    assert "ghi “Nghị quyết số 50/NQ-HĐND” vào sổ văn bản" in sentence_of(entry)
    assert SearchEntry.objects.visible_to(office).matching("nghi quyet 50").get().url == (
        reverse("documents:document-detail", args=[document.pk])
    )

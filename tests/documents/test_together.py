"""Two hands at the same rows at once; on PostgreSQL the locks decide, SQLite lets one writer in at a time."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.commune import LETTER, make_commune
from tests.documents.test_register import AT, RESOLUTION

from thidua.documents.models import LegalBasis, OfficialDocument, ReadText
from thidua.documents.services import documents, reading
from thidua.documents.services.documents import Facts
from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Actor:
    return make_commune().actor(Role.OFFICE)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Run each deed in a thread and a connection of its own; return results and refusals."""
    start, told = Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(30)
            told.append(deed())
        except Exception as refusal:  # noqa: BLE001 -- handed to the test, which looks at each
            told.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


def test_same_file_handed_in_twice_at_once_is_one_reading(office: Actor) -> None:
    data = LETTER.read_bytes()
    told = at_once(*[lambda: reading.take_in(data, "a.txt", by=office, at=AT)] * 2)
    assert ReadText.objects.count() == 1
    assert {getattr(row, "pk", row) for row in told} == {ReadText.objects.get().pk}


def test_one_document_completed_by_two_at_once_keeps_both_parts(office: Actor) -> None:
    row = documents.register(RESOLUTION, by=office, at=AT)
    at_once(
        lambda: documents.register(Facts(**_same, signer="Lê Văn A"), by=office, at=AT),
        lambda: documents.register(Facts(**_same, subject="Về nhiệm vụ năm 2024"), by=office, at=AT),
    )
    row.refresh_from_db()
    assert OfficialDocument.objects.count() == 1
    assert (row.signer, row.subject, row.version) == ("Lê Văn A", "Về nhiệm vụ năm 2024", 3)


def test_one_basis_linked_twice_at_once_is_one_row(office: Actor) -> None:
    letter = documents.register(Facts(number="36/UBND-VP", issued="2024-04-22"), by=office, at=AT)
    documents.register(RESOLUTION, by=office, at=AT)
    at_once(*[lambda: documents.cite(letter, RESOLUTION, span=None, by=office, at=AT)] * 2)
    assert LegalBasis.objects.count() == 1


_same = {"number": "50/NQ-HĐND", "issued": "2023-12-26", "issuer": "HĐND xã"}

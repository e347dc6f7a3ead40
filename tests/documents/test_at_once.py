"""Two people in one register at the same moment: one letter, one number, one row."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from tests.commune import make_commune

from thidua.documents.models import OfficialDocument, ReadText
from thidua.documents.services import documents, reading
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
_LETTER = "Thu ngân sách đạt 20 tỷ đồng trở lên.".encode()


def at_once(act: Callable[[], object]) -> list[object]:
    """Begin the second while the first has acted and not yet committed; return what both got."""
    acted, got = Event(), []

    def first() -> None:
        with transaction.atomic():
            got.append(act())
            acted.set()
            Event().wait(0.5)
        connection.close()

    def second() -> None:
        acted.wait(30)
        with transaction.atomic():
            got.append(act())
        connection.close()

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return got


@pytest.mark.parametrize("had_it_before", [(), ("xã Cẩm Mỹ",)])
def test_one_letter_sent_by_two_is_kept_once(had_it_before: tuple[str, ...]) -> None:
    office = make_commune().actor(Role.OFFICE)
    for name in had_it_before:
        reading.take_in(_LETTER, "a.txt", by=make_commune(name).actor(Role.OFFICE), at=AT)
    got = at_once(lambda: reading.take_in(_LETTER, "a.txt", by=office, at=AT))
    assert len(got) == 2
    assert got[0] == got[1] == ReadText.objects.visible_to(office).get()


def test_one_number_entered_by_two_is_one_row() -> None:
    office = make_commune().actor(Role.OFFICE)
    facts = documents.Facts(type="Công văn", number="9/CV-UBND", issued="2024-02-01", issuer="UBND huyện")
    got = at_once(lambda: documents.register(facts, by=office, at=AT))
    assert len(got) == 2
    assert got[0] == got[1] == OfficialDocument.objects.get()

"""What the register refuses and what it leaves as it is: strangers, a file twice, the same words again."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.commune import LETTER, make_commune

from thidua.core.errors import DomainError
from thidua.documents.enums import Direction
from thidua.documents.models import Intake, OfficialDocument, ReadText
from thidua.documents.services import documents, intakes, reading
from thidua.documents.services.documents import Facts
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
RESOLUTION = Facts(type="Nghị quyết", number="50/NQ-HĐND", issued="2023-12-26", issuer="HĐND xã")
TEXT = "Thu ngân sách đạt 20 tỷ đồng trở lên.".encode()


def scan(office: Actor) -> ReadText:
    return reading.take_in(LETTER.read_bytes(), LETTER.name, by=office, at=AT)


@pytest.mark.parametrize(
    "act",
    [
        lambda nobody: documents.register(RESOLUTION, by=nobody, at=AT),
        lambda nobody: intakes.receive(TEXT, "a.txt", by=nobody, at=AT),
        lambda nobody: reading.take_in(TEXT, "a.txt", by=nobody, at=AT),
    ],
    ids=["register", "receive", "take in"],
)
def test_account_without_a_commune_keeps_nothing(db: None, act: Callable[[Actor], object]) -> None:
    nobody = Actor(None, "Không thuộc đâu", None, roles=frozenset({Role.OFFICE}))
    with pytest.raises(DomainError, match="chưa thuộc cơ quan nào"):
        act(nobody)
    assert not OfficialDocument.objects.exists()
    assert not Intake.objects.exists()
    assert not ReadText.objects.exists()


def test_register_of_another_commune_is_only_read(office: Actor) -> None:
    row = documents.register(RESOLUTION, by=office, at=AT)
    neighbour = make_commune("xã Cẩm Mỹ").actor(Role.OFFICE)
    for act in (
        lambda: documents.edit(row, RESOLUTION, expected=1, by=neighbour, at=AT),
        lambda: documents.attach(row, scan(neighbour), by=neighbour, at=AT),
        lambda: documents.cite(row, Facts(number="1/KH-UBND"), span=None, by=neighbour, at=AT),
    ):
        with pytest.raises(DomainError, match="trong sổ của cơ quan khác"):
            act()
    row.refresh_from_db()
    assert (row.version, row.has_copy, row.bases.count()) == (1, False, 0)


def test_saving_the_same_facts_is_no_change(office: Actor) -> None:
    row = documents.register(RESOLUTION, by=office, at=AT)
    same = documents.edit(row, RESOLUTION, expected=1, by=office, at=AT)
    assert same.version == 1
    assert not AuditEntry.objects.about(row.pk).filter(action="documents.document.edit").exists()


def test_the_same_file_under_another_number_stays_one_row(office: Actor) -> None:
    file = scan(office)
    first = documents.register(Facts(number="36/UBND-VP"), read_text=file, by=office, at=AT)
    again = documents.register(
        Facts(number="37/UBND-VP", signer="Lê Văn A"), read_text=file, by=office, at=AT
    )
    assert again == first == OfficialDocument.objects.get()
    assert (again.number, again.signer) == ("36/UBND-VP", "Lê Văn A")


def test_another_file_of_a_number_that_has_its_scan_is_another_row(office: Actor) -> None:
    first = documents.register(RESOLUTION, read_text=scan(office), by=office, at=AT)
    other = reading.take_in(TEXT, "ban-sua.txt", by=office, at=AT)
    second = documents.register(RESOLUTION, read_text=other, by=office, at=AT)
    assert second != first
    first.refresh_from_db()
    assert (first.file_name, second.file_name) == (LETTER.name, "ban-sua.txt")


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        (Direction.REFERENCE, Direction.INCOMING, Direction.INCOMING),
        (Direction.OUTGOING, Direction.INCOMING, Direction.OUTGOING),
        (Direction.INCOMING, Direction.REFERENCE, Direction.INCOMING),
    ],
)
def test_completing_a_row_keeps_the_direction_a_person_gave(
    office: Actor, before: Direction, told: Direction, after: Direction
) -> None:
    documents.register(Facts(number="36/UBND-VP", direction=before), by=office, at=AT)
    row = documents.register(Facts(number="36/UBND-VP", direction=told), by=office, at=AT)
    assert row.direction == after


def test_the_same_bytes_under_another_name_are_read_once(office: Actor) -> None:
    first = reading.take_in(TEXT, "a.txt", by=office, at=AT)
    assert reading.read_ahead(TEXT, "b.txt", by=office) is None
    again = reading.take_in(TEXT, "b.txt", by=office, at=AT)
    assert again == first == ReadText.objects.get()
    assert again.file_name == "a.txt"


def test_blocks_are_kept_only_where_their_places_hold(office: Actor) -> None:
    whole = "\n".join(["Tỷ lệ hộ nghèo còn dưới 3%."] * 40)
    kept = reading.take_in(whole.encode(), "a.txt", by=office, at=AT)
    assert [kept.text[start:end] for start, end, *_ in kept.blocks] == whole.split("\n")
    parted = whole.replace("è", "e\a\u0300", 1)  # a control character between a letter and its tone
    mended = reading.take_in(parted.encode(), "b.txt", by=office, at=AT)
    assert (mended.text, mended.blocks) == (whole, [])

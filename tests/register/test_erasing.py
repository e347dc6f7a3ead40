import json
from pathlib import Path

import pytest
from django.db import connection
from tests.commune import Commune, make_commune
from tests.register.kept import AT, DAY, append_first_form, part, register_of, write

from thidua.core.errors import DomainError, RefusedError
from thidua.core.register import verify
from thidua.core.register.leaves import LeafKind
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.erasures import erased_keys, erased_of
from thidua.register.queries.proofs import copy_of, keys_of, newest_of, proof_of
from thidua.register.services import checkpoints, leaves
from thidua.register.services.erasing import Request, erase_entry, erase_person
from thidua.register.services.leaves import Told, Written

pytestmark = pytest.mark.django_db
REQUEST = Request("đơn đề nghị ngày 20/12/2025", "Người được khen đề nghị")
BINH = "Lê Văn Bình"


def _part(leaf: RegisterLeaf, place: int = 0) -> RegisterPart:
    return RegisterPart.objects.get(leaf=leaf, place=place)


def _checked(commune: Commune) -> tuple[str, str]:
    """Return the copy of the register as it is signed, and what the stranger's script says of it."""
    register = register_of(commune)
    signed = newest_of(register)
    assert signed is not None
    copy = copy_of(register, signed.size)
    return copy, verify.check(copy, signed.note, keys_of(register))


def test_one_person_is_erased_and_the_other_still_reads(commune: Commune):
    _, second, *_ = write(commune, 5)
    before = checkpoints.checkpoint(commune.authority.pk, at=AT)
    (told,) = erase_person(_part(second), REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    register = register_of(commune)
    newest = newest_of(register)
    assert (told.number, told.kind) == (5, LeafKind.ERASURE)
    assert told.record == {"erased": 1, "parts": [0], "ground": REQUEST.ground}
    assert newest is not None
    copy, keys = copy_of(register, 6), keys_of(register)
    assert verify.check(copy, newest.note, keys, before.note).startswith(
        "Khớp: 6 mục, 1 nội dung đã xóa theo yêu cầu."
    )
    assert BINH not in copy.splitlines()[1]
    assert "Hộ ông Phạm Văn D" in copy.splitlines()[1]
    shown = verify.check_entry(proof_of(RegisterLeaf.objects.get(pk=second.pk)) or "", keys)
    assert "- Tên: Hộ ông Phạm Văn D\n- Nội dung đã xóa theo yêu cầu" in shown
    assert RegisterLeaf.objects.get(pk=second.pk).entry.holds


def test_every_entry_about_the_person_goes_with_the_title_that_names_them(commune: Commune):
    authority_id = commune.authority.pk
    title, other = Told({"title": f"Khen thưởng ông {BINH}"}, ""), part(0, "award:x")
    decided = Written(LeafKind.DECISION, DAY, {}, "decision:1", [title, part(1, "award:b"), other])
    given = Written(LeafKind.CERTIFICATE, DAY, {"copy": 1}, "certificate:1", [part(1, "award:b")])
    leaves.append_each(authority_id, [decided, given], at=AT)
    made = erase_person(
        RegisterPart.objects.get(leaf__number=1), REQUEST, by=commune.actor(Role.OFFICE), at=AT
    )
    assert [(one.record or {})["erased"] for one in made] == [0, 1]
    copy, told = _checked(commune)
    assert BINH not in copy
    assert "Nguyễn Thị Ánh" in copy
    assert "3 nội dung đã xóa" in told


def test_who_was_erased_is_answered_without_a_name(commune: Commune):
    write(commune, 2)
    append_first_form(commune, 7)
    office = commune.actor(Role.OFFICE)
    assert erased_of(["award:1", "decision:7"]) == {}
    erase_person(RegisterPart.objects.get(about="award:1"), REQUEST, by=office, at=AT)
    erase_entry(RegisterLeaf.objects.get(format=1), REQUEST, by=office, at=AT)
    found = erased_of(["award:0", "award:1", "decision:7"])
    sentence = "Đã xóa ngày 20/12/2025 theo đơn đề nghị ngày 20/12/2025"
    assert {key: one.sentence for key, one in found.items()} == {"award:1": sentence, "decision:7": sentence}
    assert erased_keys() == {"award": {"1"}, "decision": {"7"}}


def test_entries_of_the_first_form_stay_valid_and_go_as_a_whole(commune: Commune):
    first = append_first_form(commune, 0)
    write(commune, 2)
    append_first_form(commune, 3)
    checkpoints.checkpoint(commune.authority.pk, at=AT)
    copy, told = _checked(commune)
    assert told.startswith("Khớp: 4 mục. ")
    assert '"format"' not in copy.splitlines()[0]
    erase_entry(first, REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    copy, told = _checked(commune)
    assert told.startswith("Khớp: 5 mục, 1 nội dung đã xóa")
    assert BINH not in copy.splitlines()[0]
    RegisterLeaf.objects.filter(number=3).update(salt=None, record=None)
    with pytest.raises(verify.Fault, match="Mục 4 mất nội dung mà sổ không ghi việc xóa"):
        _checked(commune)


def test_the_deed_is_told_with_its_reason(commune: Commune):
    _, second = write(commune, 2)
    erase_person(_part(second), REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    told = sentence_of(AuditEntry.objects.get(action="register.leaf.erase"))
    assert "xóa nội dung theo yêu cầu ở “Mục 2 của sổ vàng”" in told
    assert REQUEST.reason in told


def test_the_ground_that_everybody_reads_names_nobody(commune: Commune):
    (leaf,) = write(commune, 1)
    first = append_first_form(commune, 1)
    named = Request("đơn của ông Le van BINH", "Theo đơn")
    office = commune.actor(Role.OFFICE)
    with pytest.raises(DomainError, match="không ghi tên người"):
        erase_person(_part(leaf, 1), named, by=office, at=AT)
    with pytest.raises(DomainError, match="không ghi tên người"):
        erase_entry(first, named, by=office, at=AT)
    assert not RegisterPart.objects.erased().exists()


def test_a_part_that_vanished_without_a_word_is_found(commune: Commune):
    """The database refuses it; somebody who took the rule away as well is found by the stranger."""
    _, second = write(commune, 2)
    erase_person(_part(second), REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    erasure = RegisterLeaf.objects.get(kind=LeafKind.ERASURE)
    RegisterPart.objects.filter(leaf=second, place=1).update(salt=None, text=None, erasure=erasure)
    with pytest.raises(verify.Fault, match="Mục 2 mất nội dung mà sổ không ghi việc xóa"):
        _checked(commune)


def test_only_the_office_of_the_commune_erases_and_only_once(commune: Commune):
    (leaf,) = write(commune, 1)
    for stranger in (commune.actor(Role.CHAIRMAN), make_commune().actor(Role.OFFICE)):
        with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
            erase_person(_part(leaf), REQUEST, by=stranger, at=AT)
    office = commune.actor(Role.OFFICE)
    (told,) = erase_person(_part(leaf), REQUEST, by=office, at=AT)
    with pytest.raises(RefusedError, match="đã xóa rồi"):
        erase_person(_part(leaf), REQUEST, by=office, at=AT)
    with pytest.raises(RefusedError, match="Chọn người cần xóa"):
        erase_entry(leaf, REQUEST, by=office, at=AT)
    with pytest.raises(RefusedError, match="không có nội dung về người"):
        erase_entry(told, REQUEST, by=office, at=AT)
    assert register_of(commune).size == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_person_is_left_in_the_files_of_the_database():
    commune = make_commune()
    _, second, _ = write(commune, 3)
    one = _part(second, 1)
    name = connection.settings_dict["NAME"]
    office = commune.actor(Role.OFFICE)
    if connection.vendor != "sqlite":  # it keeps rows in files that the test may not read: they are swept up
        erase_person(one, REQUEST, by=office, at=AT)
        assert RegisterPart.objects.get(pk=one.pk).text is None
        return
    files = [Path(str(name)), Path(f"{name}-wal")]
    words, salt = json.dumps("Hộ ông Phạm Văn D").strip('"').encode(), bytes(one.salt or b"")
    assert any(words in file.read_bytes() for file in files)  # as the column of JSON keeps it
    erase_person(RegisterPart.objects.get(leaf__number=2, place=0), REQUEST, by=office, at=AT)
    erase_person(one, REQUEST, by=office, at=AT)
    for file in files:
        data = file.read_bytes()
        assert words not in data
        assert "Hộ ông Phạm Văn D".encode() not in data
        assert salt not in data

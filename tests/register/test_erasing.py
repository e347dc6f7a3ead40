import json
from pathlib import Path

import pytest
from django.db import connection
from tests.commune import Commune, make_commune
from tests.register.kept import AT, register_of, write

from thidua.core.errors import RefusedError
from thidua.core.register import verify
from thidua.core.register.leaves import LeafKind
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf
from thidua.register.queries.proofs import copy_of, keys_of, newest_of, proof_of
from thidua.register.services import checkpoints
from thidua.register.services.erasing import erase

pytestmark = pytest.mark.django_db
REASON = "Người được khen đề nghị, đơn ngày 20/12/2025"


def test_an_erased_entry_is_gone_and_the_register_still_fits(commune: Commune):
    first, second, *_ = write(commune, 5)
    before = checkpoints.checkpoint(commune.authority.pk, at=AT)
    told = erase(second, reason=REASON, by=commune.actor(Role.OFFICE), at=AT)
    register = register_of(commune)
    newest = newest_of(register)
    assert (told.number, told.kind, told.record) == (5, LeafKind.ERASURE, {"erased": 1})
    assert newest is not None
    assert newest.size == 6
    copy, keys = copy_of(register, 6), keys_of(register)
    assert verify.check(copy, newest.note, keys, before.note).startswith(
        "Khớp: 6 mục, 1 mục đã xóa nội dung theo yêu cầu."
    )
    assert "Lê Văn Bình" not in copy
    assert verify.check_entry(proof_of(RegisterLeaf.objects.get(pk=second.pk)) or "", keys)
    assert RegisterLeaf.objects.get(pk=first.pk).record is not None


def test_the_deed_is_told_with_its_reason(commune: Commune):
    _, second = write(commune, 2)
    erase(second, reason=REASON, by=commune.actor(Role.OFFICE), at=AT)
    told = sentence_of(AuditEntry.objects.get(action="register.leaf.erase"))
    assert "xóa nội dung theo yêu cầu ở “Mục 1 của sổ vàng”" in told
    assert REASON in told


def test_an_entry_that_vanished_without_a_word_is_found(commune: Commune):
    _, second = write(commune, 2)
    signed = checkpoints.checkpoint(commune.authority.pk, at=AT)
    RegisterLeaf.objects.filter(pk=second.pk).update(salt=None, record=None)
    with pytest.raises(verify.Fault, match="Mục 1 mất nội dung mà sổ không ghi việc xóa"):
        verify.check(copy_of(register_of(commune), 2), signed.note)


def test_only_the_office_of_the_commune_erases_and_only_once(commune: Commune):
    (leaf,) = write(commune, 1)
    for stranger in (commune.actor(Role.CHAIRMAN), make_commune().actor(Role.OFFICE)):
        with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
            erase(leaf, reason=REASON, by=stranger, at=AT)
    office = commune.actor(Role.OFFICE)
    told = erase(leaf, reason=REASON, by=office, at=AT)
    with pytest.raises(RefusedError, match="đã xóa rồi"):
        erase(leaf, reason=REASON, by=office, at=AT)
    with pytest.raises(RefusedError, match="không có nội dung về người"):
        erase(told, reason=REASON, by=office, at=AT)
    assert register_of(commune).size == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_entry_is_left_in_the_files_of_the_database():
    commune = make_commune()
    _, second, _ = write(commune, 3)
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite":  # it keeps rows in files that the test may not read: they are swept up
        erase(second, reason=REASON, by=commune.actor(Role.OFFICE), at=AT)
        assert RegisterLeaf.objects.get(pk=second.pk).is_erased
        return
    files = [Path(str(name)), Path(f"{name}-wal")]
    words = json.dumps("Lê Văn Bình").strip('"').encode()  # as the column of JSON keeps it
    salt = bytes(second.salt or b"")
    assert any(words in file.read_bytes() for file in files)
    erase(second, reason=REASON, by=commune.actor(Role.OFFICE), at=AT)
    for file in files:
        data = file.read_bytes()
        assert words not in data
        assert "Lê Văn Bình".encode() not in data
        assert salt not in data

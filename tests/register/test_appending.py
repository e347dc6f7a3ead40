import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.commune import Commune, make_commune
from tests.documents.test_together import at_once
from tests.register.kept import AT, DAY, decision, register_of, write

from thidua.core.register import verify
from thidua.core.register.checkpoints import printed_root
from thidua.core.register.leaves import LeafKind
from thidua.core.register.merkle import leaf_hash, root_of
from thidua.organisation.models import Authority
from thidua.register.models import Register, RegisterCheckpoint, RegisterKey, RegisterLeaf, RegisterPart
from thidua.register.queries.nodes import frontier_of
from thidua.register.queries.proofs import copy_of, keys_of, newest_of, proof_of
from thidua.register.services import checkpoints, leaves
from thidua.register.services.leaves import Told, Written

pytestmark = pytest.mark.django_db


def _hashes(register: Register) -> list[bytes]:
    return [leaf_hash(leaf.entry.leaf.data) for leaf in register.leaves.order_by("number")]


def test_entries_are_numbered_from_nought_and_the_kept_root_is_that_of_the_leaves(commune: Commune):
    for size in range(1, 12):
        (leaf,) = write(commune, 1)
        assert leaf.number == size - 1
        register = register_of(commune)
        assert register.size == size
        assert frontier_of(register).root == root_of(_hashes(register))
        assert all(kept.entry.holds for kept in register.leaves.all())


def test_many_at_once_are_what_they_are_one_by_one(commune: Commune):
    write(commune, 3)
    added = leaves.append_each(commune.authority.pk, [*map(decision, range(3, 40))], at=AT)
    register = register_of(commune)
    assert [leaf.number for leaf in added] == [*range(3, 40)]
    assert [leaf.pk for leaf in added] == [
        *register.leaves.filter(number__gte=3).values_list("pk", flat=True)
    ]
    assert frontier_of(register).root == root_of(_hashes(register))


def test_an_append_costs_the_same_however_long_the_register_is(commune: Commune):
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            write(commune, 1)
        return len(seen)

    write(commune, 1)
    few = statements()
    leaves.append_each(commune.authority.pk, [*map(decision, range(300))], at=AT)
    assert statements() == few


def test_an_entry_goes_with_the_deed_it_tells_of(commune: Commune):
    write(commune, 4)

    def deed() -> None:
        with transaction.atomic():
            write(commune, 1)
            raise DatabaseError

    with pytest.raises(DatabaseError):
        deed()
    (leaf,) = write(commune, 1)
    register = register_of(commune)
    assert (leaf.number, register.size) == (4, 5)
    assert frontier_of(register).root == root_of(_hashes(register))


@pytest.mark.parametrize("value", [1.5, b"x", {1: "a"}, {"a": {1.5}}, ["a\x00b"], DAY])
def test_a_record_holds_nothing_that_a_database_gives_back_otherwise(commune: Commune, value: object):
    with pytest.raises(TypeError):
        leaves.append(commune.authority.pk, LeafKind.DECISION, DAY, {"value": value}, about="", at=AT)
    told = Written(LeafKind.DECISION, DAY, {}, "", [Told({"value": value}, "")])
    with pytest.raises(TypeError):
        leaves.append_each(commune.authority.pk, [told], at=AT)
    assert not RegisterLeaf.objects.exists()


def test_a_checkpoint_is_signed_once_and_fits_the_copy(commune: Commune):
    write(commune, 7)
    signed = checkpoints.checkpoint(commune.authority.pk, at=AT)
    again = checkpoints.checkpoint(commune.authority.pk, at=AT + timedelta(hours=1))
    assert signed == again
    register = register_of(commune)
    write(commune, 2)
    assert verify.check(copy_of(register, 7), signed.note, keys_of(register)).startswith("Khớp: 7 mục")
    assert newest_of(register) == signed
    Authority.objects.update(stands_on=localdate(AT))  # the worker writes down the day of the office
    assert checkpoints.checkpoint_all(at=AT + timedelta(days=800)) == 1
    assert checkpoints.checkpoint_all(at=AT) == 0
    newest = newest_of(register)
    assert newest is not None
    assert newest.made_at == AT
    assert verify.check(copy_of(register, 9), newest.note, keys_of(register), signed.note)


def test_each_entry_is_proved_by_few_queries(commune: Commune):
    added = write(commune, 21)
    assert proof_of(added[0]) is None
    checkpoints.checkpoint(commune.authority.pk, at=AT)
    write(commune, 1)
    keys = keys_of(register_of(commune))
    for leaf in added:
        with CaptureQueriesContext(connection) as seen:
            proof = proof_of(leaf)
        assert len(seen) == 3
        assert proof is not None
        assert verify.check_entry(proof, keys).startswith(f"Khớp: mục {leaf.number + 1} có trong sổ 21 mục")
    assert proof_of(RegisterLeaf.objects.get(number=21)) is None


def test_a_copy_holds_what_was_written_to_the_letter(commune: Commune):
    told = {"b": ["Thôn 3", None, True, 12], "a": {"tên": "Đặng Thị “Ánh”"}}
    leaves.append(commune.authority.pk, LeafKind.BALLOT, DAY, told, about="ballot:1", at=AT)
    (line,) = copy_of(register_of(commune), 1).splitlines()
    assert json.loads(line)["record"] == told
    assert json.loads(line)["kind"] == "ballot"


def test_the_private_key_lies_in_a_file_of_the_program_alone(commune: Commune):
    write(commune, 1)
    checkpoints.checkpoint(commune.authority.pk, at=AT)
    place = Path(settings.DATA) / "keys" / bytes(RegisterKey.objects.get().public).hex()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    secret = place.read_bytes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM register_registerkey")
        assert all(secret not in bytes(str(value), "utf-8") for row in cursor for value in row)


def test_a_key_that_is_gone_is_replaced_and_the_register_says_so(commune: Commune):
    write(commune, 3)
    old = checkpoints.checkpoint(commune.authority.pk, at=AT)
    register = register_of(commune)
    (Path(settings.DATA) / "keys" / bytes(RegisterKey.objects.get().public).hex()).unlink()
    new = checkpoints.checkpoint(commune.authority.pk, at=AT)
    told = register.leaves.get(number=3)
    assert (new.size, told.kind, told.record) == (4, "restore", {"key": new.key.text})
    assert verify.check(copy_of(register, 4), new.note, keys_of(register), old.note).startswith("Khớp")


def _signed(commune: Commune, captured: DjangoCaptureOnCommitCallbacks) -> RegisterCheckpoint:
    """Sign as it is done outside of tests: what was signed is remembered once that is committed."""
    with captured(execute=True):
        return checkpoints.checkpoint(commune.authority.pk, at=AT)


def test_a_register_that_was_put_back_says_so_itself(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    """A database restored from an earlier day forgets two entries; then work goes on."""
    captured, commune = django_capture_on_commit_callbacks, make_commune()
    write(commune, 3)
    early = _signed(commune, captured)
    write(commune, 2)
    late = _signed(commune, captured)
    register = register_of(commune)
    register.checkpoints.filter(pk=late.pk).delete()
    RegisterPart.objects.filter(leaf__number__gte=3).delete()
    register.leaves.filter(number__gte=3).delete()
    register.nodes.exclude(level=0, place__lt=3).exclude(level=1, place=0).delete()
    Register.objects.filter(pk=register.pk).update(size=3)
    write(commune, 4)
    signed = _signed(commune, captured)
    told = register.leaves.get(kind="restore")
    assert told.record == {"was": 5, "is": 7, "root": printed_root(bytes(late.root))}
    assert (told.number, signed.size) == (7, 8)
    assert verify.check(copy_of(register, 8), signed.note, keys_of(register), early.note)
    with pytest.raises(verify.Fault, match="phần trước đã bị thay"):
        verify.check(copy_of(register, 8), signed.note, keys_of(register), late.note)
    write(commune, 1)
    _signed(commune, captured)
    assert register.leaves.filter(kind="restore").count() == 1


def test_two_communes_have_two_registers(commune: Commune):
    other = make_commune()
    write(commune, 2)
    write(other, 1)
    assert {register_of(commune).size, register_of(other).size} == {1, 2}
    assert register_of(commune).name != register_of(other).name
    assert register_of(commune).name.startswith("xa-cam-linh-")


def test_the_database_keeps_one_entry_a_number(commune: Commune):
    (leaf,) = write(commune, 1)
    leaf.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        leaf.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_twenty_who_append_at_once_leave_no_gap():
    """The first of them also begins the register."""
    commune = make_commune()
    told = at_once(*[lambda number=number: _append(commune, number) for number in range(20)])
    numbers = sorted(leaf.number for leaf in told if isinstance(leaf, RegisterLeaf))
    register = register_of(commune)
    assert [one for one in told if isinstance(one, Exception)] == []
    assert numbers == [*range(20)] == [*register.leaves.values_list("number", flat=True)]
    assert register.size == 20
    assert frontier_of(register).root == root_of(_hashes(register))


def _append(commune: Commune, number: int) -> RegisterLeaf:
    (leaf,) = leaves.append_each(commune.authority.pk, [decision(number)], at=AT)
    return leaf

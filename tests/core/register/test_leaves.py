import pytest

from thidua.core.register.checkpoints import Checkpoint, checkpoint_from, printed_root
from thidua.core.register.leaves import Leaf, LeafKind, canonical, names_in, sealed, sealed_with
from thidua.core.register.merkle import leaf_hash, root_of

RECORD = {"number": "15/QĐ-UBND", "name": "Nguyễn Thị Ánh"}


def test_a_record_has_one_byte_form():
    assert canonical(RECORD) == '{"name":"Nguyễn Thị Ánh","number":"15/QĐ-UBND"}'.encode()
    assert canonical(dict(reversed(RECORD.items()))) == canonical(RECORD)


def test_the_seal_needs_the_salt():
    assert sealed(b"a" * 16, RECORD) != sealed(b"b" * 16, RECORD)
    assert sealed(b"a" * 16, RECORD) != sealed(b"a" * 16, {**RECORD, "name": "Nguyễn Thị Anh"})


def test_every_part_of_a_leaf_is_hashed():
    leaf = Leaf(3, LeafKind.DECISION, "2025-12-20", sealed(b"a" * 16, RECORD))
    others = [
        Leaf(4, leaf.kind, leaf.on, leaf.seal),
        Leaf(3, LeafKind.REVOCATION, leaf.on, leaf.seal),
        Leaf(3, leaf.kind, "2025-12-21", leaf.seal),
        Leaf(3, leaf.kind, leaf.on, sealed(b"b" * 16, RECORD)),
    ]
    others.append(Leaf(3, leaf.kind, leaf.on, leaf.seal, format=1))
    assert len({leaf_hash(one.data) for one in (leaf, *others)}) == 6
    assert all(kind.words for kind in LeafKind)


def test_a_leaf_of_the_first_form_is_hashed_as_it_was():
    leaf = Leaf(3, LeafKind.DECISION, "2025-12-20", bytes(32), format=1)
    assert leaf.data == f'{{"kind":"decision","number":3,"on":"2025-12-20","seal":"{"00" * 32}"}}'.encode()


def test_a_seal_covers_the_record_and_its_parts_in_order():
    one, two = sealed(b"a" * 16, {"name": "A"}), sealed(b"b" * 16, {"name": "B"})
    seals = {sealed_with(b"c" * 16, RECORD, parts) for parts in ([one, two], [two, one], [one], [])}
    assert len(seals) == 4
    assert sealed(b"c" * 16, RECORD) not in seals


def test_names_are_found_wherever_they_stand():
    told = {"awards": [{"name": "A", "no": 1}, {"name": "B"}], "name": "C", "title": "D"}
    assert [*names_in(told)] == ["A", "B", "C"]


def test_a_checkpoint_is_read_back():
    checkpoint = Checkpoint("xa-cam-linh", 7, root_of([leaf_hash(b"a")]))
    assert checkpoint_from(checkpoint.text) == checkpoint


@pytest.mark.parametrize(
    "text", ["", "a\n1\n", "a\nmột\nAAAA\n", "a\n1\nAAAA\n", "a\n1\n?\n", "a\n-1\nAAAA\n\n"]
)
def test_another_form_is_no_checkpoint(text):
    with pytest.raises(ValueError, match="no checkpoint"):
        checkpoint_from(text)


def test_the_root_as_people_copy_it():
    printed = printed_root(bytes(range(32)))
    assert [len(group) for group in printed.split()] == [4] * 8
    assert not set(printed) & set("01IO")
    assert printed_root(bytes(32)) == " ".join(["AAAA"] * 8)
    assert printed_root(b"\xff" * 32) == " ".join(["9999"] * 8)

import pytest

from thidua.core.register.checkpoints import Checkpoint, checkpoint_from, printed_root
from thidua.core.register.leaves import Leaf, LeafKind, canonical, sealed
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
    assert len({leaf_hash(one.data) for one in (leaf, *others)}) == 5
    assert all(kind.words for kind in LeafKind)


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

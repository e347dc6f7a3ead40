from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.register.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    grew,
    inclusion_proof,
    leaf_hash,
    root_from_inclusion,
    root_of,
)

# the test vectors of the reference implementation of RFC 6962
DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [leaf_hash(bytes.fromhex(one)) for one in DATA]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing():
    assert root_of([]) == EMPTY_ROOT == sha256(b"").digest()


sizes = st.integers(1, 70)


def _log(size):
    return [leaf_hash(bytes([number])) for number in range(size)]


@given(sizes.flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_leaf_proves_that_it_is_there(case):
    size, place = case
    log = _log(size)
    proof = inclusion_proof(log, place)
    assert root_from_inclusion(log[place], place, size, proof) == root_of(log)
    assert root_from_inclusion(leaf_hash(b"other"), place, size, proof) != root_of(log)
    for wrong in {*range(size)} - {place}:
        assert root_from_inclusion(log[place], wrong, size, proof) != root_of(log)
    assert root_from_inclusion(log[place], place, size, (*proof, log[0])) is None
    assert root_from_inclusion(log[place], size, size, proof) is None


@given(sizes.flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))))
def test_a_log_that_grew_proves_it(case):
    size, old_size = case
    log = _log(size)
    old, new = root_of(log[:old_size]), root_of(log)
    proof = consistency_proof(log, old_size)
    assert grew(old, old_size, new, size, proof)
    changed = [leaf_hash(b"changed"), *log[1:]]
    assert not grew(old, old_size, root_of(changed), size, consistency_proof(changed, old_size))
    if size > old_size:
        assert not grew(old, old_size, new, size, (*proof, new))
        assert not grew(old, old_size, new, size, proof[:-1])


def test_places_outside_the_log():
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES, 9)
    assert not grew(ROOTS[7], 8, ROOTS[6], 7, ())
    assert not grew(b"", 3, b"", 7, ())

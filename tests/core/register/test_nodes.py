from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.register.merkle import EMPTY_ROOT, inclusion_proof, root_of
from thidua.core.register.nodes import Frontier, nodes_over, proof_from, root_over, siblings_of

HASHES = [sha256(str(number).encode()).digest() for number in range(70)]


def _grown(size):
    frontier, kept = Frontier(), {}
    for leaf in HASHES[:size]:
        kept |= dict(frontier.add(leaf))
    return frontier, kept


def test_a_log_that_grows_leaf_by_leaf_has_the_root_of_the_whole():
    frontier = Frontier()
    assert frontier.root == EMPTY_ROOT
    for size, leaf in enumerate(HASHES, 1):
        frontier.add(leaf)
        assert frontier.root == root_of(HASHES[:size])


def test_an_append_needs_and_makes_few():
    frontier, kept = _grown(len(HASHES))
    assert len(kept) < 2 * len(HASHES)
    assert len(frontier.hashes) == len(HASHES).bit_count()


@given(st.integers(1, 70), st.data())
def test_kept_subtrees_prove_what_the_leaves_prove(size, data):
    place = data.draw(st.integers(0, size - 1))
    _, kept = _grown(len(HASHES))  # the log has grown on since
    assert proof_from(place, size, kept.__getitem__) == inclusion_proof(HASHES[:size], place)


@given(st.integers(0, 70))
def test_the_end_of_a_log_is_found_among_what_was_kept(size):
    frontier, kept = _grown(size)
    assert [kept[node] for node in nodes_over(0, size)] == frontier.hashes
    assert root_over(frontier.hashes) == root_of(HASHES[:size])


@pytest.mark.parametrize(("place", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_a_leaf_outside_has_no_way_to_the_root(place, size):
    with pytest.raises(IndexError):
        siblings_of(place, size)

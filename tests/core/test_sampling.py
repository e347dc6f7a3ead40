"""A draw is the same for everybody who repeats it, and fair over the rounds."""

from collections import Counter
from hashlib import sha256
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import DomainError
from thidua.core.sampling import Candidate, draw

UNITS = [f"thon-{number}" for number in range(1, 10)]
ROUND = "Đợt 1/2024"
DIGEST = "a28301b0470079822fad1ae8621e51cc21d67a9544da0b2782b5b6158a1b001d"  # by sha256sum


def candidates(*keys, **more):
    return [Candidate(key, **more) for key in keys]


def keys_of(tickets):
    return [ticket.key for ticket in tickets]


def test_anyone_can_draw_again():
    found = draw(candidates(*UNITS), 3, seed="47291", round_name=ROUND)
    by_hand = sorted(UNITS, key=lambda key: sha256(f"47291|{ROUND}|{key}".encode()).hexdigest())
    assert keys_of(found.chosen) == by_hand[:3]
    assert keys_of(found.waiting) == by_hand[3:]
    (third,) = [ticket for ticket in (*found.chosen, *found.waiting) if ticket.key == "thon-3"]
    assert third.digest == DIGEST


def test_the_sentence_names_the_seed_and_the_chosen():
    found = draw(candidates("thon-3", "thon-4", visits=2), 1, seed="47291", round_name=ROUND)
    assert found.sentence == f"Rút 1 trong 2 đơn vị theo số công khai 47291: {found.chosen[0].key}."


def test_the_recipe_tells_how_to_draw_again():
    found = draw(candidates("thon-3"), 1, seed="47291", round_name=ROUND)
    assert found.recipe == (
        "Ai cũng tính lại được. Với mỗi đơn vị, lấy mã SHA-256 của dòng “số công khai|đợt|đơn vị”; ví dụ "
        f"“47291|Đợt 1/2024|thon-3” ra {DIGEST}. Đơn vị vừa kiểm tra đợt trước xếp cuối. Còn lại, ai ít lần "
        "kiểm tra hơn xếp trước; bằng nhau thì mã SHA-256 nhỏ hơn xếp trước. Lấy 1 đơn vị đầu."
    )


def test_the_way_letters_were_typed_changes_nothing():
    composed = draw(candidates("Đảo"), 1, seed="1", round_name=ROUND)
    decomposed = draw(candidates(normalize("NFD", "Đảo")), 1, seed=" 1 ", round_name=normalize("NFD", ROUND))
    assert composed.chosen[0].digest == decomposed.chosen[0].digest


def test_who_was_just_visited_waits_while_others_do():
    just = Candidate("thon-1", visits=1, was_last=True)
    others = candidates("thon-2", "thon-3", visits=5)
    found = draw([just, *others], 2, seed="1", round_name=ROUND)
    assert set(keys_of(found.chosen)) == {"thon-2", "thon-3"}
    alone = draw([just], 1, seed="1", round_name=ROUND)
    assert keys_of(alone.chosen) == ["thon-1"]


def test_who_was_visited_less_comes_first():
    found = draw([*candidates(*UNITS, visits=1), Candidate("moi")], 1, seed="1", round_name=ROUND)
    assert keys_of(found.chosen) == ["moi"]


def test_more_than_there_are_is_all():
    found = draw(candidates(*UNITS), 20, seed="1", round_name=ROUND)
    assert (len(found.chosen), found.waiting) == (9, ())


@pytest.mark.parametrize(
    ("keys", "count", "seed", "round_name", "words"),
    [
        ([], 1, "1", ROUND, "Chưa có đơn vị"),
        (["a"], 0, "1", ROUND, "từ 1 trở lên"),
        (["a"], 1, " ", ROUND, "Ghi số công khai"),
        (["a"], 1, "1", "", "Ghi số công khai"),
        (["a"], 1, "1|2", ROUND, "dấu “|”"),
        (["a|b"], 1, "1", ROUND, "dấu “|”"),
        (["a", "a"], 1, "1", ROUND, "trùng mã"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(keys, count, seed, round_name, words):
    with pytest.raises(DomainError, match=words.replace("|", r"\|")):
        draw(candidates(*keys), count, seed=seed, round_name=round_name)


@given(st.integers(1, 15), st.integers(1, 15), st.integers(1, 12), st.text("0123456789", min_size=1))
def test_over_the_rounds_nobody_is_visited_twice_more_than_another(units, count, rounds, seed):
    count = min(count, units)
    visits, last = Counter(dict.fromkeys(range(units), 0)), set()
    for number in range(rounds):
        waiting = [Candidate(str(unit), visits[unit], unit in last) for unit in range(units)]
        chosen = {
            int(key) for key in keys_of(draw(waiting, count, seed=seed, round_name=f"Đợt {number}").chosen)
        }
        if units >= 2 * count:
            assert not chosen & last
        last = chosen
        visits.update(chosen)
        assert max(visits.values()) - min(visits.values()) <= 1


@given(st.lists(st.sampled_from(UNITS), unique=True, min_size=1), st.data())
def test_the_order_of_the_list_does_not_matter(keys, data):
    shuffled = data.draw(st.permutations(keys))
    assert draw(candidates(*keys), 2, seed="5", round_name=ROUND) == draw(
        candidates(*shuffled), 2, seed="5", round_name=ROUND
    )


def test_every_unit_has_its_chance():
    first = Counter(
        draw(candidates(*UNITS), 1, seed=str(seed), round_name=ROUND).chosen[0].key for seed in range(1800)
    )
    assert set(first) == set(UNITS)
    assert 150 < min(first.values()) <= max(first.values()) < 250

"""Photos that look alike are found whatever bits differ, and in time that grows with the photos."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.plausibility import Photo, Subject, photos_used_twice

ONE, OTHER = Subject("Thôn 1", "Trồng cây"), Subject("Thôn 2", "Trồng cây")
PICTURE = 0x0123_4567_89AB_CDEF
hashes = st.integers(0, 2**64 - 1).filter(lambda number: 10 <= number.bit_count() <= 54)


def photo(subject, number, period="Quý I", name="1.jpg"):
    return Photo(subject, period, name, number)


def test_the_sentence_names_both_places():
    (found,) = photos_used_twice([photo(ONE, PICTURE), photo(OTHER, PICTURE, name="cay.jpg")])
    assert found.doubt.sentence == (
        "Ảnh “1.jpg” (Thôn 1, Trồng cây, Quý I) trông giống ảnh “cay.jpg” (Thôn 2, Trồng cây, Quý I). "
        "Nên hỏi ảnh chụp ở đâu, khi nào."
    )
    assert found.doubt.units == ("Thôn 1", "Thôn 2")


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (photo(ONE, PICTURE), photo(ONE, PICTURE), 0),  # two shots for one figure
        (photo(ONE, PICTURE), photo(ONE, PICTURE, "Quý II"), 1),
        (photo(ONE, PICTURE), photo(OTHER, PICTURE ^ 0b111111), 1),
        (photo(ONE, PICTURE), photo(OTHER, PICTURE ^ 0b1111111), 0),
        (photo(ONE, 0), photo(OTHER, 0), 0),  # black pictures all look the same
        (photo(ONE, 2**64 - 1), photo(OTHER, 2**64 - 1), 0),
    ],
)
def test_pairs(first, second, count):
    assert len(photos_used_twice([first, second])) == count


def test_one_unit_is_named_once():
    (found,) = photos_used_twice([photo(ONE, PICTURE), photo(ONE, PICTURE, "Quý II")])
    assert found.doubt.units == ("Thôn 1",)


@given(hashes, st.sets(st.integers(0, 63), max_size=12))
def test_six_bits_and_no_more_may_differ(number, bits):
    other = number ^ sum(1 << bit for bit in bits)
    found = photos_used_twice([photo(ONE, number), photo(OTHER, other)])
    is_detailed = 4 <= other.bit_count() <= 60
    assert (len(found) == 1) == (is_detailed and len(bits) <= 6)


@given(st.lists(hashes, max_size=12))
def test_the_bands_find_what_all_pairs_would(numbers):
    photos = [photo(Subject(f"Thôn {place}", ""), number) for place, number in enumerate(numbers)]
    near = sum(
        (one ^ other).bit_count() <= 6 for place, one in enumerate(numbers) for other in numbers[place + 1 :]
    )
    assert len(photos_used_twice(photos)) == near


def test_the_photos_of_a_doubt_are_handed_back():
    one, other = Photo(ONE, "Quý I", "1.jpg", PICTURE, "a"), Photo(OTHER, "Quý I", "1.jpg", PICTURE, "b")
    (found,) = photos_used_twice([one, other])
    assert (found.one.key, found.other.key) == ("a", "b")

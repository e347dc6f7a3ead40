import pytest

from thidua.core.commending.results import Stood, odds_of


def _block(*places, block="Khối thôn"):
    return [Stood(f"t{number}", f"Thôn {number}", block, place) for number, place in enumerate(places, 1)]


@pytest.mark.parametrize(
    ("standings", "awarded", "sentences"),
    [
        (_block(1, 2, 3), {"t1"}, []),
        (_block(1, 2, 3), {"t2"}, ["Thôn 1 đứng đầu trong Khối thôn nhưng không được khen."]),
        (_block(1, 2, 3), {"t1", "t3"}, ["Thôn 3 đứng cuối trong Khối thôn nhưng được khen."]),
        (_block(1, 1, 3), {"t1"}, ["Thôn 2 đứng đầu trong Khối thôn nhưng không được khen."]),
        (_block(1, 2, 2), {"t1", "t2"}, ["Thôn 2 đứng cuối trong Khối thôn nhưng được khen."]),
        (_block(1, 1, 1), set(), []),
        (_block(1), set(), []),
        (_block(1, 2, None), {"t1", "t3"}, []),
        (_block(1, 2, block=""), set(), ["Thôn 1 đứng đầu trong xã nhưng không được khen."]),
        ([], {"t1"}, []),
    ],
)
def test_awards_are_held_against_places(standings, awarded, sentences):
    assert [odd.sentence for odd in odds_of(standings, awarded)] == sentences

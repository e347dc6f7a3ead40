import pytest

from thidua.core.voting.ties import Ranked, Selection, select

AN = Ranked("an", 9, is_favoured=False)
BINH = Ranked("binh", 8, is_favoured=False)
CHI = Ranked("chi", 8, is_favoured=True)


@pytest.mark.parametrize(
    ("places", "favours_women", "selection"),
    [
        (None, True, Selection(("an", "chi", "binh"), (), ())),
        (3, True, Selection(("an", "chi", "binh"), (), ())),
        (2, True, Selection(("an", "chi"), ("binh",), ())),
        (2, False, Selection(("an",), (), ("binh", "chi"))),
        (1, True, Selection(("an",), ("chi", "binh"), ())),
        (0, True, Selection((), ("an", "chi", "binh"), ())),
    ],
)
def test_votes_then_the_priority_of_the_law_then_a_decision(places, favours_women, selection):
    assert select([BINH, CHI, AN], places, favours_women=favours_women) == selection

"""Places with ties."""

from decimal import Decimal as Dec

from thidua.core.scoring import Entrant, TieBreak, TieKind, rank, undecided

CHAIN = (TieBreak(TieKind.CRITERION, "c2", "tiêu chí 2"), TieBreak(TieKind.BALLOT))


def places(entrants, chain=()):
    return [(one.key, one.place) for one in rank(entrants, chain)]


def test_equal_points_share_a_place():
    points = [("a", 90), ("b", 95), ("c", 90), ("d", 80)]
    assert places([Entrant(key, Dec(one)) for key, one in points]) == [("b", 1), ("a", 2), ("c", 2), ("d", 4)]


def test_the_chain_tells_equals_apart_and_says_how():
    entrants = [
        Entrant("a", Dec(90), (Dec(3), None)),
        Entrant("b", Dec(90), (Dec(5), None)),
        Entrant("c", Dec(90), (Dec(3), None)),
    ]
    found = rank(entrants, CHAIN)
    assert [(one.key, one.place) for one in found] == [("b", 1), ("a", 2), ("c", 2)]
    assert found[0].because == "Bằng điểm, phân hạng theo tiêu chí 2."
    assert undecided(found) == (("a", "c"),)


def test_a_ballot_ends_the_chain():
    entrants = [Entrant("a", Dec(90), (Dec(3), Dec(2))), Entrant("b", Dec(90), (Dec(3), Dec(1)))]
    found = rank(entrants, CHAIN)
    assert [(one.key, one.place) for one in found] == [("b", 1), ("a", 2)]
    assert found[0].because == "Bằng điểm, phân hạng bằng bỏ phiếu."
    assert undecided(found) == ()


def test_nobody_and_one():
    assert rank([]) == ()
    assert places([Entrant("a", Dec(0))]) == [("a", 1)]

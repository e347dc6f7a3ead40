from fractions import Fraction

import pytest

from thidua.core.voting.council import Presence, Seats, needed, quorum_of, seats_of

EIGHTY, NINETY = Fraction(4, 5), Fraction(9, 10)


@pytest.mark.parametrize(
    ("share", "members", "votes"),
    [
        (EIGHTY, 11, 9),
        (EIGHTY, 9, 8),
        (EIGHTY, 7, 6),
        (EIGHTY, 5, 4),
        (EIGHTY, 4, 4),
        (NINETY, 10, 9),
        (NINETY, 11, 10),
        (NINETY, 9, 9),
        (None, 9, 5),
        (None, 10, 6),
        (None, 1, 1),
    ],
)
def test_votes_needed_of_all_members(share, members, votes):
    assert needed(share, members) == votes


def test_seats():
    presences = [Presence.PRESENT, Presence.PRESENT, Presence.WRITTEN, Presence.ABSENT]
    seats = seats_of(presences, stepped_out=1)
    assert (seats.all, seats.present, seats.written, seats.voters_in_room) == (4, 2, 1, 1)


@pytest.mark.parametrize(
    ("seats", "reached"),
    [
        (Seats(9, 0, 0), True),
        (Seats(6, 2, 1), True),
        (Seats(7, 0, 2), False),
        (Seats(3, 1, 0), True),
        (Seats(3, 0, 1), False),
        (Seats(0, 0, 0), False),
    ],
)
def test_quorum(seats, reached):
    quorum = quorum_of(seats, EIGHTY)
    assert quorum.is_reached is reached
    assert quorum.sentence


def test_quorum_says_its_numbers():
    quorum = quorum_of(Seats(6, 2, 1), EIGHTY)
    assert quorum.sentence == (
        "Có mặt 6 trên 9 thành viên, 2 ý kiến bằng văn bản. Cần ít nhất 8 người (80%)."
    )

from fractions import Fraction

from thidua.core.commending.balance import Praised, balance_of

WORKER = Praised("t1", is_direct_worker=True, is_female=True, is_leader=False, was_praised_last_year=False)
LEADER = Praised("t2", is_direct_worker=False, is_female=False, is_leader=True, was_praised_last_year=True)
UNKNOWN = Praised("t2", is_direct_worker=None, is_female=None, is_leader=None)


def test_shares_count_what_is_known():
    direct, women, leaders, again, _ = balance_of([WORKER, WORKER, LEADER, UNKNOWN], [WORKER, LEADER])
    assert (direct.count, direct.known, direct.unknown, direct.before) == (2, 3, 1, Fraction(1, 2))
    assert direct.words == "2/3 người (66,67%), 1 người chưa rõ; năm trước 50%."
    assert (women.count, leaders.count, again.count) == (2, 1, 1)


def test_nothing_known_is_no_share():
    (direct, *_) = balance_of([UNKNOWN])
    assert direct.share is None
    assert direct.words == "Chưa có thông tin."
    assert balance_of([WORKER])[0].words == "1/1 người (100%)."

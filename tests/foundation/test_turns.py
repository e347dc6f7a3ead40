"""Who writes next: in the order of asking, never twice at once, and nobody keeps the turn for ever."""

import time
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from thidua.foundation.sqlite.turns import Turns
from thidua.organisation.models import Authority

_HERE = "sqlite"


def test_turns_come_in_the_order_of_asking():
    turns, told = Turns(), []
    assert turns.take(1)

    def ask(number: int) -> None:
        assert turns.take(10)
        told.append(number)
        turns.leave()

    threads = []
    for number in range(8):
        threads.append(Thread(target=ask, args=(number,)))
        threads[-1].start()
        time.sleep(0.02)
    turns.leave()
    for thread in threads:
        thread.join(10)
    assert told == list(range(8))


def test_who_waits_in_vain_is_told_and_loses_nobody_the_turn():
    turns = Turns()
    assert turns.take(1)
    assert not turns.take(0.01)
    turns.leave()
    assert turns.take(0.01)


@pytest.mark.skipif(connection.vendor != _HERE, reason="PostgreSQL keeps its own queue")
@pytest.mark.django_db(transaction=True)
def test_the_turn_ends_with_the_transaction_however_it_ends():
    wrapper = connection._connections[connection._alias]
    with transaction.atomic():
        assert wrapper.has_turn
        Authority.objects.create(name="xã A", level="commune")
    assert not wrapper.has_turn
    with pytest.raises(DatabaseError), transaction.atomic():
        raise DatabaseError
    assert not wrapper.has_turn
    with transaction.atomic():
        connection.close()
    assert not wrapper.has_turn

"""Nobody learns from what is stored who voted what: not from tables, history, log, files, or their order.

The paper ballot keeps the secret; the program is held to not undoing it. The tester of these tests knows who
voted what; the thief gets every row in the order it lies in, every line that was logged, and every statement
that was sent to the database in its order: of these follow all pages of the file, its WAL and any backup.
"""

import itertools
import logging
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from tests.council.sitting import WORKER, Sitting

from thidua.core.voting.counting import Tally
from thidua.council.models import CountEntry, CountTally, Poll, PollLine
from thidua.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db

_KEY = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{64}")
_FIRST_NUMBER = 1_000_000
VOTES = {Poll, PollLine, CountEntry, CountTally}


def _run(sitting: Sitting, agrees: dict[str, bool]) -> None:
    """Hold a session in which these members vote so; the counters see ballots only, in any order."""
    sitting.begin(sitting.nominate("Nguyễn Văn H", kind=WORKER))
    poll = sitting.poll()
    ballots = sorted(agrees.values())  # a box holds ballots, not who put them in
    sitting.count(poll, Tally(sum(ballots), len(ballots) - sum(ballots)))
    sitting.close()


def _start_numbers_alike() -> None:
    """Let row numbers begin where they began before: PostgreSQL counts on when a run is taken back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s) FROM pg_sequences",
                [_FIRST_NUMBER],
            )


def _stolen() -> str:
    """Return every row of every table in the order it lies in, keys and times made alike.

    On PostgreSQL a run that was taken back leaves holes, and the next one fills them or not, as cleaning
    happens to come by: there rows are compared without order. The statements, which decide it, keep theirs.
    """
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the names are those of our own tables
            found += [f"{table}: {list(filter(_is_no_hash, row))}" for row in cursor.fetchall()]
    if connection.vendor == "postgresql":
        return "\n".join(sorted(_KEY.sub("<>", row) for row in found))
    return _alike("\n".join(found))


def _alike(text: str) -> str:
    """Name keys and hashes by the order in which they are met: they are drawn anew each time."""
    keys: dict[str, str] = {}
    return _KEY.sub(lambda one: keys.setdefault(one[0], f"<{len(keys)}>"), text)


def _is_no_hash(value: object) -> bool:
    """Salts are drawn anew each time, and the seals of the register with them."""
    return not isinstance(value, (bytes, memoryview, connection.Database.Binary))


def _without_hashes(params: Any) -> list[Any]:
    """Leave them out of the values of one statement, or of many that are sent as one."""
    nested = [_without_hashes(one) if isinstance(one, list | tuple) else one for one in params]
    return list(filter(_is_no_hash, nested))


def _after(sitting: Sitting, agrees: dict[str, bool], log: pytest.LogCaptureFixture) -> dict[str, str]:
    """Return what a thief gets after the session, and take the session back."""
    session, log_before, sent = sitting.session, len(log.records), []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- the signature of Django
        if "SAVEPOINT" not in sql:  # these are numbered through the whole program
            sent.append(f"{sql} {_without_hashes(params or ())}")
        return execute(sql, params, many, context)

    with transaction.atomic():
        _start_numbers_alike()
        with connection.execute_wrapper(listen):
            _run(sitting, agrees)
        stolen = _stolen()
        transaction.set_rollback(True)
    sitting.session = session
    sitting.session.refresh_from_db()
    told = "\n".join(one.getMessage() for one in log.records[log_before:] if one.name != "django.db.backends")
    return {"rows": stolen, "log": _KEY.sub("", told), "statements": _alike("\n".join(sent))}


def test_swapped_voters_leave_the_same_rows_log_and_statements(sitting, caplog):
    caplog.set_level(logging.DEBUG)
    names = [str(one) for one in sitting.members]
    one = {name: place < 6 for place, name in enumerate(names)}
    other = {name: place >= 3 for place, name in enumerate(names)}
    first, second = _after(sitting, one, caplog), _after(sitting, other, caplog)
    assert first["rows"].count("council_") > 20  # the thief has something to look at
    assert first["statements"].count("INSERT INTO") > 20
    assert first == second


def test_a_guesser_with_everything_does_no_better_than_chance(sitting, caplog):
    """Over sessions in which each member is as often for it: what is stored is one text, so is any guess."""
    caplog.set_level(logging.WARNING)
    names = [str(one) for one in sitting.members]
    votes = [True] * 6 + [False] * 3
    sessions = [dict(zip(names, votes[turn:] + votes[:turn], strict=True)) for turn in range(0, 9, 3)]
    assert {sum(one[name] for one in sessions) for name in names} == {2}
    stolen = {tuple(_after(sitting, one, caplog).values()) for one in sessions}
    assert len(stolen) == 1


def test_no_table_names_a_member_or_an_account_beside_a_vote():
    people = {"organisation.person", "organisation.user", "organisation.position", "council.councilmember"}
    people |= {"council.attendance", "council.stepout"}
    for model in apps.get_models():
        told = {
            field.related_model._meta.label_lower
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey | models.ManyToManyField)
        }
        votes = {one._meta.label_lower for one in VOTES}
        assert not (told & votes and told & people), model
        if model in VOTES:
            assert not told & people, model


def test_history_and_notices_of_a_vote_name_no_member(sitting):
    _run(sitting, {str(one): place < 6 for place, one in enumerate(sitting.members)})
    about = AuditEntry.objects.filter(action__startswith="council.poll")
    members = [str(one) for one in sitting.members]
    for entry, name in itertools.product(about, members):
        assert name not in f"{entry.object_label} {entry.reason} {entry.changes}"
    assert about.count() == 4


def test_rows_of_presence_lie_in_the_order_of_the_list(sitting):
    """Whatever order people came in: the row numbers tell of the list only."""
    sitting.members = sitting.members[::-1]
    sitting.table(sitting.nominate("A"))
    sitting.mark(written=1)
    rows = sitting.session.attendances.order_by("pk").values_list("member__rank", "member__person__full_name")
    assert list(rows) == sorted(rows, key=lambda row: (row[0], row[1].replace("Đ", "D~")))

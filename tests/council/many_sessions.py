"""Hold many sessions in a database of its own, write down where each ends, then lose power in the middle.

For `manage.py shell -c`. THIDUA_DATA names the folder; the log is as loud as it goes, with all statements and
their values.
"""

import json
import logging
import os
import random
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate
from tests.commune import make_commune
from tests.council.sitting import HELD, WORKER, Sitting, make_sitting

from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner
from thidua.council.services import agenda, board, closing, polls, presence, sessions
from thidua.council.services.closing import Closing
from thidua.council.services.sessions import SessionFacts
from thidua.organisation.models import Authority

TWO = slice(3, 5)  # the members one of whom votes against


def hold(coins: str) -> None:
    """Hold a session for each digit, which says who of the two votes against, and stop short."""
    folder = Path(settings.DATA)
    logging.basicConfig(filename=folder / "thidua.log", level=logging.DEBUG, format="%(asctime)s %(message)s")
    logging.getLogger("django").setLevel(logging.DEBUG)
    sitting = make_sitting(make_commune(), size=5)
    Authority.objects.update(stands_on=localdate(HELD))  # the day of all sessions; their moments are real
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA synchronous = OFF"
        )  # the same bytes, only sooner: the power goes in no earnest
    marks = [_mark(folder)]
    told = []
    for number, coin in enumerate(coins):
        _hold_one(sitting, number, int(coin))
        told.append(sitting.session.pk.hex)
        marks.append(_mark(folder))
    two = [
        [one.pk.hex, one.person_id.hex, str(one), str(one.person.sort_key)] for one in sitting.members[TWO]
    ]
    (folder / "seen.json").write_text(json.dumps({"sessions": told, "marks": marks, "two": two}))
    os._exit(0)  # nothing is tidied up: the WAL stays as it lies


def _hold_one(sitting: Sitting, number: int, coin: int) -> None:
    """Fill and empty the box on paper: what is entered is what two people read from the ballots."""
    by, now = sitting.office, timezone.now
    facts = SessionFacts(HELD, "Phòng họp UBND xã", Manner.BALLOT)
    session = sessions.plan(sitting.council, sitting.round, facts, by=by, at=now())
    nomination = sitting.nominate(f"Nguyễn Văn {number:03}", kind=WORKER)
    (item,) = agenda.put_on(session, [nomination], by=by, at=now())
    everybody = {one.pk: Presence.PRESENT for one in sitting.members}
    presence.mark(session, everybody, by=by, at=now())
    board.appoint(session, [one.pk for one in sitting.tellers], by=by, at=now())
    session.refresh_from_db()
    session = presence.open_session(session, expected=session.version, by=by, at=now())
    poll = polls.open_poll(session, [item.pk], by=by, at=now())
    box = [place != TWO.start + coin for place in range(len(sitting.members))]
    random.shuffle(box)
    sitting.session = session
    entered = sitting.entered(poll, Tally(box.count(True), box.count(False)))
    for counter in (sitting.office, sitting.counter):
        polls.enter(poll, entered, by=counter, at=now())
    session.refresh_from_db()
    told = Closing("Các thành viên thống nhất.")
    sitting.session = closing.close(session, told, expected=session.version, by=by, at=now())


def _mark(folder: Path) -> dict[str, Any]:
    """Return how far each table and the log reach: what lies beyond is of the next session."""
    connection.force_debug_cursor = False
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT wr")
        names = [name for (name,) in cursor.fetchall()]
        rows = {}
        for name in names:
            cursor.execute(f'SELECT max(rowid) FROM "{name}"')  # noqa: S608 -- the names are those of our own tables
            rows[name] = cursor.fetchone()[0] or 0
    connection.force_debug_cursor = True
    sizes = {one.name: one.stat().st_size for one in folder.glob("thidua*")}
    return {"rows": rows, "sizes": sizes}

"""Numbers of papers run without a gap, and a number and its paper are never apart."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from tests.commune import Commune, make_commune
from tests.decisions.granted import decision
from tests.documents.test_together import at_once

from thidua.core.errors import DomainError, RefusedError
from thidua.core.paper_numbers import gaps_in, twice_in
from thidua.decisions.enums import AwardState, PaperKind
from thidua.decisions.models import Award, IssuedPaper, NumberBook
from thidua.decisions.services import numbers
from thidua.decisions.services.numbers import PaperFacts
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.papers.official import Letter

AT = datetime(2024, 7, 20, 3, 0, tzinfo=UTC)
DAY = date(2024, 7, 20)


def facts(commune: Commune, **values) -> PaperFacts:
    told = {
        "authority": commune.authority,
        "kind": PaperKind.DECISION,
        "title": "Về việc khen thưởng",
        "on": DAY,
        "signer": "Lê Văn A",
        "signer_title": "Chủ tịch",
    }
    return PaperFacts(**told | values)


def letter(number: str, title: str = "Về việc khen thưởng") -> Letter:
    return Letter(agency="UBND", number=f"Số: {number}", place_and_day="", kind="QUYẾT ĐỊNH", title=title)


def issue(commune: Commune, by=None, **values) -> IssuedPaper:
    actor = by or commune.actor(Role.CHAIRMAN)
    return numbers.issue(facts(commune, **values), letter, by=actor, at=AT)


def test_numbers_run_from_one_in_each_book_and_year(commune: Commune):
    chairman = commune.actor(Role.CHAIRMAN)
    told = [
        issue(commune, chairman).number,
        issue(commune, chairman).number,
        issue(commune, chairman, kind=PaperKind.SUBMISSION).number,
        issue(commune, chairman, kind=PaperKind.LETTER).number,
        issue(commune, chairman, on=date(2023, 12, 30)).number,
    ]
    assert told == ["01/QĐ-UBND", "02/QĐ-UBND", "01/TTr-UBND", "01/UBND-VP", "01/QĐ-UBND"]
    assert sorted(NumberBook.objects.values_list("year", "code", "last")) == [
        (2023, "QĐ-UBND", 1),
        (2024, "QĐ-UBND", 2),
        (2024, "TTr-UBND", 1),
        (2024, "UBND-VP", 1),
    ]


def test_another_commune_has_its_own_numbers(commune: Commune):
    issue(commune)
    assert issue(make_commune("xã Cẩm Lạc")).number == "01/QĐ-UBND"


def test_the_bytes_are_kept_under_their_hash_with_the_number_on_them(commune: Commune):
    made = issue(commune)
    assert files.read(made.pdf).startswith(b"%PDF")
    assert files.read(made.docx).startswith(b"PK")
    told = AuditEntry.objects.get(action="decisions.paper.issue").changes
    assert told == {"pdf": [None, made.pdf.sha256], "docx": [None, made.docx.sha256]}


def test_a_paper_that_cannot_be_drawn_takes_no_number(commune: Commune):
    chairman = commune.actor(Role.CHAIRMAN)
    strange = facts(commune, title="漢")
    with pytest.raises(DomainError, match="chữ"):
        numbers.issue(strange, lambda number: letter(number, "漢"), by=chairman, at=AT)
    assert not IssuedPaper.objects.exists()
    assert issue(commune, chairman).number == "01/QĐ-UBND"


def test_what_fails_after_the_number_was_taken_gives_it_back(commune: Commune):
    def deed() -> None:
        with transaction.atomic():
            issue(commune)
            raise IntegrityError

    issue(commune)
    with pytest.raises(IntegrityError):
        deed()
    assert issue(commune).ordinal == 2


@pytest.mark.parametrize(
    ("on", "told"),
    [(DAY + timedelta(days=1), "chưa đến"), (DAY - timedelta(days=1), "không sớm hơn")],
)
def test_days_keep_the_order_of_numbers(commune: Commune, on: date, told: str):
    issue(commune)
    with pytest.raises(DomainError, match=told):
        issue(commune, on=on)
    assert NumberBook.objects.get().last == 1


def test_a_year_ends_at_midnight_here(commune: Commune):
    """Numbers begin again with the first day of a year, by the clock of the office."""
    midnight, new_year = datetime(2024, 12, 31, 17, 0, tzinfo=UTC), date(2025, 1, 1)
    chairman, old_year = commune.actor(Role.CHAIRMAN), date(2024, 12, 31)

    def given(on: date, at: datetime) -> tuple[str, int]:
        made = numbers.issue(facts(commune, on=on), letter, by=chairman, at=at)
        return made.number, made.book.year

    before = midnight - timedelta(seconds=1)
    assert given(old_year, before) == ("01/QĐ-UBND", 2024)
    with pytest.raises(DomainError, match="Ngày 01/01/2025 chưa đến"):
        given(new_year, before)
    assert given(new_year, midnight) == ("01/QĐ-UBND", 2025)
    assert given(old_year, midnight) == ("02/QĐ-UBND", 2024)
    assert given(new_year, midnight) == ("02/QĐ-UBND", 2025)


def test_a_slip_in_the_year_begins_no_book_of_a_year_long_gone(commune: Commune):
    with pytest.raises(DomainError, match="Ngày 20/07/2014 đã quá 5 năm"):
        issue(commune, on=date(2014, 7, 20))
    assert not NumberBook.objects.exists()


def test_who_does_not_write_papers_takes_no_number(commune: Commune):
    for role in (Role.COUNCIL, Role.INSPECTOR, Role.KEEPER):
        with pytest.raises(RefusedError):
            issue(commune, commune.actor(role))
    with pytest.raises(RefusedError):
        issue(commune, make_commune("xã Cẩm Lạc").actor(Role.OFFICE))
    assert not NumberBook.objects.exists()


def test_the_database_keeps_one_paper_a_number(commune: Commune):
    made = issue(commune)
    twin = IssuedPaper.objects.get(pk=made.pk)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_twenty_issuers_at_once_leave_no_gap_and_no_double():
    """The first of them also begins the book; each numbers an award in the golden book of the year."""
    commune = make_commune()
    chairman = commune.actor(Role.CHAIRMAN)
    wanted = facts(commune)
    decision(commune, 20)
    Award.objects.update(state=AwardState.DRAFTED, book_year=None, book_number=None)

    @transaction.atomic
    def grant(award: Award) -> IssuedPaper:
        made = numbers.issue(wanted, letter, by=chairman, at=AT)
        numbers.number_awards([award], made)
        award.state = AwardState.GRANTED
        award.save()
        return made

    told = at_once(*[partial(grant, award) for award in Award.objects.all()])
    assert [one for one in told if not isinstance(one, IssuedPaper)] == []
    given = [one.ordinal for one in told if isinstance(one, IssuedPaper)]
    assert sorted(given) == [*range(1, 21)]
    assert (gaps_in(given), twice_in(given)) == ((), ())
    assert NumberBook.objects.get(year=DAY.year).last == 20
    numbered = [*Award.objects.order_by("book_number").values_list("book_year", "book_number")]
    assert numbered == [(DAY.year, number) for number in range(1, 21)]


@pytest.mark.django_db(transaction=True)
def test_issuers_of_two_years_at_once_leave_both_books_whole():
    commune = make_commune()
    chairman, at = commune.actor(Role.CHAIRMAN), datetime(2025, 1, 1, 1, 0, tzinfo=UTC)
    wanted = [facts(commune, on=on) for on in (date(2024, 12, 31), date(2025, 1, 1)) for _ in range(4)]
    told = at_once(*[partial(numbers.issue, one, letter, by=chairman, at=at) for one in wanted])
    assert [one for one in told if not isinstance(one, IssuedPaper)] == []
    for book in NumberBook.objects.all():
        given = list(book.papers.values_list("ordinal", flat=True))
        assert (sorted(given), book.last) == ([1, 2, 3, 4], 4)
    assert NumberBook.objects.count() == 2


_STRUCK = """
import django; django.setup()
import os, signal
from tests.commune import make_commune
from tests.decisions.test_numbers import issue
from thidua.decisions.services import numbers
commune = make_commune()
issue(commune)
drawn = numbers._drawn
def struck(*args):
    drawn(*args)
    os.kill(os.getpid(), signal.SIGKILL)
numbers._drawn = struck
issue(commune)
"""


@pytest.mark.django_db(transaction=True)
def test_a_power_cut_between_number_and_paper_leaves_neither(tmp_path: Path):
    if connection.vendor != "sqlite":
        pytest.skip("needs a database in a file")
    kept = tmp_path / "thidua.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(kept)])
    surrounding = os.environ | {
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings.test",
        "THIDUA_DATA": str(tmp_path),
        "PYTHONPATH": f"{Path(settings.PACKAGE).parent}:{Path(settings.PACKAGE).parents[1]}",
    }
    ended = subprocess.run([sys.executable, "-c", _STRUCK], env=surrounding, check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    with sqlite3.connect(kept) as found:
        assert found.execute("SELECT last FROM decisions_numberbook").fetchall() == [(1,)]
        assert found.execute("SELECT ordinal FROM decisions_issuedpaper").fetchall() == [(1,)]

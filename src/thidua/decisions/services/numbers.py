"""Take a number and issue a paper under it: number, bytes and row in one transaction, or none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import PaperKind
from thidua.decisions.models import Award, IssuedPaper, NumberBook
from thidua.decisions.queries.numbering import code_for
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority
from thidua.papers.errors import PaperError
from thidua.papers.official import Letter, to_docx, to_pdf

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_YEARS = 5
_BOOKS = {PaperKind.LETTER: "Sổ công văn đi"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What a book of numbers keeps of a paper."""

    authority: Authority
    kind: PaperKind
    title: str
    on: date
    signer: str
    signer_title: str
    corrects: IssuedPaper | None = None


@transaction.atomic
def issue(facts: PaperFacts, write: Callable[[str], Letter], *, by: Actor, at: datetime) -> IssuedPaper:
    """Take the next number of the book, let `write` lay the paper out under it, keep both its files.

    The row of the book stays locked until the transaction ends, so that no number is missing or twice.

    :raises DomainError: the day is before that of the number before, or still to come; a letter no font has
    """
    policies.can_begin_paper(by, facts.authority.pk).enforce()
    book = _locked(facts.authority.pk, facts.on.year, facts.kind)
    _refuse_odd_day(book, facts.on, at)
    book.last += 1
    number = book.number(book.last)
    pdf, docx = _drawn(write(number), at)
    made = IssuedPaper.objects.create(
        authority=facts.authority,
        book=book,
        ordinal=book.last,
        number=number,
        kind=facts.kind,
        title=facts.title,
        issued_on=facts.on,
        issued_at=at,
        issued_by=by.name,
        signer=facts.signer,
        signer_title=facts.signer_title,
        corrects=facts.corrects,
        pdf=pdf,
        docx=docx,
    )
    book.save(update_fields=["last"])
    told: dict[str, tuple[object, object]] = {"pdf": (None, pdf.sha256), "docx": (None, docx.sha256)}
    record("decisions.paper.issue", made, by=by, at=at, deed=Deed(changes=told))
    return made


def number_awards(awards: Sequence[Award], paper: IssuedPaper) -> None:
    """Number awards in the golden book of the year of their paper, in order; the caller stores them.

    Runs in the transaction that issued the paper: the row of its book is locked until the end, and all
    decisions of a year share that book, so that these numbers have no gap and no double either.
    """
    year = paper.issued_on.year
    given = Award.objects.filter(authority_id=paper.authority_id, book_year=year)
    last = given.aggregate(last=Max("book_number"))["last"] or 0
    for number, award in enumerate(awards, start=last + 1):
        award.book_year, award.book_number = year, number


def _locked(authority_id: UUID, year: int, kind: PaperKind) -> NumberBook:
    """Return the book, its row locked; it begins with its first number."""
    wanted = {"authority_id": authority_id, "year": year, "code": code_for(kind)}
    if not NumberBook.objects.filter(**wanted).exists():
        name = _BOOKS.get(kind, f"Sổ {kind.label.lower()}")
        NumberBook.objects.get_or_create(**wanted, defaults={"name": name})
    book: NumberBook = NumberBook.objects.select_for_update(of=("self",)).get(**wanted)
    return book


def _refuse_odd_day(book: NumberBook, on: date, at: datetime) -> None:
    """Keep numbers in the order of days; no paper is from a day to come, nor from a year typed wrong.

    Papers of the last years may still be entered.
    """
    today = localdate(at)
    if on.year < today.year - _MOST_YEARS:
        raise DomainError(f"Ngày {show_date(on)} đã quá {_MOST_YEARS} năm. Kiểm tra lại năm ban hành.")
    if on > today:
        raise DomainError(f"Ngày {show_date(on)} chưa đến. Ghi ngày ban hành không muộn hơn hôm nay.")
    before = book.papers.order_by("-ordinal").values_list("number", "issued_on").first()
    if before is not None and on < before[1]:
        raise DomainError(
            f"Số {before[0]} đã ban hành ngày {show_date(before[1])}. Ghi ngày không sớm hơn ngày này."
        )


def _drawn(letter: Letter, at: datetime) -> tuple[StoredFile, StoredFile]:
    try:
        pdf, docx = to_pdf(letter, made_at=at), to_docx(letter, made_at=at)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    return (
        files.store(pdf, media_type="application/pdf", at=at),
        files.store(docx, media_type=_DOCX, at=at),
    )

"""A signed decision with awards, as the steps before it leave it, for tests of what comes after."""

from datetime import UTC, date, datetime

from tests.commune import Commune

from thidua.awards.models import AwardRound, Nomination
from thidua.decisions.enums import AwardState, DecisionState, PaperKind
from thidua.decisions.models import Award, Decision, IssuedPaper, NumberBook
from thidua.foundation.services import files
from thidua.organisation.models import Person

AT = datetime(2025, 12, 20, 9, 0, tzinfo=UTC)
DAY = date(2025, 12, 20)
ACHIEVEMENT = "Đã có thành tích xuất sắc trong phong trào thi đua phát triển kinh tế - xã hội năm 2025"
_NAMES = ("Nguyễn Thị Ngọc Ánh", "Lê Văn Bình", "Trần Quốc Huy", "Phạm Thị Hằng", "Đặng Hữu Phước")


def paper(commune: Commune, title: str = "Tặng Giấy khen", *, on: date = DAY) -> IssuedPaper:
    """Return a signed decision as the book of numbers keeps it."""
    book, _ = NumberBook.objects.get_or_create(
        authority=commune.authority, year=on.year, code="QĐ-UBND", defaults={"name": "Sổ quyết định"}
    )
    book.last += 1
    book.save()
    file = files.store(title.encode(), media_type="application/pdf", at=AT)
    return IssuedPaper.objects.create(
        authority=commune.authority,
        book=book,
        ordinal=book.last,
        number=f"{book.last:02}/QĐ-UBND",
        kind=PaperKind.DECISION,
        title=title,
        issued_on=on,
        issued_at=AT,
        issued_by="Văn phòng",
        signer="Lê Văn A",
        signer_title="Chủ tịch",
        pdf=file,
        docx=file,
        signed_file=file,
        signed_at=AT,
        signed_manner="paper",
        signed_by="Văn phòng",
    )


def decision(commune: Commune, count: int, *, kind: str = "GK", paid: int = 0) -> Decision:
    """Return a published decision with `count` persons on its list."""
    judged = AwardRound.objects.create(
        authority=commune.authority, name="Năm 2025", merit="cong_trang", year=2025, judged_on=DAY
    )
    made = Decision.objects.create(
        authority=commune.authority,
        round=judged,
        title="Tặng Giấy khen",
        bases="Luật Thi đua, khen thưởng",
        decided_on=DAY,
        signer="Lê Văn A",
        signer_title="Chủ tịch",
        state=DecisionState.PUBLISHED,
        published_at=AT,
        made_by="Văn phòng",
        made_at=AT,
        paper=paper(commune),
    )
    _grant(commune, made, _put_forward(commune, judged, count, kind), paid)
    return made


def _put_forward(commune: Commune, judged: AwardRound, count: int, kind: str) -> list[Nomination]:
    people = Person.objects.bulk_create(
        Person(authority=commune.authority, full_name=name_of(number)) for number in range(count)
    )
    return Nomination.objects.bulk_create(
        Nomination(
            authority=commune.authority,
            round=judged,
            person=person,
            position=number,
            kind_code=kind,
            kind_name="Giấy khen của Chủ tịch Ủy ban nhân dân xã",
            achievement=ACHIEVEMENT,
            source="unit",
            made_by="Văn phòng",
            made_at=AT,
            state="decided",
            put_forward_by=commune.units["Thôn 1"],
        )
        for number, person in enumerate(people, start=1)
    )


def _grant(commune: Commune, made: Decision, nominations: list[Nomination], paid: int) -> None:
    before = Award.objects.filter(authority=commune.authority).count()
    Award.objects.bulk_create(
        Award(
            authority=commune.authority,
            decision=made,
            nomination=nomination,
            person=nomination.person,
            position=nomination.position,
            book_year=DAY.year,
            book_number=before + nomination.position,
            recipient=nomination.person.full_name,
            detail="Thôn 1, xã Cẩm Lĩnh",
            kind_code=nomination.kind_code,
            kind_name=nomination.kind_name,
            achievement=ACHIEVEMENT,
            year=2025,
            amount=paid,
            paid=paid,
            state=AwardState.GRANTED,
        )
        for nomination in nominations
    )


def name_of(number: int) -> str:
    return f"{_NAMES[number % len(_NAMES)]} {number + 1}"

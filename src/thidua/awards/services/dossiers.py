"""Write the papers of a dossier, bring them as files, return them, check them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.awards import policies
from thidua.awards.enums import PaperState
from thidua.awards.models import DossierPaper, Nomination
from thidua.awards.queries.dossier import BLANK, OF_COUNCIL, part_named, parts_of
from thidua.awards.queries.dossier_texts import first_texts
from thidua.awards.services.nomination_steps import lock, lock_all
from thidua.core.errors import DomainError
from thidua.core.law.kinds import DossierPart
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import notices
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.notices import News


@dataclass(frozen=True, slots=True)
class Written:
    """What a paper is filled with: a text, or a file with the name people gave it."""

    text: str = ""
    file: StoredFile | None = None
    file_name: str = ""


@transaction.atomic
def write(
    nomination: Nomination, key: str, written: Written, *, seen: datetime | None, by: Actor, at: datetime
) -> DossierPaper:
    """Fill one part; `seen` is when the paper that was read was made, None where there was none.

    A text in which a place is left blank is kept, and counts as missing.

    :raises DomainError: nothing is written, or somebody else wrote meanwhile
    """
    locked, part, paper = _taken(nomination, key)
    policies.can_write_paper(by, locked, paper).enforce()
    if not written.text.strip() and written.file is None:
        raise DomainError("Soạn văn bản, hoặc chọn tệp đã có.")
    if (paper.at if paper else None) != seen:
        raise DomainError("Văn bản này vừa được người khác sửa. Mở lại trang rồi sửa tiếp.")
    made = paper or DossierPaper(nomination=locked, key=key)
    _fill(made, written, by, at)
    made.save()
    verb = "bring" if written.file else "write"
    deed = Deed(changes={"paper": (None, part.name)})
    record(f"awards.paper.{verb}", locked, by=by, at=at, deed=deed)
    return made


@transaction.atomic
def write_many(
    nominations: Iterable[Nomination], texts: Mapping[str, str], *, by: Actor, at: datetime
) -> int:
    """Fill the empty parts of many by parts: `texts` as minutes that hold for all, the rest prefilled.

    Return how many papers were written. What is there already stays.
    """
    locked = lock_all(nominations)
    for one in locked:
        policies.can_write_paper(by, one, None).enforce()
    there = set(DossierPaper.objects.filter(nomination__in=locked).values_list("nomination_id", "key"))
    made = [
        paper
        for part in {part for one in locked for part in parts_of(one) if part.form != OF_COUNCIL}
        for paper in _new_papers(part, locked, texts.get(part.key, ""))
        if (paper.nomination_id, part.key) not in there
    ]
    for paper in made:
        _fill(paper, Written(paper.text), by, at)
    DossierPaper.objects.bulk_create(made)
    record_each("awards.paper.write", ((paper.nomination, Deed()) for paper in made), by=by, at=at)
    return len(made)


@transaction.atomic
def send_back(nomination: Nomination, key: str, reason: str, *, by: Actor, at: datetime) -> DossierPaper:
    """Return one paper with the reason to who can mend it, who is told.

    :raises DomainError: no reason, or no paper
    """
    locked, part, paper = _taken(nomination, key)
    policies.can_judge_paper(by, locked).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do trả lại để người làm biết sửa chỗ nào.")
    _set(_there(part, paper), PaperState.RETURNED, reason.strip())
    deed = Deed(changes={"paper": (None, part.name)}, reason=reason.strip())
    record("awards.paper.send_back", locked, by=by, at=at, deed=deed)
    notices.tell(_news(locked, part, reason.strip(), at), at=at)
    return _there(part, paper)


@transaction.atomic
def check(nomination: Nomination, key: str, *, by: Actor, at: datetime) -> DossierPaper:
    """Say that one paper is in order."""
    locked, part, paper = _taken(nomination, key)
    policies.can_judge_paper(by, locked).enforce()
    found = _there(part, paper)
    if found.state != PaperState.WRITTEN:
        raise DomainError(f"{part.name} chưa soạn xong nên chưa kiểm tra được.")
    _set(found, PaperState.CHECKED, "")
    deed = Deed(changes={"paper": (None, part.name)})
    record("awards.paper.check", locked, by=by, at=at, deed=deed)
    return found


def _taken(nomination: Nomination, key: str) -> tuple[Nomination, DossierPart, DossierPaper | None]:
    """Take the nomination for changing, with the part of its dossier and the paper there is."""
    locked = lock(nomination)
    part = part_named(locked, key)
    if part is None or part.form == OF_COUNCIL:
        raise DomainError("Hồ sơ này không có văn bản ấy để soạn.")
    return locked, part, locked.papers.filter(key=key).first()


def _there(part: DossierPart, paper: DossierPaper | None) -> DossierPaper:
    if paper is None:
        raise DomainError(f"Chưa có {part.name.lower()}.")
    return paper


def _set(paper: DossierPaper, state: PaperState, because: str) -> None:
    paper.state, paper.returned_because = state, because
    paper.save(update_fields=["state", "returned_because"])


def _fill(paper: DossierPaper, written: Written, by: Actor, at: datetime) -> None:
    paper.text = written.text.strip()
    paper.file, paper.file_name = written.file, written.file_name
    is_open = written.file is None and BLANK in paper.text
    paper.state = PaperState.MISSING if is_open else PaperState.WRITTEN
    paper.returned_because, paper.by_name, paper.at = "", by.name, at


def _new_papers(part: DossierPart, nominations: list[Nomination], text: str) -> list[DossierPaper]:
    """Return a paper of the part for each whose dossier has it and for which there are words."""
    wanted = [one for one in nominations if part in parts_of(one)]
    texts = [text for _ in wanted] if text.strip() else first_texts(wanted, part.form)
    return [
        DossierPaper(nomination=one, key=part.key, text=words)
        for one, words in zip(wanted, texts, strict=True)
        if words
    ]


def _news(nomination: Nomination, part: DossierPart, reason: str, at: datetime) -> Iterator[News]:
    """Yield what the unit that put it forward is told; the office knows."""
    if nomination.put_forward_by_id is None:
        return
    yield News(
        dedup_key=f"paper:{nomination.pk}:{part.key}:{at.isoformat()}",
        authority_id=nomination.authority_id,
        unit_id=nomination.put_forward_by_id,
        title="Một văn bản trong hồ sơ khen thưởng được trả lại để sửa.",
        detail=f"{part.name} của {nomination}. {reason}"[:300],
        url=f"/khen-thuong/de-nghi/{nomination.pk}/ho-so/",
    )

"""Close a session with outcomes, minutes and an entry of the register; open it again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_current_timezone, localdate

from thidua.awards.enums import NominationState
from thidua.awards.services import nominations
from thidua.awards.services.nomination_steps import Told
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.register.leaves import LeafKind
from thidua.council import policies
from thidua.council.enums import ItemState, PaperKind, PollState
from thidua.council.models import CouncilSession, SessionItem, SessionPaper
from thidua.council.queries.count_letter import count_minutes
from thidua.council.queries.letters import items_of, minutes
from thidua.council.queries.results import Result, results_of
from thidua.council.queries.seats import Room, presences_of, quorum_for
from thidua.council.queries.stand import Stand, about_of
from thidua.council.services import sessions
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.foundation.services.audit import record
from thidua.papers.errors import PaperError
from thidua.papers.official import Letter, to_docx, to_pdf
from thidua.register.services import leaves

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Closing:
    """What is written into the minutes at the end.

    `began` and `ended` are clock times of the day of the session, as the secretary noted them; where they are
    not given, the moments at which it was opened and closed here stand for them.
    """

    discussion: str = ""
    began: time | None = None
    ended: time | None = None


@transaction.atomic
def close(
    session: CouncilSession, closing: Closing, *, expected: int, by: Actor, at: datetime
) -> CouncilSession:
    """Write what came of each item, keep both minutes, append the totals to the register: all or nothing.

    :raises DomainError: an item waits, is being voted on, equal votes are undecided, or times do not fit
    """
    session = sessions.lock(session)
    policies.can_conduct(by, session).enforce()
    items = items_of(session)
    results = results_of(session, items)
    _refuse_open(items, results)
    _refuse_too_few(session, results)
    values = {
        **_times(session, closing, at),
        "discussion": closing.discussion.strip(),
        "at_item": len(items) + 1,
    }
    session = sessions.step("close", session, values, expected=expected, told=Told(by, at))
    for result in results.values():
        nominations.settle(result.item.nomination, outcome_of(session, result), by=by, at=at)
    number = leaves.locked(session.authority_id).size + 1  # as entries are shown
    papers = _keep_papers(session, Stand(session, leaf_number=number), at)
    about = about_of(session)
    entry = _entry(session, results, papers)
    leaves.append(
        session.authority_id, LeafKind.BALLOT, localdate(session.held_at), entry, about=about, at=at
    )
    return session


@transaction.atomic
def reopen(session: CouncilSession, *, reason: str, expected: int, by: Actor, at: datetime) -> CouncilSession:
    """Open a closed session again, with the reason; its nominations are before the council again.

    :raises DomainError: an award was decided since, or no reason
    """
    session = sessions.lock(session)
    policies.can_reopen(by, session).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại phiên họp.")
    counted = [one.nomination for one in items_of(session) if one.state == ItemState.COUNTED]
    settled = {NominationState.PASSED, NominationState.NOT_PASSED}
    for one in counted:
        if one.state not in settled:
            raise DomainError(
                f"{one.subject_name}: {one.get_state_display().lower()}. "
                "Đã làm tiếp sau phiên nên không mở lại được. Đính chính ở bước sau."
            )
    told = Told(by, at, reason.strip())
    session = sessions.step("reopen", session, {"closed_at": None}, expected=expected, told=told)
    session.papers.filter(replaced_because="").update(replaced_because=told.reason[:500])
    if counted:
        nominations.take_back(counted, by=by, at=at, reason=told.reason)
    return session


@transaction.atomic
def attach_scan(paper: SessionPaper, scan: StoredFile, *, by: Actor, at: datetime) -> SessionPaper:
    """Keep the signed scan beside the paper it is of."""
    session = sessions.lock(paper.session)
    paper = SessionPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    paper.session = session
    policies.can_attach_scan(by, paper).enforce()
    paper.scan = scan
    paper.save(update_fields=["scan"])
    record("council.paper.attach_scan", paper, by=by, at=at)
    return paper


def outcome_of(session: CouncilSession, result: Result) -> nominations.Outcome:
    """Say what a nomination keeps of its count: no numbers where these tell how members voted."""
    on = localdate(session.held_at)
    head = f"Hội đồng xét ngày {show_date(on)}, phiên {session.number}:"
    passed = bool(result.passed)
    if result.line.tells:
        said = f"{head} {'thông qua' if passed else 'không thông qua'}. {result.because}".strip()
        return nominations.Outcome(passed, said[:500], on)
    words = f"{head} {result.sentence}"[:500]
    return nominations.Outcome(passed, words, on, result.line.for_it, result.line.needed)


def _times(session: CouncilSession, closing: Closing, at: datetime) -> dict[str, datetime]:
    day, moment = localdate(session.held_at), session.authority.moment
    began = _clock(day, closing.began) or moment(session.opened_at or at)
    ended = _clock(day, closing.ended) or moment(at)
    if localdate(ended) != day:
        raise DomainError(f"Phiên họp ngày {show_date(day)}. Ghi giờ kết thúc của ngày ấy.")
    if ended < began:
        raise DomainError("Giờ kết thúc trước giờ bắt đầu. Sửa một trong hai.")
    return {"opened_at": began, "closed_at": ended}


def _clock(day: date, clock: time | None) -> datetime | None:
    return None if clock is None else datetime.combine(day, clock, get_current_timezone())


def _refuse_open(items: Sequence[SessionItem], results: Mapping[UUID, Result]) -> None:
    for item in items:
        name = f"Việc {item.position} ({item.nomination.subject_name})"
        if item.state == ItemState.VOTING:
            raise DomainError(f"{name} đang bỏ phiếu. Kiểm phiếu xong hoặc bỏ lượt này.")
        if item.state == ItemState.WAITING:
            raise DomainError(f"{name} chưa bỏ phiếu. Bỏ phiếu, hoặc để phiên sau.")
        if item.state == ItemState.COUNTED and results[item.pk].is_tied:
            raise DomainError(f"{name} bằng phiếu ở suất cuối. Chờ Chủ tịch chọn, có ghi lý do.")
        if item.state == ItemState.COUNTED and item.nomination.state != NominationState.COUNCIL:
            raise DomainError(f"{name} đã rút sau khi bỏ phiếu. Bỏ lượt đó rồi để phiên sau.")


def _refuse_too_few(session: CouncilSession, results: Mapping[UUID, Result]) -> None:
    quorum = quorum_for(session, Room(presences_of(session), {}).seats)
    if results and not quorum.is_reached:
        raise DomainError(
            f"Người dự không đủ để xét. {quorum.sentence} Bỏ các lượt đã kiểm phiếu, để phiên sau."
        )


def _keep_papers(session: CouncilSession, stand: Stand, at: datetime) -> list[SessionPaper]:
    last = session.papers.aggregate(last=Max("edition"))["last"] or 0
    letters = {PaperKind.MINUTES: minutes(session, stand)}
    if session.polls.filter(state=PollState.COUNTED).exists():
        letters[PaperKind.COUNT] = count_minutes(session, stand)
    made = [_paper(session, kind, last + 1, letter, at) for kind, letter in letters.items()]
    SessionPaper.objects.bulk_create(made)
    return made


def _paper(
    session: CouncilSession, kind: PaperKind, edition: int, letter: Letter, at: datetime
) -> SessionPaper:
    try:
        pdf, docx = to_pdf(letter, made_at=at), to_docx(letter, made_at=at)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    return SessionPaper(
        session=session,
        kind=kind,
        edition=edition,
        pdf=files.store(pdf, media_type=_PDF, at=at),
        docx=files.store(docx, media_type=_DOCX, at=at),
        made_at=at,
    )


def _entry(
    session: CouncilSession, results: Mapping[UUID, Result], papers: Sequence[SessionPaper]
) -> dict[str, Any]:
    """Tell totals by kind, no name and no count of votes; the hashes bind the minutes that hold them.

    The round is not named: an office may name one after the person who is praised.
    """
    considered = Counter(one.item.nomination.kind_name for one in results.values())
    passed = Counter(one.item.nomination.kind_name for one in results.values() if one.passed)
    return {
        "council": session.council.name,
        "session": session.number,
        "results": [
            {"kind": kind, "considered": count, "passed": passed[kind]}
            for kind, count in sorted(considered.items())
        ],
        "papers": [{"kind": str(one.kind), "edition": one.edition, "sha256": one.pdf_id} for one in papers],
    }

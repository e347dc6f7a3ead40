"""The invitation to a session and its minutes as official papers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate, localtime

from thidua.core.dates import show_date
from thidua.council.enums import ItemState, PollState, PresenceChoice, Seat
from thidua.council.models import Attendance, CouncilMember, CouncilSession, SessionItem, StepOut
from thidua.council.queries.board import board_of
from thidua.council.queries.results import results_of
from thidua.council.queries.rules import pack_of
from thidua.council.queries.seats import Room, presences_of, quorum_for
from thidua.council.queries.stand import Stand
from thidua.papers.official import Letter, Paragraph, Section, Signature, Table, day_in_words, number_text

SEEN_BY_COUNTERS = "Ý kiến bằng văn bản của thành viên vắng mặt được tính vào kết quả và không giữ kín."
_MANNERS = {True: "Bỏ phiếu kín", False: "Biểu quyết giơ tay"}
_OTHER_WORK = "Nội dung khác"


def items_of(session: CouncilSession) -> list[SessionItem]:
    """Return the table of a session with all that papers and pages name."""
    related = ("nomination__person", "nomination__unit", "nomination__household__head")
    return list(session.items.select_related(*related))


def invitation(session: CouncilSession, members: Sequence[CouncilMember]) -> Letter:
    """Invite the members: when, where, what is considered."""
    when = localtime(session.held_at)
    lines = (
        Paragraph(f"{session.council.name} kính mời các thành viên dự họp phiên thứ {session.number}."),
        Paragraph(f"Thời gian: {when.hour} giờ {when.minute:02}, ngày {show_date(when.date())}."),
        Paragraph(f"Địa điểm: {session.place}."),
        Paragraph(f"Nội dung: {session.award_round}."),
        Paragraph(
            "Thành viên không dự được thì gửi ý kiến bằng văn bản trước giờ họp. Ý kiến này không giữ kín."
        ),
    )
    return _letter(
        session,
        number=number_text("", "GM-HĐ"),
        day=None,
        kind="GIẤY MỜI",
        title=f"Họp {session.council.name}",
        to=tuple(f"{one.person.full_name}, {one.get_seat_display()}" for one in members),
        opening=lines,
        sections=(Section("Các việc của phiên", tuple(_table(items_of(session)))), *_others(session)),
        signatures=(Signature(("TM. HỘI ĐỒNG", "CHỦ TỊCH"), _name_of(members, Seat.CHAIR)),),
        recipients=("Như trên", "Lưu: VT"),
    )


def minutes(session: CouncilSession, stand: Stand) -> Letter:
    """Tell who took part, what was considered, what was decided."""
    items = items_of(session)
    rows = Attendance.objects.filter(session=session).select_related("member__person")
    taking = list(rows.order_by("member__rank", "member__person__sort_key"))
    room = Room(presences_of(session), {})
    sections = (
        Section("I. THÀNH PHẦN", tuple(_who(session, taking, room))),
        Section("II. NỘI DUNG", (*_table(items), *_discussion(session))),
        Section("III. NGƯỜI KHÔNG BỎ PHIẾU", tuple(_out(items))),
        Section("IV. KẾT QUẢ", (*_results(session, items), *stand.ending)),
    )
    secretary = _name_of([one.member for one in taking], Seat.SECRETARY)
    return _letter(
        session,
        number=number_text("", "BB-HĐ"),
        day=localdate(session.held_at),
        kind="BIÊN BẢN",
        title=f"Họp {session.council.name}, phiên thứ {session.number}",
        opening=(*stand.opening, *_times(session)),
        sections=sections,
        signatures=(
            Signature(("THƯ KÝ",), secretary),
            Signature(("CHỦ TRÌ",), session.chaired_by.partition(",")[0]),
        ),
        recipients=("Thành viên Hội đồng", "Lưu: VT, hồ sơ phiên họp"),
    )


def head_of(session: CouncilSession) -> tuple[str, str]:
    """Return whose paper it is: the committee and its council, as they stand on the left."""
    council, _, _ = session.council.name.partition(f" {session.authority.name}")
    return session.authority.committee.replace("nhân dân ", "nhân dân\n", 1).upper(), (
        council.replace("Hội đồng ", "Hội đồng\n", 1).upper()
    )


def _letter(session: CouncilSession, *, day: date | None, **parts: Any) -> Letter:
    parent, agency = head_of(session)
    dated = day_in_words(session.authority.place, day)
    return Letter(parent=parent, agency=agency, place_and_day=dated, **parts)


def _table(items: Sequence[SessionItem]) -> Iterator[Table]:
    rows = tuple(
        (str(one.position), one.nomination.subject_name, one.nomination.kind_name, one.nomination.achievement)
        for one in items
    )
    yield Table(("Số", "Cá nhân, tập thể, hộ", "Danh hiệu, hình thức", "Thành tích"), rows, (1, 4, 4, 6))


def _others(session: CouncilSession) -> Iterator[Section]:
    if session.agenda.strip():
        yield Section(_OTHER_WORK, (Paragraph(session.agenda.strip()),))


def _discussion(session: CouncilSession) -> Iterator[Paragraph]:
    if session.agenda.strip():
        yield Paragraph(f"{_OTHER_WORK}: {session.agenda.strip()}")
    yield Paragraph(f"Ý kiến tại phiên: {session.discussion.strip().rstrip('.') or 'không có ý kiến khác'}.")


def _times(session: CouncilSession) -> Iterator[Paragraph]:
    for word, at in (("Khai mạc", session.opened_at), ("Bế mạc", session.closed_at)):
        if at is not None:
            when = localtime(at)
            yield Paragraph(f"{word} lúc {when.hour} giờ {when.minute:02}, ngày {show_date(when.date())}.")
    yield Paragraph(f"Địa điểm: {session.place}. Chủ trì: {session.chaired_by}.")
    yield Paragraph(f"Xét: {session.award_round}. Quy định áp dụng: {pack_of(session).name}.")
    if session.law_note:
        yield Paragraph(f"Đã đối chiếu quy định: {session.law_note}")


def _who(session: CouncilSession, taking: Sequence[Attendance], room: Room) -> Iterator[Paragraph | Table]:
    rows = tuple(
        (str(place), str(one.member), one.member.get_seat_display(), one.words)
        for place, one in enumerate(taking, 1)
    )
    yield Table(("Số", "Thành viên", "Chức vụ", "Tham dự"), rows, (1, 4, 4, 4))
    council = pack_of(session).council
    cited = council.citation
    grounds = f" Căn cứ: {cited}." if cited.is_confirmed else ""  # minutes name no rule that nobody has read
    yield Paragraph(f"{quorum_for(session, room.seats).sentence}{grounds}")
    if any(one.presence == PresenceChoice.WRITTEN for one in taking):
        yield Paragraph(SEEN_BY_COUNTERS)
    if board := board_of(session):
        yield Paragraph(f"Ban kiểm phiếu: {', '.join(map(str, board))}.")


def _out(items: Sequence[SessionItem]) -> Iterator[Paragraph]:
    found = StepOut.objects.standing().filter(item__in=items).select_related("member__person")
    places = {item.pk: item for item in items}
    for one in found.order_by("item__position", "member__rank", "pk"):
        item = places[one.item_id]
        note = f" ({one.note})" if one.note else ""
        yield Paragraph(f"Việc {item.position}: {one.member} {one.get_cause_display()}{note}.")
    if not found:
        yield Paragraph("Không có.")


def _results(session: CouncilSession, items: Sequence[SessionItem]) -> Iterator[Paragraph | Table]:
    how = set(session.polls.filter(state=PollState.COUNTED).values_list("is_ballot", flat=True))
    names = [word for is_ballot, word in _MANNERS.items() if is_ballot in how]
    if names:
        yield Paragraph(f"{', '.join(names)}; số đếm được từng lượt ghi trong biên bản kiểm phiếu.")
    else:
        yield Paragraph("Không biểu quyết việc nào.")
    found = results_of(session, items)
    rows = tuple(
        (
            str(item.position),
            item.nomination.subject_name,
            item.nomination.kind_name,
            found[item.pk].sentence if item.pk in found else _put_off(item),
        )
        for item in items
    )
    yield Table(("Số", "Cá nhân, tập thể, hộ", "Danh hiệu, hình thức", "Kết quả"), rows, (1, 4, 4, 6))


def _put_off(item: SessionItem) -> str:
    if item.state != ItemState.PUT_OFF:
        return "Chưa có kết quả."
    return f"Để phiên sau. Lý do: {item.put_off_because}"


def _name_of(members: Sequence[CouncilMember], seat: Seat) -> str:
    return next((one.person.full_name for one in members if one.seat == seat), "")

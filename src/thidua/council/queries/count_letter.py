"""The minutes of the count as an official paper: totals by vote, and what they decide."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate

from thidua.core.voting.counting import Count, Tally
from thidua.council.enums import PollState
from thidua.council.models import CouncilSession, CountEntry, Poll, PollLine
from thidua.council.queries.board import board_of
from thidua.council.queries.counting import standing_entries
from thidua.council.queries.letters import SEEN_BY_COUNTERS, head_of
from thidua.council.queries.rules import pack_of, threshold_words, vote_of
from thidua.council.queries.stand import Stand
from thidua.papers.official import Letter, Paragraph, Section, Signature, Table, day_in_words, number_text

_CARE = (
    "Số phiếu của lượt này gần như cho biết từng người đã bỏ phiếu thế nào. "
    "Chỉ ghi trong biên bản, không công bố số phiếu."
)


def count_minutes(session: CouncilSession, stand: Stand) -> Letter:
    """Lay the counts of a session out; the names are those of nominees, never of voters."""
    parent, agency = head_of(session)
    board = ", ".join(map(str, board_of(session))) or "chưa cử"
    polls = list(session.polls.filter(state=PollState.COUNTED))
    ballots = any(poll.is_ballot for poll in polls)
    return Letter(
        parent=parent,
        agency=agency,
        number=number_text("", "BBKP-HĐ"),
        place_and_day=day_in_words(session.authority.place, localdate(session.held_at)),
        kind="BIÊN BẢN",
        title=f"{'Kiểm phiếu' if ballots else 'Đếm biểu quyết giơ tay'}, phiên thứ {session.number}",
        opening=(*stand.opening, *_opening(session, board, polls)),
        sections=(
            *(
                Section(f"Lượt {poll.number}. {poll.kind_name}", tuple(_of_poll(session, poll)))
                for poll in polls
            ),
            Section("", tuple(stand.ending)),
        ),
        signatures=(
            Signature(("BAN KIỂM PHIẾU",), board),
            Signature(("CHỦ TRÌ",), session.chaired_by.partition(",")[0]),
        ),
        recipients=("Lưu: VT, hồ sơ phiên họp",),
    )


def _opening(session: CouncilSession, board: str, polls: Sequence[Poll]) -> Iterator[Paragraph]:
    yield Paragraph(f"{session.council.name}, xét {session.award_round}.")
    yield Paragraph(f"Ban kiểm phiếu: {board}.")
    if any(poll.is_ballot for poll in polls):
        yield Paragraph("Phiếu kín do hai người của Ban kiểm phiếu đếm riêng, hai lần khớp nhau.")
    if not all(poll.is_ballot for poll in polls):
        yield Paragraph("Số người giơ tay do một người của Ban kiểm phiếu đếm, một người xác nhận.")


def _of_poll(session: CouncilSession, poll: Poll) -> Iterator[Paragraph | Table]:
    lines = list(
        poll.lines.select_related(
            "item__nomination__person", "item__nomination__unit", "item__nomination__household__head"
        )
    )
    entries = standing_entries(poll)
    yield Paragraph(threshold_words(vote_of(pack_of(session), lines[0].item.nomination), is_on_paper=True))
    yield Paragraph(
        f"Tổng số thành viên {poll.members}; {'bỏ phiếu' if poll.is_ballot else 'biểu quyết'} trong phòng "
        f"{poll.voters}; ý kiến bằng văn bản {poll.written}."
    )
    yield Paragraph(f"Người kiểm phiếu: {'; '.join(one.who for one in entries)}.")
    if poll.is_ballot:
        yield _ballots(entries[0])
    if poll.written:
        yield Paragraph(SEEN_BY_COUNTERS)
        yield Paragraph(f"Số dưới đây gồm cả {poll.written} ý kiến bằng văn bản.")
    yield _votes(poll, lines, entries[0].count)
    if any(line.tells for line in lines):
        yield Paragraph(_CARE, italic=True)


def _votes(poll: Poll, lines: Sequence[PollLine], count: Count) -> Table:
    """Tell the totals; what was written is in them and not told apart (`core.voting.counting.Outcome`)."""
    header = ("Đồng ý", "Không đồng ý", "Không ghi ý kiến")
    if not poll.is_ballot:
        header = ("Tán thành", "Không tán thành", "Không biểu quyết")
    rows = tuple(_row(line, count.tallies[str(line.item_id)]) for line in lines)
    return Table(
        ("Số", "Cá nhân, tập thể, hộ", *header, "Kết quả"),
        rows,
        widths=(1, 4, 2, 2, 2, 5),
        numbers=frozenset({2, 3, 4}),
    )


def _row(line: PollLine, tally: Tally) -> tuple[str, ...]:
    votes = map(str, (tally.for_it, tally.against, tally.blank))
    return (str(line.position), line.item.nomination.subject_name, *votes, line.sentence)


def _ballots(entry: CountEntry) -> Table:
    return Table(
        ("Phiếu phát ra", "Hợp lệ", "Không hợp lệ", "Không dùng"),
        ((str(entry.issued), str(entry.used), str(entry.spoiled), str(entry.unused)),),
    )

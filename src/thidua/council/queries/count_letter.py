"""The minutes of the count as an official paper: totals by vote, and what they decide."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from thidua.council.enums import PollState
from thidua.council.models import CouncilSession, CountEntry, Poll
from thidua.council.queries.counting import standing_entries
from thidua.council.queries.letters import SEEN_BY_COUNTERS, head_of
from thidua.council.queries.rules import pack_of, threshold_words, vote_of
from thidua.papers.official import Letter, Paragraph, Section, Signature, Table, day_in_words, number_text

_CARE = (
    "Số phiếu của lượt này gần như cho biết từng người đã bỏ phiếu thế nào. "
    "Chỉ ghi trong biên bản, không công bố số phiếu."
)


def count_minutes(session: CouncilSession) -> Letter:
    """Lay the counts of a session out; the names are those of nominees, never of voters."""
    parent, agency = head_of(session)
    polls = session.polls.filter(state=PollState.COUNTED)
    return Letter(
        parent=parent,
        agency=agency,
        number=number_text("", "BBKP-HĐ"),
        place_and_day=day_in_words(session.authority.place, localdate(session.held_at)),
        kind="BIÊN BẢN",
        title=f"Kiểm phiếu, phiên thứ {session.number}",
        opening=tuple(_opening(session)),
        sections=tuple(
            Section(f"Lượt {poll.number}. {poll.kind_name}", tuple(_of_poll(session, poll))) for poll in polls
        ),
        signatures=(
            Signature(("BAN KIỂM PHIẾU",), session.counters),
            Signature(("CHỦ TRÌ",), session.chaired_by.partition(",")[0]),
        ),
        recipients=("Lưu: VT, hồ sơ phiên họp",),
    )


def _opening(session: CouncilSession) -> Iterator[Paragraph]:
    yield Paragraph(f"{session.council.name}, xét {session.award_round}.")
    yield Paragraph(f"Ban kiểm phiếu: {session.counters or 'theo biên bản họp'}.")
    yield Paragraph("Hai người nhập số phiếu riêng; số hai lần khớp nhau thì mới có kết quả.")


def _of_poll(session: CouncilSession, poll: Poll) -> Iterator[Paragraph | Table]:
    lines = list(
        poll.lines.select_related(
            "item__nomination__person", "item__nomination__unit", "item__nomination__household__head"
        )
    )
    yield Paragraph(threshold_words(vote_of(pack_of(session), lines[0].item.nomination), is_on_paper=True))
    yield Paragraph(
        f"Tổng số thành viên {poll.members}; bỏ phiếu trong phòng {poll.voters}; "
        f"ý kiến bằng văn bản {poll.written}."
    )
    entry = standing_entries(poll)[0]
    if poll.is_ballot:
        yield _ballots(entry)
    if poll.written:
        yield Paragraph(SEEN_BY_COUNTERS)
    yield Table(
        ("Số", "Cá nhân, tập thể, hộ", "Đồng ý", "Không đồng ý", "Không ghi ý kiến", "Kết quả"),
        tuple(
            (
                str(line.position),
                line.item.nomination.subject_name,
                str(line.for_it),
                str(line.against),
                str(entry.count.tallies[str(line.item_id)].blank),
                line.sentence,
            )
            for line in lines
        ),
        widths=(1, 4, 2, 2, 2, 5),
        numbers=frozenset({2, 3, 4}),
    )
    if any(line.tells for line in lines):
        yield Paragraph(_CARE, italic=True)


def _ballots(entry: CountEntry) -> Table:
    return Table(
        ("Phiếu phát ra", "Hợp lệ", "Không hợp lệ", "Không dùng"),
        ((str(entry.issued), str(entry.used), str(entry.spoiled), str(entry.unused)),),
    )

"""Who comes late votes from the next vote on; what was voted on before stands."""

import pytest
from tests.council.sitting import AT, WORKER, Sitting

from thidua.core.errors import DomainError
from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import PollState
from thidua.council.models import Attendance, CouncilMember, PollLine
from thidua.council.queries.letters import minutes
from thidua.council.queries.stand import Stand
from thidua.council.services import closing, polls, presence
from thidua.council.services.presence import Ground

pytestmark = pytest.mark.django_db


def _arrive(sitting: Sitting, member: CouncilMember) -> Attendance:
    return presence.arrive(sitting.session, member, by=sitting.office, at=AT)


def _two_kinds(sitting: Sitting, **away: int) -> None:
    sitting.begin(sitting.nominate("A", kind=WORKER), sitting.nominate("B"), **away)


def test_who_comes_late_is_a_voter_of_the_next_vote_only(sitting):
    _two_kinds(sitting, absent=1)
    sitting.count(sitting.poll(), Tally(6, 2))
    late = _arrive(sitting, sitting.members[8])
    poll = sitting.poll()
    assert (poll.number, poll.voters, poll.members) == (2, 9, 9)
    sitting.count(poll, Tally(7, 2))
    assert list(PollLine.objects.order_by("poll__number").values_list("poll__voters", "for_it")) == [
        (8, 6),
        (9, 7),
    ]
    assert late.words == "đến sau, dự từ lượt 2; trước đó vắng"
    told = str(minutes(sitting.session, Stand(sitting.session)))
    assert "đến sau, dự từ lượt 2; trước đó vắng" in told


def test_a_written_opinion_counts_until_its_writer_comes(sitting):
    _two_kinds(sitting, written=1)
    sitting.count(sitting.poll(), Tally(6, 2, 1, 0))
    late = _arrive(sitting, sitting.members[8])
    poll = sitting.poll()
    assert (poll.voters, poll.written) == (9, 0)
    assert late.words.endswith("trước đó vắng, gửi ý kiến bằng văn bản")


def test_nobody_comes_into_a_vote_that_goes_on(sitting):
    _two_kinds(sitting, absent=1)
    sitting.poll()
    with pytest.raises(DomainError, match="Đang bỏ phiếu"):
        _arrive(sitting, sitting.members[8])


def test_who_is_there_or_went_home_does_not_come(sitting):
    _two_kinds(sitting, absent=1)
    with pytest.raises(DomainError, match="đã ở trong phòng"):
        _arrive(sitting, sitting.members[0])
    presence.leave(sitting.session, sitting.members[0], by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="đã về trước"):
        _arrive(sitting, sitting.members[0])


def test_beside_counts_in_minutes_nobody_new_votes(sitting):
    """Six of eight before and seven of nine after would name the vote of the ninth."""
    sitting.begin(sitting.nominate("A", kind=WORKER), absent=1)
    sitting.count(sitting.poll(), Tally(6, 2))
    sitting.close()
    seen = sitting.session.version
    sitting.session = closing.reopen(
        sitting.session, reason="Thiếu người.", expected=seen, by=sitting.office, at=AT
    )
    with pytest.raises(DomainError, match="Phiên đã có biên bản"):
        _arrive(sitting, sitting.members[8])
    assert sitting.session.polls.get().state == PollState.COUNTED
    poll, who = sitting.session.polls.get(), {"by": sitting.office, "at": AT}
    polls.void(poll, reason="Bỏ phiếu lại", expected=poll.version, **who)
    everybody = {one.pk: Presence.PRESENT for one in sitting.members}
    with pytest.raises(DomainError, match="đúng những người ấy"):
        presence.mark(sitting.session, everybody, **who)
    with pytest.raises(DomainError, match="đúng những người ấy"):
        presence.leave(sitting.session, sitting.members[0], **who)
    with pytest.raises(DomainError, match="đúng những người ấy"):
        presence.step_out(sitting.session.items.get(), sitting.members[0], Ground("other"), **who)


def test_no_moment_of_a_coming_is_kept_beside_presence(sitting):
    names = {field.get_internal_type() for field in Attendance._meta.get_fields()}
    assert not names & {"DateTimeField", "DateField", "TimeField"}

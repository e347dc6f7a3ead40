from thidua.council.models.council import Council, CouncilMember
from thidua.council.models.poll import CountEntry, CountTally, Poll, PollLine
from thidua.council.models.session import (
    Attendance,
    CouncilSession,
    KindPlaces,
    SessionItem,
    SessionPaper,
    StepOut,
    Teller,
)

__all__ = [
    "Attendance",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "CountEntry",
    "CountTally",
    "KindPlaces",
    "Poll",
    "PollLine",
    "SessionItem",
    "SessionPaper",
    "StepOut",
    "Teller",
]

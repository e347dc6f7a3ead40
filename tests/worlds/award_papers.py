"""Commendation beside the nominations: a list that hangs out, a comment on it, a paper of a dossier."""

from datetime import date, datetime
from typing import Any

from thidua.awards.enums import MeritChoice, NominationState
from thidua.awards.models import Nomination
from thidua.awards.services import citizens, dossiers, nominations, rounds, window
from thidua.awards.services.citizens import ToldDeed
from thidua.awards.services.dossiers import Written
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.services.rounds import RoundFacts
from thidua.awards.services.window import Comment
from thidua.organisation.enums import Role


def add(place: Any, now: datetime) -> None:
    """The one on the list is taken in directly: what the law asks of it is not what these pages show."""
    office = place.actor(Role.OFFICE)
    facts = RoundFacts("Khen thưởng đang lấy ý kiến", MeritChoice.REGULAR, 2024, date(2024, 12, 10))
    made = rounds.create(facts, by=office, at=now)
    told = NominationFacts(
        round=made,
        kind_code="LDTT_CBCC",
        achievement="Hoàn thành tốt nhiệm vụ năm 2024",
        person=place.award_worker,
        put_forward_by=place.unit,
    )
    listed = nominations.propose(told, by=office, at=now)
    Nomination.objects.filter(pk=listed.pk).update(state=NominationState.ACCEPTED)
    shown = window.show(made, days=5, expected=made.version, by=office, at=now)
    dossiers.write(
        place.nomination_draft, "report", Written("Hoàn thành tốt cả năm."), seen=None, by=office, at=now
    )
    deed = ToldDeed("Vũ Thị Khen", "Giúp hai hộ già cấy lúa.", "Ông Ba")
    place.things |= {
        "citizen_proposal": citizens.tell(place.commune.authority, deed, at=now),
        "award_round_shown": shown,
        "nomination_shown": listed,
        "award_comment": window.comment(shown, Comment("Bà Khen rất xứng đáng.", "Bà Hai"), at=now),
    }

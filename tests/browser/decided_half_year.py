"""The sample commune in August 2024, as the journey of awards finds it: nobody is praised yet.

Run as a program it fills the database of THIDUA_DATA and prints a session of each account as JSON. Run with
the name of a deed it does what the journey does not show again: the people of the villages that are put
forward and looked at, and the votes after the first one.
"""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import django
from tests.browser.world import World, fill, session_of

if TYPE_CHECKING:
    from thidua.awards.models import AwardRound
    from thidua.demo.following import Season

FIRST, SECOND_PLACE = "Thôn 4", "Thôn 8"
STANDS_ON, SITS_ON = date(2024, 8, 12), date(2024, 8, 22)


def build() -> World:
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.demo import contest, granting, praising, sitting  # noqa: PLC0415
    from thidua.demo.commune import make  # noqa: PLC0415
    from thidua.demo.reporting import stand_still, up_to_july  # noqa: PLC0415
    from thidua.organisation.models import User  # noqa: PLC0415

    season = up_to_july(make(seed=1, at=timezone.now()))
    award_round = praising.begin(season, contest.contest(season))
    praising.hold(season)
    praising.hand_in(season, praising.put_people_forward(season, award_round))
    council = sitting.set_up(season)
    granting.fill_fund(season)
    stand_still(season, STANDS_ON)
    keys = {"round": str(award_round.pk), "council": str(council.pk)}
    return World(keys, {user.username: session_of(user) for user in User.objects.all()})


def look_at_others() -> None:
    """Send in the units, confirm what only people judge, accept all but those the journey shows."""
    from thidua.awards.enums import NominationState  # noqa: PLC0415 -- Django must be set up first
    from thidua.awards.services import nominations  # noqa: PLC0415
    from thidua.demo import nominees, praising  # noqa: PLC0415
    from thidua.demo.deeds import CLERK, moment  # noqa: PLC0415

    season, award_round = _found()
    praising.hand_in(season, award_round.nominations.filter(state=NominationState.DRAFT).for_list())
    praising.confirm(season, award_round)
    praising.write_papers(season, award_round)
    at = moment("12/8", 9)
    shown = {FIRST, SECOND_PLACE, nominees.PRAISED_BEFORE}
    for one in award_round.nominations.filter(state=NominationState.SENT).for_list():
        if one.subject_name not in shown:
            nominations.accept(one, expected=one.version, by=season.actor(CLERK, at), at=at)


def come_to_session() -> None:
    """Let the day come on which the council sits."""
    from thidua.demo.reporting import stand_still  # noqa: PLC0415 -- Django must be set up first

    season, _ = _found()
    stand_still(season, SITS_ON)


def vote_on_rest() -> None:
    """Vote on what the first count left."""
    from thidua.council.models import CouncilSession  # noqa: PLC0415 -- Django must be set up first
    from thidua.demo import sitting  # noqa: PLC0415

    season, _ = _found()
    sitting.vote(season, CouncilSession.objects.get(), slipped=True)


def _found() -> "tuple[Season, AwardRound]":
    from thidua.awards.models import AwardRound  # noqa: PLC0415 -- Django must be set up first
    from thidua.demo.commune import SampleCommune  # noqa: PLC0415
    from thidua.demo.following import Season  # noqa: PLC0415
    from thidua.organisation.models import Unit  # noqa: PLC0415

    award_round = AwardRound.objects.select_related("authority", "movement").get()
    units = {unit.name: unit for unit in Unit.objects.filter(authority=award_round.authority)}
    return Season(SampleCommune(award_round.authority, units, ()), award_round.movement), award_round


DEEDS: dict[str, Callable[[], None]] = {
    "others": look_at_others,
    "sitting": come_to_session,
    "votes": vote_on_rest,
}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        django.setup()
        DEEDS[sys.argv[1]]()
    else:
        fill(build)

"""The sample commune on 16/07/2024, as the journey of scoring finds it: June is verified, nothing is scored.

Run as a program it fills the database of THIDUA_DATA and prints a session of each account as JSON. Run with
the name of a deed it does what the journey does not show again: the villages that score themselves like the
first one, and those that are checked like the fourth.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import django
from tests.browser.world import World, fill, session_of

if TYPE_CHECKING:
    from thidua.foundation.actors import Actor

SCORES_ITSELF, CHECKED_HERE, BARGAINER = "Thôn 1", "Thôn 4", "Thôn 2"
UNJUDGED = "Thôn 7"
YEAR_SET = "Thi đua các thôn, cả năm 2024"
SELF_DUE = date(2024, 7, 16)


def build() -> World:
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.commitments.models import Pledge  # noqa: PLC0415
    from thidua.commitments.services import editions  # noqa: PLC0415
    from thidua.demo.commune import make  # noqa: PLC0415
    from thidua.demo.criteria import for_villages  # noqa: PLC0415
    from thidua.demo.deeds import CLERK, moment  # noqa: PLC0415
    from thidua.demo.reporting import stand_still, up_to_july  # noqa: PLC0415
    from thidua.organisation.models import User  # noqa: PLC0415
    from thidua.scoring.services import criteria  # noqa: PLC0415

    season = up_to_july(make(seed=1, at=timezone.now()))
    clerk, at = season.actor(CLERK, moment("15/7")), moment("15/7")
    table = replace(for_villages(season.targets), name=YEAR_SET)
    drafted = criteria.begin(table, season.movement, origin="Xã tự soạn", by=clerk, at=at)
    signed = Pledge.objects.get(movement=season.movement, unit=season.commune.units[BARGAINER])
    renewed = editions.begin(signed, reason="Thôn thêm hai tàu từ tháng 7.", by=clerk, at=at)
    stand_still(season, SELF_DUE)
    keys = {"set": str(drafted.pk), "pledge": str(renewed.pk), "movement": str(season.movement.pk)}
    return World(keys, {user.username: session_of(user) for user in User.objects.all()})


def score_themselves() -> None:
    """Let the villages score themselves that no phone is shown of."""
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.demo import contest  # noqa: PLC0415
    from thidua.scoring.models import ScoringRound  # noqa: PLC0415

    scoring = ScoringRound.objects.get(name=contest.NAME)
    for village in contest.SELF:
        if village != SCORES_ITSELF:
            by = _actor(contest.account_of(village))
            contest.score_itself(scoring, village, by=by, at=timezone.now())


def check_others() -> None:
    """Let the inspector check the villages that no page is shown of, and leave one of them open."""
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.demo import contest  # noqa: PLC0415
    from thidua.demo.deeds import SECOND  # noqa: PLC0415
    from thidua.scoring.models import ScoringRound  # noqa: PLC0415

    scoring, by = ScoringRound.objects.get(name=contest.NAME), _actor(SECOND)
    for village in contest.CHECKED:
        if village != CHECKED_HERE:
            check = contest.judge if village == UNJUDGED else contest.check
            check(scoring, village, by=by, at=timezone.now())


def _actor(username: str) -> "Actor":
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.organisation.models import User  # noqa: PLC0415
    from thidua.organisation.queries import actor_of  # noqa: PLC0415

    return actor_of(User.objects.get(username=username), timezone.localdate())


DEEDS: dict[str, Callable[[], None]] = {
    "self": score_themselves,
    "check": check_others,
}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        django.setup()
        DEEDS[sys.argv[1]]()
    else:
        fill(build)

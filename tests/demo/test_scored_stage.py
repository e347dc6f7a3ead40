"""The sample year up to published places: promises, columns that differ, a reply, every total by hand."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.demo.scored_table import KEYS, LINES, PLACES

from thidua.commitments.enums import PledgeState, RegistrationState
from thidua.commitments.models import Pledge, PledgeLine, Registration
from thidua.demo import contest
from thidua.demo.promises import WITHOUT_REGISTRATION
from thidua.demo.stages import build
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import label_of
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Authority
from thidua.scoring.enums import ReplyState, RoundState, SetState
from thidua.scoring.models import CriteriaSet, FrozenPlace, ScoreLine, ScoreReply, ScoringRound

TODAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Build once for all tests of this file; each of them only reads."""
    from django.db import transaction  # noqa: PLC0415 -- Django must be set up first

    with django_db_blocker.unblock(), transaction.atomic():
        yield build("scored", seed=1, at=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def scoring(built) -> ScoringRound:
    return ScoringRound.objects.get(name=contest.NAME)


def line_of(scoring: ScoringRound, village: str, key: str) -> ScoreLine:
    return ScoreLine.objects.get(sheet__round=scoring, sheet__unit__name=village, criterion__key=key)


@pytest.mark.parametrize("village", LINES)
def test_every_line_is_as_worked_out_by_hand(scoring: ScoringRound, village: str):
    found = [line_of(scoring, village, key).points for key in KEYS]
    assert found == [Decimal(points) for points in LINES[village].split()]


def test_lines_by_hand_add_up_to_the_places_by_hand():
    for _, village, total, _ in PLACES:
        assert sum(Decimal(points) for points in LINES[village].split()) == Decimal(total)


def test_places_are_as_worked_out_by_hand(scoring: ScoringRound):
    places = FrozenPlace.objects.filter(round=scoring).select_related("unit").order_by("place")
    found = [(one.place, one.unit.name, one.points, one.rating) for one in places]
    assert found == [(place, name, Decimal(points), rating) for place, name, points, rating in PLACES]
    assert scoring.state == RoundState.PUBLISHED


def test_nine_villages_and_six_boards_signed(built):
    signed = Pledge.objects.filter(state=PledgeState.SIGNED).select_related("unit")
    kinds = Counter(one.unit.kind == UnitKind.VILLAGE for one in signed)
    assert (kinds[True], kinds[False]) == (9, 6)
    assert all(one.signatures.count() == 2 and one.fingerprint for one in signed)


def test_one_village_bargained(built):
    talked = PledgeLine.objects.filter(countered__isnull=False)
    assert [(one.pledge.unit.name, one.countered, one.agreed) for one in talked] == [("Thôn 3", 290, 300)]


def test_one_village_did_not_register(built):
    taken = Registration.objects.filter(state=RegistrationState.ACCEPTED)
    names = set(taken.values_list("unit__name", flat=True))
    assert len(names) == 8
    assert WITHOUT_REGISTRATION not in names


def test_both_sets_were_locked_before_anything_was_counted(built):
    locked = CriteriaSet.objects.filter(state=SetState.LOCKED)
    assert locked.count() == 2
    assert all(one.locked_at.date() == date(2024, 4, 24) for one in locked)


def test_columns_differ_with_reasons(scoring: ScoringRound):
    line = line_of(scoring, "Thôn 5", "chat-luong")
    columns = (line.self_points, line.second_points, line.council_points)
    assert columns == (Decimal("9.5"), Decimal(8), Decimal("8.5"))
    assert line.second_reason
    assert line.council_reason
    assert line.points == line.council_points


def test_one_reply_was_heeded_and_one_was_not(scoring: ScoringRound):
    told = {one.sheet.unit.name: one.state for one in ScoreReply.objects.select_related("sheet__unit")}
    assert told == {"Thôn 4": ReplyState.ACCEPTED, "Thôn 6": ReplyState.REFUSED}
    assert line_of(scoring, "Thôn 4", "viec-to-chuc").council_points == 10


def test_deeds_stand_in_their_order_and_before_the_day_of_the_commune(built):
    moments = list(AuditEntry.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert Authority.objects.get(pk=built.authority.pk).stands_on == date(2024, 8, 2)
    assert moments[-1].date() == date(2024, 8, 1)


def test_histories_show_no_name_of_a_column(built):
    named = {
        (entry.object_type, name)
        for entry in AuditEntry.objects.only("object_type", "changes")
        for name in entry.changes
    }
    raw = [(kind, name) for kind, name in named if name.isascii() and label_of(kind, name) == name]
    assert named
    assert raw == []

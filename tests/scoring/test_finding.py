"""Rounds and sets of criteria are found by name, before and after the index is built anew."""

from datetime import date

from django.urls import reverse
from tests.contest import SCORED, Contest

from thidua.foundation.actors import Actor
from thidua.foundation.models import SearchEntry
from thidua.foundation.services import search as index
from thidua.monitoring.queries.search import search
from thidua.scoring.models import ScoringRound
from thidua.scoring.services import rounds


def found(actor: Actor, words: str) -> list[tuple[str, str]]:
    groups = search(actor, words).groups
    return [
        (group.name, "".join(piece.text for piece in hit.pieces)) for group in groups for hit in group.hits
    ]


def test_a_round_is_found_by_its_name_and_not_by_its_old_one(contest: Contest):
    office = contest.season.office
    made = rounds.create(_plan(contest, "Đợt quý ba"), by=office, at=SCORED)
    assert ("Đợt chấm điểm", "Đợt quý ba") in found(office, "quy ba")
    rounds.change(made, _plan(contest, "Đợt quý bốn"), expected=made.version, by=office, at=SCORED)
    assert found(office, "quy ba") == []
    assert ("Đợt chấm điểm", "Đợt quý bốn") in found(office, "quy bon")


def test_building_the_index_anew_finds_sets_and_rounds(contest: Contest):
    counts = index.rebuild()
    assert (counts["criteria"], counts["scoring"]) == (1, ScoringRound.objects.count())
    head = contest.season.heads["Thôn 1"]
    places = set(SearchEntry.objects.filter(kind__in=["criteria", "scoring"]).values_list("url", flat=True))
    assert places == {
        reverse("scoring:criteria-detail", args=[contest.criteria_set.pk]),
        reverse("scoring:round-detail", args=[contest.round.pk]),
    }
    assert ("Bộ tiêu chí", "Bộ tiêu chí thôn năm 2024") in found(head, "bo tieu chi thon")


def _plan(contest: Contest, name: str) -> rounds.RoundPlan:
    return rounds.RoundPlan(
        name=name,
        movement=contest.season.movement,
        criteria_set=contest.criteria_set,
        block=contest.block,
        starts_on=date(2024, 7, 1),
        ends_on=date(2024, 9, 30),
    )

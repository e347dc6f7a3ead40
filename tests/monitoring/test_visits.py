"""A visit from the list to the signed record, and what follows from it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import Season, make_season

from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import files
from thidua.foundation.services.versions import StaleVersionError
from thidua.monitoring.enums import ItemVerdict, SignManner, SignSide, VisitState
from thidua.monitoring.models import Visit, VisitSignature
from thidua.monitoring.queries.visit_content import content_of, fingerprint_of
from thidua.monitoring.services import findings, rounds, signing, visits
from thidua.monitoring.services.findings import ToMend
from thidua.monitoring.services.rounds import RoundPlan
from thidua.monitoring.services.signing import PaperSignature, Said
from thidua.monitoring.services.visits import ItemEntry, VisitEntry
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.reporting.models import Figure, FigureChange

DAY = date(2024, 5, 6)


class Team:
    """Those who act: office, inspector, head of the unit; and the visit between them."""

    def __init__(self, commune: Commune, office: Actor) -> None:
        self.commune, self.office = commune, office
        self.user: User = commune.user(Role.INSPECTOR)
        self.inspector = actor_of(self.user, DAY)
        self.head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
        self.season: Season = make_season(commune)
        target = self.season.target("Trồng cây")
        self.figure = self.season.figure(target, "Thôn 1", 1, 402)
        self.season.figure(target, "Thôn 2", 1, 55)
        plan = RoundPlan(
            "Đợt 1", self.season.movement, None, 1, "Xổ số ngày 02/5", [self.season.unit("Thôn 1")]
        )
        made = rounds.create(plan, by=office, at=AT)
        made = rounds.fix(made, expected=made.version, by=office, at=AT)
        self.round = rounds.draw(made, "27431", expected=made.version, by=office, at=AT)
        visit = self.round.visits.get()
        self.visit = visits.arrange(visit, self.user, DAY, expected=visit.version, by=office, at=AT)

    def entry(self, verdict: str = ItemVerdict.DIFFERS, found: int | None = 380) -> VisitEntry:
        item = self.visit.items.get()
        number = None if found is None else Decimal(found)
        found_there = {item.pk: ItemEntry(verdict, number, None, "Đếm")}
        return VisitEntry(DAY, "Nguyễn Văn A, Trưởng thôn", "Có sổ theo dõi", found_there)

    def fill(self, **values: object) -> None:
        self.visit = visits.fill(
            self.visit, self.entry(**values), expected=self.visit.version, by=self.inspector, at=AT
        )

    def finish(self) -> str:
        """Finish the record, and return the fingerprint on the page."""
        self.visit = visits.finish(self.visit, expected=self.visit.version, by=self.inspector, at=AT)
        return fingerprint_of(self.visit)

    def sign(self, side: SignSide, by: Actor, seen: str) -> VisitSignature:
        made = signing.sign(self.visit, side, Said(seen), by=by, at=AT)
        self.visit = Visit.objects.get(pk=self.visit.pk)
        return made

    def sign_both(self) -> None:
        seen = self.finish()
        self.sign(SignSide.UNIT, self.head, seen)
        self.sign(SignSide.TEAM, self.inspector, seen)


@pytest.fixture
def team(commune: Commune, office: Actor) -> Team:
    return Team(commune, office)


def test_the_record_is_filled_finished_and_signed_by_both(team: Team):
    team.fill()
    assert "báo cáo 402 | thực tế 380 | Không khớp | Đếm" in content_of(team.visit)
    seen = team.finish()
    team.sign(SignSide.TEAM, team.inspector, seen)
    assert team.visit.state == VisitState.WAITING
    team.sign(SignSide.UNIT, team.head, seen)
    assert team.visit.state == VisitState.SIGNED
    assert {one.fingerprint for one in team.visit.signatures.all()} == {seen}


def test_filling_is_told_figure_by_figure(team: Team):
    team.fill()
    entry = AuditEntry.objects.about(team.visit.pk).get(action="monitoring.visit.fill")
    assert entry.changes["Trồng cây, Tháng 1/2024"] == ["", "Không khớp, 380, Đếm"]
    before = team.visit.version
    team.fill()
    assert team.visit.version == before


def test_two_people_do_not_overwrite_each_other(team: Team):
    old = team.visit.version
    team.fill()
    with pytest.raises(StaleVersionError):
        visits.fill(team.visit, team.entry(found=1), expected=old, by=team.inspector, at=AT)


def test_differing_needs_the_number_found(team: Team):
    with pytest.raises(DomainError, match="số thực tế"):
        team.fill(found=None)


def test_only_the_inspector_named_fills(team: Team, commune: Commune):
    for actor in (team.office, team.head, commune.actor(Role.INSPECTOR)):
        with pytest.raises(RefusedError):
            visits.fill(team.visit, team.entry(), expected=team.visit.version, by=actor, at=AT)


def test_nobody_inspects_the_own_unit(team: Team, commune: Commune, office: Actor):
    own = commune.user(Role.INSPECTOR, commune.units["Thôn 1"])
    with pytest.raises(DomainError, match="đơn vị mình"):
        visits.arrange(team.visit, own, DAY, expected=team.visit.version, by=office, at=AT)


def test_who_once_had_a_post_there_may_go(team: Team, commune: Commune, office: Actor):
    former = commune.user(Role.INSPECTOR)
    former.person.positions.create(
        authority=commune.authority,
        unit=commune.units["Thôn 1"],
        role=Role.UNIT_HEAD,
        title="Trưởng thôn",
        starts_on=date(2020, 1, 1),
        ends_on=date(2023, 12, 31),
    )
    visit = visits.arrange(team.visit, former, DAY, expected=team.visit.version, by=office, at=AT)
    assert visit.inspector == former


def test_a_record_is_finished_only_when_all_is_said(team: Team):
    with pytest.raises(DomainError, match="ngày đã đi"):
        team.finish()
    team.fill(verdict="", found=None)
    with pytest.raises(DomainError, match="Còn 1 số"):
        team.finish()
    team.fill(verdict=ItemVerdict.UNSEEN, found=None)
    assert team.finish()


def test_a_signature_is_for_what_was_seen(team: Team):
    team.fill()
    seen = team.finish()
    team.sign(SignSide.UNIT, team.head, seen)
    team.visit = visits.mend(team.visit, expected=team.visit.version, by=team.inspector, at=AT)
    assert not team.visit.signatures.exists()
    team.fill(found=300)
    team.finish()
    with pytest.raises(DomainError, match="vừa được sửa"):
        team.sign(SignSide.UNIT, team.head, seen)


def test_each_side_signs_once_and_only_its_own(team: Team, commune: Commune):
    team.fill()
    seen = team.finish()
    other = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 2"])
    for side, by in ((SignSide.UNIT, other), (SignSide.UNIT, team.inspector), (SignSide.TEAM, team.head)):
        with pytest.raises(RefusedError):
            team.sign(side, by, seen)
    team.sign(SignSide.UNIT, team.head, seen)
    with pytest.raises(DomainError, match="đã ký biên bản này rồi"):
        team.sign(SignSide.UNIT, team.head, seen)


def test_a_unit_may_sign_on_paper_with_a_scan(team: Team):
    team.fill()
    seen = team.finish()
    paper = PaperSignature("Nguyễn Văn A", "Trưởng thôn", SignManner.PAPER)
    with pytest.raises(DomainError, match="bản quét"):
        signing.sign_for_unit(team.visit, paper, seen=seen, by=team.inspector, at=AT)
    stored = files.store(b"%PDF-1.4 bien ban", media_type="application/pdf", at=AT)
    scanned = PaperSignature("Nguyễn Văn A", "", SignManner.PAPER, scan=stored, scan_name="bb.pdf")
    signing.sign_for_unit(team.visit, scanned, seen=seen, by=team.inspector, at=AT)
    team.sign(SignSide.TEAM, team.inspector, seen)
    assert team.visit.state == VisitState.SIGNED


def test_a_unit_that_does_not_sign_has_its_reason_written_down(team: Team):
    team.fill()
    seen = team.finish()
    silent = PaperSignature("Nguyễn Văn A", "", SignManner.REFUSED)
    with pytest.raises(DomainError, match="ghi lý do"):
        signing.sign_for_unit(team.visit, silent, seen=seen, by=team.inspector, at=AT)
    said = PaperSignature("Nguyễn Văn A", "", SignManner.REFUSED, opinion="Không đồng ý cách đếm")
    made = signing.sign_for_unit(team.visit, said, seen=seen, by=team.inspector, at=AT)
    assert made.opinion == "Không đồng ý cách đếm"
    with pytest.raises(RefusedError):
        signing.sign_for_unit(team.visit, said, seen=seen, by=team.head, at=AT)


def test_findings_become_work_once_both_have_signed(team: Team):
    wanted = ToMend("Lập sổ theo dõi cây trồng", team.season.unit("Thôn 1"), date(2024, 6, 30))
    finding = findings.add(team.visit, wanted, by=team.inspector, at=AT)
    team.fill()
    assert not Obligation.objects.filter(origin_kind="inspection").exists()
    team.sign_both()
    work = Obligation.objects.get(origin_kind="inspection")
    finding.refresh_from_db()
    assert (finding.obligation, work.unit, work.due_on) == (
        work,
        team.season.unit("Thôn 1"),
        date(2024, 6, 30),
    )
    with pytest.raises(RefusedError):
        findings.add(team.visit, wanted, by=team.inspector, at=AT)


def test_a_finding_may_be_taken_out_before(team: Team):
    wanted = ToMend("Lập sổ", team.season.unit("Thôn 1"), date(2024, 6, 30))
    findings.remove(findings.add(team.visit, wanted, by=team.inspector, at=AT), by=team.inspector, at=AT)
    assert not team.visit.findings.exists()


def test_a_false_claim_is_lowered_and_both_values_stay(team: Team):
    team.fill()
    item = team.visit.items.get()
    with pytest.raises(RefusedError, match="Hai bên ký"):
        findings.lower(item, reason="", by=team.office, at=AT)
    team.sign_both()
    item = findings.lower(item, reason="Cây chết chưa trừ", by=team.office, at=AT)
    figure = Figure.objects.get(id=team.figure.id)
    change = FigureChange.objects.get(figure=figure)
    assert (figure.value, change.value_before, change.value_after) == (380, 402, 380)
    assert change.reason == "Theo biên bản kiểm tra Thôn 1 ngày 06/05/2024. Cây chết chưa trừ"
    with pytest.raises(DomainError, match="sửa theo biên bản rồi"):
        findings.lower(item, reason="", by=team.office, at=AT)


def test_a_figure_that_matches_is_not_lowered(team: Team):
    team.fill(verdict=ItemVerdict.MATCHES, found=402)
    team.sign_both()
    with pytest.raises(DomainError, match="kém hơn"):
        findings.lower(team.visit.items.get(), reason="", by=team.office, at=AT)


def test_figures_of_other_units_do_not_get_onto_a_visit(team: Team):
    other = Figure.objects.get(report__unit=team.season.unit("Thôn 2"))
    wanted = [team.figure.id, other.id]
    team.visit = visits.choose(team.visit, wanted, expected=team.visit.version, by=team.office, at=AT)
    assert [item.figure_id for item in team.visit.items.all()] == [team.figure.id]
    visits.choose(team.visit, [], expected=team.visit.version, by=team.office, at=AT)
    assert not team.visit.items.exists()


def test_a_signed_record_is_closed_to_all(team: Team):
    team.fill()
    team.sign_both()
    version = team.visit.version
    with pytest.raises(IllegalTransitionError):
        visits.mend(team.visit, expected=version, by=team.inspector, at=AT)
    with pytest.raises(RefusedError):
        visits.fill(team.visit, team.entry(), expected=version, by=team.inspector, at=AT)
    with pytest.raises(IllegalTransitionError):
        visits.cancel(team.visit, reason="Thôi", expected=version, by=team.office, at=AT)


def test_a_unit_sees_its_own_visits_only(team: Team, commune: Commune):
    other = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 2"])
    assert list(Visit.objects.visible_to(team.head)) == [team.visit]
    assert list(Visit.objects.visible_to(other)) == []
    assert list(Visit.objects.visible_to(commune.actor(Role.COUNCIL))) == [team.visit]


def test_a_unit_stands_on_a_list_once(team: Team):
    with pytest.raises(DomainError, match="đã có trong đợt"):
        visits.add(
            team.round, team.season.unit("Thôn 1"), reason="Số tròn", figure_ids=[], by=team.office, at=AT
        )

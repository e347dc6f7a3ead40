"""A year of commendation whose nominations passed, and decisions made of them, for tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.awards.commending import Year, make_year
from tests.commune import Commune

from thidua.awards.models import Nomination
from thidua.decisions.models import Decision
from thidua.decisions.queries.bases import bases_for
from thidua.decisions.queries.review import Review
from thidua.decisions.services import decisions, issuing, reviewing, signing
from thidua.decisions.services.decisions import DecisionFacts
from thidua.foundation.services import files

AT = datetime(2024, 12, 20, 3, 0, tzinfo=UTC)
DAY = date(2024, 12, 20)
SCAN = b"%PDF-1.7 signed"


@dataclass(frozen=True)
class Deciding:
    """The year, and the steps of a decision on what passed in it."""

    year: Year

    @property
    def commune(self) -> Commune:
        return self.year.commune

    def facts(self, **values: Any) -> DecisionFacts:
        known = {
            "title": "Về việc khen thưởng thành tích năm 2024",
            "bases": bases_for(self.year.round, DAY, {"GK"}),
            "decided_on": DAY,
            "signer": "Lê Văn Chủ",
            "signer_title": "Chủ tịch",
            "recipients": "Như Điều cuối\nLưu: VT",
        }
        return DecisionFacts(**known | values)

    def drafted(self, *nominations: Nomination, **values: Any) -> Decision:
        listed = nominations or (self.year.passed("GK"),)
        award_round = listed[0].round
        return decisions.draft(award_round, self.facts(**values), listed, by=self.year.office, at=AT)

    def submitted(self, *nominations: Nomination, **values: Any) -> Decision:
        made = self.drafted(*nominations, **values)
        return decisions.submit(made, expected=made.version, by=self.year.office, at=AT)

    def explain_all(self, decision: Decision, reason: str = "Đã họp bàn, thống nhất.") -> None:
        warnings = Review.read(decision.review).warnings
        told = {one.key: reason for one in warnings if not one.is_bar}
        reviewing.explain(decision, told, by=self.year.chairman, at=AT)

    def issue(self, decision: Decision, at: datetime = AT) -> Decision:
        return issuing.issue(decision, expected=decision.version, by=self.year.chairman, at=at)

    def issued(self, *nominations: Nomination, **values: Any) -> Decision:
        made = self.submitted(*nominations, **values)
        self.explain_all(made)
        return self.issue(made)

    def signed(self, *nominations: Nomination, **values: Any) -> Decision:
        made = self.issued(*nominations, **values)
        stored = files.store(SCAN, media_type="application/pdf", at=AT)
        assert made.paper
        signing.attach(made.paper, stored, by=self.year.office, at=AT)
        made.refresh_from_db()
        return made

    def published(self, *nominations: Nomination, **values: Any) -> Decision:
        made = self.signed(*nominations, **values)
        return signing.publish(made, expected=made.version, by=self.year.office, at=AT)

    def three(self) -> tuple[Nomination, ...]:
        """Let a person, a village and a household pass for a certificate of merit."""
        year = self.year
        return (
            year.passed("GK"),
            year.passed("GK", unit=year.commune.units["Thôn 1"], achievement="Dẫn đầu các thôn"),
            year.passed("GK", household=year.household, achievement="Hiến 120 mét vuông đất"),
        )


def make_deciding(commune: Commune) -> Deciding:
    return Deciding(make_year(commune))

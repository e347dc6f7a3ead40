"""Decisions in each state, a paper being written, and a fund book with income and a payment."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.decisions.deciding import AT, DAY, make_deciding

from thidua.decisions.enums import CorrectedField, PaperKind
from thidua.decisions.services import corrections, drafts, funds, payments
from thidua.decisions.services.drafts import DraftFacts
from thidua.decisions.services.funds import EntryFacts, EntrySort


def add(place: Any, _now: datetime) -> None:
    """Add `decision_draft`, `decision_sent`, `decision_issued`, `decision_signed`, `decision_public`."""
    deciding = make_deciding(place.commune)
    year, units = deciding.year, place.commune.units
    published = deciding.published(year.passed("GK", unit=units["Thôn 2"]))
    award = published.awards.get()
    income = EntryFacts(sort=EntrySort.INCOME, on=DAY, amount=20_000_000, paper="01/PT", note="Ngân sách cấp")
    facts = DraftFacts(
        kind=PaperKind.LETTER,
        title="V/v gửi hồ sơ",
        body="Gửi hồ sơ trước ngày 10/12/2024.",
        on=DAY,
        signer="Lê Văn Chủ",
        signer_title="Chủ tịch",
    )
    office = year.office
    (paid,) = payments.pay(published, {award.pk: "Nguyễn Văn Nhận"}, DAY, by=office, at=AT)
    correction = drafts.begin(
        place.commune.authority, replace(facts, corrects=published.paper), by=office, at=AT
    )
    year.passed("GK", unit=units["Thôn 3"])
    issued = deciding.issued(year.passed("GK", household=year.household))
    place.things |= {
        "decided_round": year.round,
        "decision_public": published,
        "decision_draft": deciding.drafted(year.passed("GK")),
        "decision_sent": deciding.submitted(year.passed("GK", person=year.people["excellent"])),
        "decision_signed": deciding.signed(year.passed("GK", unit=units["Trường Mầm non"])),
        "decision_issued": issued,
        "issued_paper": issued.paper,
        "paper_draft": drafts.begin(place.commune.authority, facts, by=office, at=AT),
        "correction_draft": correction,
        "correction_line": corrections.add(
            correction, award, CorrectedField.DETAIL, "Xóm 2", by=office, at=AT
        ),
        "fund_entry": funds.add(place.commune.authority, income, by=office, at=AT),
        "payment": paid,
    }

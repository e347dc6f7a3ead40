"""What the pages of decisions, papers and money show when a browser visits them."""

ARGUMENTS: dict[str, dict[str, str]] = {
    "decisions:decision-detail": {"pk": "decision_sent"},
    "decisions:decision-drop": {"pk": "decision_draft"},
    "decisions:decision-edit": {"pk": "decision_draft"},
    "decisions:decision-issue": {"pk": "decision_sent"},
    "decisions:decision-new": {"pk": "decided_round"},
    "decisions:decision-public": {"pk": "decision_public"},
    "decisions:decision-review": {"pk": "decision_sent"},
    "decisions:decision-send-back": {"pk": "decision_sent"},
    "decisions:round-praised": {"pk": "decided_round", "slug": "=nu"},
    "decisions:draft-correct": {"pk": "correction_draft"},
    "decisions:draft-detail": {"pk": "paper_draft"},
    "decisions:draft-edit": {"pk": "paper_draft"},
    "decisions:draft-issue": {"pk": "paper_draft"},
    "decisions:fund-reverse": {"pk": "fund_entry"},
    "decisions:paper-detail": {"pk": "issued_paper"},
    "decisions:paper-sign": {"pk": "issued_paper"},
    "decisions:paper-seal": {"pk": "issued_paper"},
    "decisions:payment-list": {"pk": "decision_issued"},
    "decisions:payment-take-back": {"pk": "payment"},
}

CHAIRMAN = ("decisions:decision-issue", "decisions:decision-send-back", "decisions:paper-seal")

PUBLIC = ("decisions:decision-public", "decisions:decision-public-list")

BUTTONS = (
    *(f"decisions:decision-{name}" for name in ("look", "publish", "submit")),
    "decisions:draft-drop",
    "decisions:draft-uncorrect",
)

FILES = (
    *(f"decisions:decision-{name}" for name in ("list-xlsx", "preview", "public-file")),
    *(f"decisions:{name}-xlsx" for name in ("fund-book", "paper-book", "payment")),
    "decisions:draft-preview",
    "decisions:paper-file",
    "decisions:payment-pdf",
)

"""What the pages of commendation show when a browser visits them, and addresses that are no pages."""

_VILLAGE = {"slug": "=tap-the", "subject": "unit"}

ARGUMENTS: dict[str, dict[str, str]] = {
    "awards:kind-detail": {"code": "=CSTDCS"},
    "awards:duplicate-answer": {"first": "nomination_draft", "second": "nomination_sent"},
    "awards:fact-drop": {"sort": "=xep-loai", "pk": "award_rating"},
    "awards:fact-edit": {"sort": "=xep-loai", "pk": "award_rating"},
    "awards:fact-new": {**_VILLAGE, "sort": "=tap-the"},
    "awards:fact-subject": {"slug": "=ca-nhan", "subject": "award_worker"},
    "awards:nomination-confirm": {"pk": "nomination_draft", "key": "=conduct"},
    "awards:nomination-detail": {"pk": "nomination_draft"},
    "awards:nomination-edit": {"pk": "nomination_draft"},
    "awards:nomination-new": {"pk": "award_round", **_VILLAGE},
    "awards:nomination-pick": {"pk": "award_round"},
    "awards:nomination-step": {"pk": "nomination_sent", "slug": "=tra-lai"},
    "awards:rating-intake": {"pk": "award_intake"},
    "awards:round-confirm": {"pk": "award_round"},
    "awards:round-confirm-rule": {"pk": "award_round", "code": "=LDTT_CBCC", "key": "=conduct"},
    "awards:round-detail": {"pk": "award_round"},
    "awards:round-duplicates": {"pk": "award_round"},
    "awards:round-edit": {"pk": "award_round"},
    "awards:round-proposals": {"pk": "award_round"},
    "awards:round-step": {"pk": "award_round", "step": "=huy"},
    "awards:sudden-write": _VILLAGE,
    "awards:comment-answer": {"pk": "award_comment"},
    **{f"awards:citizen-{name}": {"pk": "citizen_proposal"} for name in ("decline", "detail", "person")},
    "awards:citizen-take": {"pk": "citizen_proposal", **_VILLAGE},
    "awards:dossier-detail": {"pk": "nomination_draft"},
    "awards:paper-return": {"pk": "nomination_draft", "key": "=report"},
    "awards:paper-write": {"pk": "nomination_draft", "key": "=minutes"},
    "awards:window-comment": {"pk": "award_round_shown"},
    "awards:window-detail": {"pk": "award_round_shown"},
    "awards:window-public": {"pk": "award_round_shown"},
    "awards:window-show": {"pk": "award_round"},
    "awards:why-not-subject": _VILLAGE,
}

FILES = (
    "awards:dossier-zip",
    "awards:paper-check",
    "awards:paper-file",
    "awards:rating-take",
    "awards:rating-template",
    "awards:rating-undo",
    "awards:round-submission",
    "awards:round-xlsx",
)

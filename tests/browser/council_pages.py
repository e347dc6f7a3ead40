"""What the pages of councils show when a browser visits them, and which addresses are buttons or files."""

ARGUMENTS: dict[str, dict[str, str]] = {
    **{f"council:{name}": {"pk": "council"} for name in ("council-detail", "council-edit", "member-new")},
    "council:session-new": {"pk": "council"},
    "council:member-end": {"pk": "council_member"},
    **{
        f"council:{name}": {"pk": "council_planned"}
        for name in (
            *("session-edit", "item-put-on", "session-presence", "session-open", "session-cancel"),
            *("session-limit", "session-board"),
        )
    },
    **{
        f"council:{name}": {"pk": "council_sitting"}
        for name in ("session-detail", "session-screen", "session-leave", "session-arrive", "session-close")
    },
    "council:session-tie": {"pk": "council_tied"},
    "council:session-reopen": {"pk": "council_closed"},
    "council:item-put-off": {"pk": "council_waiting"},
    "council:item-step-out": {"pk": "council_waiting"},
    "council:step-out-answer": {"pk": "step_out"},
    "council:poll-count": {"pk": "council_poll"},
    "council:poll-void": {"pk": "council_poll"},
    "council:paper-attach": {"pk": "council_paper"},
}

BUTTONS = tuple(
    f"council:{name}"
    for name in ("session-invite", "item-take-off", "poll-open", "poll-confirm", "session-discuss")
)

FILES = tuple(
    f"council:{name}"
    for name in (
        *("session-invitation-pdf", "session-invitation-docx", "poll-ballots"),
        "minutes-preview",
        *("paper-pdf", "paper-docx", "paper-scan"),
    )
)

"""The pages that the browser tests visit: for each URL name the objects it shows, or why it is left out."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.browser import award_pages, council_pages, decision_pages, register_pages, scoring_pages

# URL name -> argument: the name of a key of the world, or a plain value
ARGUMENTS: dict[str, dict[str, str]] = {
    "monitoring:help": {"slug": "=viec-can-lam"},
    "monitoring:result-board": {"pk": "movement"},
    "monitoring:target-result": {"pk": "target"},
    "monitoring:unit-year": {"pk": "unit"},
    "monitoring:public-results": {"pk": "movement"},
    "monitoring:draw-public": {"pk": "round_drawn"},
    "monitoring:finding-new": {"pk": "visit"},
    "awards:hold-change": {"pk": "hold"},
    "awards:hold-detail": {"pk": "hold"},
    "monitoring:item-lower": {"pk": "signed_item"},
    "monitoring:round-cancel": {"pk": "round_planned"},
    "monitoring:round-detail": {"pk": "round_drawn"},
    "monitoring:round-draw": {"pk": "round_fixed"},
    "monitoring:round-edit": {"pk": "round_planned"},
    "monitoring:round-fix": {"pk": "round_planned"},
    "monitoring:round-print": {"pk": "round_drawn"},
    **{f"monitoring:visit-{name}": {"pk": "visit"} for name in ("arrange", "cancel", "choose", "fill")},
    "monitoring:visit-detail": {"pk": "waiting_visit"},
    "monitoring:visit-new": {"pk": "inspected", "unit_id": "unit"},
    "monitoring:visit-print": {"pk": "waiting_visit"},
    "monitoring:visit-sign": {"pk": "waiting_visit", "side": "=to-kiem-tra"},
    "monitoring:visit-code": {"pk": "waiting_visit", "side": "=to-kiem-tra"},
    "monitoring:visit-sign-by-code": {"pk": "waiting_visit"},
    "monitoring:visit-sign-paper": {"pk": "waiting_visit"},
    "foundation:kept-form": {"pk": "kept_form"},
    "commitments:pledge-list": {"pk": "movement"},
    "commitments:pledge-prepare": {"pk": "movement"},
    "commitments:pledge-sign-many": {"pk": "movement"},
    "commitments:pledge-detail": {"pk": "pledge_signed"},
    "commitments:pledge-print": {"pk": "pledge_signed"},
    "commitments:pledge-edit": {"pk": "pledge_draft"},
    "commitments:pledge-offer": {"pk": "pledge_draft"},
    "commitments:pledge-reply": {"pk": "pledge_countered"},
    "commitments:pledge-take-up": {"pk": "pledge_agreed"},
    "commitments:pledge-withdraw": {"pk": "pledge_agreed"},
    "commitments:pledge-sign": {"pk": "pledge_agreed", "side": "=don-vi"},
    "commitments:pledge-code": {"pk": "pledge_agreed"},
    "commitments:pledge-sign-paper": {"pk": "pledge_agreed"},
    "commitments:pledge-renew": {"pk": "pledge_signed"},
    "commitments:pledge-remedy": {"pk": "pledge_line"},
    "movements:movement-detail": {"pk": "movement"},
    "movements:target-board": {"pk": "movement"},
    "movements:movement-close": {"pk": "movement"},
    "movements:movement-copy": {"pk": "movement"},
    "movements:letter-reading": {"pk": "intake"},
    "movements:movement-public": {"pk": "movement"},
    "movements:unit-panel": {"unit_id": "unit"},
    "movements:target-detail": {"pk": "target"},
    "movements:target-change": {"pk": "target"},
    "movements:tracking-change": {"pk": "target"},
    "movements:allocation-board": {"pk": "movement"},
    "movements:allocation-form": {"pk": "target"},
    "movements:allocation-grid": {"pk": "movement"},
    "movements:allocation-upload": {"pk": "movement"},
    **{
        f"movements:draft-{name}": {"pk": "draft"}
        for name in ("detail", "head", "pick", "target-add", "target-lines", "open")
    },
    "movements:draft-target-split": {"pk": "draft-target"},
    "movements:item-edit": {"section": "=chi-tieu", "pk": "draft-target"},
    "reporting:report-form": {"pk": "own_report"},
    "reporting:report-check": {"pk": "own_report"},
    "reporting:report-blank": {"pk": "own_report"},
    "reporting:report-receipt": {"pk": "sent_report"},
    "reporting:receipt": {"pk": "receipt"},
    "reporting:evidence-list": {"pk": "own_report", "target_pk": "reported_target"},
    "reporting:figure-history": {"pk": "figure"},
    "reporting:figure-correct": {"pk": "figure"},
    "reporting:period-detail": {"pk": "period"},
    "reporting:period-close": {"pk": "period"},
    "reporting:import-upload": {"pk": "period"},
    "reporting:import-detail": {"pk": "batch"},
    "reporting:period-grid": {"pk": "period"},
    "reporting:grid-cell": {"pk": "period"},
    "reporting:period-verify": {"pk": "period"},
    "reporting:verify-check": {"pk": "period"},
    "reporting:report-verify": {"pk": "sent_report"},
    "reporting:period-reopen": {"pk": "period"},
    "reporting:period-move": {"pk": "period"},
    "reporting:period-prepare": {"pk": "reported"},
    **{key: {"movement": "movement"} for key in ("commitments:promise-board", "commitments:promise-ask")},
    "commitments:registration-list": {"movement": "movement"},
    **{
        f"commitments:registration-{page}": {"movement": "movement", "unit": "registering"}
        for page in ("detail", "edit", "paste", "print", "send")
    },
    "commitments:registration-return": {"movement": "movement", "unit": "registered"},
    "commitments:plan-list": {"pk": "movement"},
    "commitments:plan-begin": {"pk": "movement", "unit_id": "planless"},
    "commitments:plan-detail": {"pk": "plan"},
    "commitments:plan-edit": {"pk": "plan"},
    "commitments:plan-aim": {"pk": "plan"},
    "commitments:plan-send": {"pk": "plan"},
    "commitments:plan-send-back": {"pk": "sent_plan"},
    "commitments:plan-accept": {"pk": "sent_plan"},
    "commitments:plan-reopen": {"pk": "accepted_plan"},
    "commitments:plan-paper": {"pk": "plan"},
    "commitments:plan-results": {"pk": "accepted_plan"},
    "commitments:task-add": {"pk": "plan"},
    "commitments:task-edit": {"pk": "plan_task"},
    "commitments:task-progress": {"pk": "given_task"},
    **{
        f"scoring:{name}": {"pk": "scoring_public", "unit_pk": "unit", "criterion_pk": "public_criterion"}
        for name in ("why-line", "why-line-public")
    },
    "documents:document-detail": {"pk": "document"},
    "documents:document-edit": {"pk": "document"},
    "obligations:obligation-detail": {"pk": "obligation"},
    "obligations:reminder-detail": {"pk": "reminder"},
    "foundation:object-history": {"object_type": "=movements.movement", "object_id": "movement"},
    "organisation:card-print": {"pk": "card"},
    "organisation:card-use": {"code": "code"},
    "organisation:authority-detail": {"pk": "authority"},
    "organisation:office-edit": {"pk": "authority"},
    "monitoring:block-contest": {"pk": "block"},
    "organisation:block-detail": {"pk": "block"},
    "organisation:block-hand-over": {"pk": "block"},
    "organisation:household-list": {"pk": "unit"},
    "organisation:household-new": {"pk": "unit"},
    "organisation:household-edit": {"pk": "household"},
    "organisation:list-detail": {"pk": "pasted"},
    "organisation:position-begin": {"pk": "person"},
    "organisation:position-end": {"pk": "position"},
    **{f"organisation:unit-{name}": {"pk": "unit"} for name in ("close", "detail", "edit")},
    "organisation:person-detail": {"pk": "person"},
    "organisation:person-edit": {"pk": "person"},
    "organisation:person-answer": {"pk": "person_request"},
    **award_pages.ARGUMENTS,
    **council_pages.ARGUMENTS,
    **decision_pages.ARGUMENTS,
    **register_pages.ARGUMENTS,
    **scoring_pages.ARGUMENTS,
}

PUBLIC = (
    "monitoring:work-list",
    "monitoring:help",
    "monitoring:draw-public",
    "monitoring:public-results",
    "movements:movement-public",
    "scoring:standing-public",
    "scoring:why-public",
    "scoring:why-line-public",
    *decision_pages.PUBLIC,
    *register_pages.PUBLIC,
    "organisation:card-type",
    "organisation:card-use",
    "account_login",
    "account_inactive",
)

# of no use to somebody signed in
NOT_SIGNED_IN = frozenset(
    {"account_login", "account_inactive", "organisation:card-type", "organisation:card-use"}
)

# addresses that are no pages of their own, and why
LEFT_OUT = {
    "council:session-of-round": "leads to the session of a round, which is visited",
    **dict.fromkeys(
        (
            "commitments:plan-take-goals",
            "commitments:promise-urge",
            "commitments:registration-accept",
            "commitments:registration-add",
            "commitments:registration-drop",
            "commitments:registration-reopen",
            "commitments:registration-take",
            "organisation:block-head-undo",
            "commitments:task-drop",
            "commitments:task-move",
            "commitments:pledge-prepare-undo",
            "foundation:notice-read",
            "foundation:notice-read-all",
            "monitoring:doubt-answer",
            "monitoring:doubt-take-back",
            "monitoring:finding-remove",
            "monitoring:round-step",
            "monitoring:visit-finish",
            "monitoring:visit-mend",
            "scoring:criteria-group-drop",
            "scoring:criteria-group-move",
            "scoring:criteria-line-drop",
            "scoring:criteria-line-move",
            "scoring:criteria-restore",
            "scoring:proof-remove",
            "scoring:tie-withdraw",
            "scoring:self-write",
            "scoring:sheet-finish",
            "reporting:evidence-step",
            "reporting:figure-write",
            "reporting:queue-take",
            "reporting:import-columns",
            "reporting:import-take",
            "reporting:import-undo",
            "reporting:report-note",
            "reporting:report-object",
            "reporting:calendar-remove",
            "reporting:grid-cells",
            "reporting:figure-step",
            "reporting:verify-ticked",
            "reporting:grid-hand-in",
            "movements:allocation-preview",
            "movements:allocation-undo",
            "movements:draft-accept-clear",
            "movements:draft-drop",
            "movements:draft-restore",
            "movements:draft-target-merge",
            "movements:draft-target-unmerge",
            "movements:draft-undo-batch",
            "movements:item-answer",
            "movements:item-decide",
            "movements:movement-reopen",
            "obligations:calendar-feed-make",
            "obligations:calendar-feed-revoke",
            "obligations:obligation-step",
            "obligations:reminder-send-many",
            "obligations:reminder-step",
            "obligations:urging-renew-key",
            "organisation:account-mail",
            "organisation:account-open",
            "organisation:account-step",
            "organisation:block-join",
            "organisation:block-rename",
            "organisation:card-confirm",
            "organisation:card-disown",
            "organisation:card-issue",
            "organisation:card-know",
            "organisation:list-undo",
            "organisation:membership-leave",
            "organisation:person-paste-take",
            "organisation:unit-paste-take",
            "organisation:unit-reopen",
            "organisation:device-end",
            "organisation:device-rename",
            *council_pages.BUTTONS,
            *decision_pages.BUTTONS,
        ),
        "the address of a button",
    ),
    **dict.fromkeys(
        (
            "commitments:plan-docx",
            "commitments:plan-list-xlsx",
            "commitments:promise-board-xlsx",
            "commitments:registration-list-xlsx",
            "commitments:plan-pdf",
            "commitments:plan-results-xlsx",
            "commitments:pledge-list-xlsx",
            "commitments:pledge-pdf",
            "commitments:pledge-docx",
            "commitments:pledge-scan",
            "documents:document-file",
            "documents:document-list-xlsx",
            "monitoring:doubt-board-xlsx",
            "awards:hold-file",
            "awards:hold-file-before",
            "awards:hold-list-xlsx",
            "monitoring:round-xlsx",
            "monitoring:signature-scan",
            "monitoring:overview-xlsx",
            "monitoring:public-results-xlsx",
            "monitoring:result-board-xlsx",
            "monitoring:target-result-xlsx",
            "monitoring:unit-load-xlsx",
            "monitoring:unit-year-xlsx",
            "obligations:calendar-ics",
            "obligations:obligation-list-xlsx",
            "obligations:sending-list-xlsx",
            "scoring:criteria-json",
            "scoring:criteria-xlsx",
            "scoring:proof-file",
            "scoring:reply-file",
            "scoring:self-workbook",
            "scoring:sheet-xlsx",
            "scoring:standing-public-xlsx",
            "scoring:standing-xlsx",
            "reporting:evidence-file",
            "reporting:period-list-xlsx",
            "reporting:period-workbook",
            "reporting:service-worker",
            *award_pages.FILES,
            *council_pages.FILES,
            *decision_pages.FILES,
            *register_pages.FILES,
            "movements:allocation-board-xlsx",
            "movements:allocation-grid-xlsx",
            "movements:target-board-xlsx",
            "organisation:unit-list-xlsx",
        ),
        "a file",
    ),
    "register:register-list": "leads to the one register that is kept",
    "obligations:short-link": "leads to the work",
    "commitments:promise-own": "leads to the board of the newest movement",
    "commitments:pledge-answer": "the same page as the reply of the office",
    "documents:document-attach": "only for a document without a copy",
    "scoring:commune-list": "only for a level above the commune",
    "monitoring:sample-day": "only in the sample commune, where the journey of scoring goes through it",
}

NOT_FOR_OFFICE = {
    "commitments:pledge-sign",
    "commitments:pledge-sign-many",
    "council:session-tie",
    *decision_pages.CHAIRMAN,
    "scoring:line-cross",
    "scoring:reply-new",
    "scoring:self-fill",
    "scoring:sheet-self",
    "scoring:sheet-send",
}

# also seen by these roles, beside the office that sees all
SEEN_BY = {
    "chairman": (
        "commitments:pledge-sign-many",
        "council:session-tie",
        *decision_pages.CHAIRMAN,
        "monitoring:overview",
        "monitoring:result-board",
        "monitoring:work-list",
        "movements:movement-detail",
        "movements:target-board",
    ),
    "unit_head": (
        "commitments:pledge-sign",
        "commitments:promise-board",
        "commitments:registration-list",
        "scoring:line-cross",
        "scoring:reply-new",
        "scoring:round-detail",
        "scoring:self-fill",
        "scoring:sheet-self",
        "scoring:sheet-send",
        "monitoring:round-list",
        "monitoring:unit-year",
        "monitoring:work-list",
        "movements:movement-detail",
        "movements:target-board",
        "movements:target-detail",
        "obligations:obligation-list",
        "obligations:obligation-detail",
        "obligations:calendar-feed",
        "reporting:report-form",
        "reporting:report-check",
    ),
}


def visits() -> list[tuple[str, str]]:
    """Return (name, role) of every page: public ones for a stranger, all for the office, some for others."""
    known = names()
    plain = [name for name in known if name not in with_arguments() and name not in LEFT_OUT]
    office = [(name, "office") for name in (*plain, *ARGUMENTS) if name in known]
    strangers = [(name, "") for name in PUBLIC if name in known]
    others = [(name, role) for role, seen in SEEN_BY.items() for name in seen]
    left_out = NOT_SIGNED_IN | NOT_FOR_OFFICE
    return [*strangers, *(visit for visit in office if visit[0] not in left_out), *others]


def address_of(name: str, keys: dict[str, str]) -> str:
    """Return the address of a page, with the keys of the objects it shows."""
    arguments = {
        argument: key[1:] if key.startswith("=") else keys[key]
        for argument, key in ARGUMENTS.get(name, {}).items()
    }
    return reverse(name, kwargs=arguments)


def names() -> list[str]:
    return [name for name, _ in _patterns(get_resolver())]


def with_arguments() -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns(get_resolver()) if pattern.pattern.converters)


def _patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            found += _patterns(entry, inner)
        elif entry.name:
            found.append((f"{prefix}{entry.name}", entry))
    return found

"""Who gets what from the addresses of decisions, papers and money."""

from typing import Any

from tests.matrix_words import GONE, LEADERS, OFFICE, REFUSED, Row, Seen, form, pk, version

from thidua.organisation.enums import Role

READERS = LEADERS | {Role.COUNCIL, Role.INSPECTOR}
CHAIR = frozenset({Role.CHAIRMAN})
MONEY = LEADERS | {Role.INSPECTOR}


def _seen(roles: frozenset[str], *, yes: int = 200) -> Seen:
    """Answer the roles, refuse other readers; for everybody else the thing is not there."""
    return Seen(roles, yes=yes, no=GONE, but=dict.fromkeys(READERS - roles, REFUSED))


def _reads(name: str, thing: str, roles: frozenset[str] = READERS) -> Row:
    return Row(f"decisions:{name}", pk(thing), get=_seen(roles))


def _form(name: str, thing: str, roles: frozenset[str]) -> Row:
    return Row(f"decisions:{name}", pk(thing), get=_seen(roles), post=_seen(roles, yes=422))


def _deed(name: str, thing: str, roles: frozenset[str]) -> Row:
    data: Any = version(thing)
    return Row(f"decisions:{name}", pk(thing), get=None, post=_seen(roles, yes=302), data=data)


def _draft(name: str, **more: Any) -> Row:
    """Of what is being written only its writers know."""
    seen = {method: Seen(LEADERS, yes=yes, no=GONE) for method, yes in more.items()}
    return Row(
        f"decisions:{name}",
        pk("paper_draft"),
        get=seen.get("get"),
        post=seen.get("post"),
        data=version("paper_draft"),
    )


def _public(name: str, args: Any = None) -> Row:
    return Row(f"decisions:{name}", args, stranger=200, is_public=True, elsewhere=200)


DECISIONS = [
    _public("decision-public-list"),
    _public("decision-public", pk("decision_public")),
    _public("decision-public-file", pk("decision_public")),
    Row("decisions:decision-list", get=Seen(READERS)),
    Row("decisions:decision-list-xlsx", get=Seen(READERS)),
    form("decisions:decision-new", LEADERS, pk("decided_round")),
    Row("decisions:round-praised", pk("decided_round", slug="nu"), get=Seen(LEADERS | {Role.COUNCIL})),
    _reads("decision-detail", "decision_draft"),
    Row(
        "decisions:decision-detail",
        pk("decision_public"),
        get=Seen(READERS, but={Role.UPPER: GONE}),
        state="published, a unit reads it on the public page",
    ),
    _reads("decision-preview", "decision_draft"),
    _form("decision-edit", "decision_draft", LEADERS),
    _form("decision-drop", "decision_draft", LEADERS),
    _deed("decision-submit", "decision_draft", LEADERS),
    _deed("decision-look", "decision_draft", LEADERS),
    Row(
        "decisions:decision-review",
        pk("decision_sent"),
        get=_seen(READERS),
        post=_seen(LEADERS, yes=302),
    ),
    _form("decision-send-back", "decision_sent", CHAIR),
    _form("decision-issue", "decision_sent", CHAIR),
    _deed("decision-publish", "decision_signed", LEADERS),
]
PAPERS = [
    Row("decisions:paper-book", get=Seen(READERS)),
    Row("decisions:paper-book-xlsx", get=Seen(READERS)),
    _reads("paper-detail", "issued_paper"),
    _reads("paper-file", "issued_paper"),
    _form("paper-sign", "issued_paper", LEADERS),
    _form("paper-seal", "issued_paper", CHAIR),
    Row("decisions:draft-list", get=Seen(LEADERS)),
    form("decisions:draft-new", LEADERS),
    _draft("draft-detail", get=200),
    _draft("draft-edit", get=200, post=422),
    _draft("draft-preview", get=200),
    _draft("draft-issue", get=200, post=302),
    _draft("draft-drop", post=302),
    Row(
        "decisions:draft-correct",
        pk("correction_draft"),
        get=Seen(LEADERS, no=GONE),
        post=Seen(LEADERS, yes=422, no=GONE),
    ),
    Row(
        "decisions:draft-uncorrect",
        lambda place: {"pk": place.correction_draft.pk, "line": place.correction_line.pk},
        get=None,
        post=Seen(LEADERS, yes=302, no=GONE),
    ),
]
FUND = [
    Row("decisions:fund-book", get=Seen(MONEY)),
    Row("decisions:fund-book-xlsx", get=Seen(MONEY)),
    form("decisions:fund-add", OFFICE),
    *(
        Row(
            f"decisions:{name}",
            pk(thing),
            get=Seen(OFFICE, no=GONE, but=dict.fromkeys(MONEY - OFFICE, REFUSED)),
            post=Seen(OFFICE, yes=422, no=GONE, but=dict.fromkeys(MONEY - OFFICE, REFUSED)),
        )
        for name, thing in (("fund-reverse", "fund_entry"), ("payment-take-back", "payment"))
    ),
    Row(
        "decisions:payment-list",
        pk("decision_issued"),
        get=_seen(MONEY),
        post=_seen(OFFICE, yes=422),
    ),
    _reads("payment-xlsx", "decision_issued", MONEY),
    _reads("payment-pdf", "decision_issued", MONEY),
]
ROWS: list[Row] = [*DECISIONS, *PAPERS, *FUND]

"""Who gets what from each address: the table that the matrix test walks.

An address that is not in the table fails the build. A role that may do it gets `yes`, another one `no`;
strangers are sent to the sign-in; people of another commune find nothing (404).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from tests import (
    matrix_allocation,
    matrix_award_papers,
    matrix_awards,
    matrix_boards,
    matrix_certificates,
    matrix_commitments_plans,
    matrix_commitments_pledges,
    matrix_commitments_registrations,
    matrix_council,
    matrix_decisions,
    matrix_imports,
    matrix_inspection,
    matrix_register,
    matrix_reporting,
    matrix_scoring_criteria,
    matrix_scoring_rounds,
    matrix_scoring_sheets,
    matrix_scoring_standing,
    matrix_urging,
)
from tests.matrix_words import (
    ALL,
    DRAFTERS,
    GONE,
    KEEPERS,
    LEADERS,
    OFFICE,
    REFUSED,
    Row,
    Seen,
    deed,
    form,
    pk,
    reads,
    version,
)

from thidua.organisation.enums import Role


def unopened(row: Row) -> Row:
    """An address of a draft that is not opened: for others than its makers it is not there."""
    but = dict.fromkeys(ALL - DRAFTERS, GONE)
    return replace(
        row,
        get=row.get and replace(row.get, but=but),
        post=row.post and replace(row.post, but=but),
    )


def _history(name: str) -> Callable[[Any], Mapping[str, Any]]:
    return lambda place: {
        "object_type": f"organisation.{name}",
        "object_id": str(getattr(place, name).pk),
    }


# what is written of people, their households and devices is for the office
FOUNDATION = [
    reads("foundation:receipt-find"),
    Row("foundation:job-list", get=Seen(KEEPERS)),
    reads("foundation:notice-list"),
    Row("foundation:kept-form", pk("kept_form"), get=Seen(frozenset({Role.EDITOR}), no=GONE)),
    deed("foundation:notice-read-all", ALL),
    Row(
        "foundation:notice-read",
        pk("notice"),
        get=None,
        post=Seen(frozenset({Role.UNIT_HEAD}), yes=302, no=GONE),
    ),
    reads(
        "foundation:object-history",
        lambda place: {"object_type": "movements.movement", "object_id": str(place.movement.pk)},
    ),
    *(
        Row("foundation:object-history", _history(name), get=Seen(KEEPERS, no=GONE), state=name)
        for name in ("person", "household", "device")
    ),
]
SIGN_IN = [
    Row("account_login", get=Seen(yes=302), post=Seen(yes=302), stranger=200),
    Row("account_logout", get=Seen(), post=Seen(yes=302)),
    Row("account_inactive", stranger=200),
    Row("account_change_password", get=Seen(), post=Seen()),
    Row("account_set_password", get=Seen(yes=302), post=Seen(yes=302)),
    Row("account_reauthenticate", get=Seen(), post=Seen()),
]
MONITORING = [
    Row("monitoring:work-list", stranger=200),
    reads("monitoring:search"),
    Row("monitoring:help", lambda _: {"slug": "viec-can-lam"}, stranger=200, elsewhere=200),
    Row("monitoring:display", get=Seen(yes=302), stranger=302, is_public=True),
]
DOCUMENTS = [
    reads("documents:document-list"),
    reads("documents:document-list-xlsx"),
    form("documents:document-new", LEADERS),
    reads("documents:document-detail", pk("document")),
    form("documents:document-edit", LEADERS, pk("document"), data=version("document")),
    reads("documents:document-file", pk("document")),
    form("documents:document-attach", LEADERS, pk("document")),
]
_WORKERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})
OBLIGATIONS = [
    reads("obligations:obligation-list"),
    form("obligations:obligation-new", LEADERS),
    reads("obligations:obligation-detail", pk("own_work"), state="own unit"),
    reads("obligations:obligation-detail", pk("other_work"), state="other unit"),
    deed(
        "obligations:obligation-step",
        _WORKERS,
        pk("own_work", verb="xong"),
        data=version("own_work"),
        state="done, own unit",
    ),
    deed(
        "obligations:obligation-step",
        OFFICE,
        pk("other_work", verb="xong"),
        data=version("other_work"),
        state="done, other unit",
    ),
    deed(
        "obligations:obligation-step",
        LEADERS,
        pk("own_work", verb="huy"),
        data=lambda place: {"_version": place.own_work.version, "note": "Trùng việc."},
        state="cancelled",
    ),
]
_draft = pk("draft")
_item = pk("item", section="chi-tieu")


def _merge(place: Any) -> Mapping[str, Any]:
    """Send the version of the item and of the one that stands behind it."""
    behind = place.item.draft.drafttarget_set.all()[1]
    return {
        "_version": place.item.version,
        "next": str(behind.pk),
        "next_version": behind.version,
        "mix": "1",
    }


_UNOPENED = [
    reads("movements:draft-detail", _draft),
    form("movements:draft-head", OFFICE, _draft, data=version("draft")),
    deed(
        "movements:draft-accept-clear",
        OFFICE,
        _draft,
        data=lambda place: {"seen_at": place.draft.saved_at.isoformat()},
    ),
    deed("movements:draft-undo-batch", OFFICE, pk("draft", batch=uuid4())),
    deed("movements:draft-drop", OFFICE, _draft),
    deed("movements:draft-restore", OFFICE, _draft, yes=409),
    reads("movements:draft-pick", _draft),
    form("movements:draft-target-add", OFFICE, _draft),
    form("movements:draft-target-lines", OFFICE, _draft),
    Row("movements:draft-open", _draft, post=Seen(LEADERS, yes=409)),
    form("movements:item-edit", OFFICE, _item, data=version("item")),
    deed("movements:item-answer", OFFICE, pk("item"), data=version("item")),
    deed("movements:item-decide", OFFICE, pk("item", section="chi-tieu", verb="nhan"), data=version("item")),
    form("movements:draft-target-split", OFFICE, pk("item"), data=version("item")),
    deed("movements:draft-target-merge", OFFICE, pk("item"), data=_merge),
    deed("movements:draft-target-unmerge", OFFICE, pk("item"), data=version("item"), yes=409),
]
MOVEMENTS = [
    reads("movements:movement-list"),
    form("movements:launch-upload", OFFICE),
    form("movements:movement-new", OFFICE),
    reads("movements:unit-panel", lambda place: {"unit_id": place.unit.pk}),
    reads("movements:target-detail", pk("target")),
    form("movements:target-change", OFFICE, pk("target"), data=version("target")),
    reads("movements:draft-detail", pk("confirmed"), state="confirmed"),
    Row(
        "movements:draft-head",
        pk("confirmed"),
        get=Seen(frozenset()),
        post=Seen(frozenset()),
        state="confirmed",
    ),
    Row("movements:draft-open", pk("confirmed"), post=Seen(frozenset()), state="confirmed"),
    *map(unopened, _UNOPENED),
    reads("movements:letter-reading", pk("intake")),
    reads("movements:movement-detail", pk("movement")),
    Row("movements:movement-copy", pk("movement"), get=Seen(OFFICE), post=Seen(OFFICE, yes=302)),
    Row(
        "movements:movement-close",
        pk("movement"),
        get=Seen(LEADERS),
        post=Seen(LEADERS, yes=302),
        data=version("movement"),
    ),
    deed("movements:movement-reopen", LEADERS, pk("movement"), yes=302, data=version("movement")),
    reads("movements:target-board", pk("movement")),
    reads("movements:target-board-xlsx", pk("movement")),
    reads("movements:movement-public", pk("movement"), state="open", stranger=200, elsewhere=200),
    reads("movements:movement-public", pk("unopened"), get=Seen(yes=GONE), state="not opened", stranger=GONE),
]
# who is of a household is for the office and the head of the village, who reads but does not write
_VILLAGE_HEAD = {Role.UNIT_HEAD: REFUSED}
_household_forms = [
    form("organisation:household-new", KEEPERS, pk("unit")),
    Row(
        "organisation:household-edit",
        pk("household"),
        get=Seen(KEEPERS, no=GONE, but=_VILLAGE_HEAD),
        post=Seen(KEEPERS, yes=302, no=GONE, but=_VILLAGE_HEAD),
        data=version("household"),
    ),
]
ORGANISATION = [
    reads("organisation:unit-list"),
    reads("organisation:unit-list-xlsx"),
    form("organisation:unit-new", KEEPERS),
    reads("organisation:unit-detail", pk("unit")),
    form("organisation:unit-edit", KEEPERS, pk("unit"), data=version("unit")),
    form("organisation:unit-close", KEEPERS, pk("unit"), data=version("unit")),
    form("organisation:unit-reopen", KEEPERS, pk("unit"), data=version("unit")),
    reads("organisation:household-list", pk("unit")),
    *_household_forms,
    reads("organisation:block-list"),
    form("organisation:block-new", KEEPERS),
    reads("organisation:block-detail", pk("block")),
    form("organisation:block-rename", KEEPERS, pk("block"), data=version("block")),
    Row(
        "organisation:block-join",
        pk("block"),
        get=None,
        post=Seen(KEEPERS, yes=302, but={Role.UPPER: 422}),
        data=lambda place: {"unit": place.commune.units["Thôn 2"].pk, "starts_on": "22/04/2024"},
    ),
    form("organisation:membership-leave", KEEPERS, pk("membership")),
    form("organisation:unit-paste", KEEPERS),
    Row("organisation:unit-paste-take", get=None, post=Seen(KEEPERS, yes=422)),
    form("organisation:person-paste", KEEPERS),
    Row("organisation:person-paste-take", get=None, post=Seen(KEEPERS, yes=422)),
    Row("organisation:list-detail", pk("pasted"), get=Seen(KEEPERS)),
    deed("organisation:list-undo", KEEPERS, pk("pasted")),
    reads("organisation:person-list"),
    Row("organisation:person-ask", post=Seen(frozenset({Role.UNIT_HEAD}), yes=422)),
    Row(
        "organisation:person-answer",
        pk("person_request"),
        get=Seen(KEEPERS, no=GONE, but={Role.UNIT_HEAD: REFUSED}),
        post=Seen(KEEPERS, yes=422, no=GONE, but={Role.UNIT_HEAD: REFUSED}),
        data=version("person_request"),
    ),
    form("organisation:person-new", KEEPERS),
    reads("organisation:person-detail", pk("person")),
    form("organisation:person-edit", KEEPERS, pk("person"), data=version("person")),
    form("organisation:position-begin", KEEPERS, pk("person")),
    form("organisation:position-end", KEEPERS, pk("position"), data=version("position")),
    form("organisation:account-open", KEEPERS, pk("person")),
    deed("organisation:account-step", KEEPERS, pk("person", verb="khoa")),
    deed(
        "organisation:account-step",
        frozenset({Role.CHAIRMAN}),
        lambda place: {"pk": place.users[Role.KEEPER].person_id, "verb": "khoa"},
        state="of the keeper",
    ),
    deed("organisation:card-issue", KEEPERS, pk("person")),
    Row("organisation:authority-own", get=Seen(yes=302)),
    reads("organisation:authority-detail", lambda place: {"pk": place.commune.authority.pk}),
    Row(
        "organisation:office-edit",
        lambda place: {"pk": place.commune.authority.pk},
        get=Seen(KEEPERS),
        post=Seen(KEEPERS, yes=302),
        data=lambda place: {"_version": place.commune.authority.version},
    ),
    reads("organisation:account"),
    deed("organisation:account-mail", ALL, data=lambda _: {"address": "hop-thu@xa.example"}),
    deed("organisation:sign-out-everywhere", ALL),
    deed(
        "organisation:device-rename",
        KEEPERS | {Role.UNIT_HEAD},
        pk("device"),
        data=lambda _: {"name": "Máy mới"},
    ),
    deed("organisation:device-end", KEEPERS | {Role.UNIT_HEAD}, pk("device")),
    Row("organisation:card-print", pk("card"), get=Seen(OFFICE)),
    deed(
        "organisation:card-confirm", frozenset({Role.CHAIRMAN, Role.KEEPER, Role.COUNCIL}), pk("waiting_card")
    ),
    deed("organisation:card-know", frozenset({Role.UNIT_HEAD}), pk("own_card")),
    deed("organisation:card-disown", frozenset({Role.UNIT_HEAD}), pk("own_card")),
    deed("organisation:device-return", ALL, is_public=True),
    Row("organisation:card-type", post=Seen(yes=422), stranger=200),
    Row(
        "organisation:card-use",
        lambda place: {"code": place.code},
        post=Seen(yes=409),
        post_elsewhere=409,
        stranger=200,
        elsewhere=200,
    ),
]
ROWS = [
    *FOUNDATION,
    *SIGN_IN,
    *MONITORING,
    *DOCUMENTS,
    *OBLIGATIONS,
    *MOVEMENTS,
    *ORGANISATION,
    *matrix_allocation.ROWS,
    *matrix_award_papers.ROWS,
    *matrix_awards.ROWS,
    *matrix_boards.ROWS,
    *matrix_commitments_plans.ROWS,
    *matrix_commitments_pledges.PLEDGES,
    *matrix_commitments_registrations.ROWS,
    *matrix_council.ROWS,
    *matrix_decisions.ROWS,
    *matrix_imports.ROWS,
    *matrix_certificates.ROWS,
    *matrix_inspection.ROWS,
    *matrix_register.ROWS,
    *matrix_reporting.ROWS,
    *matrix_scoring_criteria.ROWS,
    *matrix_scoring_rounds.ROWS,
    *matrix_scoring_sheets.ROWS,
    *matrix_scoring_standing.ROWS,
    *matrix_urging.ROWS,
]

from datetime import UTC, datetime

import pytest
from tests.commune import LETTER, Commune, make_commune

from thidua.demo.building import look_at_all
from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.services import drafts, opening
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)


@pytest.fixture
def draft(office: Actor) -> LaunchDraft:
    """The draft of the demo letter, nothing decided yet."""
    read_text = reading.take_in(LETTER.read_bytes(), LETTER.name, by=office, at=AT)
    return drafts.from_letter(read_text, by=office, at=AT)


def accept_everything(draft: LaunchDraft, by: Actor) -> LaunchDraft:
    """Look at every item, the doubtful ones one by one."""
    look_at_all(draft, by=by, at=AT)
    return draft


@pytest.fixture
def season(draft: LaunchDraft, office: Actor) -> Movement:
    """The season of the demo letter, open."""
    ready = accept_everything(draft, office)
    return opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)

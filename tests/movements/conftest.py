from datetime import UTC, datetime

import pytest
from tests.commune import LETTER, Commune
from tests.keeping import Fresh

from thidua.demo.building import look_at_all
from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.services import drafts, opening
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept_office(kept_commune: Commune) -> Actor:
    return kept_commune.actor(Role.OFFICE)


@pytest.fixture
def office(kept_office: Actor, fresh: Fresh) -> Actor:
    return fresh(kept_office)


@pytest.fixture(scope="module")
def kept_draft(kept_office: Actor) -> LaunchDraft:
    """The draft of the demo letter, nothing decided yet."""
    read_text = reading.take_in(LETTER.read_bytes(), LETTER.name, by=kept_office, at=AT)
    return drafts.from_letter(read_text, by=kept_office, at=AT)


@pytest.fixture
def draft(kept_draft: LaunchDraft, fresh: Fresh) -> LaunchDraft:
    return fresh(kept_draft)


def accept_everything(draft: LaunchDraft, by: Actor) -> LaunchDraft:
    """Look at every item, the doubtful ones one by one."""
    look_at_all(draft, by=by, at=AT)
    return draft


@pytest.fixture(scope="module")
def kept_season(kept_draft: LaunchDraft, kept_office: Actor) -> Movement:
    """The season of the demo letter, open."""
    ready = accept_everything(kept_draft, kept_office)
    return opening.confirm(ready, seen_at=ready.saved_at, by=kept_office, at=AT)

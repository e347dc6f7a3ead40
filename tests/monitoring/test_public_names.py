"""No page or file for strangers names a person: no law lets the commune publish who reported or signed."""

import io
import re
from html import unescape
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.urls import reverse
from tests.architecture.test_doors import PUBLIC
from tests.keeping import Fresh
from tests.matrix_scoring_standing import ROWS as STANDING
from tests.pages import StrictClient
from tests.world import AT, Place, make_place

from thidua.core.text import fold
from thidua.monitoring.models import Visit, VisitSignature
from thidua.obligations.services import feeds
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.reporting.models import Figure, Report

WITH_A_SECRET = {
    "organisation:card-use": "names whose phone it becomes, to who holds the card",
    "organisation:card-type": "asks for the code of a card",
    "organisation:device-return": "the own phone",
    "obligations:calendar-ics": "looked at below",
}
"""Public addresses that show nothing without a secret."""
NAMES_THE_PRAISED = (
    "awards:window-public",
    "awards:window-comment",
    "decisions:certificate-check",
    "decisions:decision-public",
    "decisions:decision-public-file",
    "register:copy",
    "register:keys",
    "register:kit",
    "register:note",
    "register:proof",
    "register:register-public",
)
"""Who is praised or put forward is public by law (06/2022/QH15, article 5(2)(b)); their apps try what."""
ARGUMENTS = {
    "monitoring:help": {"slug": "trang-cong-khai"},
    "monitoring:draw-public": "round_drawn",
    "monitoring:public-results": "movement",
    "monitoring:public-results-xlsx": "movement",
    "movements:movement-public": "movement",
}
PUBLISHED = {row.name: row.args for row in STANDING if row.name in PUBLIC and row.stranger == 200}
"""Addresses of published standings, with what they need."""
OPEN = sorted(
    name
    for name in PUBLIC
    if not name.startswith("account_") and name not in {*WITH_A_SECRET, *NAMES_THE_PRAISED}
)


@pytest.fixture(scope="module")
def kept_place(world: None) -> Place:
    """A commune in which figures are verified, so that the page of results shows all it ever shows."""
    place = make_place("xã Một", now=AT)
    for model, name in ((Figure, "verified_by"), (Figure, "entered_by"), (Report, "sent_by")):
        model.objects.update(**{name: "Đinh Thị Xuân"})
    Visit.objects.update(present="Lương Văn Tám, Trưởng thôn")
    place.things["movement"] = place.inspected
    return place


@pytest.fixture
def place(kept_place: Place, fresh: Fresh) -> Place:
    return fresh(kept_place)


def names_in(text: str) -> list[str]:
    """Return the names of people in a text, with or without their marks."""
    people = set(Person.objects.values_list("full_name", flat=True))
    people |= set(VisitSignature.objects.values_list("signer_name", flat=True))
    people |= {"Đinh Thị Xuân", "Lương Văn Tám", "Nguyễn Văn A"}
    folded = f" {fold(text)} "
    return sorted(name for name in people if re.search(rf"\b{re.escape(fold(name))}\b", folded))


def text_in(response: HttpResponse) -> str:
    """Return all that is in a page, tags and titles included, or in the parts of a workbook."""
    if response.get("Content-Type", "").endswith("sheet"):
        with ZipFile(io.BytesIO(response.content)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    return unescape(b"".join(response).decode())


@pytest.mark.parametrize("name", OPEN)
def test_a_stranger_reads_nobodys_name(place: Place, name: str):
    asked = ARGUMENTS.get(name) or PUBLISHED.get(name) or {}
    args = {"pk": getattr(place, asked).pk} if isinstance(asked, str) else asked
    args = args(place) if callable(args) else args
    response = StrictClient().get(reverse(name, kwargs=args))
    assert response.status_code in {200, 302}
    assert names_in(text_in(response)) == []


def test_the_test_knows_a_name_when_it_stands_there(place: Place):
    assert names_in("Người ký: đinh thị xuân.") == ["Đinh Thị Xuân"]
    assert names_in("TRAN THI 1") == ["Trần Thị 1"]


def test_a_calendar_names_nobody_but_its_owner(place: Place):
    owner = place.users[Role.UNIT_HEAD].person.full_name
    feed = feeds.make(by=place.actor(Role.UNIT_HEAD), at=AT)
    response = StrictClient().get(reverse("obligations:calendar-ics", args=[feed.secret]))
    assert "BEGIN:VCALENDAR" in text_in(response)
    assert names_in(text_in(response)) == [owner]

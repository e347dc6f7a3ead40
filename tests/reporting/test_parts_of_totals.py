"""A part ("trong đó") above its total at one unit: a note is asked at entry and told in verification."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.reporting.forms import save_card
from tests.reporting.steps import client_of, figure_of, send
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.movements.models import Allocation, Target, Tracking
from thidua.organisation.enums import Role
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import periods

TOLD = "Phần này 40 tấn nhiều hơn tổng “Sản lượng đánh bắt” là 33,6 tấn."


@pytest.fixture
def parted(season: SmallSeason) -> SmallSeason:
    """The season, with shrimp as a part of the fish."""
    fish = season.targets["fish"]
    shrimp = Target.objects.create(
        authority=fish.authority,
        movement=fish.movement,
        parent=fish,
        position=5,
        name="Trong đó tôm",
        comparator=fish.comparator,
        low=60,
        unit=fish.unit,
        sentence="Trong đó tôm 60 tấn.",
    )
    Tracking.objects.create(target=shrimp, nature="cumulative", frequency="month", allocation_kind="sum")
    Allocation.objects.create(target=shrimp, unit=season.commune.units["Thôn 1"], amount=Decimal(20))
    season.targets["shrimp"] = shrimp
    periods.prepare(season.movement, by=season.office, at=NOW)
    return season


def test_a_part_above_its_total_wants_a_note(parted: SmallSeason) -> None:
    with pytest.raises(DomainError, match="nhiều hơn tổng “Sản lượng đánh bắt”"):
        send(parted, "Thôn 1", shrimp=Entry("40"))
    send(parted, "Thôn 1", shrimp=Entry("40", note="Gồm tôm của tháng trước"))
    assert figure_of(parted, "Thôn 1", "shrimp").value == Decimal(40)


def test_a_part_within_its_total_is_not_asked(parted: SmallSeason) -> None:
    send(parted, "Thôn 1", shrimp=Entry("33,6"))
    assert figure_of(parted, "Thôn 1", "shrimp").value == Decimal("33.6")


def test_a_part_of_nothing_is_asked(parted: SmallSeason) -> None:
    with pytest.raises(DomainError, match="là 0 tấn"):
        send(parted, "Thôn 1", fish=Entry("không có"), shrimp=Entry("1"))


def test_the_card_asks_while_it_is_typed(parted: SmallSeason) -> None:
    report = parted.report("Thôn 1")
    head = client_of(parted, "Thôn 1")
    save_card(head, parted, "fish", report, so="33,6")
    assert TOLD in save_card(head, parted, "shrimp", report, so="40").content.decode()
    assert TOLD in head.get(reverse("reporting:report-form", args=[report.pk])).content.decode()


def test_who_verifies_is_told(parted: SmallSeason) -> None:
    send(parted, "Thôn 1", shrimp=Entry("40", note="Gồm tôm của tháng trước"))
    office = parted.commune.client(Role.OFFICE)
    page = office.get(reverse("reporting:period-verify", args=[parted.period("Tháng 4/2024").pk]))
    assert TOLD in page.content.decode()

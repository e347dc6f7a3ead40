"""Other periods for a target that has figures already: both kinds would be counted."""

from uuid import uuid4

import pytest
from lxml import html
from tests.reporting.steps import figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.core.periods import Frequency
from thidua.movements.models import Tracking
from thidua.movements.services import trackings
from thidua.movements.services.trackings import UnfitError
from thidua.organisation.enums import Role
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, verification


def change(season: SmallSeason, frequency: Frequency) -> Tracking:
    tracking = Tracking.objects.get(target=season.targets["fish"])
    values = {"frequency": frequency.value}
    return trackings.change(
        tracking, values, reason="Cấp trên đổi", expected=tracking.version, by=season.office, at=NOW
    )


def test_periods_change_while_nothing_is_written(season: SmallSeason) -> None:
    assert change(season, Frequency.QUARTER).frequency == Frequency.QUARTER


def test_what_was_sent_holds_the_periods(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    send(season, "Thôn 2")
    with pytest.raises(UnfitError, match="Đã có 2 số báo cáo theo kỳ đang dùng") as refused:
        change(season, Frequency.QUARTER)
    assert list(refused.value.fields) == ["frequency"]
    assert Tracking.objects.get(target=season.targets["fish"]).frequency == Frequency.MONTH


def test_what_is_only_typed_holds_them_until_it_is_cleared(season: SmallSeason) -> None:
    fill(season, "Thôn 1")
    with pytest.raises(UnfitError, match="Đã có 1 số"):
        change(season, Frequency.QUARTER)
    fill(season, "Thôn 1", fish=Entry(""))
    assert change(season, Frequency.QUARTER).frequency == Frequency.QUARTER


def test_a_figure_given_back_and_cleared_lets_them_change(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason="Đổi kỳ", expected=figure.version, by=season.office, at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    head = season.heads["Thôn 1"]
    figures.write(figure.report, figure.target, Entry(""), expected=figure.version, by=head, at=NOW)
    assert change(season, Frequency.QUARTER).frequency == Frequency.QUARTER


def test_the_form_tells_it_at_the_field(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    tracking = Tracking.objects.get(target=season.targets["fish"])
    office = season.commune.client(Role.OFFICE)
    address = f"/phong-trao/chi-tieu/{tracking.pk}/theo-doi/"
    form = html.fromstring(office.get(address).content.decode()).forms[-1]
    filled = {name: value for name, value in form.fields.items() if value is not None}
    sent = {**filled, "_once": str(uuid4()), "frequency": "quarter", "reason": "Cấp trên đổi"}
    answer = office.post(address, sent)
    assert answer.status_code == 422
    assert "Giữ kỳ này đến hết năm." in str(answer.context["form"].errors["frequency"])

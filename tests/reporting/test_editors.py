"""Whoever edits for a board writes and sends its report; its head alone verifies for it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.reporting.forms import browser, page
from tests.reporting.steps import FULL
from tests.season import NOW, SmallSeason

from thidua.core.errors import RefusedError
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.reporting_items import reporting_items
from thidua.organisation.enums import Role
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.reporting import policies
from thidua.reporting.services import figures, reports, verification


@pytest.fixture
def account(season: SmallSeason) -> User:
    """An editor of the first of the reporting units, as a board has one."""
    return season.commune.user(Role.EDITOR, season.commune.units["Thôn 1"])


@pytest.fixture
def editor(account: User) -> Actor:
    return actor_of(account, NOW.date())


@pytest.fixture
def client(account: User) -> Client:
    return browser(account)


def write_all(season: SmallSeason, by: Actor) -> None:
    report = season.report("Thôn 1")
    for name, entry in FULL.items():
        figures.write(report, season.targets[name], entry, expected=0, by=by, at=NOW)


def test_an_editor_writes_and_sends_for_the_own_board(season: SmallSeason, editor: Actor, client: Client):
    write_all(season, editor)
    listed = client.get(reverse("reporting:period-list")).text
    assert "Ghi báo cáo<span" in listed
    assert "Gửi báo cáo" in client.get(page("report-check", season.report("Thôn 1").pk)).text
    report = season.report("Thôn 1")
    sent = reports.send(report, expected=report.version, by=editor, at=NOW + timedelta(minutes=1))
    assert (sent.sent_by, sent.entered_for_by) == (editor.name, "")


def test_an_editor_of_another_unit_or_of_none_may_not(season: SmallSeason):
    report = season.report("Thôn 1")
    for unit in (season.commune.units["Thôn 2"], None):
        stranger = season.commune.actor(Role.EDITOR, unit)
        assert not policies.can_enter(stranger, report)
        with pytest.raises(RefusedError):
            reports.send(report, expected=report.version, by=stranger, at=NOW)
    assert not policies.can_take_file(season.commune.actor(Role.EDITOR))
    assert not policies.can_import(season.commune.actor(Role.EDITOR), report.period)


def test_an_editor_does_not_verify_what_the_board_is_in_charge_of(season: SmallSeason, client: Client):
    season.targets["fish"].owner = season.commune.units["Thôn 1"]
    season.targets["fish"].save(update_fields=["owner"])
    report, head = season.report("Thôn 2"), season.heads["Thôn 2"]
    figure = figures.write(report, season.targets["fish"], FULL["fish"], expected=0, by=head, at=NOW)
    reports.send(season.report("Thôn 2"), expected=season.report("Thôn 2").version, by=head, at=NOW)
    form = {"_once": str(uuid4()), "_version": figure.version + 1}
    assert client.post(page("figure-step", figure.id, "dat"), form).status_code == 403
    assert "chờ thẩm định" not in client.get("/").text


def test_the_head_alone_speaks_for_the_unit(season: SmallSeason, editor: Actor):
    report = season.report("Thôn 1")
    report.entered_for_by = "Văn phòng"
    assert not policies.can_object(editor, report)
    assert policies.can_object(season.heads["Thôn 1"], report)


def test_what_is_sent_back_awaits_the_editor(season: SmallSeason, editor: Actor, client: Client):
    write_all(season, editor)
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=editor, at=NOW)
    figure = report.figures.get(target=season.targets["fish"])
    verification.send_back(figure, reason="Thiếu ảnh", expected=figure.version, by=season.office, at=NOW)
    assert [item.button for item in reporting_items(editor)] == ["Sửa số bị trả lại"]
    assert page("report-form", report.pk) in client.get("/").text

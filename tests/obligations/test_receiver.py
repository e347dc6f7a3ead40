"""The machine a commune names is told by the worker: signed, tried again, and never led elsewhere."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from tests.commune import Commune, make_commune
from tests.obligations.urging import DUE, ORIGIN, drafted, noon, owe

from thidua.core.errors import DomainError, RefusedError
from thidua.core.receivers import signature
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.obligations.models import Reminder, Sending, Urging
from thidua.obligations.queries.sendings import told
from thidua.obligations.services import receiver, reminders, sendings, urging
from thidua.obligations.services.receiver import MOST_ATTEMPTS
from thidua.obligations.services.urging import Choices
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority

DAY = DUE - timedelta(days=3)
AT = noon(DAY)


class Machine:
    """A real machine on this computer that keeps what it was told; `answer` is what it says to each."""

    def __init__(self) -> None:
        self.answer, self.calls = 200, []
        machine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                machine.calls.append((self.path, dict(self.headers), body))
                self.send_response(machine.answer)
                self.send_header("Location", "http://127.0.0.1:1/khac")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing among the results of tests."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/nhac?xa=1"

    def close(self) -> None:
        if not self.thread.is_alive():
            return
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def machine() -> Iterator[Machine]:
    machine = Machine()
    yield machine
    machine.close()


@pytest.fixture
def reminder(commune: Commune, office: Actor, machine: Machine) -> Reminder:
    urging.choose(commune.authority, Choices(receiver_url=machine.url), expected=1, by=office, at=AT)
    owe(commune, office)
    (reminder,) = drafted(commune, DAY)
    return reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=AT)


def row() -> Sending:
    return Sending.objects.get(channel="machine")


def test_nothing_is_called_while_a_person_waits(reminder: Reminder, machine: Machine) -> None:
    assert machine.calls == []
    assert row().state == "waiting"


def test_the_worker_brings_it_signed(reminder: Reminder, machine: Machine) -> None:
    assert sendings.leave_due(at=AT) == 1
    ((path, headers, body),) = machine.calls
    content = json.loads(body)
    assert (path, content["unit"], content["subject"]) == ("/nhac?xa=1", "Thôn 1", "Thôn 1: còn 1 việc")
    assert content["group_text"].endswith(f"{ORIGIN}/v/{reminder.code}/")
    moment, proof = (part.split("=")[1] for part in headers["X-Thidua-Signature"].split(","))
    assert proof == signature(Urging.objects.get().receiver_key, moment=int(moment), body=body)
    assert headers["X-Thidua-Delivery"] == f"sending-{row().pk}"
    assert told([row()])[0].look == "ok"
    assert sendings.leave_due(at=AT + timedelta(days=1)) == 0
    assert len(machine.calls) == 1


def test_a_machine_that_fails_is_tried_again_with_growing_pauses(
    reminder: Reminder, machine: Machine
) -> None:
    machine.answer = 500
    assert sendings.leave_due(at=AT) == 0
    assert (row().attempts, row().leaves_at) == (1, AT + timedelta(minutes=1))
    assert "Máy nhận tin trả lời 500." in told([row()])[0].words
    sendings.leave_due(at=AT + timedelta(minutes=1))
    assert row().leaves_at == AT + timedelta(minutes=3)
    machine.answer = 204
    assert sendings.leave_due(at=AT + timedelta(minutes=3)) == 1
    assert len({headers["X-Thidua-Delivery"] for _, headers, _ in machine.calls}) == 1


def test_a_commune_that_stands_still_tries_again_after_the_same_pause(
    commune: Commune, reminder: Reminder, machine: Machine
) -> None:
    Authority.objects.filter(pk=commune.authority.pk).update(stands_on=DAY)
    machine.answer, real = 500, AT + timedelta(days=800)
    tried = [sendings.leave_due(at=real + timedelta(seconds=seconds)) for seconds in (0, 59)]
    assert (tried, row().leaves_at, len(machine.calls)) == ([0, 0], AT + timedelta(minutes=1), 1)
    assert machine.calls[0][1]["X-Thidua-Signature"].startswith(f"t={int(real.timestamp())},")
    machine.answer = 200
    assert sendings.leave_due(at=real + timedelta(minutes=1)) == 1
    assert row().sent_at == AT + timedelta(minutes=1)


def test_it_is_given_up_after_eight_tries_and_says_so(reminder: Reminder, machine: Machine) -> None:
    machine.close()
    for _ in range(MOST_ATTEMPTS + 2):
        sendings.leave_due(at=row().leaves_at)
    assert (row().attempts, row().state) == (MOST_ATTEMPTS, "failed")
    assert told([row()])[0].words == "Không gửi được. Máy nhận tin không trả lời."


def test_a_redirect_is_not_followed(reminder: Reminder, machine: Machine) -> None:
    machine.answer = 302
    assert sendings.leave_due(at=AT) == 0
    assert row().outcome == "Máy nhận tin trả lời 302."
    assert len(machine.calls) == 1


def test_a_worker_that_dies_in_the_call_loses_nothing(reminder: Reminder, machine: Machine) -> None:
    Sending.objects.filter(pk=row().pk).update(attempts=1, leaves_at=AT + timedelta(minutes=1))
    assert sendings.leave_due(at=AT + timedelta(seconds=59)) == 0
    assert sendings.leave_due(at=AT + timedelta(minutes=1)) == 1


@pytest.mark.parametrize(
    "url", ["https://10.0.0.5/nhac", "https://169.254.169.254/latest", "https://[fd00::1]/"]
)
def test_an_address_behind_the_office_is_not_called(reminder: Reminder, url: str) -> None:
    Sending.objects.filter(pk=row().pk).update(recipient=url)
    sendings.leave_due(at=AT)
    assert row().outcome == "Địa chỉ này dẫn vào mạng nội bộ nên không gửi."


def test_the_key_comes_with_the_address_and_stands_in_no_history(commune: Commune, office: Actor) -> None:
    with pytest.raises(DomainError, match="trước rồi mới đổi khóa"):
        urging.renew_key(commune.authority, by=office, at=AT)
    with pytest.raises(DomainError, match="phải bắt đầu bằng https"):
        urging.choose(commune.authority, Choices(receiver_url="http://a.vn/"), expected=1, by=office, at=AT)
    first = urging.choose(
        commune.authority, Choices(receiver_url="https://a.vn/"), expected=1, by=office, at=AT
    ).receiver_key
    second = urging.renew_key(commune.authority, by=office, at=AT).receiver_key
    assert len(first) == len(second) == 64
    assert first != second
    history = json.dumps(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert first not in history
    assert second not in history


def test_only_the_own_office_chooses(commune: Commune) -> None:
    choices = Choices(notices_leave_alone=True)
    with pytest.raises(RefusedError):
        urging.choose(commune.authority, choices, expected=1, by=commune.actor(Role.CHAIRMAN), at=AT)
    stranger = make_commune("xã Khác").actor(Role.OFFICE)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        urging.choose(commune.authority, choices, expected=1, by=stranger, at=AT)


def test_nothing_is_said_in_the_clear_to_an_address_with_https(reminder: Reminder, machine: Machine) -> None:
    Sending.objects.filter(pk=row().pk).update(recipient=machine.url.replace("http://", "https://"))
    sendings.leave_due(at=AT)
    assert row().outcome == "Máy nhận tin không trả lời."
    assert machine.calls == []


@pytest.mark.parametrize("url", ["https://a..vn/", f"https://{'a' * 70}.vn/", "https://may-nhan.vn/nhận"])
def test_one_bad_address_does_not_hold_up_the_others(reminder: Reminder, machine: Machine, url: str) -> None:
    bad = row()
    kept = {"authority_id": bad.authority_id, "reminder": bad.reminder, "channel": bad.channel}
    times = {"created_at": AT, "leaves_at": AT + timedelta(seconds=1)}
    Sending.objects.filter(pk=bad.pk).update(recipient=url)
    good = Sending.objects.create(recipient=machine.url, by_name="Máy", **kept, **times)
    assert sendings.leave_due(at=AT + timedelta(seconds=1)) == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == ("sent", "waiting")
    assert bad.outcome


def test_the_own_machine_is_left_alone_on_a_server(reminder: Reminder, machine: Machine, settings) -> None:
    settings.LOCAL_RECEIVER = False
    assert sendings.leave_due(at=AT) == 0
    assert (machine.calls, row().outcome) == (
        [],
        "Địa chỉ này là chính máy chủ. Ghi địa chỉ của máy nhận tin.",
    )


def test_an_address_that_may_not_be_told_says_why(reminder: Reminder) -> None:
    Sending.objects.filter(pk=row().pk).update(recipient="http://may-nhan.vn/")
    sendings.leave_due(at=AT)
    assert "phải bắt đầu bằng https://" in row().outcome


def test_a_second_worker_finds_it_taken(reminder: Reminder, machine: Machine) -> None:
    assert receiver.deliver(row().pk, at=AT)
    assert not receiver.deliver(row().pk, at=AT)
    assert len(machine.calls) == 1


def test_a_night_is_left_in_peace_when_it_is_tried_again(reminder: Reminder, machine: Machine) -> None:
    machine.answer = 503
    late = AT.replace(hour=13, minute=59, second=30)  # 20:59:30 in Vietnam
    sendings.leave_due(at=late)
    assert row().leaves_at == AT.replace(hour=0) + timedelta(days=1)


def test_the_own_machine_is_found_by_its_name(reminder: Reminder, machine: Machine) -> None:
    """Its name leads to ::1 first on most machines, where nobody listens here."""
    Sending.objects.filter(pk=row().pk).update(recipient=machine.url.replace("127.0.0.1", "localhost"))
    assert sendings.leave_due(at=AT) == 1

"""The chairman signs an issued paper with a key file, of which nothing stays behind."""

import base64
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter
from lxml import html
from tests.decisions.deciding import Deciding
from tests.papers.signing import WORD, TestAuthority, make_authority

from thidua.decisions.enums import DecisionState, SigningManner
from thidua.decisions.models import Decision
from thidua.decisions.services import signing
from thidua.foundation.models import AuditEntry, KeptForm
from thidua.foundation.services import files
from thidua.organisation.enums import Role

SIGNER = "Lê Văn Chủ"


@pytest.fixture(scope="module")
def authority() -> TestAuthority:
    return make_authority()


@pytest.fixture(scope="module")
def key(authority: TestAuthority) -> bytes:
    return authority.key_file(SIGNER)


@pytest.fixture
def issued(deciding: Deciding) -> Decision:
    return deciding.issued()


@pytest.fixture
def chairman(deciding: Deciding) -> Client:
    return deciding.commune.client(Role.CHAIRMAN)


def address(decision: Decision) -> str:
    return reverse("decisions:paper-seal", args=[decision.paper_id])


def send(client: Client, decision: Decision, key: bytes, **data: str):
    upload = SimpleUploadedFile("khoa.p12", key, content_type="application/x-pkcs12")
    told = {"_once": str(uuid4()), "secret_key": upload, "secret_password": WORD, "reason": ""}
    return client.post(address(decision), told | data)


def fault_at(response, name: str) -> str:
    page = html.fromstring(response.content.decode())
    field = page.xpath(f"//div[contains(@class, 'field')][.//input[@name='{name}']]")[0]
    return " ".join(" ".join(field.xpath(".//*[@id='id_" + name + "-e']//text()")).split())


def everything_kept() -> Iterator[bytes]:
    """Yield every cell of the database and every file of the data folder."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
            yield repr(cursor.fetchall()).encode()
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def assert_nothing_stays(key: bytes) -> None:
    middle = key[len(key) // 2 :][:24]
    traces = (WORD.encode(), middle, middle.hex().encode(), base64.b64encode(key)[90:120])
    digest = hashlib.sha256(key).hexdigest().encode()
    for kept in everything_kept():
        assert not [trace for trace in (*traces, repr(middle)[2:-1].encode(), digest) if trace in kept]


def test_signing_keeps_the_issued_bytes_and_nothing_of_the_key(
    issued: Decision, chairman: Client, key: bytes, capfd: pytest.CaptureFixture[str]
):
    before = issued.paper.pdf_id
    assert send(chairman, issued, key).status_code == 302
    issued.refresh_from_db()
    paper = issued.paper
    assert (issued.state, paper.signed_manner) == (DecisionState.SIGNED, SigningManner.CERTIFICATE)
    assert paper.pdf_id == before != paper.signed_file_id
    assert files.read(paper.signed_file).startswith(files.read(paper.pdf))
    told = AuditEntry.objects.get(action="decisions.paper.sign").changes
    assert told["signed_manner"] == [None, f"bằng chứng thư số của {SIGNER}"]
    assert_nothing_stays(key)
    assert WORD not in "".join(capfd.readouterr())


def test_what_does_not_serve_is_told_at_its_field_and_signs_nothing(
    issued: Decision, chairman: Client, authority: TestAuthority, key: bytes
):
    wrong = send(chairman, issued, key, secret_password="mat-khau-khac")
    assert wrong.status_code == 422
    assert fault_at(wrong, "secret_password").startswith("Mật khẩu của tệp khóa chưa đúng.")
    assert "mat-khau-khac" not in wrong.content.decode()
    other = send(chairman, issued, b"%PDF-1.7", reason="Chứng thư cũ")
    assert fault_at(other, "secret_key").startswith("Tệp này không phải tệp khóa.")
    assert 'value="Chứng thư cũ"' in other.content.decode()
    assert fault_at(send(chairman, issued, b""), "secret_key").startswith("Tệp trống.")
    assert fault_at(send(chairman, issued, key, secret_password=""), "secret_password").startswith(
        "Ghi mật khẩu"
    )
    issued.refresh_from_db()
    assert issued.state == DecisionState.ISSUED
    assert_nothing_stays(key)


def test_another_name_on_the_certificate_needs_a_reason(
    issued: Decision, chairman: Client, authority: TestAuthority
):
    strange = authority.key_file("Ai Đó")
    asked = send(chairman, issued, strange)
    assert fault_at(asked, "reason").startswith(f"Chứng thư mang tên Ai Đó, còn văn bản do {SIGNER} ký.")
    assert send(chairman, issued, strange, reason="Chứng thư cấp cho tên cũ").status_code == 302
    assert AuditEntry.objects.get(action="decisions.paper.sign").reason == "Chứng thư cấp cho tên cũ"


def test_only_the_chairman_signs_with_a_key_file(deciding: Deciding, issued: Decision, key: bytes):
    office = deciding.commune.client(Role.OFFICE)
    assert send(office, issued, key).status_code == 403
    chairman = deciding.commune.client(Role.CHAIRMAN)
    for name, pk in (("paper-detail", issued.paper_id), ("decision-detail", issued.pk)):
        page = reverse(f"decisions:{name}", args=[pk])
        assert address(issued) not in office.get(page).content.decode()
        assert address(issued) in chairman.get(page).content.decode()
    issued.refresh_from_db()
    assert issued.state == DecisionState.ISSUED
    assert_nothing_stays(key)


def test_a_form_sent_after_the_session_ended_keeps_no_key_and_no_password(
    issued: Decision, chairman: Client, deciding: Deciding, key: bytes
):
    chairman.get(address(issued))
    chairman.cookies.pop(settings.SESSION_COOKIE_NAME)
    assert send(chairman, issued, key, reason="Chứng thư cũ").status_code == 302
    for kept in KeptForm.objects.all():
        assert [name for name, _ in kept.fields if name.startswith("secret")] == []
    assert_nothing_stays(key)


@pytest.mark.parametrize("broken", [(signing, "seal"), (files, "store")], ids=["signing", "keeping"])
def test_a_page_that_breaks_tells_no_password(
    issued: Decision,
    chairman: Client,
    key: bytes,
    broken: tuple[object, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """Neither the page nor the log nor the report that Django can mail, with the variables of functions."""
    reports: list[str] = []

    def report(request: HttpRequest, **_: object) -> None:
        made = ExceptionReporter(request, *sys.exc_info(), is_email=True)
        reports.extend([made.get_traceback_html(), made.get_traceback_text()])

    monkeypatch.setattr(*broken, None)
    chairman.raise_request_exception = False
    got_request_exception.connect(report)
    try:
        page = send(chairman, issued, key)
    finally:
        got_request_exception.disconnect(report)
    assert (page.status_code, len(reports)) == (500, 2)
    assert "secret_password" in reports[0]
    assert WORD not in "".join([page.content.decode(), caplog.text, *reports])
    assert_nothing_stays(key)


def test_the_page_tells_who_has_a_token_how_to_sign(issued: Decision, chairman: Client):
    page = " ".join(html.fromstring(chairman.get(address(issued)).content.decode()).text_content().split())
    assert "Khóa nằm trong USB hoặc SIM" in page
    assert "không lưu lại" in page

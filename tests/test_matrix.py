"""Every address, for every role and for strangers, in the own commune and in another one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.test import TestCase
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.matrix import ROWS
from tests.matrix_words import ALL, NO_METHOD, Row
from tests.pages import StrictClient, records_in
from tests.world import LOGIN, Place, make_place

from thidua.organisation.enums import Role

STRANGER, LOGIN_PAGE = "stranger", 302


def names(resolver: Any = None, space: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}"


def test_every_address_stands_in_the_table():
    listed = {row.name for row in ROWS}
    assert set(names()) - listed == set()
    assert listed - set(names()) == set()


class TestMatrix(TestCase):
    """The world is built once; each request is undone."""

    here: Place
    there: Place
    cookies: dict[str, SimpleCookie]

    @classmethod
    def setUpTestData(cls) -> None:
        now: datetime = timezone.now() - timedelta(minutes=1)
        cls.here, cls.there = make_place("xã Cẩm Lĩnh", now=now), make_place("xã Cẩm Lạc", now=now)
        cls.cookies = {STRANGER: SimpleCookie()}
        for role, user in cls.here.users.items():
            browser = StrictClient()
            browser.force_login(user, backend=LOGIN)
            cls.cookies[role] = browser.cookies

    def test_each_role_gets_what_the_table_says(self):
        wrong = [
            f"{method} {row.title}, {role}: {got} instead of {wanted}"
            for row in ROWS
            for role in (STRANGER, *sorted(ALL))
            for method, wanted in self._wanted(row, role)
            if (got := self._status(row, self.here, role, method)) != wanted
        ]
        assert wrong == [], "\n".join(["", *wrong])

    def test_nobody_gets_anything_of_another_commune(self):
        roles = sorted(ALL - {Role.COUNCIL, Role.EDITOR, Role.INSPECTOR})
        wrong = [
            f"{method} {row.title}, {role}: {got} instead of {wanted}"
            for row in ROWS
            if row.args is not None
            for role in roles
            for method, seen, wanted in (
                ("get", row.get, row.elsewhere),
                ("post", row.post, row.post_elsewhere),
            )
            if seen is not None
            if (got := self._status(row, self.there, role, method)) != wanted
        ]
        assert wrong == [], "\n".join(["", *wrong])

    def test_strangers_are_shown_public_views_and_no_records(self):
        for name in (
            "monitoring:work-list",
            "monitoring:draw-public",
            "monitoring:public-results",
            "movements:movement-public",
            "decisions:certificate-ask",
            "decisions:certificate-check",
            "decisions:decision-public",
            "decisions:decision-public-list",
            "register:register-list",
            "register:register-public",
            "scoring:standing-public",
            "scoring:why-public",
            "scoring:why-line-public",
        ):
            for row in (row for row in ROWS if row.name == name):
                page = StrictClient().get(reverse(name, kwargs=row.args(self.here) if row.args else None))
                assert records_in(page.context) == [], name

    def _wanted(self, row: Row, role: str) -> Iterator[tuple[str, int]]:
        for method, seen in (("get", row.get), ("post", row.post)):
            if role == STRANGER:
                is_led_to_sign_in = row.stranger == LOGIN_PAGE and not row.is_public
                if (seen is not None and method == "get") or is_led_to_sign_in:
                    yield method, row.stranger
            else:
                yield method, seen.by(role) if seen is not None else NO_METHOD

    def _status(self, row: Row, place: Place, role: str, method: str) -> int | str:
        browser = StrictClient(raise_request_exception=False)
        browser.cookies = SimpleCookie()
        for name, morsel in self.cookies[role].items():
            browser.cookies[name] = morsel.value
        url = reverse(row.name, kwargs=row.args(place) if row.args else None)
        data = {"_once": str(uuid4()), **row.data(place)} if method == "post" else {}
        with transaction.atomic():
            try:
                return getattr(browser, method)(url, data).status_code
            except AssertionError as fault:
                return str(fault)[:200]
            finally:
                transaction.set_rollback(True)

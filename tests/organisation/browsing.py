"""Browsers in which people of a commune are signed in."""

from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings
from tests.pages import StrictClient

from thidua.organisation.models import User

NOW = datetime(2024, 4, 22, 3, 0, tzinfo=UTC)


class Browser(StrictClient):
    """A strict browser that sends forms with a number of their own."""

    def send(self, address: str, **fields: object):
        return self.post(address, {"_once": str(uuid4()), **fields})


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return browser

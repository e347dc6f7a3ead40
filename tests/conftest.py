"""What all tests share: the strict browser, and a data folder that goes away."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.pages import StrictClient


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)

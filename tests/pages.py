"""A browser of the tests that looks at every page it gets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

MOST_QUERIES = 12
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")


class StrictClient(Client):
    """Fails on inline handlers, scripts without an address, inline styles and stray template marks."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            look_at(response)
        return response


def look_at(response: HttpResponse) -> None:
    """Raise AssertionError with all faults of the markup."""
    text = response.content.decode()
    if not text.strip():
        return
    faults = [f"dấu mẫu còn sót: {mark}" for mark in _STRAY.findall(text)]
    for element in html.fromstring(f"<div>{text}</div>").iter("*"):
        faults += _faults_of(element)
    assert not faults, faults


def _faults_of(element: Any) -> list[str]:
    handlers = [name for name in element.attrib if name.startswith("on")]
    faults = [f"<{element.tag}> có {name}" for name in handlers]
    if "style" in element.attrib:
        faults.append(f"<{element.tag}> có style=")
    if element.tag == "style" or (element.tag == "script" and not element.get("src")):
        faults.append(f"<{element.tag}> viết thẳng trong trang")
    return faults


def queries_of(client: Client, url: str) -> int:
    """Count the queries of one page."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    return len(captured)


def records_in(context: Any) -> list[str]:
    """Name what a page was given that is a record of the database, however deep, instead of a public view."""
    values = {
        key: value
        for layer in context
        for part in layer.dicts
        for key, value in part.items()
        if key not in _OF_THE_SHELL
    }
    return [found for key, value in values.items() for found in _records(value, key)]


_OF_THE_SHELL = {"request", "user", "perms", "messages", "csrf_token", "block", "forloop"}


def _records(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Model | QuerySet):
        yield f"{path}: {type(value).__name__}"
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _records(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _records(item, f"{path}[{key}]")
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from _records(item, f"{path}[]")

"""One door to read, one door to write: every view asks for a sign-in, takes what is visible, sends once."""

import ast
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.sources import PACKAGE, ROOT, Module, modules, templates

from thidua.foundation import sentences
from thidua.foundation.web.middleware import is_open

PUBLIC = {
    "awards:citizen-tell",
    "awards:window-comment",
    "awards:window-public",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "monitoring:work-list",
    "monitoring:help",
    "monitoring:display",
    "monitoring:draw-public",
    "monitoring:public-results",
    "monitoring:public-results-xlsx",
    "movements:movement-public",
    "obligations:calendar-ics",
    "decisions:certificate-ask",
    "decisions:certificate-check",
    "decisions:decision-public",
    "decisions:decision-public-file",
    "decisions:decision-public-list",
    "register:copy",
    "register:keys",
    "register:kit",
    "register:note",
    "register:proof",
    "register:register-list",
    "register:register-public",
    "register:script",
    "reporting:service-worker",
    "scoring:standing-public",
    "scoring:standing-public-xlsx",
    "scoring:why-line-public",
    "scoring:why-public",
    "organisation:card-use",
    "organisation:device-return",
    "organisation:card-type",
}
# forms that may be sent twice without harm, and why
SENT_TWICE_WITHOUT_HARM = {
    "period_grid": "writing the same again changes nothing",
    "grid_cells": "writing the same again changes nothing",
    "report_form": "writing the same figures again changes nothing",
    "figure_write": "writing the same figure again changes nothing",
    "queue_look": "only looks at a file",
    "session_discuss": "saying again what is discussed changes nothing",
    "self_fill": "taking the same points in again changes nothing",
    "sheet_self": "writing the same points again changes nothing",
    "self_write": "writing the same points again changes nothing",
    "report_note": "writing the same words again changes nothing",
    "card_type": "only looks a code up",
    "card_use": "the browser's own secret makes one device of two sendings",
    "unit_paste": "only looks at a list",
    "registration_paste": "only looks at a list",
    "person_paste": "only looks at a list",
    "rating_paste": "only looks at a list",
    "allocation_preview": "only looks at what is typed",
    "allocation_upload": "only looks at a workbook",
    "sign_out": "who is out stays out",
    "device_return": "who is in stays in",
    "sign_out_everywhere": "ending what is ended changes nothing",
}
_REFERENCE = re.compile(r"[\"']([\w./-]+\.html)(?:#[\w-]+)?[\"']")


def patterns(resolver=None, namespace=""):
    """Yield (name, pattern) of all addresses."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


ALL = list(patterns())
WEB = [module for module in modules() if module.layer == "web"]


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name for name, _ in ALL])
def test_an_address_needs_a_sign_in_or_stands_in_the_list_of_public_ones(name: str, pattern: URLPattern):
    assert is_open(pattern.callback) == (name in PUBLIC)


def test_the_list_of_public_addresses_holds_nothing_else():
    assert {name for name, _ in ALL} >= PUBLIC


@pytest.mark.parametrize("module", WEB, ids=lambda module: module.name)
def test_objects_are_taken_from_what_is_visible(module: Module):
    wrong = []
    for function in (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)):
        body = ast.unparse(function)
        if "get_object_or_404(" in body and not re.search(
            r"\.(visible_to|public)\(|404\(\w+\(request\.actor\)", body
        ):
            wrong.append(function.name)
    assert wrong == []


@pytest.mark.parametrize("module", WEB, ids=lambda module: module.name)
def test_a_view_that_takes_posts_takes_each_form_once(module: Module):
    wrong = []
    for function in (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)):
        marks = " ".join(ast.unparse(mark) for mark in function.decorator_list)
        if (
            ("require_POST" in marks or "'POST'" in marks)
            and "once(" not in marks
            and function.name not in SENT_TWICE_WITHOUT_HARM
        ):
            wrong.append(function.name)
    assert wrong == []


def test_no_template_is_unused():
    texts = [module.path.read_text(encoding="utf-8") for module in modules()]
    texts += [path.read_text(encoding="utf-8") for path in templates()]
    used = {name for text in texts for name in _REFERENCE.findall(text)}
    own = {str(path).split("/templates/", 1)[1] for path in templates()}
    by_name_of_django = {"400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html"}
    by_name_of_allauth = {name for name in own if name.startswith("account/")}
    by_rule = {name for name in own if name.startswith(("monitoring/help/", "movements/_item_"))}
    assert own - used - by_name_of_django - by_name_of_allauth - by_rule == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_every_deed_has_a_sentence(module: Module):
    known = sentences.registered()
    wrong = []
    for name, call in module.calls():
        if name.split(".")[-1] != "record" or not call.args:
            continue
        action = call.args[0]
        if isinstance(action, ast.Constant) and action.value not in known:
            wrong.append(action.value)
        elif isinstance(action, ast.JoinedStr):
            start = str(action.values[0].value)
            wrong += [] if any(key.startswith(start) for key in known) else [start]
    assert wrong == []


def test_sentences_speak_of_the_object():
    assert [action for action, text in sentences.registered().items() if not text.strip()] == []
    assert PACKAGE.is_relative_to(ROOT)

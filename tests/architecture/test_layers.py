"""What may know of what: the direction of keys, the web, the clock, the size of things."""

import ast

import pytest
from django.apps import apps
from tests.sources import APPS, Module, inner, modules

WEB = ("django.http", "django.shortcuts", "django.template", "django.contrib.messages", "django.urls")
CLOCKS = {
    "timezone.now",
    "timezone.localdate",
    "datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
    "datetime.utcnow",
}
MOST_LINES, LONGEST_FUNCTION = 400, 40


def test_foreign_keys_point_down_the_order_of_apps():
    rank = {label: place for place, label in enumerate(APPS)}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in rank
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation
        if rank.get(field.related_model._meta.app_label, -1) > rank[model._meta.app_label]
    ]
    assert wrong == []


def test_every_app_of_ours_is_in_the_order():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("thidua.")}
    assert ours == set(APPS)


@pytest.mark.parametrize("module", inner(), ids=lambda module: module.name)
def test_inner_layers_know_nothing_of_the_web(module: Module):
    assert [name for name in module.imports() if name.startswith(WEB)] == []


@pytest.mark.parametrize("module", inner(), ids=lambda module: module.name)
def test_inner_layers_read_no_clock(module: Module):
    read = [name for name, call in module.calls() if name in CLOCKS and not (call.args or call.keywords)]
    assert read == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_files_and_functions_stay_small(module: Module):
    if module.layer == "migrations":
        return
    assert module.lines <= MOST_LINES
    long = [
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_tests_stay_small_too():
    folder = modules()[0].path.parents[2] / "tests"
    files = {path.name: path.read_text(encoding="utf-8").count("\n") for path in folder.rglob("*.py")}
    assert {name: lines for name, lines in files.items() if lines > MOST_LINES} == {}

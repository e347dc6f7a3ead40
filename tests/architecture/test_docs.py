"""What the docs say is what the program does."""

import importlib
import re
import tomllib

import pytest
from tests.sources import PACKAGE, ROOT, modules

from thidua.cli.parser import SUBCOMMANDS
from thidua.core.workflow import Workflow

_HEADING = re.compile(r"^## .*\(`(?P<path>[\w.]+)`\)$", re.MULTILINE)
_HOST = re.compile(r"https?://([^/\"\s]+)")


def workflows():
    """Yield the dotted path of every workflow of the program."""
    for module in modules():
        loaded = importlib.import_module(f"thidua.{module.name}") if module.name.endswith("enums") else None
        for name, value in vars(loaded or object).items():
            if isinstance(value, Workflow):
                yield f"thidua.{module.name}.{name}", value


def as_table(workflow):
    return {
        (step.verb, ", ".join(sorted(state.value for state in step.sources)), step.target.value)
        for step in workflow.transitions
    }


def tables_in_docs():
    text = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    tables = {}
    for head, end in zip(heads, ends, strict=True):
        rows = [line for line in text[head.end() : end].splitlines() if line.startswith("|")][2:]
        tables[head["path"]] = {tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows}
    return tables


def test_every_workflow_stands_in_the_docs_as_it_is():
    found = dict(workflows())
    assert found
    assert tables_in_docs() == {path: as_table(workflow) for path, workflow in found.items()}


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r"\"(THIDUA_[A-Z_]+[A-Z])\"", sources))
    assert used
    assert {name for name in used if name not in text} == set()


@pytest.mark.parametrize("command", SUBCOMMANDS, ids=lambda command: command.name)
def test_every_subcommand_is_documented(command):
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"thidua {command.name}" in text


def test_the_lock_file_names_the_two_public_hosts_only():
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(_HOST.findall(text)) == {"pypi.org", "files.pythonhosted.org"}
    assert tomllib.loads(text)["package"]

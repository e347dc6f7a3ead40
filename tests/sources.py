"""The program as text and trees, for tests that hold it to the architecture."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
ROOT = PACKAGE.parents[1]
APPS = (
    "foundation",
    "organisation",
    "documents",
    "obligations",
    "movements",
    "reporting",
    "commitments",
    "scoring",
    "register",
    "awards",
    "council",
    "decisions",
    "monitoring",
)


@dataclass(frozen=True)
class Module:
    """One file of the program; `name` is dotted, without `thidua.`."""

    path: Path
    name: str
    tree: ast.Module
    lines: int

    @property
    def app(self) -> str:
        return self.name.split(".")[0]

    @property
    def layer(self) -> str:
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    def imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield every call with its dotted name as written."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        found.append(Module(path, name, ast.parse(text), text.count("\n")))
    return tuple(found)


def inner() -> list[Module]:
    """Modules below the web layer."""
    outer = {"web", "tasks", "management", "worker", "templatetags", "apps", "migrations", "receivers"}
    return [
        module
        for module in modules()
        if module.app in (*APPS, "papers", "law", "core") and module.layer not in outer
    ]


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))

"""Commands that need Django load it when they run: the console's table and `thidua read` do without."""

import argparse
import os
from collections.abc import Callable
from importlib import import_module

SETTINGS = "thidua.config.settings.dev"
"""The surrounding of somebody who tries the program; a server names its own in DJANGO_SETTINGS_MODULE."""


def with_django(module: str) -> Callable[[argparse.Namespace], int]:
    """Return the `run` of `thidua.cli.<module>`, to be called after Django has been set up."""

    def run(arguments: argparse.Namespace) -> int:
        start_django()
        return int(import_module(f"thidua.cli.{module}").run(arguments))

    return run


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import_module("django").setup()

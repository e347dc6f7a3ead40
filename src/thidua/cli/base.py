"""What all console commands share: how they refuse, and where their arguments go."""

from typing import Any, Protocol


class CommandError(Exception):
    """A refusal; its text is one Vietnamese sentence for the person at the console."""


class Arguments(Protocol):
    """Whatever arguments can be added to: a parser of argparse, or a group of one."""

    def add_argument(self, *names: str, **options: Any) -> Any:
        """Take one argument as `argparse.ArgumentParser.add_argument` does."""

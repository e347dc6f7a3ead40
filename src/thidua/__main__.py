"""`thidua`: the program at the console."""

import sys
from collections.abc import Sequence

from thidua.cli.parser import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name; return the exit code of the process."""
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())

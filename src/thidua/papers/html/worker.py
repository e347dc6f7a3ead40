"""The child process that parses a web page: `python -m thidua.papers.html.worker SECONDS < page.html`."""

import json
import sys

from thidua.papers.confinement import confine
from thidua.papers.errors import PaperError
from thidua.papers.html.page import read_page


def main() -> None:
    """Read standard input as a web page and print its drafts, or the refusal."""
    confine()
    try:
        answer: object = {"drafts": read_page(sys.stdin.buffer.read())}
    except PaperError as refusal:
        answer = {"code": refusal.code, "sentence": refusal.sentence}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()

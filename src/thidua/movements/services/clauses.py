"""Read targets out of a clause or a few lines that stand outside their letter."""

from dataclasses import dataclass, replace

from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import Span, TargetRead

_SECTION = "Các chỉ tiêu chủ yếu:\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and the targets read in it, their spans counted in the line."""

    text: str
    targets: tuple[TargetRead, ...]


def read_lines(text: str) -> tuple[Line, ...]:
    """Read each line as an item of a section of targets; a line without a target keeps an empty tuple."""
    lines = [line.strip().lstrip("-+*•").strip() for line in text.splitlines()]
    return tuple(Line(line, read_clause(line)) for line in lines if line)


def read_clause(clause: str) -> tuple[TargetRead, ...]:
    """Read one clause. The heading put before it tells the reader that targets follow."""
    head = f"{_SECTION}- "
    found = read(head + clause).targets
    return tuple(_moved(target, -len(head)) for target in found if target.span.start >= len(head))


def _moved(target: TargetRead, by: int) -> TargetRead:
    span = Span(target.span.start + by, target.span.end + by)
    return replace(target, span=span, heading=None)

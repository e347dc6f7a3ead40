"""What stands on an official paper, as plain data; nothing here knows how it is drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LAST_SHORT_MONTH = 2
_LEAST_PERCENT = 9
"""The least part of the page's width for a column: 14 mm."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body; line breaks in `text` begin new paragraphs of the same look."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of plain text; `widths` are parts of the page's width, `numbers` the columns set to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    numbers: frozenset[int] = frozenset()

    @property
    def parts(self) -> tuple[int, ...]:
        """Return the widths, equal ones where none were given; the narrowest still has room for "STT"."""
        if not self.widths:
            return (1,) * len(self.header)
        return tuple(max(100 * part, _LEAST_PERCENT * sum(self.widths)) for part in self.widths)

    @property
    def named_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return each cell beside the name of its column, for pages that lay rows out as cards."""
        return tuple(tuple(zip(self.header, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body under its heading ("I. MỤC ĐÍCH, YÊU CẦU"); an empty heading is left out."""

    heading: str
    blocks: tuple[Paragraph | Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines above ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") and the name.

    `note` says in small letters how it was signed ("Đã ký bằng tài khoản lúc …").
    """

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Small print at the end: what the paper is known by, and an address that a phone reads as a QR code."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What goes with the paper on pages of its own, after the signature: a list under its heading.

    `note` says what it belongs to ("Kèm theo Quyết định số …").
    """

    heading: str
    title: str
    note: str
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An official paper.

    `parent` and `agency` stand on the left; `number` is written whole ("Số: 01/KH-UBND"); `kind` is the name
    of its sort in capitals ("KẾ HOẠCH") and `title` what it is about. A paper without a kind is a công văn:
    its title stands small under the number. `signatures` are one, or two side by side, the left one first.
    `recipients` are lines without dash and semicolon. `closing` is the mark after the last word of the body.
    Of a decision, `issuer` says who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …") and `order` that it is decided
    ("QUYẾT ĐỊNH:"); they stand in the middle, before and after the grounds.
    """

    parent: str = ""
    agency: str
    number: str
    place_and_day: str
    kind: str = ""
    title: str
    to: tuple[str, ...] = ()
    issuer: str = ""
    bases: tuple[str, ...] = ()
    order: str = ""
    opening: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    proof: Proof | None = None
    annex: Annex | None = None
    closing: str = "./."

    @property
    def blocks(self) -> Iterator[Paragraph | Table]:
        """Yield the body in the order it is read."""
        yield from _middle(self.issuer)
        yield from (Paragraph(basis, italic=True) for basis in self._bases)
        yield from _middle(self.order)
        yield from self.opening
        for section in self.sections:
            if section.heading:
                yield Paragraph(section.heading, bold=True)
            yield from section.blocks

    @property
    def body(self) -> tuple[Paragraph | Table, ...]:
        """Return the body in single lines, the last of words ended with the mark of the end."""
        lines = [one for block in self.blocks for one in _single(block)]
        last = len(lines) - 1
        if lines and isinstance(block := lines[last], Paragraph):
            lines[last] = replace(block, text=block.text.rstrip(" .;/") + self.closing)
        return tuple(lines)

    @property
    def to_lines(self) -> tuple[str, ...]:
        """Return whom it is sent to: one beside the word, several below it with dashes."""
        if len(self.to) < 2:  # noqa: PLR2004 -- one, or several
            return self.to
        return _listed(self.to, last=".")

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        return _listed(self.recipients, last=".")

    @property
    def _bases(self) -> tuple[str, ...]:
        ends = [";"] * (len(self.bases) - 1) + ["."]
        return tuple(text.rstrip(" .;") + end for text, end in zip(self.bases, ends, strict=False))

    @property
    def words(self) -> Iterator[str]:
        """Yield every text that will be drawn."""
        yield from (self.parent, self.agency, self.number, self.place_and_day, self.kind, self.title)
        yield from (*self.to, *self.recipients, self.closing)
        yield from _words_of(self.blocks)
        if self.annex:
            yield from (self.annex.heading, self.annex.title, self.annex.note)
            yield from _words_of(self.annex.blocks)
        for signature in self.signatures:
            yield from (*signature.lines, signature.name, signature.note)
        if self.proof:
            yield self.proof.text


def day_in_words(place: str, day: date | None) -> str:
    """Write place and day as Decree 30 does, with room for the pen where the day is not known yet.

    Days below 10 and the months 1 and 2 get a leading 0, other months none.
    """
    if day is None:
        return f"{place}, ngày      tháng      năm      "
    month = f"{day.month:02}" if day.month <= _LAST_SHORT_MONTH else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def number_text(number: str, code: str) -> str:
    """Write the number of a paper; without one the code, with room for the pen: "Số:      /KH-TH"."""
    return f"Số: {number}" if number else f"Số:      /{code}"


def _single(block: Paragraph | Table) -> Iterator[Paragraph | Table]:
    if isinstance(block, Table):
        yield block
        return
    for line in block.text.splitlines():
        if line.strip():
            yield replace(block, text=line.strip())


def _middle(text: str) -> Iterator[Paragraph]:
    if text:
        yield Paragraph(text, bold=True, centred=True)


def _words_of(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (*block.header, *(cell for row in block.rows for cell in row))


def _listed(lines: tuple[str, ...], *, last: str) -> tuple[str, ...]:
    ends = [";"] * (len(lines) - 1) + [last]
    return tuple(f"- {line.rstrip(' .;')}{end}" for line, end in zip(lines, ends, strict=False))

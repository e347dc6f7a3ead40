"""The marked text of a body cut back into paragraphs and tables, by splitting at the signs."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from thidua.papers.archive import bomb
from thidua.papers.docx.marks import CELL, LINED, PAGE, PARAGRAPH, ROW, TABLE, TABLE_END
from thidua.papers.docx.paragraphs import PLAIN, Setting
from thidua.papers.extracted import EMPTY, Draft, Role
from thidua.papers.layout_tables import LONGEST_HEAD, row_draft, table_drafts
from thidua.papers.limits import MAX_NESTING


class _OpenTable:
    """A table whose end has not been met; `outer` is where its lines go."""

    __slots__ = ("has_lines", "outer", "rows")

    def __init__(self, outer: list[Draft], *, has_lines: bool) -> None:
        self.outer = outer
        self.has_lines = has_lines
        self.rows: list[list[list[Draft]]] = [[]]


class Stream:
    """Reads one marked text; `settings` are those of its paragraphs, in order."""

    def __init__(self, settings: Iterable[Setting]) -> None:
        self._settings: Iterator[Setting] = iter(settings)
        self._drafts: list[Draft] = []
        self._tables: list[_OpenTable] = []
        self._sink = self._drafts  # the body, or the cell that is being filled

    def read(self, text: str) -> list[Draft]:
        """Return the lines of `text` in reading order."""
        before, *chunks = text.split(TABLE)
        self._paragraphs(before)
        for chunk in chunks:
            if not self._tables and self._long_table(chunk):
                continue
            self._open(has_lines=chunk.startswith(LINED))
            inside, *outside = chunk.split(TABLE_END)
            self._rows(inside)
            for rest in outside:
                self._close()
                self._rows(rest)
        while self._tables:
            self._close()
        return self._drafts

    def _long_table(self, chunk: str) -> bool:
        """Read a table of many rows of plain words in a third of the time; say whether it was one."""
        inside, *outside = chunk.split(TABLE_END)
        rows = inside.replace(PARAGRAPH, " ").split(ROW)[1:]
        if len(outside) != 1 or len(rows) <= LONGEST_HEAD or PAGE in inside:
            return False
        settings = list(islice(self._settings, inside.count(PARAGRAPH)))
        if any(setting.label or setting.starts_page for setting in settings):
            self._settings = chain(settings, self._settings)
            return False
        for row in rows:
            if draft := row_draft(list(map(str.strip, row.split(CELL)[1:]))):
                self._drafts.append(draft)
        self._paragraphs(outside[0])
        return True

    def _open(self, *, has_lines: bool) -> None:
        if len(self._tables) >= MAX_NESTING:
            raise bomb()
        self._tables.append(_OpenTable(self._sink, has_lines=has_lines))

    def _close(self) -> None:
        if not self._tables:
            return
        table = self._tables.pop()
        self._sink = table.outer
        self._sink.extend(table_drafts(table.rows, has_lines=table.has_lines))

    def _rows(self, content: str) -> None:
        if not self._tables:
            self._paragraphs(content)
            return
        rows = self._tables[-1].rows
        first, *others = content.split(ROW)
        self._cells(rows[-1], first)
        for other in others:
            row: list[list[Draft]] = []
            rows.append(row)
            self._cells(row, other)

    def _cells(self, row: list[list[Draft]], content: str) -> None:
        first, *others = content.split(CELL)
        self._paragraphs(first)
        for other in others:
            self._sink = []
            row.append(self._sink)
            self._paragraphs(other)

    def _paragraphs(self, content: str) -> None:
        sink, settings = self._sink, self._settings
        for text in content.split(PARAGRAPH)[:-1]:  # what stands outside of paragraphs is no text
            setting = next(settings, PLAIN)
            if setting.starts_page or PAGE in text:
                sink.extend(_paged(text, setting))
            elif text and not text.isspace():
                sink.append(Draft(text) if setting is PLAIN else _draft(text, setting))
            elif not self._tables:
                sink.append(EMPTY)


def _draft(text: str, setting: Setting) -> Draft:
    if not text.strip():
        return EMPTY
    label, role, is_bold, is_centered, _ = setting
    return Draft(label + text, role, None, is_bold, is_centered)


def _paged(text: str, setting: Setting) -> Iterator[Draft]:
    first, *others = text.split(PAGE)
    if setting.starts_page:
        yield Draft("", Role.PAGE_BREAK)
    yield _draft(first, setting)
    for other in others:
        yield Draft("", Role.PAGE_BREAK)
        yield _draft(other, setting._replace(label=""))

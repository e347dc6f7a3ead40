"""Web pages to text: blocks in order, tables as rows, nothing that a browser would not show."""

import re
from collections.abc import Iterator
from typing import Any

from thidua.papers.errors import PaperError
from thidua.papers.extracted import EMPTY, Draft, Role
from thidua.papers.layout_tables import table_drafts
from thidua.papers.limits import MAX_HTML_NODES, MAX_NESTING
from thidua.papers.plain import decode_text

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEAD = 4096
_HIDDEN = frozenset(
    {
        "script", "style", "noscript", "template", "head", "title", "nav", "form", "button", "select",
        "textarea", "svg", "math", "iframe", "object", "canvas", "audio", "video", "dialog", "del",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "html", "body", "main", "header", "footer", "section", "article", "aside", "div", "center", "address",
        "blockquote", "details", "summary", "fieldset", "figure", "figcaption", "caption", "hr", "p", "pre",
        "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CENTERED_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_LINE_STYLE = re.compile(r"border(?:-\w+)?\s*:[^;]*\b(?:solid|double|dotted|dashed)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_DEEPEST_LIST = 20

Node = Any
"""A selectolax node: the library brings no types."""


def read_page(data: bytes) -> list[Draft]:
    """Return the drafts of a web page."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- a slow library, needed for web pages only

    root = LexborHTMLParser(_decoded(data)).root
    return [] if root is None else _Page().read(root)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in {"", "utf-8", "utf8", "utf-16", "unicode", "windows-1252", "iso-8859-1", "x-user-defined"}:
        return decode_text(data)  # old fonts were declared as Western; the bytes know better
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decode_text(data)


class _Line:
    """The block that is being filled."""

    __slots__ = ("is_centered", "label", "parts", "plain", "role")

    def __init__(self, role: Role = Role.PARAGRAPH, label: str = "", *, is_centered: bool = False) -> None:
        self.parts: list[str] = []
        self.role = role
        self.label = label
        self.is_centered = is_centered
        self.plain = False  # some word is not bold

    def draft(self) -> Draft:
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(self.parts).split("\x0b"))
        text = _EMPTY_LINES.sub("\n\n", "\n".join(lines))
        if not text.strip():
            return EMPTY
        return Draft(self.label + text.strip("\n"), self.role, None, not self.plain, self.is_centered)


class _Page:
    """Walks a page without recursion, since pages nest as deep as their makers like."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._line = _Line()
        self._bold = 0
        self._lists: list[int | None] = []

    def read(self, root: Node, depth: int = 0) -> list[Draft]:
        """Return the drafts of everything below `root`."""
        for count, (node, is_end) in enumerate(_walk(root)):
            if count > MAX_HTML_NODES:
                raise PaperError("too_long", "Trang web quá lớn; hãy chép phần cần đọc và dán vào ô văn bản.")
            if is_end:
                self._leave(node.tag)
            elif node.tag == "table":
                self._table(node, depth)
            else:
                self._enter(node)
        self._flush()
        return self._drafts

    def _enter(self, node: Node) -> None:
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "", node.parent)
        elif tag == "br":
            self._line.parts.append("\x0b")
        elif tag in {"ol", "ul"}:
            self._flush()
            self._lists.append(_first_number(node) if tag == "ol" else None)
        elif tag in _BLOCKS:
            self._flush(_Line(_role(tag), self._label(tag), is_centered=_is_centered(node)))
        elif tag in _BOLD:
            self._bold += 1

    def _leave(self, tag: str) -> None:
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._flush()
        elif tag in _BOLD:
            self._bold -= 1

    def _text(self, text: str, parent: Node) -> None:
        if parent is not None and parent.tag == "pre":
            text = text.replace("\r\n", "\n").replace("\n", "\x0b")
        self._line.parts.append(text)
        if not self._bold and not text.isspace():
            self._line.plain = True

    def _label(self, tag: str) -> str:
        if tag != "li" or not self._lists or len(self._lists) > _DEEPEST_LIST:
            return ""
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _flush(self, following: _Line | None = None) -> None:
        draft = self._line.draft()
        if draft.text:
            self._drafts.append(draft)
            self._line = following or _Line()
        elif following is not None or self._line.parts:
            waiting = self._line.label  # <li><p>: the number waits for the words
            self._line = following or _Line(self._line.role, waiting)
            if waiting and not self._line.label:
                self._line.label, self._line.role = waiting, Role.LIST_ITEM

    def _table(self, table: Node, depth: int) -> None:
        self._flush()
        if depth >= MAX_NESTING:
            raise PaperError("too_deep", "Trang web lồng bảng quá sâu; hãy chép chữ và dán vào ô văn bản.")
        rows = [
            [cell for node in _cells(row) for cell in (_Page().read(node, depth + 1), *_spanned(node))]
            for row in _rows(table)
        ]
        self._drafts.extend(table_drafts(rows, has_lines=_has_lines(table)))


def _walk(root: Node) -> Iterator[tuple[Node, bool]]:
    """Yield nodes in order, elements a second time at their end; tables are not entered."""
    node, is_end = root.child, False
    while node is not None:
        tag = node.tag
        is_skipped = tag in _HIDDEN or tag == "-comment" or _is_invisible(node)
        if not is_skipped:
            yield node, is_end
        inner = None if is_end or is_skipped or tag == "table" else node.child
        if inner is not None:
            node = inner
            continue
        if not is_end and not is_skipped and tag not in {"-text", "table"}:
            is_end = True
            continue
        is_end = False
        if node.next is not None:
            node = node.next
            continue
        node, is_end = node.parent, True
        if node is None or node.mem_id == root.mem_id:
            return


def _rows(table: Node) -> Iterator[Node]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: Node) -> Iterator[Node]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})


def _spanned(cell: Node) -> list[list[Draft]]:
    span = str(cell.attributes.get("colspan") or "1")
    extra = int(span) - 1 if span.isascii() and span.isdigit() and len(span) <= 2 else 0  # noqa: PLR2004 -- 99 columns
    return [[] for _ in range(extra)]


def _role(tag: str) -> Role:
    if tag in _HEADINGS:
        return Role.HEADING
    return Role.LIST_ITEM if tag == "li" else Role.PARAGRAPH


def _first_number(node: Node) -> int:
    start = str(node.attributes.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1  # noqa: PLR2004 -- longer is nonsense


def _is_invisible(node: Node) -> bool:
    if node.tag.startswith("-") or not node.attributes:
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_INVISIBLE_STYLE.search(attributes.get("style") or ""))


def _is_centered(node: Node) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    return node.tag == "center" or attributes.get("align") == "center" or bool(_CENTERED_STYLE.search(style))


def _has_lines(table: Node) -> bool:
    attributes = table.attributes
    return (attributes.get("border") or "0") not in {"", "0"} or bool(
        _LINE_STYLE.search(attributes.get("style") or "")
    )

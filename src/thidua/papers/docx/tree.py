"""Passes over the tree of a document: out goes what nobody sees on paper, in come the signs.

Each pass runs only when the document holds a tag that it cares for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from thidua.papers.docx import marks, markup
from thidua.papers.docx.markup import MC, VAL, W, is_on, number, value

_CHOICES = MC + "AlternateContent"
_PLACEHOLDER = W + "showingPlcHdr"
_HIDDEN = W + "vanish"
_DELETED = W + "del"
_UNSEEN = tuple(
    W + name
    for name in ("instrText", "delText", "delInstrText", "moveFrom", "drawing", "pict", "object", "rt")
)
_MERGES = (W + "gridSpan", W + "vMerge")
_OFFSET = W + "gridBefore"
_BREAK, _TAB, _SYMBOL = W + "br", W + "tab", W + "sym"
_LEAVES = {
    W + "ptab": "\t", W + "cr": marks.LINE_BREAK, W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad",
}  # fmt: skip
_WATCHED = (
    _CHOICES, _PLACEHOLDER, _HIDDEN, _DELETED, W + "ins", *_UNSEEN, *_MERGES, _OFFSET, _BREAK, _TAB, _SYMBOL,
    *_LEAVES,
    markup.TABLE, markup.TEXT_BOX, markup.B, markup.NUMBERS, markup.STYLE,
)  # fmt: skip
_CLEANED = frozenset({_CHOICES, _PLACEHOLDER, markup.TEXT_BOX, _HIDDEN, _DELETED, *_MERGES, *_UNSEEN})
_WIDEST_SPAN = 60
_NO_LINE = frozenset({"nil", "none"})


Elements = list[etree._Element]  # noqa: SLF001 -- the name lxml gives to the type of its elements
Found = Mapping[str, Elements]
"""Elements of a document by their tags, in order."""


class MarkedBody(NamedTuple):
    """The body of a document with signs set, its elements that need care, and the tags the file came with."""

    element: etree._Element
    found: Found
    tags: frozenset[str]

    @property
    def has_properties(self) -> bool:
        """Say whether any paragraph is set in a way of its own."""
        return next(self.element.iter(markup.PARAGRAPH_PROPERTIES), None) is not None

    @property
    def paragraphs(self) -> Iterator[etree._Element]:
        return self.element.iter(markup.P)

    def text(self) -> str:
        """Write the body out in C; what is a line end in the file's own text is a space on the page."""
        text = etree.tostring(self.element, method="text", encoding="unicode", with_tail=False)
        return text.replace("\n", " ").replace(marks.LINE_BREAK, "\n")


def elements_by_tag(root: etree._Element) -> Found:
    """Return the elements that need care, by their tags; one walk in C, cheaper than a search for each."""
    found: dict[str, list[etree._Element]] = {}
    for element in root.iter(*_WATCHED):
        tag = element.tag
        if tag in found:
            found[tag].append(element)
        else:
            found[tag] = [element]
    return found


def drop_foreign_signs(root: etree._Element) -> None:
    """Take our signs out of the text that a file brings, so that it cannot feign paragraphs and cells."""
    table = dict.fromkeys(map(ord, marks.ALL))
    for element in root.iter(markup.T):
        if element.text:
            element.text = element.text.translate(table)


def clean(root: etree._Element, tags: frozenset[str]) -> None:
    """Take out what no reader of the page sees, text boxes out of their lines, merged cells apart."""
    passes: tuple[tuple[str, Callable[[etree._Element], None]], ...] = (
        (_CHOICES, _keep_first_choice),
        (_PLACEHOLDER, _drop_placeholders),
        (markup.TEXT_BOX, _lift_text_boxes),
        (_HIDDEN, _drop_hidden),
        (_DELETED, _drop_deleted_rows),
    )
    for tag, clean_one in passes:
        if tag in tags:
            clean_one(root)
    if not tags.isdisjoint(_MERGES):
        _mark_merged(list(root.iter(markup.CELL)))
    unseen = tags.intersection(_UNSEEN)
    if unseen:
        etree.strip_elements(root, *unseen, with_tail=False)


def mark_tables(root: etree._Element, found: Found) -> None:
    """Set signs at the beginning of tables, rows and cells."""
    if markup.TABLE not in found:
        return
    for table in found[markup.TABLE]:
        table.text = marks.TABLE + (marks.LINED if _has_lines(table) else "")
        table.tail = marks.TABLE_END
    _set_text(root.iter(markup.ROW), marks.ROW)
    _set_text(root.iter(markup.CELL), marks.CELL)
    if _OFFSET in found:
        for row in root.iter(markup.ROW):
            offset = _span(value(row.find(W + "trPr"), "gridBefore"), least=0)
            row.text = marks.ROW + marks.CELL * offset


def mark_leaves(found: Found) -> None:
    """Write tabs, breaks and symbols as text."""
    for tag in found.keys() & _LEAVES.keys():
        _set_text(found[tag], _LEAVES[tag])
    # tab stops of a paragraph bear the same name as tabs
    _set_text((tab for tab in found.get(_TAB, ()) if tab.get(VAL) is None), "\t")
    for element in found.get(_BREAK, ()):
        element.text = marks.PAGE if element.get(W + "type") == "page" else marks.LINE_BREAK
    for element in found.get(_SYMBOL, ()):
        element.text = _symbol(element.get(W + "char", ""))


def marked(body: etree._Element) -> MarkedBody:
    """Clean the body and set all signs."""
    found = elements_by_tag(body)
    tags = frozenset(found)
    if not tags.isdisjoint(_CLEANED):
        clean(body, tags)
        found = elements_by_tag(body)
    mark_tables(body, found)
    mark_leaves(found)
    for paragraph in body.iter(markup.P):  # too many to keep: a new element costs less than a waiting one
        paragraph.tail = marks.PARAGRAPH
    return MarkedBody(body, found, tags)


def has_changes(tags: frozenset[str]) -> bool:
    """Say whether somebody's corrections are still tracked in the file."""
    return not tags.isdisjoint((_DELETED, W + "ins", W + "delText", W + "moveFrom"))


def _set_text(elements: Iterable[etree._Element], text: str) -> None:
    for element in elements:
        element.text = text


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return sign if sign.isprintable() or "\uf020" <= sign <= "\uf0ff" else ""


def _mark_merged(cells: Iterable[etree._Element]) -> None:
    """Make empty cells of those that a merge covers."""
    for cell in cells:
        properties = cell.find(W + "tcPr")
        if properties is None:
            continue
        merge = properties.find(W + "vMerge")
        if merge is not None and merge.get(VAL) != "restart":
            for child in list(cell):
                cell.remove(child)
        cell.tail = marks.CELL * (_span(value(properties, "gridSpan"), least=1) - 1)


def _span(text: str | None, *, least: int) -> int:
    return min(max(number(text, least), least), _WIDEST_SPAN)


def _has_lines(table: etree._Element) -> bool:
    """Say whether lines are drawn; a style other than the bare one is taken to draw them."""
    properties = table.find(W + "tblPr")
    borders = None if properties is None else properties.find(W + "tblBorders")
    if borders is None:
        return value(properties, "tblStyle") not in {None, "TableNormal"}
    return any(side.get(VAL) not in _NO_LINE for side in borders)


def _keep_first_choice(root: etree._Element) -> None:
    """A drawing stands twice, once for old programs; one of the two is read."""
    for element in list(root.iter(_CHOICES)):
        choices = element.findall(MC + "Choice")
        for other in [*choices[1:], *(element.findall(MC + "Fallback") if choices else ())]:
            element.remove(other)


def _drop_placeholders(root: etree._Element) -> None:
    """Grey words such as "Click here to enter text" are no text of the letter."""
    for sign in list(root.iter(_PLACEHOLDER)):
        control = next(sign.iterancestors(W + "sdt"), None)
        content = None if control is None else control.find(W + "sdtContent")
        if control is not None and content is not None:
            control.remove(content)


def _drop_hidden(root: etree._Element) -> None:
    for sign in list(root.iter(_HIDDEN)):
        properties = sign.getparent()
        run = None if properties is None else properties.getparent()
        if run is not None and run.tag == markup.R and is_on(sign):
            run.clear()


def _drop_deleted_rows(root: etree._Element) -> None:
    for row in list(root.iter(markup.ROW)):
        table = row.getparent()
        if table is not None and row.find(f"{W}trPr/{W}del") is not None:
            table.remove(row)


def _lift_text_boxes(root: etree._Element) -> None:
    """Put each text box after the paragraph it hangs on, boxes of one paragraph in their order."""
    for box in reversed(list(root.iter(markup.TEXT_BOX))):
        paragraph = next(box.iterancestors(markup.P), None)
        if paragraph is not None:
            paragraph.addnext(box)

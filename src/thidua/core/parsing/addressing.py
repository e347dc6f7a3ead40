"""To whom a letter goes: the items of "Kính gửi" and of "Nơi nhận"."""

import re
from collections.abc import Iterator, Sequence

from thidua.core.parsing.frame import Cell, cells_of
from thidua.core.parsing.layout import Layout
from thidua.core.parsing.signatures import looks_like_name, opens_signature, split_signature

_DEAR = re.compile(r"(?:Đồng )?[Kk]ính g[ửở]i\s*:?\s*|KÍNH G[ỬỞ]I\s*:?\s*")
# A telegram says "THỦ TƯỚNG CHÍNH PHỦ điện:" where a letter says "Kính gửi:".
_WIRE = re.compile(r"[^\W\d_][^.:;]{4,80}\s(?:điện|ĐIỆN)\s*:\s*|ĐIỆN\s*:\s*")
_TELEGRAM = re.compile(r"CÔNG\s+ĐIỆN", re.IGNORECASE)
_TO = re.compile(r"N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*:?\s*")
_BULLET = re.compile(r"[-–—+•●▪*]\s*")
_INNER_BULLET = re.compile(r"[;.]\s*[-–—+•]\s*(?=\S)")
_KEPT = re.compile(r"Lưu\b", re.IGNORECASE)
_BODY_OPENS = re.compile(
    r"(?:Các|Chủ tịch|Giám đốc|Thủ trưởng|Hiệu trưởng|[UỦ][ỷy] ban|UBND|Hội|Ban|Sở|Phòng)\s"
)
_FILE = re.compile(r"[A-Za-z]:\\")
_MOST_LINES = 45
_LONGEST_ITEM = 300
_HEAD_LINES = 60


def read_addressees(layout: Layout) -> tuple[str, ...]:
    """Return the items of "Kính gửi"."""
    lines = layout.lines[:_HEAD_LINES]
    is_telegram = any(_TELEGRAM.match(line.text) for line in lines)
    for index, line in enumerate(lines):
        if _DEAR.match(line.text) or (is_telegram and _WIRE.match(line.text)):
            cells = list(cells_of(layout, index, index + _MOST_LINES))
            is_alone = bool(cells) and _opener(cells[0].text) == len(cells[0].text)
            first = cells[0].line if is_alone else -1
            return tuple(_addressees([cell for cell in cells if cell.column == 0 or cell.line == first]))
    return ()


def read_recipients(layout: Layout) -> tuple[str, ...]:
    """Return the items of the last "Nơi nhận", the copy for the file included."""
    for index in range(len(layout.lines) - 1, -1, -1):
        if _opens_recipients(layout, index):
            return tuple(_recipients(list(cells_of(layout, index, index + _MOST_LINES))))
    return ()


def recipients_line(layout: Layout) -> int | None:
    """Return the number of the line that opens "Nơi nhận"."""
    for index in range(len(layout.lines) - 1, -1, -1):
        if _opens_recipients(layout, index):
            return index
    return None


def _opens_recipients(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    return _TO.search(line.text, 0, 200) is not None and any(
        _TO.match(cell.text) for cell in cells_of(layout, index, index + 1)
    )


def _opener(text: str) -> int:
    """Return where the words "Kính gửi:" end."""
    opener = _DEAR.match(text) or _WIRE.match(text)
    return opener.end() if opener else 0


def _addressees(cells: Sequence[Cell]) -> Iterator[str]:
    inline = cells[0].text[_opener(cells[0].text) :]
    items: list[str] = [inline] if inline.strip(" :-") else []
    for cell in cells[1:]:
        is_bullet = _BULLET.match(cell.text) is not None
        if not is_bullet and not _goes_on(cell, items):
            break
        if again := _DEAR.match(cell.text):
            items.append(cell.text[again.end() :])
        elif is_bullet or not items or items[-1].endswith(";") or _is_next_body(items[-1], cell.text):
            items.append(cell.text)
        else:
            items[-1] = f"{items[-1]} {cell.text}"
    yield from _tidied(_parts_of_only(items))


def _goes_on(cell: Cell, items: Sequence[str]) -> bool:
    """Say whether a line without a bullet still belongs to the addressees."""
    if len(cell.text) > _LONGEST_ITEM or cell.text.startswith(("Căn cứ", "Thực hiện", "I.", "1.")):
        return False
    if _DEAR.match(cell.text) or not items:
        return True
    if items[-1].endswith(";"):
        return True
    return not cell.blank_before and not items[-1].endswith((".", ":"))


def _is_next_body(item: str, text: str) -> bool:
    """Say whether a line under one that ends in a comma names somebody else."""
    return item.endswith(",") and not _BULLET.match(item) and _BODY_OPENS.match(text) is not None


def _parts_of_only(items: Sequence[str]) -> list[str]:
    """Split at semicolons what stands on one line; bullets keep theirs."""
    if len(items) == 1 and not _BULLET.match(items[0]):
        return items[0].split(";")
    return list(items)


def _recipients(cells: Sequence[Cell]) -> Iterator[str]:
    yield from _tidied(_recipient_items(cells))


def _recipient_items(cells: Sequence[Cell]) -> list[str]:
    items: list[str] = []
    for number, cell in enumerate(cells):
        text = cell.text
        if number == 0:
            opener = _TO.search(text)
            text = text[opener.end() :] if opener else text
        text = split_signature(text)[0]
        if len(text) > _LONGEST_ITEM or text.upper().startswith("PHỤ LỤC"):
            break
        if not text or _FILE.match(text) or _belongs_to_signature(text, items):
            continue
        if items and _is_closed(items[-1]) and not _BULLET.match(text):
            break
        _add(items, text)
    return items


def _is_closed(item: str) -> bool:
    return _KEPT.match(_BULLET.sub("", item, count=1)) is not None and item.rstrip().endswith((".", "./"))


def _belongs_to_signature(text: str, items: Sequence[str]) -> bool:
    if _BULLET.match(text):
        return False
    is_open = bool(items) and not items[-1].rstrip().endswith((";", ".")) and text[0].islower()
    return not is_open and (opens_signature(text) or looks_like_name(text) or text.startswith("("))


def _add(items: list[str], text: str) -> None:
    """Add a line: a new item, several items run together, or the rest of the one before."""
    goes_on = bool(items) and not _BULLET.match(text) and not items[-1].rstrip().endswith((";", "."))
    has_bullets = bool(items) and _BULLET.match(items[-1]) is not None
    if goes_on and (has_bullets or text[0].islower()):
        items[-1] = f"{items[-1]} {text}"
    elif _INNER_BULLET.search(text) or (not _BULLET.match(text) and ";" in text.rstrip(";")):
        items += [part for part in re.split(r";\s*(?:[-–—+•]\s*)?", text) if part.strip()]
    else:
        items.append(text)


def _tidied(items: Sequence[str]) -> Iterator[str]:
    for item in items:
        text = _BULLET.sub("", item.strip(), count=1).strip().rstrip(" ;.,/")
        if text:
            yield text

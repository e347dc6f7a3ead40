"""What a signature shows on the page: whose it is and when it was made."""

import json
from datetime import UTC, datetime
from importlib import resources

import typst

from thidua.core.dates import show_date
from thidua.papers.official.glyphs import FONTS, check_letters
from thidua.papers.sealing.places import HEIGHT, WIDTH


def stamp_of(name: str, at: datetime) -> bytes:
    """Return a PDF of one page as large as the room for a signature.

    :raises PaperError: the name has a letter that no font has
    """
    check_letters([name])
    told = {
        "name": name,
        "moment": f"{at:%H:%M:%S}, ngày {show_date(at.date())}",
        "width": WIDTH,
        "height": HEIGHT,
    }
    made: bytes = typst.compile(
        (resources.files("thidua.papers.sealing") / "stamp.typ").read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    return made

"""One call from a text to a Reading."""

from thidua.core.dates import parse_iso
from thidua.core.parsing.assignments import read_assignments
from thidua.core.parsing.doubts import doubts_of_reading
from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.legal_bases import read_legal_bases
from thidua.core.parsing.metadata import read_metadata
from thidua.core.parsing.movements import read_movements
from thidua.core.parsing.passages import passages_of
from thidua.core.parsing.reading import Reading
from thidua.core.parsing.targets import read_targets
from thidua.core.parsing.theme import read_theme
from thidua.core.text import normalise


def read(text: str) -> Reading:
    """Read a document; every place in the result counts characters of `Reading.text`, which is NFC.

    Any text is accepted: where nothing is recognised the Reading is empty. Linear in the length.
    """
    layout = lay_out(normalise(text).replace("\r\n", "\n").replace("\r", "\n"))
    passages = tuple(passages_of(layout))
    frame = read_metadata(layout)
    metadata = frame.metadata
    year = parse_iso(metadata.date).year if metadata.date else None
    targets = read_targets(layout)
    return Reading(
        text=layout.text,
        metadata=metadata,
        theme=read_theme(passages),
        legal_bases=read_legal_bases(passages, metadata.number),
        movements=read_movements(passages, metadata),
        targets=targets,
        assignments=read_assignments(layout, year),
        doubts=(*frame.doubts, *doubts_of_reading(layout, targets)),
    )

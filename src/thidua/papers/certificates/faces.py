"""What stands on a certificate, line by line, and the stock it is printed on."""

from collections.abc import Iterator
from dataclasses import dataclass

CODE_LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One certificate. Lines as in NĐ 98/2023/NĐ-CP, điều 104 (V1); since 7/2025 kept as a fallback (R).

    `verb` and `title` are the fourth and fifth line ("TẶNG", "GIẤY KHEN"); `detail` is the recipient's
    address, or post and unit; `number` that in the golden book of the year ("31/2024"). `code` is what the
    certificate is looked up by, 12 letters and digits.
    """

    decider: str
    verb: str
    title: str
    name: str
    detail: str
    achievement: str
    decision: str
    number: str
    place_and_day: str
    post: str
    signer: str
    code: str

    @property
    def words(self) -> Iterator[str]:
        """Yield every text that will be drawn."""
        yield from (self.decider, self.verb, self.title, self.name, self.detail, self.achievement)
        yield from (self.decision, self.number, self.place_and_day, self.post, self.signer, self.code)


@dataclass(frozen=True, slots=True)
class Stock:
    """The paper in the cupboard: how far printing is moved, in mm right and down, and what is on it already.

    A printed frame is not drawn again; nor are the lines that are the same on every certificate of the stock.
    """

    right: float = 0.0
    down: float = 0.0
    has_frame: bool = False
    has_heading: bool = False


PLAIN = Stock()

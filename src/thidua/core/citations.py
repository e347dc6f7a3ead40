"""Where a rule of law stands, and how surely it is known."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How a rule became known; the letters are those of `docs/legal.md`."""

    READ = "V1"
    REPORTED = "V2"
    DERIVED = "D"
    RECALLED = "R"
    CONFLICTING = "C"

    @property
    def is_confirmed(self) -> bool:
        """Say whether a rule may decide by itself: its wording was read, or a reliable source states it."""
        return self in {Confidence.READ, Confidence.REPORTED}

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Confidence.READ: "đã đọc nguyên văn",
    Confidence.REPORTED: "theo nguồn thuật lại",
    Confidence.DERIVED: "suy ra, chưa thấy nguyên văn",
    Confidence.RECALLED: "điều khoản chưa kiểm chứng",
    Confidence.CONFLICTING: "các nguồn nói khác nhau, chưa kiểm chứng",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a document ("Luật 06/2022/QH15, khoản 1 điều 28") and how surely its content is known."""

    article: str
    confidence: Confidence

    @property
    def is_confirmed(self) -> bool:
        return self.confidence.is_confirmed

    def __str__(self) -> str:
        return self.article if self.is_confirmed else f"{self.article} ({self.confidence.words})"

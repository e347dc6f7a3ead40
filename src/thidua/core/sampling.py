"""Units drawn for a visit with a public seed ("rút thăm"), so that anyone can draw again and get the same.

The seed should be something that nobody in the office can choose and everybody can read, such as the
number of that day's lottery, taken after the list of units is fixed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from thidua.core.errors import DomainError
from thidua.core.text import normalise

_BAR = "|"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be drawn; `key` is its public code, `visits` how often it was drawn before."""

    key: str
    visits: int = 0
    was_last: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a unit drew: the line that was hashed and its SHA-256 in hexadecimal digits."""

    candidate: Candidate
    line: str
    digest: str

    @property
    def key(self) -> str:
        return self.candidate.key


@dataclass(frozen=True, slots=True)
class Draw:
    """Who is visited and who waits, both in the order drawn; together they are all units."""

    seed: str
    round_name: str
    chosen: tuple[Ticket, ...]
    waiting: tuple[Ticket, ...]

    @property
    def sentence(self) -> str:
        total = len(self.chosen) + len(self.waiting)
        keys = ", ".join(ticket.key for ticket in self.chosen)
        return f"Rút {len(self.chosen)} trong {total} đơn vị theo số công khai {self.seed}: {keys}."

    @property
    def recipe(self) -> str:
        """Tell how to draw again with any SHA-256 calculator."""
        example = self.chosen[0]
        return (
            "Ai cũng tính lại được. Với mỗi đơn vị, lấy mã SHA-256 của dòng “số công khai|đợt|đơn vị”; "
            f"ví dụ “{example.line}” ra {example.digest}. "
            "Đơn vị vừa kiểm tra đợt trước xếp cuối. Còn lại, ai ít lần kiểm tra hơn xếp trước; bằng nhau "
            f"thì mã SHA-256 nhỏ hơn xếp trước. Lấy {len(self.chosen)} đơn vị đầu."
        )


def draw(candidates: Sequence[Candidate], count: int, *, seed: str, round_name: str) -> Draw:
    """Draw `count` units, or all when there are fewer.

    Nobody is visited twice in a row while others wait, and nobody a second time before everybody was once.
    """
    seed, round_name = normalise(seed).strip(), normalise(round_name).strip()
    _check(candidates, count, seed, round_name)
    tickets = sorted((_ticket(candidate, seed, round_name) for candidate in candidates), key=_place)
    return Draw(seed, round_name, tuple(tickets[:count]), tuple(tickets[count:]))


def digest_of(line: str) -> str:
    """Return the SHA-256 of a line, in UTF-8, as hexadecimal digits."""
    return sha256(line.encode()).hexdigest()


def _ticket(candidate: Candidate, seed: str, round_name: str) -> Ticket:
    line = _BAR.join((seed, round_name, normalise(candidate.key)))
    return Ticket(candidate, line, digest_of(line))


def _place(ticket: Ticket) -> tuple[bool, int, str]:
    return ticket.candidate.was_last, ticket.candidate.visits, ticket.digest


def _check(candidates: Sequence[Candidate], count: int, seed: str, round_name: str) -> None:
    keys = [normalise(candidate.key) for candidate in candidates]
    if not keys:
        raise DomainError("Chưa có đơn vị nào để rút thăm. Nhờ chọn các đơn vị trước.")
    if count < 1:
        raise DomainError("Số đơn vị cần rút phải từ 1 trở lên.")
    if not seed or not round_name:
        raise DomainError("Ghi số công khai và tên đợt trước khi rút, ví dụ giải đặc biệt xổ số hôm nay.")
    if any(_BAR in part for part in (seed, round_name, *keys)):
        raise DomainError("Số công khai, tên đợt và mã đơn vị không được có dấu “|”.")
    if len(set(keys)) < len(keys):
        raise DomainError("Có hai đơn vị trùng mã. Nhờ sửa mã trước khi rút thăm.")

"""One thing found before signing, and the page where it is looked into."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing found: `key` names it in each look, `is_bar` says that the law forbids to sign.

    `link` is the name of a page and what it is asked for: ("awards:hold-detail", "0194…").
    """

    key: str
    topic: str
    sentence: str
    is_bar: bool = False
    link: tuple[str, ...] = ()

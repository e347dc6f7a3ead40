"""Titles that may be aimed at: the award kinds of a rule pack, by whom they are for."""

from dataclasses import dataclass

from thidua.core.law.packs import RulePack

REGISTERING = "O10"
"""The rule that says what registering is for."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in force on a day; `subject` is collective, person or household."""

    subject: str
    name: str
    citation: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a day, and what is to be said above them."""

    titles: tuple[Title, ...]
    caution: str = ""
    absence: str = ""

    def of(self, subject: str) -> tuple[Title, ...]:
        return tuple(title for title in self.titles if title.subject == subject)

    def is_listed(self, subject: str, name: str) -> bool:
        """Say whether a title as typed is one of the list; others may be registered too."""
        return any(title.name == name for title in self.of(subject))


def titles_of(pack: RulePack) -> Titles:
    """Return the titles of a pack; one whose pack does not decide by itself is not confirmed."""
    found = tuple(
        Title(subject.value, kind.label, kind.citation.article, pack.decides and kind.citation.is_confirmed)
        for kind in pack.kinds.values()
        for subject in kind.rewards
    )
    rule = next((one for one in pack.rules if one.key == REGISTERING), None)
    absence = (
        f"{rule.text}. Chưa đăng ký thì được nhắc, không bị chặn. Căn cứ: {rule.citation}." if rule else ""
    )
    return Titles(found, "" if pack.decides else pack.caution, absence)

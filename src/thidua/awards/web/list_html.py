"""Draw the rows of a list of nominations as text: a template for each takes longer than all the rest.

Everything people typed or named is escaped here; what is joined is made of pieces of this module alone.
"""

from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from thidua.awards.enums import NominationState
from thidua.awards.queries.rounds import Line


def rows_of(lines: Sequence[Line]) -> SafeString:
    """Return a table body for each award kind, in the order of the list."""
    bodies = groupby(lines, key=lambda line: line.nomination.kind_name)
    text = "".join(
        f'<tbody><tr class="grp"><th scope="rowgroup" colspan="4">{escape(kind)}</th></tr>'
        f"{''.join(map(_row, rows))}</tbody>"
        for kind, rows in bodies
    )
    return mark_safe(text)  # noqa: S308 -- names are escaped where they are put in


def icons_of(lines: Sequence[Line]) -> list[str]:
    """Return the icons of the rows, which the page has to carry."""
    return sorted({icon for line in lines for _, icon in (line.look, line.verdict_look)})


def _row(line: Line) -> str:
    one, home = line.nomination, line.home
    below = f'<br><span class="small muted">{escape(home)}</span>' if home else ""
    proposer = str(one.put_forward_by) if one.put_forward_by else one.get_source_display().capitalize()
    left = f' <span class="small muted">{escape(line.left)}</span>' if line.left else ""
    name = f'<a class="lk" href="/khen-thuong/de-nghi/{one.pk}/">{escape(one.subject_name)}</a>'
    return (
        f'<tr><th scope="row">{name}{below}</th>'
        f'<td data-l="Đơn vị đề nghị">{escape(proposer)}</td>'
        f'<td data-l="Trạng thái">{_mark(line.look, NominationState(one.state).label)}</td>'
        f'<td data-l="Điều kiện">{_mark(line.verdict_look, line.finding.verdict.words)}{left}</td></tr>'
    )


@cache
def _mark(look: tuple[str, str], words: str) -> str:
    """Draw what `components/state.html` draws; there are few, the same in every row."""
    tone, icon = look
    drawn = f'<svg class="ic" aria-hidden="true"><use href="#i-{icon}"/></svg>'
    return f'<span class="st st-{tone}">{drawn}{escape(words)}</span>'

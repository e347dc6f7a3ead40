"""Who gets what from lists that hang out and what citizens write."""

from tests.matrix_awards import JUDGES
from tests.matrix_words import ALL, GONE, LEADERS, Row, Seen, form, pk

ROWS: list[Row] = [
    form("awards:window-show", LEADERS, pk("award_round")),
    Row("awards:window-detail", pk("award_round_shown"), get=Seen(JUDGES)),
    Row(
        "awards:comment-answer",
        pk("award_comment"),
        get=Seen(LEADERS, no=GONE),
        post=Seen(LEADERS, yes=422, no=GONE),
    ),
    Row("awards:window-public", pk("award_round_shown"), stranger=200, is_public=True, elsewhere=200),
    Row(
        "awards:window-public",
        pk("award_round"),
        state="never hung out",
        get=Seen(yes=GONE),
        stranger=GONE,
        is_public=True,
    ),
    Row(
        "awards:window-comment",
        pk("award_round_shown"),
        post=Seen(ALL, yes=422),
        stranger=200,
        is_public=True,
        elsewhere=200,
        post_elsewhere=422,
    ),
]

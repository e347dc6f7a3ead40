"""Signs set into the tree before it is written out as text in one go.

Walking over a letter in Python costs more than parsing it. So ends of paragraphs, cells and rows
are written into the tree as signs, lxml serialises the whole body in C, and the text is cut at
the signs. They are code points that Unicode keeps free of any meaning.
"""

from typing import Final

PARAGRAPH: Final = "\ufdd0"  # after each paragraph
TABLE: Final = "\ufdd1"  # before the rows; TABLE + LINED when lines are drawn
LINED: Final = "\ufdd2"
TABLE_END: Final = "\ufdd3"
ROW: Final = "\ufdd4"  # before the cells
CELL: Final = "\ufdd5"  # before the paragraphs
LINE_BREAK: Final = "\ufdd6"
PAGE: Final = "\ufdd7"
ALL: Final = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7"

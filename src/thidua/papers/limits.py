"""How much a file may ask of us; chosen well above any letter and below what hurts a small server."""

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 25 * MEGABYTE
MAX_TEXT_CHARACTERS = 4_000_000  # a thousand-page report

MAX_ZIP_ENTRIES = 2_000
MAX_ZIP_DIRECTORY_BYTES = 512 * 1024
MAX_UNPACKED_BYTES = 250 * MEGABYTE  # all parts as declared, pictures included
MAX_PART_BYTES = 24 * MEGABYTE  # one XML part; its tree takes about six times as much
MAX_PART_RATIO = 150  # unpacked : packed, for parts above RATIO_FREE_BYTES
RATIO_FREE_BYTES = 2 * MEGABYTE

MAX_NESTING = 40  # tables in tables, text boxes in text boxes
MAX_HTML_NODES = 2_000_000
MAX_NAME_CHARACTERS = 200

MAX_PDF_PAGES = 1_000
PDF_CPU_SECONDS = 20
HTML_CPU_SECONDS = 5
WALL_FACTOR = 3  # seconds on the clock for each second of processor time, on a busy machine
CHILD_MEMORY_BYTES = 768 * MEGABYTE
"""Address space of the child process that reads a PDF or a web page, the interpreter included."""

MAX_SHEETS = 60
MAX_SHEET_BYTES = 96 * MEGABYTE  # one sheet unpacked, with the million empty rows some programs write
MAX_WORKBOOK_CELLS = 2_000_000  # of all sheets, the empty ones between full ones counted
WORKBOOK_CPU_SECONDS = 20

MAX_PHOTO_PIXELS = 50_000_000  # a good phone; all of it is unpacked before it is shrunk
MAX_FILES_AT_ONCE = 12  # proof in one form; each photo takes a process of its own, one after the other
MAX_PIXELS_AT_ONCE = 150_000_000  # of all photos in one form: a dozen of a usual phone
MAX_PHOTO_BYTES = 400 * 1024  # as kept
PHOTO_CPU_SECONDS = 15

"""`thidua read`: a document, or a folder of them, to a table or to JSON. Starts without Django."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from thidua.cli.base import Arguments, CommandError
from thidua.cli.tables import reading_as_text
from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import Reading
from thidua.core.parsing.serialise import to_scheme
from thidua.papers.extraction import PaperError, extract_file

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
"""Files that a folder run reads; others are passed over in silence."""

_TOLD = frozenset({".doc", ".docm", ".odt", ".rtf"})
"""Letters too, mostly refused: a folder run does not leave them out unsaid."""


def add_arguments(arguments: Arguments) -> None:
    arguments.add_argument("path", type=Path, metavar="TỆP", help="tệp văn bản, hoặc thư mục khi có --out")
    arguments.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    arguments.add_argument(
        "--out", type=Path, metavar="THƯ_MỤC", help="ghi mỗi văn bản một tệp .json vào đây"
    )


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.path
    if path.is_dir():
        if arguments.out is None:
            raise CommandError(f"“{path}” là thư mục: thêm --out THƯ_MỤC để ghi kết quả.")
        return _read_folder(path, arguments.out)
    reading = _read_file(path)
    if arguments.out is not None:
        _write(arguments.out, path.stem, reading)
    elif arguments.json:
        print(_as_json(reading))
    else:
        print(reading_as_text(reading))
    return 0


def _read_folder(folder: Path, out: Path) -> int:
    """Read every document of a folder; a bad one is told on stderr and does not stop the others."""
    has_failed = False
    letters = SUFFIXES | _TOLD
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in letters and path.is_file()]
    stems = Counter(path.stem for path in paths if path.suffix.lower() in SUFFIXES)
    for path in paths:
        try:
            is_alone = path.suffix.lower() in SUFFIXES and stems[path.stem] == 1
            _write(out, path.stem if is_alone else path.name, _read_file(path))
        except CommandError as refusal:
            print(refusal, file=sys.stderr)
            has_failed = True
    return 2 if has_failed else 0


def _read_file(path: Path) -> Reading:
    if not path.exists():
        raise CommandError(f"Không tìm thấy tệp “{path}”.")
    try:
        paper = extract_file(path)
    except PaperError as refusal:
        raise CommandError(f"{path.name}: {refusal}") from refusal
    return read(paper.text)


def _write(out: Path, name: str, reading: Reading) -> None:
    target = out / f"{name}.json"
    try:
        out.mkdir(parents=True, exist_ok=True)
        target.write_text(_as_json(reading) + "\n", encoding="utf-8")
    except OSError as failure:
        raise CommandError(f"Không ghi được tệp “{target}”: {failure.strerror}.") from failure


def _as_json(reading: Reading) -> str:
    return json.dumps(to_scheme(reading), ensure_ascii=False, indent=1)

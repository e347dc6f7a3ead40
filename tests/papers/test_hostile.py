"""Every bad file gets one clear sentence; what only looks bad is read."""

import os
import re
import tracemalloc

import pytest
from tests.papers import hostile
from tests.papers.docx_maker import bare_docx, paragraph

from thidua.papers.extraction import PaperError, check_size, extract, extract_file, from_pasted

CASES = [pytest.param(*case, id=case[0]) for case in hostile.cases()]
SENTENCE = re.compile(r"[A-ZĐ][^\n]{20,160}\.")
TECHNICAL = re.compile(r"\b(?:error|exception|zip|xml|none|invalid|null|byte)\b", re.IGNORECASE)


@pytest.mark.parametrize(("name", "data", "code"), CASES)
def test_bad_files_get_a_sentence(name, data, code):
    with pytest.raises(PaperError) as refusal:
        extract(data, name)
    assert refusal.value.code in code.split("|")
    assert SENTENCE.fullmatch(str(refusal.value))
    assert not TECHNICAL.search(str(refusal.value))


@pytest.mark.parametrize(("name", "data", "words"), hostile.harmless())
def test_files_that_only_look_bad_are_read(name, data, words):
    assert words in extract(data, name).text


def test_a_wrong_extension_is_noted():
    letter = bare_docx(paragraph("Thi đua"))
    assert extract(letter, "a.pdf").notes == (
        "Tên tệp có đuôi .pdf nhưng nội dung là văn bản Word; đã đọc theo nội dung.",
    )
    assert extract(letter, "a.docx").notes == ()


def test_bombs_stay_packed():
    bombs = list(hostile.bombs())
    tracemalloc.start()
    for name, data, _ in bombs:
        with pytest.raises(PaperError):
            extract(data, name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * hostile.MEGABYTE


def test_every_cut_of_a_letter_is_refused():
    letter = bare_docx(paragraph("Thi đua yêu nước"))
    for end in range(4, len(letter), 7):
        with pytest.raises(PaperError):
            extract(letter[:end], "a.docx")


def test_every_changed_byte_is_refused_or_read():
    letter = bytearray(bare_docx(paragraph("Thi đua yêu nước"), {"word/styles.xml": "<a/>"}))
    for place in range(0, len(letter), 3):
        changed = letter.copy()
        changed[place] ^= 0x5A
        assert SENTENCE.fullmatch(said_of(bytes(changed))) or "Thi" in said_of(bytes(changed))


def said_of(data):
    """Return the text of a letter, or the sentence that refuses it."""
    try:
        return extract(data, "a.docx").text
    except PaperError as refusal:
        return str(refusal)


def test_size_alone_refuses():
    with pytest.raises(PaperError) as refusal:
        check_size(60 * hostile.MEGABYTE)
    assert "25 MB" in str(refusal.value)


def test_large_files_of_the_disk_are_not_read(tmp_path):
    path = tmp_path / "lon.docx"
    with path.open("wb") as stream:
        stream.truncate(40_000 * hostile.MEGABYTE)
    with pytest.raises(PaperError) as refusal:
        extract_file(path)
    assert refusal.value.code == "too_large"


def test_missing_files_get_a_sentence(tmp_path):
    with pytest.raises(PaperError) as refusal:
        extract_file(tmp_path / "khong-co.docx")
    assert SENTENCE.fullmatch(str(refusal.value))


def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "thu.docx"
    os.mkfifo(pipe)
    with pytest.raises(PaperError, match="không phải là một tệp"):
        extract_file(pipe)


def test_nothing_pasted_gets_a_sentence():
    with pytest.raises(PaperError) as refusal:
        from_pasted("")
    assert refusal.value.code == "empty"

"""What PDF/A-2b asks of our papers (ISO 19005-2), as far as it is seen from inside the file.

It is no validator: page content beyond colours set by devices is not read.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import DictionaryObject, Reference, StreamObject
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.papers.signing import WORD, make_authority
from tests.papers.test_official import DECISION, long

from thidua.papers.official import to_pdf
from thidua.papers.sealing import KeyFile, seal

AT = datetime(2024, 12, 20, 10, 5, 7, tzinfo=UTC)
NAME = "Nguyễn Thị Ổn"
_PRINTED, _HIDDEN = 4, 0b100011
"""Flags of an annotation: printed; invisible, hidden or not viewed."""
_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}


def signed() -> bytes:
    pdf = to_pdf(DECISION, made_at=AT)
    return seal(pdf, KeyFile(make_authority().key_file(NAME), WORD), name=NAME, at=AT)


@pytest.fixture(scope="module", params=["decision", "pages", "signed"])
def reader(request: pytest.FixtureRequest) -> PdfFileReader:
    made = {
        "decision": lambda: to_pdf(DECISION, made_at=AT),
        "pages": lambda: to_pdf(long(60), made_at=AT),
        "signed": signed,
    }[request.param]()
    return PdfFileReader(io.BytesIO(made))


def dictionaries(reader: PdfFileReader) -> Iterator[Any]:
    """Yield every dictionary of the file, those inside others too."""
    for number in range(1, int(reader.trailer["/Size"])):
        try:
            found = reader.get_object(Reference(number, 0, reader))
        except PdfReadError:  # a number that was never given out
            continue
        yield from _within(found)


def _within(one: Any) -> Iterator[Any]:
    if isinstance(one, DictionaryObject):
        yield one
        for name in one:
            yield from _within(one.raw_get(name))
    elif isinstance(one, list):
        for entry in one:
            yield from _within(entry)


def kinds(reader: PdfFileReader, *names: str) -> list[Any]:
    return [one for one in dictionaries(reader) if one.get("/Type") in names]


def test_it_says_which_part_of_the_standard_it_keeps(reader: PdfFileReader):
    kept = reader.root["/Metadata"]
    told = kept.data.decode()
    assert "/Filter" not in kept
    assert 'pdfaid:part="2"' in told or "<pdfaid:part>2</pdfaid:part>" in told
    assert 'pdfaid:conformance="B"' in told or "<pdfaid:conformance>B</pdfaid:conformance>" in told
    assert "/ID" in reader.trailer
    assert "/Encrypt" not in reader.trailer


def test_colours_are_those_of_one_profile_in_the_file(reader: PdfFileReader):
    (intent,) = kinds(reader, "/OutputIntent")
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"]["/N"] == 3


def test_each_font_is_in_the_file_and_its_letters_can_be_copied(reader: PdfFileReader):
    descriptors = kinds(reader, "/FontDescriptor")
    assert descriptors
    assert [one["/FontName"] for one in descriptors if not _FILES & set(one)] == []
    fonts = kinds(reader, "/Font")
    assert [one for one in fonts if one["/Subtype"] == "/Type0" and "/ToUnicode" not in one] == []
    bare = [one for one in fonts if one["/Subtype"] != "/Type0" and "/FontDescriptor" not in one]
    assert bare == []


def test_nothing_is_seen_through_and_nothing_runs(reader: PdfFileReader):
    for one in dictionaries(reader):
        assert one.get("/SMask", "/None") == "/None"
        assert (one.get("/ca", 1), one.get("/CA", 1)) == (1, 1)
        assert one.get("/BM", "/Normal") == "/Normal"
        assert one.get("/S") not in {"/JavaScript", "/Launch", "/Sound", "/Movie"}
        assert not {"/JS", "/AA", "/EmbeddedFiles", "/NeedAppearances"} & set(one)
        if isinstance(one, StreamObject):
            assert "/LZWDecode" not in str(one.get("/Filter", ""))


def test_what_lies_on_a_page_is_drawn_and_printed(reader: PdfFileReader):
    for one in kinds(reader, "/Annot"):
        assert "/N" in one["/AP"]
        assert one["/F"] & _PRINTED
        assert not one["/F"] & _HIDDEN

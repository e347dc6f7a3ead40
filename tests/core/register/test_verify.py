"""The script for strangers, run against copies that were tampered with: every change is found."""

import json
import random
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from thidua.core.register import verify
from thidua.core.register.checkpoints import Checkpoint, printed_root
from thidua.core.register.copies import Entry, Part, copy_of, proof_text
from thidua.core.register.leaves import Leaf, LeafKind, sealed, sealed_with
from thidua.core.register.merkle import inclusion_proof, leaf_hash, root_of
from thidua.core.register.notes import key_hash, signed_note, verifier_key

SCRIPT = files("thidua.core.register") / "verify.py"
NAME = "xa-cam-linh"
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
KEY = verifier_key(NAME, PUBLIC)
TAMPERINGS = 10_000


def _salt(number, place=0):
    return sha256(f"{number}.{place}".encode()).digest()[:16]


def _part(number, place, name):
    text = {"name": name}
    return Part(sealed(_salt(number, place), text), _salt(number, place), text)


def _entry(number, *, erased=None, parts=()):
    """An entry with two persons, each in a part; or one that says what was erased."""
    if erased is not None:
        record, kind = {"erased": erased, "parts": [*parts], "ground": "đơn đề nghị"}, LeafKind.ERASURE
        people = ()
    else:
        record, kind = {"number": f"{number:02}/QĐ-UBND"}, LeafKind.DECISION
        people = (_part(number, 1, "Nguyễn Thị Ánh"), _part(number, 2, "Lê Văn Bình"))
    seal = sealed_with(_salt(number), record, [one.seal for one in people])
    return Entry(Leaf(number, kind, "2025-12-20", seal), _salt(number), record, people)


def _first_form(number, *, erased=None):
    """An entry as the register wrote it at first: one record, every name in it."""
    if erased is not None:
        record, kind = {"erased": erased}, LeafKind.ERASURE
    else:
        record, kind = {"number": f"{number:02}/QĐ-UBND", "name": "Nguyễn Thị Ánh"}, LeafKind.DECISION
    return Entry(Leaf(number, kind, "2025-12-20", sealed(_salt(number), record), 1), _salt(number), record)


def _log(size):
    """A register begun in the first form and continued in the second, with an erasure in each."""
    entries = [_first_form(number) if number < 5 else _entry(number) for number in range(size)]
    if size > 8:
        entries[1] = Entry(entries[1].leaf, None, None)
        entries[4] = _first_form(4, erased=1)
        gone = replace(entries[6].parts[0], salt=None, text=None)
        entries[6] = replace(entries[6], parts=(gone, entries[6].parts[1]))
        entries[8] = _entry(8, erased=6, parts=[0])
    return entries


def _note(entries, secret=SECRET, name=NAME):
    root = root_of([leaf_hash(entry.leaf.data) for entry in entries])
    checkpoint = Checkpoint(NAME, len(entries), root)
    return signed_note(checkpoint, name, PUBLIC, secret.sign(checkpoint.text.encode()))


LOG = _log(12)
COPY, NOTE = copy_of(LOG), _note(LOG)


def test_an_honest_copy_fits():
    told = verify.check(COPY, NOTE, KEY, _note(LOG[:5]), code=printed_root(root_of(_hashes(LOG[:7]))))
    assert told.startswith("Khớp: 12 mục, 2 nội dung đã xóa theo yêu cầu.")
    assert printed_root(root_of(_hashes(LOG))) in told
    assert all(entry.holds for entry in LOG)


def _hashes(entries):
    return [leaf_hash(entry.leaf.data) for entry in entries]


@pytest.mark.parametrize("place", [4, 8])
def test_an_erasure_without_what_it_says_is_found(place):
    lines = COPY.splitlines()
    _write(lines, place, json.loads(lines[place]) | {"record": None, "salt": None})
    with pytest.raises(verify.Fault, match=f"Dòng {place + 1} không đọc được"):
        verify.check("\n".join([*lines, ""]), NOTE, KEY)


def test_an_empty_register_fits():
    assert verify.check("", _note([]), KEY).startswith("Khớp: 0 mục.")


def _write(lines, place, entry):
    lines[place] = json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _edit(lines, rng):
    """Change one value of one entry, the seal mended or not."""
    place = rng.randrange(len(lines))
    entry = json.loads(lines[place])
    if entry["record"] is None:
        entry["on"] = "2025-12-19"
    elif "erased" in entry["record"]:
        entry["record"] = {**entry["record"], "erased": rng.randrange(20, 40)}
    else:
        entry["record"] = {**entry["record"], "number": f"{rng.random()}"}
    if rng.random() < 0.5 and entry["salt"]:
        seals = [bytes.fromhex(part["seal"]) for part in entry.get("parts", [])]
        salt = bytes.fromhex(entry["salt"])
        is_first = "format" not in entry
        found = sealed(salt, entry["record"]) if is_first else sealed_with(salt, entry["record"], seals)
        entry["seal"] = found.hex()
    _write(lines, place, entry)


def _with_parts(rng, *, whole=False):
    """Return the place of an entry of persons in the second form."""
    return rng.choice([5, 7, 9, 10, 11] if whole else [5, 6, 7, 9, 10, 11])


def _edit_part(lines, rng):
    """Write another name into a part, the seal of the part mended or not."""
    place = _with_parts(rng, whole=True)
    entry = json.loads(lines[place])
    part = rng.choice(entry["parts"])
    part["text"] = {"name": f"Người {rng.random()}"}
    if rng.random() < 0.5:
        part["seal"] = sealed(bytes.fromhex(part["salt"]), part["text"]).hex()
    _write(lines, place, entry)


def _swap_parts(lines, rng):
    """Let two persons change places, within one entry or between two."""
    place, other = _with_parts(rng), _with_parts(rng)
    one, two = json.loads(lines[place]), json.loads(lines[other])
    if place == other:
        one["parts"].reverse()
    else:
        one["parts"][0], two["parts"][1] = two["parts"][1], one["parts"][0]
        _write(lines, other, two)
    _write(lines, place, one)


def _drop_part(lines, rng):
    """Take a person out whole, or blank what was told without a word, or take every part away."""
    place = _with_parts(rng, whole=True)
    entry = json.loads(lines[place])
    manner = rng.randrange(4)
    if manner == 0:
        del entry["parts"][rng.randrange(2)]
    elif manner == 1:
        entry["parts"][rng.randrange(2)] |= {"salt": None, "text": None}
    elif manner == 2:
        del entry["parts"]
    else:
        del entry["parts"], entry["format"]
    _write(lines, place, entry)


def _blank_next(lines, _):
    """Blank a second person of an entry of which one was erased by right."""
    entry = json.loads(lines[6])
    entry["parts"][1] |= {"salt": None, "text": None}
    _write(lines, 6, entry)


def _renumber(lines):
    for number, line in enumerate(lines):
        entry = {**json.loads(line), "number": number}
        lines[number] = json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _remove(lines, rng):
    del lines[rng.randrange(len(lines))]
    if rng.random() < 0.5:
        _renumber(lines)


def _swap(lines, rng):
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.5:
        _renumber(lines)


def _insert(lines, rng):
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    if rng.random() < 0.5:
        _renumber(lines)


def _rewind(lines, rng):
    del lines[rng.randrange(1, len(lines)) :]


def _blank(lines, rng):
    place = rng.choice([number for number in range(len(lines)) if number not in {1, 4, 8}])
    _write(lines, place, {**json.loads(lines[place]), "salt": None, "record": None})


def _flip(lines, rng):
    place = rng.randrange(len(lines))
    letters = list(lines[place])
    at = rng.randrange(len(letters))
    letters[at] = chr((ord(letters[at]) ^ 1 << rng.randrange(7)) or 32)
    lines[place] = "".join(letters)


def _extend(lines, _):
    lines.append(copy_of([_entry(len(lines))]).rstrip("\n"))


def test_every_tampering_is_found():
    rng = random.Random(7)  # noqa: S311 -- the same tamperings each time
    kinds = (_edit, _remove, _swap, _insert, _rewind, _blank, _flip, _extend)
    kinds += (_edit_part, _swap_parts, _drop_part, _blank_next)
    missed = []
    for number in range(TAMPERINGS):
        tamper = kinds[number % len(kinds)]
        lines = COPY.split("\n")[:-1]
        before = list(lines)
        tamper(lines, rng)
        try:
            verify.check("".join(f"{line}\n" for line in lines), NOTE)
        except (verify.Fault, ValueError):
            continue
        if lines != before:
            missed.append((number, tamper.__name__, lines))
    assert missed == []


@pytest.mark.parametrize(
    ("copy", "note", "words"),
    [
        (COPY[:-5], NOTE, "bị cắt ở cuối"),
        (copy_of(LOG[:6]), NOTE, "là bản cũ"),
        (COPY, "x", "Mốc không đúng dạng"),
        (COPY, NOTE.replace(NAME, "xa-khac", 1), "Chữ ký trên mốc"),
        (COPY, _note(LOG, Ed25519PrivateKey.from_private_bytes(bytes(32))), "Chữ ký trên mốc"),
        (COPY, NOTE.split("\n\n")[0] + "\n\n", "Chữ ký trên mốc"),
        (COPY, _note(LOG, name="khac"), "Chữ ký trên mốc"),
    ],
)
def test_what_does_not_fit_is_told(copy, note, words):
    with pytest.raises(verify.Fault, match=words):
        verify.check(copy, note, KEY)


def _proof(place, log=LOG):
    return proof_text(log[place], inclusion_proof(_hashes(log), place), _note(log))


@pytest.mark.parametrize("place", range(12))
def test_one_entry_is_proved_without_the_others(place):
    told = verify.check_entry(_proof(place), KEY)
    assert told.startswith(f"Khớp: mục {place + 1} có trong sổ 12 mục.\n")
    assert ("Nguyễn Thị Ánh" in told) == (place not in {1, 4, 6, 8})
    assert ("- Nội dung đã xóa theo yêu cầu" in told) == (place in {1, 6})
    assert "Chưa kiểm tra chữ ký" in verify.check_entry(_proof(place))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Ánh", "Anh", "đã bị sửa nội dung"),
        ('"number": 3,', '"number": 4,', "không nằm trong sổ"),
        ('"proof": [', '"proof": ["00",', "không nằm trong sổ"),
        (f"{NAME}\\n12", f"{NAME}\\n13", "Chữ ký trên mốc"),
        ('"entry"', '"mục"', "Bằng chứng không đọc được"),
        ('"salt": "', '"salt": "A', "không đọc được"),
    ],
)
def test_a_proof_that_was_changed_does_not_fit(old, new, words):
    proof = _proof(3)
    assert old in proof
    with pytest.raises(verify.Fault, match=words):
        verify.check_entry(proof.replace(old, new, 1), KEY)


def test_a_note_signed_with_an_earlier_key_of_the_office_still_fits():
    other = verifier_key(NAME, bytes(32))
    assert verify.check(COPY, NOTE, f"{other}\n{KEY}\n", _note(LOG[:5])).startswith("Khớp")
    with pytest.raises(verify.Fault, match="Chữ ký trên mốc"):
        verify.check(COPY, NOTE, f"{other}\n")


def test_a_register_written_anew_does_not_fit_what_others_kept():
    forged = [_entry(number) for number in range(100, 112)]
    renumbered = [replace(one, leaf=replace(one.leaf, number=number)) for number, one in enumerate(forged)]
    copy, note = copy_of(renumbered), _note(renumbered)
    assert verify.check(copy, note, KEY)
    with pytest.raises(verify.Fault, match="phần trước đã bị thay"):
        verify.check(copy, note, KEY, _note(LOG[:5]))
    with pytest.raises(verify.Fault, match="mã đã in"):
        verify.check(copy, note, KEY, code=printed_root(root_of(_hashes(LOG))))


@pytest.mark.parametrize("bad", [b"", b"\x00" * 64, b"\xff" * 64, SECRET.sign(b"other")])
def test_a_signature_of_something_else_does_not_fit(bad):
    assert not verify.ed25519_fits(PUBLIC, b"message", bad)
    assert verify.ed25519_fits(PUBLIC, b"message", SECRET.sign(b"message"))


def test_the_key_is_named_by_four_bytes():
    key = b64encode(b"\x01" + PUBLIC).decode()
    assert f"{NAME}+{key_hash(NAME, PUBLIC).hex()}+{key}" == KEY


def test_the_script_stands_alone(tmp_path):
    (tmp_path / "so-vang.jsonl").write_text(COPY, encoding="utf-8")
    (tmp_path / "moc.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "khoa.txt").write_text(KEY, encoding="utf-8")
    (tmp_path / "verify.py").write_text(SCRIPT.read_text("utf-8"), encoding="utf-8")

    def run(*names):
        command = [sys.executable, "-I", "-S", "verify.py", *names]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    good = run("so-vang.jsonl", "moc.txt", "khoa.txt")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("Khớp: 12 mục")
    (tmp_path / "so-vang.jsonl").write_text(COPY.replace("Ánh", "Anh", 1), encoding="utf-8")
    bad = run("so-vang.jsonl", "moc.txt", "khoa.txt")
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout.startswith("KHÔNG KHỚP. Mục 1 đã bị sửa")
    assert "\nViệc cần làm: Tải lại bộ kiểm tra" in bad.stdout
    (tmp_path / "bang-chung.json").write_text(_proof(3), encoding="utf-8")
    assert run("--giay", "bang-chung.json", "khoa.txt").stdout.startswith("Khớp: mục 4 có trong sổ")


def test_a_stranger_is_told_in_vietnamese_what_to_do(tmp_path, monkeypatch, capfdbinary):
    def run(*names):
        code = verify.main(names)
        return code, capfdbinary.readouterr().out.decode()

    monkeypatch.chdir(tmp_path)
    help_line = "Việc cần làm: Gõ python3 verify.py --help để xem cách dùng.\n"
    missing = "CHƯA KIỂM TRA ĐƯỢC. Tệp so-vang.jsonl không mở được hoặc không phải tệp chữ.\n"
    assert run() == (2, f"{missing}{help_line}")
    wrong = (2, f"CHƯA KIỂM TRA ĐƯỢC. Lệnh gõ chưa đúng.\n{help_line}")
    assert [run("so-vang.jsonl"), run("--sai"), run("--giay")] == [wrong] * 3
    for name, text in zip(verify.KIT, (COPY, NOTE, KEY), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, told = run()
    assert (code, told.splitlines()[1]) == (0, f"Việc cần làm: {verify.COMPARE}")
    (tmp_path / "khoa.txt").write_text("a+b+c", encoding="utf-8")
    assert run()[1].startswith("KHÔNG KHỚP. Khóa công khai hoặc chữ ký không đúng dạng.\n")


def test_the_help_is_in_vietnamese(capfd):
    with pytest.raises(SystemExit):
        verify.main(["--help"])
    told = capfd.readouterr().out
    assert told.startswith("Kiểm tra bản sao sổ vàng.")
    assert "--giay bang-chung.json khoa.txt" in told
    assert all(word not in told.lower() for word in ("usage", "options", "this file", "positional"))

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.__main__ import main

LETTER = """UBND XÃ AN LẠC
Số: 12/KH-UBND
An Lạc, ngày 05 tháng 4 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Vì dân phục vụ”

Thực hiện Chỉ thị số 14/CT-UBND ngày 16/3/2024 của UBND huyện.

II. CHỈ TIÊU
1. Tỷ lệ hộ nghèo dưới 2%.
2. Thu ngân sách đạt 19 đến 20 tỷ đồng.

III. TỔ CHỨC THỰC HIỆN
1. Các thôn ký giao ước trước ngày 15/5/2024.

Nơi nhận:
- Các thôn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "thu.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_json_is_one_object_of_the_scheme(letter, capsys):
    assert main(["read", str(letter), "--json"]) == 0
    scheme = json.loads(capsys.readouterr().out)
    assert scheme["metadata"]["number"] == "12/KH-UBND"
    assert [target["low"] for target in scheme["targets"]] == [None, 19]
    assert scheme["assignments"][0]["due"] == "2024-05-15"


def test_people_get_a_table(letter, capsys):
    assert main(["read", str(letter)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Cơ quan ban hành  Ủy ban nhân dân xã An Lạc" in lines
    assert "Ngày ban hành     05/04/2024" in lines
    assert "1.  Tỷ lệ hộ nghèo  dưới 2%" in lines
    assert "2.  Thu ngân sách   19 – 20 tỷ đồng" in lines
    assert "phát động  Vì dân phục vụ  xã" in lines
    assert "Chỉ thị 14/CT-UBND  UBND huyện  16/03/2024" in lines
    assert any(line.startswith("Các thôn  ký giao ước") and "hạn: 15/05/2024" in line for line in lines)
    assert all(len(line) <= 200 and line == line.rstrip() for line in lines)


def test_doubts_stand_under_what_they_concern(tmp_path, capsys):
    path = tmp_path / "thu.txt"
    path.write_text(LETTER.replace("12/KH-UBND", "    /KH-UBND"), encoding="utf-8")
    main(["read", str(path)])
    text = capsys.readouterr().out
    assert text.index("CẦN XEM LẠI") < text.index("? Số văn bản còn để trống.")


def test_a_text_without_anything_says_so(tmp_path, capsys):
    path = tmp_path / "thu.txt"
    path.write_text("Dear Sir, good morning.", encoding="utf-8")
    assert main(["read", str(path)]) == 0
    assert capsys.readouterr().out == "Không đọc được mục nào trong văn bản này.\n"


def test_a_folder_is_read_file_by_file(letter, tmp_path, capsys):
    (tmp_path / "other.csv").write_text("a,b", encoding="utf-8")
    (tmp_path / "second.md").write_text("# KẾ HOẠCH\n\nphong trào “Vì dân”\n", encoding="utf-8")
    out = tmp_path / "ra" / "json"
    assert main(["read", str(tmp_path), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["second.json", "thu.json"]
    assert json.loads((out / "thu.json").read_text(encoding="utf-8"))["metadata"]["signer"] == "Nguyễn Văn An"
    assert capsys.readouterr().out == ""


def test_files_of_one_stem_do_not_overwrite_each_other(letter, tmp_path):
    (tmp_path / "thu.md").write_text("# KẾ HOẠCH\n", encoding="utf-8")
    out = tmp_path / "ra"
    main(["read", str(tmp_path), "--out", str(out)])
    assert sorted(path.name for path in out.iterdir()) == ["thu.md.json", "thu.txt.json"]


def test_a_bad_file_in_a_folder_does_not_stop_the_others(letter, tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.docx").write_bytes(bytes(range(256)) * 40)
    out = tmp_path / "ra"
    assert main(["read", str(tmp_path), "--out", str(out)]) == 2
    assert [path.name for path in out.iterdir()] == ["thu.json"]
    sentences = capsys.readouterr().err.splitlines()
    assert [sentence.split(":")[0] for sentence in sentences] == ["empty.txt", "noise.docx"]


def test_an_old_word_letter_in_a_folder_is_told_and_takes_no_name_from_another(letter, tmp_path, capsys):
    letter.with_suffix(".doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    out = tmp_path / "ra"
    assert main(["read", str(tmp_path), "--out", str(out)]) == 2
    assert [path.name for path in out.iterdir()] == ["thu.json"]
    assert "lưu thành .docx" in capsys.readouterr().err.lower()


def test_one_file_may_be_written_to_a_folder(letter, tmp_path):
    assert main(["read", str(letter), "--out", str(tmp_path / "ra")]) == 0
    assert (tmp_path / "ra" / "thu.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "{folder}/nothing.txt"], "Không tìm thấy tệp"),
        (["read", "{folder}"], "là thư mục"),
        (["read"], "Lệnh chưa đúng"),
        (["nonsense"], "Lệnh chưa đúng"),
        ([], "Lệnh chưa đúng"),
        (["read", "{letter}", "--out", "{letter}"], "Không ghi được tệp"),
    ],
)
def test_a_refusal_is_one_vietnamese_sentence(arguments, words, letter, tmp_path, capsys):
    filled = [part.format(folder=tmp_path, letter=letter) for part in arguments]
    assert main(filled) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_help_is_vietnamese(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["read", "--help"])
    assert stopped.value.code == 0
    assert "Cách dùng: thidua read" in capsys.readouterr().out


def test_the_command_starts_without_django(letter):
    source = Path(__file__).parents[2] / "src"
    script = (
        "import sys; from thidua.__main__ import main; "
        f"code = main(['read', {str(letter)!r}, '--json']); "
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env={"PYTHONPATH": str(source)}, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["metadata"]["type"] == "Kế hoạch"


def test_a_reader_that_stops_early_is_no_error(letter):
    command = [sys.executable, "-m", "thidua", "read", str(letter)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        started.stdout.close()
        assert started.stderr.read() == ""
    assert started.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_gets_a_sentence(letter):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "thidua", "read", str(letter)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "Không ghi được kết quả: nơi ghi đã đầy hoặc hỏng.\n"


def test_a_console_that_knows_no_accents_gets_them_all_the_same(letter):
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "read", str(letter)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0
    assert "hộ nghèo" in done.stdout.decode()

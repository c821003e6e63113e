"""``kztrans segment`` as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kztrans.resources import srx_file

TEXT = "Dr. Ratna datang\tpagi. Ia pergi.\nSelesai.\n"


def run(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    command = [sys.executable, "-m", "kztrans", "segment", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_one_segment_a_line_with_its_white_space_folded(file: str) -> None:
    wanted = (0, "Dr. Ratna datang pagi.\nIa pergi.\nSelesai.\n", "")
    assert run(file) == wanted
    assert run("-", given=TEXT.encode("utf-16")) == wanted


def test_json_has_offsets_paragraph_and_line(file: str) -> None:
    code, out, _ = run(file, "--format", "json")
    assert code == 0
    segments = json.loads(out)
    assert segments[1] == {"text": "Ia pergi.", "start": 23, "end": 32, "paragraph": 0, "line": 1}
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in segments)


def test_explain_tells_place_verdict_and_rule(file: str) -> None:
    code, out, _ = run(file, "--explain")
    assert code == 0
    first, second = (line.split("\t") for line in out.splitlines())
    assert first[:2] == ["1:3", "no cut"]
    assert "titles" in first[2]
    assert first[3] == "Dr.| Ratna datang pagi. Ia p"
    assert second[:2] == ["1:22", "cut"]
    records = json.loads(run(file, "--explain", "--format", "json")[1])
    assert [(r["position"], r["line"], r["column"], r["cut"]) for r in records] == [(3, 1, 3, False), (22, 1, 22, True)]
    assert set(records[0]["rule"]) == {"number", "line", "group", "comment"}


def test_exported_rules_are_ours_and_work_when_given_back(file: str, tmp_path: Path) -> None:
    exported = tmp_path / "out" / "mine.srx"
    assert run("--export-srx", "-o", str(exported)) == (0, "", "")
    assert exported.read_bytes() == Path(str(srx_file("id"))).read_bytes()
    assert run("--export-srx", "-l", "en")[1] == Path(str(srx_file("en"))).read_text(encoding="utf-8")
    assert run("--srx", str(exported), file) == run(file)


def test_an_output_file_holds_what_would_be_printed(file: str, tmp_path: Path) -> None:
    target = tmp_path / "segments.txt"
    assert run(file, "-o", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run(file)[1]


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (("none.txt",), b"", "none.txt: no such file"),
        (("-",), b"", "standard input: is empty"),
        (("-",), b" \n", "standard input: is empty"),
        (("-",), b"\x00\x01\x02\x03\xff\xfe", "standard input: is not text"),
        (("-", "--srx", "none.srx"), b"Satu.", "none.srx: cannot be read"),
        ((), b"", "name a text file"),
        (("--export-srx", "a.txt"), b"", "takes no FILE"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(arguments: tuple[str, ...], given: bytes, says: str) -> None:
    code, out, err = run(*arguments, given=given)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err

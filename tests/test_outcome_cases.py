"""The last net of the command line, case by case: what is said, and the exit code."""

import errno
import io
import sys
from pathlib import Path

import pytest

from kztrans.cli.outcome import worked


def raising(error):
    def run():
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory for this: give it smaller files"),
        (OSError(errno.EIO, "Input/output error", "a.po"), "a.po: Input/output error"),
        (OSError(errno.ENOSPC, "No space left on device"), "standard output: No space left on device"),
        (OSError("odd"), "a fault of kztrans, OSError in test_outcome_cases.py"),
        (ValueError("one\ntwo"), "ValueError in test_outcome_cases.py"),
        (KeyError("a\x1b[31m"), "please report it"),
        (RecursionError("deep"), "RecursionError"),
        (EOFError("Ran out of input"), "a file ends too early: Ran out of input; get it again"),
    ],
)
def test_what_nobody_foresaw_is_one_line(capsys, error, said):
    assert worked(raising(error)) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("kztrans: ")
    assert said in lines[0]
    assert "\x1b" not in lines[0]


def test_with_debug_the_traceback_comes_first(capsys):
    assert worked(raising(ValueError("odd")), debug=True) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert "with what stands above" in lines[-1]


@pytest.mark.parametrize(("error", "code"), [(BrokenPipeError(), 141), (KeyboardInterrupt(), 130)])
def test_an_end_from_without_is_silent(capsys, error, code):
    assert worked(raising(error)) == code
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("given", "code"), [(SystemExit(1), 1), (SystemExit(0), 0), (SystemExit(None), 0)])
def test_an_exit_code_stays(given, code):
    assert worked(raising(given)) == code


def test_a_working_folder_that_is_gone_is_said(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert worked(Path.cwd) == 2
    assert "the working folder is gone: change to one that is there" in capsys.readouterr().err


class Full(io.StringIO):
    """A standard output that takes what is written, and fails when it is to be kept."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def flush(self):
        raise self.error


@pytest.mark.parametrize("run", [lambda: 0, raising(SystemExit(1))])
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BrokenPipeError(), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "kztrans: standard output: No space left on device\n"),
    ],
)
def test_an_output_that_cannot_be_written_to_the_end(monkeypatch, capsys, run, error, code, said):
    monkeypatch.setattr(sys, "stdout", Full(error))
    assert worked(run) == code
    assert capsys.readouterr().err == said

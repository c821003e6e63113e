"""How commands end: exit codes, and one line for each error, whatever it is."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kztrans.cli import cli, main, outcome
from kztrans.errors import InputError, one_line

KZTRANS = [sys.executable, "-m", "kztrans"]
PO = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "damai"\nmsgstr "peace"\n'


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run the command line in this process: exit code, output, lines of standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["kztrans", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return end.value.code, out, err.splitlines()

    return run


def test_each_error_is_one_line(run):
    Path("a.po").write_text(PO)
    os.mkfifo("pipe.po")
    wrong = [
        ["check"],
        ["check", "none.po"],
        ["check", "pipe.po"],
        ["check", "a.po", "--severity", "grave"],
        ["check", "a.po", "--nope"],
        ["nope"],
        ["align", "none.txt"],
        ["align", "x" * 60_000],
        ["check", "x" * 60_000 + ".po"],
        ["check", "a.po", "--only", "y" * 60_000],
        ["glossary", "search", "\udcff"],
        ["glossary", "search", "damai\udc80", "-l", "id"],
        ["tm", "search", "\udcff", "--tm", "m"],
        ["lexicon", "show", "\udcff"],
        ["glossary", "review", "g.csv", "\udcff", "--state", "approved"],
        ["render", "a.po", "-o", "line\nbreak/\x1b[31m"],
        ["segment", "-l", "?"],
        ["convert", "a.po", "a.xyz"],
    ]
    for arguments in wrong:
        code, out, err = run(*arguments)
        assert (code, out, len(err)) == (2, "", 1), (arguments[:2], err)
        assert err[0].startswith("kztrans: ")
        assert len(err[0]) < 2500
        assert not any(ord(c) < 32 for c in err[0])
        assert "fault of kztrans" not in err[0]


def test_what_is_asked_for_in_no_words_is_the_help(run):
    for arguments in ([], ["tm"], ["glossary"]):
        code, out, err = run(*arguments)
        assert code == 2
        assert "Usage: kztrans" in out + "\n".join(err)
    assert run("--help")[0] == 0
    assert run("--version")[:2] == (0, "kztrans, version 0.1.0\n")
    assert run("check", "--help")[0] == 0


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (RuntimeError("two\nlines"), "a fault of kztrans, RuntimeError in test_outcome.py:"),
        (RecursionError("deep"), "a fault of kztrans, RecursionError"),
        (KeyError("x" * 100_000), "a fault of kztrans, KeyError"),
        (MemoryError(), "there is not enough memory"),
        (OSError(28, "No space left on device", "out.po"), "out.po: No space left on device"),
        (EOFError("half"), "a file ends too early: half"),
        (InputError("odd", path="a\nb", line=3), "a\\nb:3: odd"),
        (click.ClickException("of click's"), "of click's"),
    ],
)
def test_what_nobody_foresaw_is_one_line_and_how_to_report_it(error, says, capfd):
    def fail():
        raise error

    assert outcome.worked(fail) == 2
    err = capfd.readouterr().err
    assert err.startswith(f"kztrans: {says}")
    assert err.count("\n") == 1
    assert len(err) < 2500
    if "fault" in says:
        assert "please report it, with the file and what the same command prints with --debug" in err


def test_debug_shows_the_traceback(capfd):
    def fail():
        raise RuntimeError("odd")

    assert outcome.worked(fail, debug=True) == 2
    err = capfd.readouterr().err
    assert 'raise RuntimeError("odd")' in err
    assert err.splitlines()[-1].startswith("kztrans: a fault of kztrans, RuntimeError")


def test_debug_may_stand_anywhere(run, monkeypatch):
    def fail(*_):
        raise RuntimeError("odd")

    monkeypatch.setattr("kztrans.resources.sample_files", fail)
    for arguments in (("--debug", "align", "--sample"), ("align", "--sample", "--debug")):
        assert "Traceback" in "".join(run(*arguments)[2])
    assert len(run("align", "--sample")[2]) == 1


@pytest.mark.parametrize(("error", "code"), [(BrokenPipeError(), 141), (KeyboardInterrupt(), 130)])
def test_a_closed_pipe_and_ctrl_c_are_no_findings(error, code, capfd, monkeypatch):
    def fail(*_, **__):
        raise error

    assert outcome.worked(fail) == code
    monkeypatch.setattr("kztrans.cli.check.check.callback", fail)
    assert outcome.worked(lambda: cli.main(["check", "a.po"], standalone_mode=False)) == code
    assert capfd.readouterr().err == ""


def test_exit_codes_of_commands_pass(capfd):
    assert outcome.worked(lambda: sys.exit(1)) == 1
    assert outcome.worked(sys.exit) == 0
    assert outcome.worked(lambda: 1) == 1
    assert outcome.worked(lambda: None) == 0


def shell(command, **options):
    """The exit code and standard error of a line of the shell, in which kztrans is $KZTRANS."""
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={**os.environ, "KZTRANS": " ".join(KZTRANS), "PYTHONPATH": str(Path(outcome.__file__).parents[2])},
        check=False,
        **options,
    )
    return done.returncode, done.stderr.splitlines(), done.stdout


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("$KZTRANS glossary list | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 141, None),
        ("$KZTRANS --help | true; exit ${PIPESTATUS[0]}", 141, None),
        ("$KZTRANS glossary stats >&-", 2, "kztrans: standard output: Bad file descriptor"),
        ("$KZTRANS glossary stats >/dev/full", 2, "kztrans: standard output: No space left on device"),
        ("$KZTRANS check none.po 2>&-", 2, None),
        ("$KZTRANS check none.po 2>/dev/full", 2, None),
        ("$KZTRANS segment - <&-", 2, "kztrans: standard input: is closed; pipe a text into the command"),
        ("mkdir gone; cd gone; rmdir ../gone; $KZTRANS check a.po", 2, "kztrans: the working folder is gone"),
    ],
)
def test_in_a_shell(tmp_path, command, code, says):
    found, err, _ = shell(command, cwd=tmp_path)
    assert found == code
    if says is None:
        assert err == []
    else:
        assert len(err) == 1
        assert err[0].startswith(says)


def test_an_output_is_not_written_into_where_standard_error_was(tmp_path):
    (tmp_path / "a.txt").write_text("Satu.\n")
    assert shell("$KZTRANS align a.txt 2>&- >&-", cwd=tmp_path)[0] == 2
    po = (tmp_path / "locales/en/a.po").read_text()
    assert po.startswith("# a.txt")
    assert shell("$KZTRANS check locales/en/a.po -o r.txt --only nope 2>&-", cwd=tmp_path)[0] == 2
    assert (tmp_path / "locales/en/a.po").read_text() == po


def test_ctrl_c_ends_a_command_with_130():
    code = (
        "import os, signal, sys; from kztrans.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # which a shell's background jobs ignore
        "class Keyboard:\n    buffer = property(lambda self: os.kill(os.getpid(), signal.SIGINT))\n"
        "sys.stdin = Keyboard(); sys.argv = ['kztrans', 'segment', '-']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_name_that_is_not_utf8_is_no_reason_to_stop(tmp_path, run):
    name = os.fsdecode(b"caf\xe9.tmx")
    tmx = (
        '<tmx version="1.4"><header srclang="id" creationtool="x"/><body><tu><tuv xml:lang="id"><seg>Harga 5.</seg>'
        '</tuv><tuv xml:lang="en"><seg>Prices 6.</seg></tuv></tu></body></tmx>'
    )
    Path(name).write_text(tmx)
    Path(os.fsdecode(b"\xff.po")).write_text(PO)
    for form in ("text", "json", "sarif", "html"):
        code, out, err = run("check", ".", "--format", form)
        assert code == 1, err
        assert any("2 files" in line for line in err)
        assert "caf" in out
    Path(os.fsdecode(b"g\xe9.csv")).write_text("concept,pos,id,en\nship,noun,kapal,ship\n")
    Path(os.fsdecode(b"g\xe9.tbx")).write_text("<tbx/>")
    assert run("glossary", "stats", "-g", os.fsdecode(b"g\xe9.csv"))[0] == 0
    assert run("glossary", "stats", "-g", os.fsdecode(b"g\xe9.tbx"))[0] in (0, 2)
    Path(os.fsdecode(b"n\xe9.txt")).write_text("Satu.\n")
    assert run("align", os.fsdecode(b"n\xe9.txt"))[0] == 0


@pytest.mark.parametrize(
    ("text", "longest", "line"),
    [("a\tb", 99, r"a\tb"), ("a\u2028b", 99, r"a\u2028b"), ("é\udce9字", 99, "é\udce9字"), ("x" * 9, 4, "xx … xx")],
)
def test_one_line(text, longest, line):
    assert one_line(text, longest) == line

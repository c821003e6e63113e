"""The campaign of faults can fail, and a small share of it finds no harm; 10,000 are run by hand."""

import contextlib
import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource")
sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import fault_changes
import faults

from kztrans import atomic
from kztrans.cli import cli


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tmp_path_factory.mktemp("faults"))
        patched.setenv("XDG_CACHE_HOME", "cache")
        yield faults.Campaign(Path.cwd(), ("translate", "glossary accept", "decide", "tm merge", "convert"))


def test_every_command_that_writes_is_in_the_table():
    """A new command that has something to write is killed and raced, too."""
    known = {
        "corpus report",
        "corpus align",
        "glossary merge",
        "lexicon learn",
        "report",
        "review",
    }  # as `tm export`; killed in tests of its own; what git merges; serves what is in the table
    reading = {"lexicon show", "tm search", "tm stats", "glossary list", "glossary search"}
    reading |= {"glossary lint", "glossary stats", "plugins"}
    named = set(fault_changes.CHANGES) | known | reading | {"glossary review"}
    commands = {
        f"{name} {inner}" if hasattr(command, "list_commands") else name
        for name in cli.list_commands(None)
        for command in [cli.get_command(None, name)]
        for inner in (command.list_commands(None) if hasattr(command, "list_commands") else [""])
    }
    assert commands - named == set()


def test_every_pair_that_writes_the_same_file_is_raced():
    pairs = set(fault_changes.PAIRS)
    assert len(pairs) > 60
    assert {("align", "omegat"), ("tm add", "tm merge"), ("render", "render straight")} <= pairs
    assert ("glossary accept", "glossary extract") in pairs
    assert ("align", "tm add") not in pairs


def test_faults_and_races_do_no_harm(campaign):
    found = list(campaign.each(16, 7))
    assert len({kind for kind, _ in found}) > 4
    assert [said for _, said in found if said] == []


def test_harm_is_seen(campaign, monkeypatch):
    class Pieces:
        def __init__(self, stream):
            self.stream = stream

        def write(self, data):
            for at in range(0, len(data), 16):
                self.stream.write(data[at : at + 16])
                faults.os.fsync(self.stream.fileno())

    @contextlib.contextmanager
    def in_pieces(target):
        with target.open("wb", buffering=0) as stream:
            yield target, Pieces(stream)

    monkeypatch.setattr(atomic, "_temporary", in_pieces)
    monkeypatch.setattr(atomic, "_finished", lambda *_: None)
    monkeypatch.setattr(atomic, "_installed", lambda *_: None)
    said = [campaign.spoilt("convert", "kill at a call", at)[1] for at in range(campaign.alone["convert"].calls)]
    assert any("neither old nor new" in text for text in said)


def test_a_path_makes_the_calls_that_are_disturbed(tmp_path):
    """On each Python: some keep the calls that paths make apart from those of ``os``."""
    (tmp_path / "a").touch()
    deeds = (
        lambda: (tmp_path / "a").replace(tmp_path / "b"),
        lambda: (tmp_path / "b").rename(tmp_path / "c"),
        lambda: (tmp_path / "c").chmod(0o600),
        (tmp_path / "c").unlink,
        (tmp_path / "d").mkdir,
    )
    log = tmp_path / "log"
    number = os.fork()
    if not number:
        called = []
        try:
            faults.around(lambda _, name: called.append(name))
            for deed in deeds:
                deed()
            log.write_text(" ".join(called))
        finally:
            os._exit(0)
    os.waitpid(number, 0)
    assert log.read_text().split() == ["replace", "rename", "chmod", "unlink", "mkdir"]

"""The campaign of faults can fail, and a small share of it finds no harm; 10,000 are run by hand."""

import contextlib
import random
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
    monkeypatch.setattr(faults, "KINDS", ("kill at a call",))
    chance = random.Random(3)
    said = [campaign.fault(chance)[1] for _ in range(12)]
    assert any("neither old nor new" in text or "is lost" in text for text in said)

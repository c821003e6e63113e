"""A process that is killed in the middle of a deed: the deed is whole or not there, and every page opens.

The change is made in a process of its own, which ends at one of its calls of the system, whichever comes up.
"""

from __future__ import annotations

import itertools
import os
import shutil

import pytest
from review_project import NOW, Client, beads_path, make, po_path, tmx_path

from kztrans.errors import InputError
from kztrans.glossary import Glossary, decisions, history
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging import deeds
from kztrans.review.asked import Asked
from kztrans.together import Line, append_line, settle, write_together

CALLS = ("open", "write", "fsync", "replace", "chmod", "unlink", "rename", "mkdir", "pwrite", "ftruncate", "stat")
KILLS = 300

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def killed(work, at):
    """Do something in a process that ends at its call of the system with a number; did it end there?"""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    count = itertools.count()

    def deadly(original):
        def call(*given, **named):
            if next(count) == at:
                if original is real_write:
                    original(given[0], bytes(given[1])[: len(given[1]) // 2])
                os._exit(9)
            return original(*given, **named)

        return call

    real_write = os.write
    try:
        for name in CALLS:
            setattr(os, name, deadly(getattr(os, name)))
        work()
    finally:
        os._exit(0)


def state(folder):
    lines = beads_path(folder).read_bytes() if beads_path(folder).exists() else b""
    log = [deed.what for deed in deeds.read(tmx_path(folder))]
    return po_path(folder).read_bytes(), tmx_path(folder).read_bytes(), lines, log


SENTENCE = "Kapal terakhir berangkat sebelum fajar."
OPERATIONS = {
    "join": Asked("join", ((1,), (1,))),
    "delete": Asked("delete", ((2,), (2,))),
    "pair": Asked("pair", ((3,), (3,)), source=3, target=0, other=((0,), (0,))),
    "text": Asked(
        "text",
        ((5,), (5,)),
        texts=((SENTENCE, "Kapal terakhir\nberangkat."), ("The last ship left before dawn.", "The last ship left.")),
    ),
    "undo": Asked("undo", ((), ())),
}


def act(client, operation):
    """What a page's form does, without the way through HTTP."""
    document = client.site.project.documents()["en/sungai"]
    if operation == "undo":
        key = next(d.key for d in deeds.read(document.tmx) if d.what == "confirm")
        client.site.alignments.undo(document, key, "Aigerim", NOW)
    else:
        client.site.alignments.change(document, OPERATIONS[operation], Glossary([]), "Aigerim", NOW)


def test_three_hundred_kills_leave_every_deed_whole_or_not_there(tmp_path):
    template = make(tmp_path / "template")
    work = tmp_path / "work"
    client = Client(template).enter()
    assert client.post("/align", {"do": "confirm", "bead": "5:5"}, doc="en/sungai").status_code == 303
    before = state(template)
    afters = {}
    for operation in OPERATIONS:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(template, work)
        act(Client(work), operation)
        afters[operation] = state(work)
    kills = whole = 0
    for operation in itertools.cycle(OPERATIONS):
        shutil.rmtree(work)
        shutil.copytree(template, work)
        client = Client(work).enter()
        client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
        for at in itertools.count():
            if not killed(lambda c=client, o=operation: act(c, o), at):
                break
            kills += 1
            client.site.project.documents()  # which every page asks for
            now = state(work)
            assert now in (before, afters[operation]), (operation, at)
            if now != before:
                whole += 1
                opens(client)
                shutil.rmtree(work)
                shutil.copytree(template, work)
                client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
        opens(client)
        if kills >= KILLS:
            break
    assert whole > KILLS // 20


def opens(client):
    for path in ("/", "/align", "/checks"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Run kztrans align again" not in page.text


def test_align_finishes_what_a_killed_review_had_begun(tmp_path):
    folder = make(tmp_path / "proyek")
    client = Client(folder).enter()
    client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
    wanted = {"do": "join", "bead": "1:1"}
    for at in itertools.count(0, 4):  # every fourth call, for the sake of time
        assert killed(lambda: client.post("/align", wanted, doc="en/sungai"), at)
        if deeds.intent_path(tmx_path(folder)).exists() and beads_path(folder).exists() is False:
            break
    write(run(AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder)))
    assert not deeds.intent_path(tmx_path(folder)).exists()
    assert "Gencatan senjata" in beads_path(folder).read_text(encoding="utf-8")
    assert b"sungai. Gencatan senjata" in po_path(folder).read_bytes()


def test_kills_in_a_decision_leave_file_and_history_agreed(tmp_path):
    folder = make(tmp_path / "proyek")
    path = folder / "glossary" / "states.csv"
    client = Client(folder).enter()
    by = {"reviewer": "A", "date": "2026-03-01"}
    decisions.comment(path, "envoy", "first", **by)
    for wanted in ("rejected", "approved"):
        for at in itertools.count():
            ended = killed(lambda s=wanted: decisions.decide(path, "ceasefire", s, **by), at)
            shown = client.site.project.terms().by_id["ceasefire"].concept.review
            reviews = [dict(e.after)["review"] for e in history.read(path, "ceasefire")]
            assert shown == (reviews[-1] if reviews else ""), at
            if not ended:
                break
        assert shown == wanted
    assert client.get("/concept", id="ceasefire").status_code == 200


@pytest.fixture
def two(tmp_path):
    paths = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in paths:
        path.write_bytes(b"old")
    return paths


def test_all_are_written_and_nothing_is_left(two, tmp_path):
    line = Line(tmp_path / "log", b"1\n")
    assert write_together(tmp_path / "intent", [(path, b"new") for path in two], line) == two
    assert [path.read_bytes() for path in two] == [b"new", b"new"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt", "log"]


def test_what_cannot_be_written_leaves_all_as_they_were(two, tmp_path):
    two[1].chmod(0o444)
    with pytest.raises(InputError, match="write-protected"):
        write_together(tmp_path / "intent", [(path, b"new") for path in two])
    assert [path.read_bytes() for path in two] == [b"old", b"old"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_log_that_cannot_be_written_leaves_all_as_they_were(two, tmp_path):
    (tmp_path / "log").mkdir()
    with pytest.raises(InputError, match="log"):
        write_together(tmp_path / "intent", [(path, b"new") for path in two], Line(tmp_path / "log", b"1\n"))
    assert [path.read_bytes() for path in two] == [b"old", b"old"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt", "log"]


def test_a_file_that_was_changed_after_the_kill_stays_as_it_is(two, tmp_path):
    intent = tmp_path / "intent"
    for at in itertools.count():
        assert killed(lambda: write_together(intent, [(path, b"new") for path in two]), at)
        if intent.exists():
            break
    two[0].write_bytes(b"an editor's")
    assert settle(intent)
    assert [path.read_bytes() for path in two] == [b"an editor's", b"old"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_line_is_added_once_and_a_torn_one_is_mended(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"one\ntw")
    for _ in range(2):
        append_line(Line(log, b"two\n"))
    assert log.read_bytes() == b"one\ntwo\n"
    log.write_bytes(b"one\nwithout an end")
    append_line(Line(log, b"two\n"))
    assert log.read_bytes() == b"one\nwithout an end\ntwo\n"

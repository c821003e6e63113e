"""One way to change a file: lock, read, change, write; a decision and its history are both there or neither."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kztrans import locking
from kztrans.errors import InputError
from kztrans.glossary import Glossary, accepting, decisions, history, merging, recording
from kztrans.glossary.extraction import Candidate, Extraction
from kztrans.glossary.merging import import_into
from kztrans.glossary.readers import read
from kztrans.jobs import extract, writing
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.locking import changing, locked
from kztrans.merging import edit
from kztrans.model import Concept, Term

BY = {"reviewer": "Ani", "date": "2026-03-01"}


def concept(name):
    return Concept(name, (Term(f"kata {name}", "id"), Term(f"word {name}", "en")))


def at_once(*works):
    """Run functions in threads that start together; what each raised."""
    barrier, raised = threading.Barrier(len(works)), []

    def start(work):
        barrier.wait()
        try:
            work()
        except InputError as error:
            raised.append(error)

    threads = [threading.Thread(target=start, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def slowed(monkeypatch, module, name):
    original = getattr(module, name)

    def slow(*arguments, **named):
        time.sleep(0.05)
        return original(*arguments, **named)

    monkeypatch.setattr(module, name, slow)


@pytest.mark.parametrize("there", [True, False])
def test_two_imports_at_once_keep_the_concepts_of_both(tmp_path, monkeypatch, there):
    path = tmp_path / "new" / "mine.csv"
    if there:
        import_into(path, [concept("old")], (), "mine")
    slowed(monkeypatch, merging, "to_csv")
    slowed(monkeypatch, merging, "merged")
    works = [lambda n=n: import_into(path, [concept(f"c{n}")], (), "mine") for n in range(4)]
    assert at_once(*works) == []
    assert {c.id for c in read(path)} == {"c0", "c1", "c2", "c3"} | ({"old"} if there else set())


def test_two_extractions_at_once_propose_each_term_once(tmp_path, monkeypatch):
    path = tmp_path / "proposals.csv"
    slowed(monkeypatch, extract, "proposals")

    def save(*terms):
        found = Extraction(tuple(candidate(term) for term in terms), ())
        extract.save(found, extract.ExtractJob((), glossary=Glossary([])), path)

    assert at_once(lambda: save("bendungan", "tambang"), lambda: save("tambang", "pelabuhan")) == []
    assert sorted(c.terms[0].text for c in read(path)) == ["bendungan", "pelabuhan", "tambang"]


def candidate(term):
    return Candidate(term, (term,), "noun", count=1, score=1.0, c_value=1.0, termhood=1.0)


def test_imports_and_decisions_at_once(tmp_path, monkeypatch):
    path = tmp_path / "mine.csv"
    import_into(path, [concept("old")], (), "mine")
    slowed(monkeypatch, merging, "merged")
    works = [lambda n=n: import_into(path, [concept(f"c{n}")], (), "mine") for n in range(3)]
    works.append(lambda: decisions.decide(path, "old", "approved", **BY))
    assert at_once(*works) == []
    found = {c.id: c.review for c in read(path)}
    assert found == {"old": "approved", "c0": "", "c1": "", "c2": ""}


@pytest.fixture
def texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.id.txt").write_text("Rapat dimulai.\nAnjing lari.\n")
    return AlignJob(Path("a.id.txt"), glossary=Glossary([]))


def test_align_waits_for_the_review_application(texts):
    writing.write(run(texts))
    result = run(texts)
    po, tmx = result.outputs.po, result.outputs.tmx
    for held in (po, tmx):  # what the application holds for a translation, and for a change of beads
        with locked(held):
            thread = threading.Thread(target=writing.write, args=(result,))
            thread.start()
            thread.join(0.2)
            assert thread.is_alive()
        thread.join(10)
        assert not thread.is_alive()


def test_align_writes_over_nothing_that_was_saved_while_it_worked(texts):
    writing.write(run(texts))
    Path("a.id.txt").write_text("Rapat dimulai.\nAnjing lari.\nIa pulang.\n")
    result = run(texts)

    def translated(catalog):
        first = catalog.units[0]
        return edit.replace_unit(catalog, first, edit.translate(first, "The meeting begins."))

    edit.save(result.outputs.po, result.outputs.tmx, translated)
    with pytest.raises(InputError, match="was changed while kztrans worked; run the command again"):
        writing.write(result)
    assert "The meeting begins." in result.outputs.po.read_text()
    writing.write(run(texts))
    assert "The meeting begins." in result.outputs.po.read_text()
    assert "Ia pulang." in result.outputs.po.read_text()


def test_align_sees_that_the_tmx_alone_was_changed(texts):
    writing.write(run(texts))
    Path("a.id.txt").write_text("Rapat dimulai.\nAnjing lari.\nIa pulang.\n")
    result = run(texts)
    data = result.outputs.tmx.read_bytes() + b"<!-- another's -->\n"
    result.outputs.tmx.write_bytes(data)
    with pytest.raises(InputError, match=r"en\.tmx: was changed while kztrans worked"):
        writing.write(result)
    assert result.outputs.tmx.read_bytes() == data


def test_two_alignments_at_once_lose_nothing(texts):
    results = [run(texts), run(texts)]
    raised = at_once(*(lambda r=r: writing.write(r) for r in results))
    assert len(raised) == 1
    assert "was changed while kztrans worked" in str(raised[0])
    assert results[0].outputs.po.exists()
    assert results[0].outputs.tmx.exists()


def test_nobody_waits_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(locking, "WAIT", 0.05)

    def enter():
        with locked(tmp_path / "b"):
            pass

    with locked(tmp_path / "a"):
        (error,) = at_once(enter)
    assert "is being changed by another kztrans all the time" in str(error)
    assert at_once(enter) == []


def test_who_holds_a_lock_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(locking, "WAIT", 0.05)
    (tmp_path / "link").symlink_to(tmp_path)

    def enter():
        with locked(tmp_path / "c"):
            pass

    with locked(tmp_path / "a"):
        with locked(tmp_path / "b"), changing(tmp_path / "link" / "c"):
            pass
        assert len(at_once(enter)) == 1  # the lock is still held when an inner use of it ends
    assert at_once(enter) == []


def test_proposals_are_moved_with_nobody_between_them(tmp_path, monkeypatch):
    proposals, target = tmp_path / "p.csv", tmp_path / "g" / "mine.csv"
    proposals.write_text(
        "concept,pos,id,en,review\n" + "".join(f"c{n},noun,kata c{n},word c{n},approved\n" for n in range(3))
    )
    slowed(monkeypatch, recording, "write_atomic")
    raised = at_once(
        lambda: accepting.accept(proposals, target, langs=("id", "en"), **BY),
        lambda: accepting.accept(proposals, target, langs=("id", "en"), **BY),
        lambda: import_into(proposals, [concept("new")], (), "p"),
    )
    assert raised == []
    assert [c.id for c in read(target)] == ["c0", "c1", "c2"]
    assert [c.id for c in read(proposals)] == ["new"]


def test_a_column_that_came_since_says_nothing(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(CSV)
    ship = next(c for c in read(path) if c.id == "ship")
    path.write_text(
        CSV.replace("definition\n", "definition,score\n")
        .replace("vessel.\n", "vessel.,\n")
        .replace("boat,\n", "boat,,7\n")
    )
    decisions.remove(path, ship, **BY)
    assert [c.id for c in read(path)] == ["boat"]


def test_a_folder_that_cannot_be_locked_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be locked: No such file"), locked(tmp_path / "none" / "a"):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"), changing(tmp_path / "file" / "a" / "b"):
        pass
    with changing(tmp_path / "new" / "a", tmp_path / "new" / "b"):  # one folder, one lock
        assert os.listdir(tmp_path / "new") == []


class Killed(BaseException):
    """The process is no more."""


CSV = "concept,pos,id,en,definition\nship,noun,kapal,ship,A vessel.\nboat,noun,perahu,boat,\n"


def change(path, number):
    """The changes that a history knows, each on a file of its own."""
    ship = next(c for c in read(path) if c.id == "ship")
    if number == 0:
        decisions.decide(path, "ship", "approved", comment="why", **BY)
    elif number == 1:
        decisions.add(path, concept("new"), **BY)
    elif number == 2:
        decisions.edit(path, ship, Concept("vessel", ship.terms, "noun", definition="Large."), **BY)
    else:
        decisions.undo(path, **BY)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("killed_at", range(6))
def test_a_decision_and_its_history_are_both_there_or_neither(tmp_path, monkeypatch, number, killed_at):
    path = tmp_path / "g.csv"
    path.write_text(CSV)
    if number == 3:
        decisions.add(path, concept("new"), **BY)
    before, events = path.read_bytes(), history.read(path)
    steps = []

    def deadly(original):
        def step(*arguments, **named):
            steps.append(original)
            if len(steps) == killed_at:
                raise Killed
            return original(*arguments, **named)

        return step

    with monkeypatch.context() as patched:
        patched.setattr(recording, "write_atomic", deadly(recording.write_atomic))
        patched.setattr(history, "append_line", deadly(history.append_line))
        patched.setattr(Path, "unlink", deadly(Path.unlink))
        with suppress(Killed):
            change(path, number)
    decisions.decide(path, "boat", "rejected", **BY)  # whoever comes next settles what was begun
    recorded = [event for event in history.read(path) if event not in events and event.concept != "boat"]
    assert len(recorded) == _differs(path, before)
    assert sorted(os.listdir(tmp_path)) == ["g.csv", "g.history.jsonl"]
    assert recorded or killed_at in (1, 2)


def _differs(path, before):
    """Is anything of the file otherwise, but for the second decision?"""
    now = {c.id: (c.terms, c.review, c.definition) for c in read(path) if c.id != "boat"}
    path.with_name("old.csv").write_bytes(before)
    then = {c.id: (c.terms, c.review, c.definition) for c in read(path.with_name("old.csv")) if c.id != "boat"}
    path.with_name("old.csv").unlink()
    return now != then


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_what_cannot_be_written_changes_neither(tmp_path, monkeypatch, failing):
    path = tmp_path / "g.csv"
    path.write_text(CSV)
    calls = []

    def full(original):
        def write(*given):
            calls.append(given)
            if len(calls) == failing:
                raise InputError("cannot be written: No space left on device", path=getattr(given[0], "path", given[0]))
            return original(*given)

        return write

    with monkeypatch.context() as patched:
        patched.setattr(recording, "write_atomic", full(recording.write_atomic))
        patched.setattr(history, "append_line", full(history.append_line))
        with pytest.raises(InputError, match="No space left"):
            decisions.decide(path, "ship", "approved", **BY)
    assert path.read_text() == CSV
    assert history.read(path) == []
    assert os.listdir(tmp_path) == ["g.csv"]

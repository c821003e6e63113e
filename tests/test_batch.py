"""What a batch asks of each text, and what it remembers of earlier runs."""

import json

import pytest

from kztrans.glossary import Glossary
from kztrans.jobs import batch
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.batch import _One, _Remembered
from kztrans.jobs.folder import texts_in
from kztrans.jobs.naming import outputs


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Rapat dimulai.\n")
    (tmp_path / "in/b.htm").write_text("<p>Rapat dimulai.</p>\n")
    return tmp_path


@pytest.mark.parametrize("article", [True, False])
def test_only_pages_are_asked_for_their_article_and_only_where_it_is_wanted(folder, article):
    pairs, _ = texts_in(folder / "in", None, "id", "en")
    one = _One(AlignJob(folder / "in", glossary=Glossary([]), article=article), False, folder / "cache")
    assert {pair.source.suffix: one._job(pair).article for pair in pairs} == {".txt": False, ".htm": article}


def written(folder):
    job = AlignJob(folder / "in/a.txt", folder=folder, glossary=Glossary([]))
    for path in (outputs(job).po, outputs(job).tmx):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return job, _Remembered(folder / "cache")


def test_a_run_is_current_as_long_as_what_it_read_and_wrote_is_the_same(folder):
    job, memory = written(folder)
    assert not memory.is_current(job, "inputs")
    memory.remember(job, "inputs")
    assert memory.is_current(job, "inputs")
    assert not memory.is_current(job, "other inputs")
    for path in (outputs(job).po, outputs(job).tmx):
        path.write_text("y")
        assert not memory.is_current(job, "inputs")
        path.unlink()
        assert not memory.is_current(job, "inputs")
        path.write_text("x")
        assert memory.is_current(job, "inputs")


def test_what_was_not_written_is_never_current(folder):
    job, memory = written(folder)
    outputs(job).po.unlink()
    memory.remember(job, "inputs")
    assert not memory.is_current(job, "inputs")


@pytest.mark.parametrize(
    "odd", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"null", b'{"inputs": 1, "outputs": [null]}']
)
def test_a_damaged_memory_of_runs_is_none(folder, odd):
    job, memory = written(folder)
    memory.remember(job, "inputs")
    (file,) = (folder / "cache").iterdir()
    assert set(json.loads(file.read_bytes())) == {"inputs", "outputs"}
    file.write_bytes(odd)
    assert not memory.is_current(job, "inputs")


def test_a_cache_that_cannot_be_written_stops_nothing(folder):
    job, memory = written(folder)
    (folder / "cache").write_text("a file in its place")
    memory.remember(job, "inputs")
    assert not memory.is_current(job, "inputs")


def test_each_document_is_remembered_by_itself(folder):
    job, memory = written(folder)
    memory.remember(job, "inputs")
    other = AlignJob(folder / "in/b.htm", folder=folder, glossary=Glossary([]))
    assert not memory.is_current(other, "inputs")
    memory.remember(other, "inputs")
    assert len(list((folder / "cache").iterdir())) == 2


def test_a_memory_is_known_by_its_files_size_and_time(tmp_path):
    memory = tmp_path / "m.sqlite"
    assert [batch._stamp(path) for path in batch._files(memory)] == [(-1, -1), (-1, -1)]
    memory.write_bytes(b"abc")
    (tmp_path / "m.sqlite-wal").write_bytes(b"de")
    assert [batch._stamp(path)[0] for path in batch._files(memory)] == [3, 2]
    assert batch._files(None) == []

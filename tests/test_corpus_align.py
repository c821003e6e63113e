"""A manifest aligned: the same bytes however it is done and whatever happens, and nothing done twice."""

import contextlib
import gc
import json
import logging
import multiprocessing
import os
import signal
import sys
import time

import pytest
from click.testing import CliRunner
from corpus_made import Here, tree, write_corpus

from kztrans.cli import cli
from kztrans.corpus.filters import FILTERS, Filters, Limits
from kztrans.corpus.gathering import gathered
from kztrans.corpus.manifest import Row, serialize
from kztrans.corpus.parts import BeadRow
from kztrans.corpus.plan import planned
from kztrans.corpus.report import page
from kztrans.corpus.run import carried_out
from kztrans.corpus.settings import Settings
from kztrans.corpus.sinks import SINKS
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.memory import Memory
from kztrans.workers.local import Local

USUAL = Settings()


def done(manifest, out, engine, size=4, settings=USUAL, formats=("tmx", "tsv")):
    """Carry out a plan and gather it; the numbers of rows as they were done."""
    plan = planned(manifest, out, settings, size)
    rows = list(carried_out(plan, settings, engine))
    return rows, gathered(plan, out, Limits(), formats)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("corpus"), range(14))


@pytest.fixture(scope="module")
def wanted(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("wanted") / "out"
    done(corpus, out, Here())
    return tree(out)


def test_what_is_written(wanted):
    assert {"corpus.tmx", "corpus.tsv", "counts.json", "errors.tsv"} < wanted.keys()
    counts = json.loads(wanted["counts.json"])
    assert counts["documents"] == 14
    assert counts["kept"] + sum(counts["dropped"].values()) == sum(counts["beads"].values())
    units = tmx.parse(wanted["corpus.tmx"]).units
    rows = [line.split("\t") for line in wanted["corpus.tsv"].decode().splitlines()[1:]]
    assert [(unit.source, unit.target) for unit in units] == [(row[4], row[5]) for row in rows]
    assert len(units) == counts["kept"] > 60
    assert wanted["errors.tsv"] == b"id\tsource\ttarget\terror\n"


def test_any_number_of_processes_gives_the_same_bytes(corpus, wanted, tmp_path):
    done(corpus, tmp_path / "two", Local(2))
    assert tree(tmp_path / "two") == wanted


def test_processes_that_are_killed_change_no_byte(corpus, wanted, tmp_path):
    plan = planned(corpus, tmp_path / "out", Settings(), 4)
    killed = 0
    for _ in carried_out(plan, Settings(), Local(2)):
        for child in multiprocessing.active_children()[:1]:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
    assert killed
    gathered(plan, tmp_path / "out", Limits(), ("tmx", "tsv"))
    assert tree(tmp_path / "out") == wanted


def test_halves_leave_no_trace(corpus, wanted, tmp_path):
    engine = Here(lambda stretch: stretch.count > 1)
    done(corpus, tmp_path / "out", engine)
    assert {stretch.count for stretch in engine.given} >= {4, 2, 1}
    assert tree(tmp_path / "out") == wanted


def test_a_document_that_no_process_survives_is_an_error_and_the_rest_is_done(corpus, wanted, tmp_path):
    engine = Here(lambda stretch: stretch.first <= 5 < stretch.first + stretch.count)
    rows, counts = done(corpus, tmp_path / "out", engine)
    assert sum(rows) == 14
    assert counts.errors == [("5", "the process that did it was ended by SIGKILL")]
    assert (tmp_path / "out" / "errors.tsv").read_text("utf-8").splitlines()[1:] == [
        "5\tid/005.txt\ten/005.txt\tthe process that did it was ended by SIGKILL"
    ]
    assert counts.documents == 14
    others = [line for line in wanted["corpus.tsv"].splitlines() if not line.startswith(b"5\t")]
    assert (tmp_path / "out" / "corpus.tsv").read_bytes().splitlines() == others


def test_a_document_that_takes_too_long_is_given_up_at_once(tmp_path):
    manifest = write_corpus(tmp_path, range(2))
    plan = planned(manifest, tmp_path / "out", Settings(), 2)
    list(carried_out(plan, Settings(), Local(1, patience=0.001)))
    counts = gathered(plan, tmp_path / "out", Limits(), ())
    assert [why for _, why in counts.errors] == ["it took longer than 0.001 s"] * 2


def test_a_second_run_does_only_what_is_missing_or_has_changed(tmp_path):
    manifest = write_corpus(tmp_path, range(9))
    out = tmp_path / "out"
    done(manifest, out, Here(), size=3)
    before = tree(out)
    engine = Here()
    assert done(manifest, out, engine, size=3)[0] == []
    assert tree(out) == before
    changed = tmp_path / "id" / "004.txt"
    changed.write_text("Satu kalimat saja.\n", "utf-8")
    os.utime(changed, ns=(2**62, 2**62))
    plan = planned(manifest, out, Settings(), 3)
    (its,) = (stretch for stretch in plan.stretches if stretch.first <= 4 < stretch.first + stretch.count)
    assert (plan.stale, plan.todo) == (1, (its,))
    last = plan.stretches[-1]
    assert last != its
    list(plan.parts())[-1].unlink()
    assert planned(manifest, out, Settings(), 3).todo == (its, last)
    other = planned(manifest, out, Settings(crossing=False), 3)
    assert other.todo == plan.stretches


def test_a_document_that_comes_back_or_is_replaced_by_an_older_one_is_aligned_again(tmp_path):
    manifest = write_corpus(tmp_path, range(2))
    out, one, older = tmp_path / "out", tmp_path / "id" / "001.txt", tmp_path / "older.txt"
    older.write_text("Satu kalimat saja.\n", "utf-8")
    for path in (*tmp_path.rglob("*.txt"),):
        os.utime(path, ns=(10**18, 10**18))
    one.rename(tmp_path / "away.txt")
    assert len(done(manifest, out, Here())[1].errors) == 1
    time.sleep(0.02)
    (tmp_path / "away.txt").rename(one)
    assert planned(manifest, out, Settings()).stale == 1
    rows, counts = done(manifest, out, Here())
    assert (rows, counts.errors) == ([2], [])
    time.sleep(0.02)
    older.replace(one)
    assert planned(manifest, out, Settings()).stale == 1


def test_a_part_is_made_anew_once_where_a_document_was_only_touched(tmp_path):
    manifest = write_corpus(tmp_path, range(2))
    out = tmp_path / "out"
    done(manifest, out, Here())
    time.sleep(0.02)
    os.utime(tmp_path / "id" / "001.txt")
    assert done(manifest, out, Here())[0] == [2]
    assert done(manifest, out, Here())[0] == []


@pytest.mark.parametrize("error", [MemoryError(), KeyError("a fault of ours")])
def test_what_may_go_well_another_time_is_tried_again(tmp_path, monkeypatch, error):
    manifest = write_corpus(tmp_path, range(3))
    out = tmp_path / "out"

    def fails(*_, **__):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("kztrans.alignment.align", fails)
        assert len(done(manifest, out, Here(), size=2)[1].errors) == 3
    rows, counts = done(manifest, out, Here(), size=2)
    assert (sum(rows), counts.errors) == (3, [])
    assert done(manifest, out, Here(), size=2)[0] == []


@pytest.mark.parametrize("size", [1, 2, 20])
def test_blank_lines_of_a_manifest_are_nothing(tmp_path, size):
    manifest = write_corpus(tmp_path, range(5))
    done(manifest, tmp_path / "one", Here(), size)
    head, *rows = manifest.read_bytes().splitlines(True)
    manifest.write_bytes(head + b"\n" + b"\r\n  \n".join(rows) + b"\n\t\n\n")
    deadly = Here(lambda stretch: stretch.count > 1)
    done(manifest, tmp_path / "two", deadly, size)
    assert tree(tmp_path / "one").keys() == tree(tmp_path / "two").keys()
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_parts_of_rows_that_are_gone_are_removed(tmp_path):
    manifest = write_corpus(tmp_path, range(6))
    out = tmp_path / "out"
    done(manifest, out, Here(), size=2)
    former = out / "parts" / "00000" / "0000000000-000002.0123456789abcdef.tsv"
    former.parent.mkdir()
    former.write_bytes(b"a\t1:1\t1-1\t0.9000\tSatu.\tOne.\n")
    write_corpus(tmp_path, range(2))
    done(manifest, out, Here(), size=2)
    assert set((out / "parts").rglob("*.tsv")) == set(planned(manifest, out, USUAL, 2).parts())


def test_documents_that_cannot_be_read_are_errors(tmp_path):
    manifest = write_corpus(tmp_path, range(3))
    (tmp_path / "en" / "001.txt").unlink()
    (tmp_path / "id" / "002.txt").write_bytes(b"\0\0")
    _, counts = done(manifest, tmp_path / "out", Here())
    assert [document for document, _ in counts.errors] == ["1", "2"]
    assert "no such file" in counts.errors[0][1]


def test_a_full_disk_ends_the_run_with_a_line_and_loses_nothing(corpus, tmp_path, monkeypatch):
    import kztrans.corpus.stretch as home

    write, wrote = home.write_atomic, []

    def full(path, data):
        if len(wrote) == 2:
            raise InputError("cannot be written: No space left on device", path=path, remedy="make room")
        wrote.append(path)
        return write(path, data)

    monkeypatch.setattr(home, "write_atomic", full)
    with pytest.raises(InputError, match="No space left"):
        done(corpus, tmp_path / "out", Here())
    plan = planned(corpus, tmp_path / "out", Settings(), 4)
    assert len(plan.stretches) - len(plan.todo) == 2


GOOD = ("Presiden membuka jalan baru di Aktau pada 2023.", "The president opened a new road in Aktau in 2023.")


@pytest.mark.parametrize(
    ("reason", "source", "target", "score"),
    [
        ("", *GOOD, 0.9),
        ("alone", GOOD[0], "", 0.9),
        ("score", *GOOD, 0.69),
        ("short", "—", "…", 0.9),
        ("identical", "Jalan baru dibuka", "Jalan baru dibuka", 0.9),
        ("", "Nursultan Nazarbayev, Astana", "Nursultan Nazarbayev, Astana", 0.9),
        ("ratio", GOOD[0], f"{GOOD[1]} {'And so on and so forth. ' * 8}", 0.9),
        ("language", GOOD[0], "Itu bukan jalan yang dibuka oleh presiden pada waktu itu.", 0.9),
        ("numbers", GOOD[0], "The president opened a new road in Aktau in 2022.", 0.9),
        ("", "Ada 3,5 juta orang di 12 kota.", "There are 3.5 million people in 12 cities.", 0.9),
    ],
)
def test_filters(reason, source, target, score):
    assert Filters(Limits()).reason(BeadRow("a", "1:1", "1-1", score, source, target)) == reason


def test_a_filter_that_is_skipped_is_not_asked_and_duplicates_go_once():
    row = BeadRow("a", "1:1", "1-1", 0.1, *GOOD)
    filters = Filters(Limits(skip=frozenset({"score"})))
    assert [filters.reason(row) for _ in range(3)] == ["", "duplicates", "duplicates"]
    assert list(FILTERS)[-1] == "duplicates"


def test_parquet_holds_the_same(corpus, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (kztrans[cluster])")
    done(corpus, tmp_path / "out", Here(), formats=("tsv", "parquet"))
    rows = [line.split("\t") for line in (tmp_path / "out" / "corpus.tsv").read_text("utf-8").splitlines()]
    table = parquet.read_table(tmp_path / "out" / "corpus.parquet")
    assert table.column_names == rows[0]
    assert table["document"].to_pylist() == [row[0] for row in rows[1:]]
    assert table["en"].to_pylist() == [row[5] for row in rows[1:]]


def run(*arguments):
    return CliRunner().invoke(cli, ["corpus", *map(str, arguments)])


def test_a_parquet_file_that_fails_says_so_once(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (kztrans[cluster])")
    heard = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)
    with pytest.raises(InputError, match="No space left"), SINKS["parquet"](tmp_path / "a.parquet", "id", "en"):
        raise OSError(28, "No space left on device")
    gc.collect()
    assert (heard, list(tmp_path.iterdir())) == ([], [])


def test_the_command(tmp_path):
    manifest = write_corpus(tmp_path, range(3))
    out, memory = tmp_path / "out", tmp_path / "m.sqlite"
    (tmp_path / "en" / "002.txt").unlink()
    ended = run("align", manifest, "-o", out, "--dry-run")
    assert ended.output == "3 pairs of documents in 1 part: 0 done, 3 to do in 1 part\n"
    assert not out.exists()
    ended = run("align", manifest, "-o", out, "--tm", memory)
    assert ended.exit_code == 1, ended.output
    assert "1 pair could not be aligned, see errors.tsv: 2:" in ended.output
    kept = json.loads((out / "counts.json").read_text("utf-8"))["kept"]
    with Memory(memory) as held:
        assert sum(count for _, count in held.stats().origins) == kept > 5
    ended = run("report", out, "-o", tmp_path / "r.html")
    assert ended.exit_code == 0, ended.output
    text = (tmp_path / "r.html").read_text("utf-8")
    for title in ("Beads by kind", "Confidence", "Left out", "Least sure documents", "Could not be aligned"):
        assert title in text
    assert page(out).decode() == text


def test_another_folder_is_not_written_into(tmp_path):
    manifest = write_corpus(tmp_path, range(1))
    ended = run("align", manifest, "-o", tmp_path)
    assert ended.exit_code != 0
    assert isinstance(ended.exception, InputError)
    assert "holds something else than an aligned corpus" in str(ended.exception)
    assert not (tmp_path / "parts").exists()


def test_no_scheduler_is_one_line(tmp_path):
    pytest.importorskip("distributed", reason="dask.distributed is not installed (kztrans[cluster])")
    import kztrans.workers.cluster as home

    manifest = write_corpus(tmp_path, range(1))
    home_patience, home._PATIENCE = home._PATIENCE, 0.2
    try:
        ended = run("align", manifest, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    finally:
        home._PATIENCE = home_patience
    assert isinstance(ended.exception, InputError)
    assert "no Dask scheduler with a worker answers at tcp://127.0.0.1:1" in str(ended.exception)


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "tcp://127.0.0.1", "127.0.0.1:8786", "tcp://127.0.0.1:x"])
def test_what_is_no_address_is_said_at_once(address):
    pytest.importorskip("distributed", reason="dask.distributed is not installed (kztrans[cluster])")
    from kztrans.workers.cluster import Cluster

    with pytest.raises(InputError, match="is no scheduler's address"):
        list(Cluster(address).run([1], abs, lambda _, __: ()))
    assert not logging.getLogger("distributed.client").isEnabledFor(logging.ERROR)


def test_processes_of_this_machine_and_of_a_cluster_are_one_or_the_other(tmp_path):
    manifest = write_corpus(tmp_path, range(1))
    ended = run("align", manifest, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1", "--jobs", 2)
    assert (ended.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "--jobs is for one machine" in ended.output


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (OSError("Address removed."), None),
        (ModuleNotFoundError("No module named 'kztrans'"), "no kztrans"),
        ("0", "kztrans 0"),
    ],
)
def test_a_worker_that_ends_while_its_version_is_asked_stops_nothing(answer, wanted):
    pytest.importorskip("distributed", reason="dask.distributed is not installed (kztrans[cluster])")
    from kztrans.workers.cluster import _refuse_other_version

    class Client:
        def run(self, work, on_error="raise"):
            assert on_error == "return"
            return {"tcp://one": work(), "tcp://two": answer}

    if wanted is None:
        _refuse_other_version(Client())
    else:
        with pytest.raises(InputError, match=f"tcp://two has {wanted}"):
            _refuse_other_version(Client())


def kill_one(cluster):
    """End a worker's process, as soon as there is one; 1 where it was there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for nanny in cluster.workers.values():
            if nanny.process is not None and nanny.process.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(nanny.process.pid, signal.SIGKILL)
                    return 1
        time.sleep(0.05)
    pytest.fail("no worker comes back")


def test_a_cluster_whose_workers_are_killed_gives_the_same_bytes(corpus, tmp_path):
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed (kztrans[cluster])")
    from kztrans.workers.cluster import Cluster

    done(corpus, tmp_path / "here", Here(), size=1)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        done(corpus, tmp_path / "calm", Cluster(cluster.scheduler_address), size=1)
        assert tree(tmp_path / "calm") == tree(tmp_path / "here")
        plan = planned(corpus, tmp_path / "killed", Settings(), 1)
        killed = 0
        for _ in carried_out(plan, Settings(), Cluster(cluster.scheduler_address)):
            if killed < 10:
                killed += kill_one(cluster)
    assert killed == 10
    gathered(plan, tmp_path / "killed", Limits(), ("tmx", "tsv"))
    assert tree(tmp_path / "killed") == tree(tmp_path / "here")


def test_a_manifest_of_other_languages(tmp_path):
    (tmp_path / "a.txt").write_text("Rat itu. \n", "utf-8")
    (tmp_path / "pairs.tsv").write_bytes(serialize([Row("a", "a.txt", "a.txt")]))
    ended = run("align", tmp_path / "pairs.tsv", "-o", tmp_path / "out", "-s", "de", "-t", "fr", "--format", "json")
    assert json.loads(ended.stdout)["documents"] == 1


def test_the_project_s_glossary_is_used_and_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    manifest = write_corpus(tmp_path, range(1))
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "own.csv").write_text("concept,id,en\nroad,jalan,road\n", "utf-8")
    ended = run("align", manifest, "-o", "out")
    assert "glossary: glossary/own.csv" in ended.output
    parts = {path.name for path in (tmp_path / "out").rglob("*.tsv")}
    (tmp_path / "glossary" / "own.csv").write_text("concept,id,en\nroad,jalan,street\n", "utf-8")
    assert "0 done, 1 to do" in run("align", manifest, "-o", "out", "--dry-run").output
    (tmp_path / "glossary" / "own.csv").unlink()
    (tmp_path / "glossary").rmdir()
    assert "glossary: the curated one" in run("align", manifest, "-o", "out").output
    assert parts != {path.name for path in (tmp_path / "out").rglob("*.tsv")}


def test_a_gathering_that_fails_leaves_what_was_there_and_nothing_else(corpus, wanted, tmp_path, monkeypatch):
    import kztrans.corpus.gathering as home

    done(corpus, tmp_path / "out", Here())
    parts = home.beads_in

    def damaged(path, ids):
        yield from parts(path, ids)
        raise InputError("is no part of a corpus", path=path, remedy="delete it")

    monkeypatch.setattr(home, "beads_in", damaged)
    with pytest.raises(InputError, match="is no part"):
        gathered(planned(corpus, tmp_path / "out", Settings(), 4), tmp_path / "out", Limits(), ("tmx", "tsv"))
    assert tree(tmp_path / "out") == wanted


def test_what_a_killed_gathering_left_is_cleared_up(corpus, wanted, tmp_path):
    done(corpus, tmp_path / "out", Here())
    (tmp_path / "out" / ".corpus.tmx.4194304-abc.tmp").write_bytes(b"half")
    done(corpus, tmp_path / "out", Here())
    assert tree(tmp_path / "out") == wanted

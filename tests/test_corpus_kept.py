"""What of an aligned corpus a second run keeps: parts that hold what the manifest asks for, whole, wherever it stands."""

import os

import pytest
from click.testing import CliRunner
from corpus_made import Here, tree, write_corpus

from kztrans.cli import cli
from kztrans.corpus.filters import Limits
from kztrans.corpus.gathering import gathered, kept
from kztrans.corpus.manifest import Row, rows_of, serialize, stretches
from kztrans.corpus.plan import planned
from kztrans.corpus.run import carried_out
from kztrans.corpus.settings import Settings
from kztrans.errors import InputError

SIZE = 3


def done(manifest, out, engine=None):
    """Carry out a plan and gather it; the numbers of rows as they were done."""
    plan = planned(manifest, out, Settings(), SIZE)
    rows = list(carried_out(plan, Settings(), engine or Here()))
    gathered(plan, out, Limits(), ("tsv",))
    return sum(rows)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Fifteen pairs of documents, and a sixteenth that the manifest does not name yet."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, range(16))
    rows = list(rows_of(folder / "pairs.tsv"))
    (folder / "pairs.tsv").write_bytes(serialize(rows[:15]))
    done(folder / "pairs.tsv", folder / "out")
    return folder, rows


def again(template, rows, folder):
    """The same documents with another manifest: what a second run does, and what a first one would have written."""
    base, _ = template
    for place in ("again", "anew"):
        (folder / place).mkdir(parents=True)
    for path in (base / "out").rglob("*.tsv"):
        copy = folder / "again" / path.relative_to(base / "out")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    manifest = base / f"{folder.name}.tsv"
    manifest.write_bytes(rows if isinstance(rows, bytes) else serialize(rows))
    count = done(manifest, folder / "again")
    done(manifest, folder / "anew")
    assert tree(folder / "again") == tree(folder / "anew")
    return count


@pytest.mark.parametrize("at", [0, 1, 7, 15])
def test_a_row_that_is_put_in_costs_its_own_stretch(template, tmp_path, at):
    rows = template[1]
    assert 1 <= again(template, [*rows[:at], rows[15], *rows[at:15]], tmp_path) <= 4 * SIZE


@pytest.mark.parametrize("at", [0, 6, 14])
def test_a_row_that_is_taken_out_costs_its_own_stretch(template, tmp_path, at):
    rows = template[1][:15]
    assert again(template, rows[:at] + rows[at + 1 :], tmp_path) <= 4 * SIZE


def test_other_ids_and_scores_cost_nothing(template, tmp_path):
    rows = [Row(f"new {row.id}", row.source, row.target, 0.5) for row in template[1][:15]]
    assert again(template, rows, tmp_path) == 0
    assert b"\nnew 3\t" in (tmp_path / "again" / "corpus.tsv").read_bytes()


def test_rows_without_ids_have_the_number_that_they_have_now(template, tmp_path):
    rows = [f"{row.source}\t{row.target}\n" for row in (template[1][15], *template[1][:15])]
    assert again(template, ("source\ttarget\n" + "".join(rows)).encode(), tmp_path) <= 4 * SIZE
    found = [line.split("\t")[0] for line in (tmp_path / "again" / "corpus.tsv").read_text("utf-8").splitlines()[1:]]
    assert list(dict.fromkeys(found)) == [str(number) for number in range(1, 17)]


def test_stretches_are_of_the_size_that_was_asked_for_on_the_whole(tmp_path):
    path = tmp_path / "m.tsv"
    path.write_bytes(serialize([Row(str(n), f"id/{n}.txt", f"en/{n}.txt") for n in range(4000)]))
    for size in (1, 2, 5, 20):
        cut = list(stretches(path, size))
        assert 0.85 * size <= 4000 / len(cut) <= 1.15 * size
        assert max(stretch.count for stretch in cut) <= 2 * size
    path.write_bytes(serialize([Row(str(n), "a.txt", "b.txt") for n in range(100)]))
    assert max(stretch.count for stretch in stretches(path, 20)) <= 40


@pytest.mark.parametrize("blank", [b"", b"\n \n"])
@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (b"a\tx\ty\nb\tx\ty\na\tz\ty\n", ("a", 1, 3)),
        (b"a\tx\ty\na\tx\ty\n", ("a", 1, 2)),
        (b"2\tx\ty\n\tz\ty\n", ("2", 1, 2)),  # the second row without an id is number 2
        (b"b\tx\ty\na\\tb\tx\ty\na\\tb\tx\tz\n", ("a\\tb", 2, 3)),
    ],
)
def test_two_rows_of_one_id_are_refused_with_their_lines(tmp_path, rows, wanted, blank):
    path = tmp_path / "m.tsv"
    path.write_bytes(b"id\tsource\ttarget\n" + blank + rows)
    name, first, second = wanted
    with pytest.raises(InputError) as told:
        planned(path, tmp_path / "out", Settings())
    skipped = 1 + blank.count(b"\n")
    assert str(told.value).startswith(f"{path}:{second + skipped}: the id '{name}' is that of line {first + skipped}")
    ended = CliRunner().invoke(cli, ["corpus", "align", str(path), "-o", str(tmp_path / "out")])
    assert isinstance(ended.exception, InputError)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("row", [b"b\t\ty", b"b\tx\t", b"b\tx", b"b"])
def test_a_row_without_a_document_is_told_with_its_line_before_anything_is_done(tmp_path, row):
    path = tmp_path / "m.tsv"
    path.write_bytes(b"id\tsource\ttarget\na\tx\ty\n\n" + row + b"\n")
    with pytest.raises(InputError, match=rf"{path.name}:4: a row without a source or without a target"):
        planned(path, tmp_path / "out", Settings())


def cut_in_the_middle(data):
    return data[: len(data) // 2].rpartition(b"\n")[0] + b"\n"


def without_a_line(data):
    lines = data.splitlines(True)
    return b"".join(lines[:1] + lines[2:])


@pytest.mark.parametrize("whole", [False, True], ids=["gathered", "remembered"])
@pytest.mark.parametrize(
    "damage",
    [cut_in_the_middle, without_a_line, lambda data: data.replace(b"a", b"b", 1), lambda data: bytes(len(data))],
    ids=["cut off", "a line short", "other letters", "zeros"],
)
def test_a_damaged_part_is_told(template, tmp_path, damage, whole):
    manifest = template[0] / "pairs.tsv"
    plan = planned(manifest, tmp_path / "out", Settings(), SIZE)
    list(carried_out(plan, Settings(), Here()))
    part = next(plan.parts())
    part.write_bytes(damage(part.read_bytes()))
    with pytest.raises(InputError, match=f"{part.name}.*: is no part of a corpus.*; delete it, and run"):
        list(kept(plan, Limits())) if whole else gathered(plan, tmp_path / "out", Limits(), ())


def test_a_part_that_was_emptied_is_made_anew(template, tmp_path):
    base, _ = template
    out = tmp_path / "out"
    done(base / "pairs.tsv", out)
    before = tree(out)
    plan = planned(base / "pairs.tsv", out, Settings(), SIZE)
    part = next(plan.parts())
    part.write_bytes(b"")
    os.utime(part, ns=(2**62, 2**62))
    assert done(base / "pairs.tsv", out) == plan.stretches[0].count
    assert tree(out) == before


def test_what_may_go_well_another_time_is_tried_again_where_it_was_done_in_halves(tmp_path, monkeypatch):
    manifest = write_corpus(tmp_path, range(4))

    def fails(*_, **__):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("kztrans.alignment.align", fails)
        plan = planned(manifest, tmp_path / "out", Settings(), 4)
        assert plan.stretches[0].count > 1
        list(carried_out(plan, Settings(), Here(lambda stretch: stretch.count > 1)))
    assert planned(manifest, tmp_path / "out", Settings(), 4).todo == plan.stretches

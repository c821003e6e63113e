"""Documents paired by what they say: with parts of them missing, without partners, under names that mislead."""

import json
import random
from datetime import date

import pytest
from click.testing import CliRunner

from benchmarks.made_corpus import make, sentences
from kztrans.cli import cli
from kztrans.corpus.collection import day_in
from kztrans.corpus.folders import pair_folders
from kztrans.corpus.manifest import Row, rows_of, serialize, stretches

LANGS = ("id", "en")


def write(folder, documents, *, name=lambda number: f"{number:03d}.txt", left_out=0.3, alone=0.2, seed=5):
    """Write made documents, targets under the names that ``name`` gives; the right pairs."""
    gold = {}
    for side in LANGS:
        (folder / side).mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        made, source, target = make(number, left_out, alone, seed), f"{number:03d}.txt", name(number)
        for side, file, text in (("id", source, made.source), ("en", target, made.target)):
            if text:
                (folder / side / file).write_text("\n".join(text) + "\n", "utf-8")
        if made.source and made.target:
            gold[source] = target
    return gold


def pairs(folder, **options):
    found = pair_folders((folder / "id", folder / "en"), LANGS, **options)
    matches = found.pairing.matches
    return {found.source.paths[m.source].name: found.target.paths[m.target].name for m in matches}, found


@pytest.mark.parametrize(
    "name",
    [lambda n: f"x{n * 37 % 100:03d}.txt", lambda n: f"{(n + 1) % 100:03d}.txt", lambda n: f"{n:03d}.en.txt"],
    ids=["nothing alike", "each another's", "right"],
)
def test_names_help_and_do_no_harm(tmp_path, name):
    gold = write(tmp_path, 100, name=name)
    found, _ = pairs(tmp_path)
    right = sum(gold.get(source) == target for source, target in found.items())
    assert right / len(found) >= 0.99
    assert right / len(gold) >= 0.95


def test_documents_that_have_sentences_in_common_are_told_apart_by_their_order(tmp_path):
    chance, gold = random.Random(3), {}
    pool = chance.sample(sentences(), 120)
    for side in LANGS:
        (tmp_path / side).mkdir()
    for number in range(150):
        chosen = chance.sample(pool, 14)
        for side, name in enumerate(("id/s{}.txt", "en/t{}.txt")):
            left = [pair[side] for pair in chosen if chance.random() < 0.7]
            (tmp_path / name.format(number)).write_text("\n".join(left), "utf-8")
        gold[f"s{number}.txt"] = f"t{number}.txt"
    found, _ = pairs(tmp_path)
    right = sum(gold[source] == target for source, target in found.items())
    assert right / len(found) >= 0.99
    assert right / len(gold) >= 0.85


def test_names_that_mislead_are_named(tmp_path):
    write(tmp_path, 30, name=lambda n: f"{(n + 1) % 30:03d}.txt", alone=0.0)
    _, found = pairs(tmp_path)
    assert len(found.pairing.misleading) == 30


def test_the_rows_are_in_the_order_of_the_sources_and_lead_to_the_files(tmp_path):
    write(tmp_path, 20, alone=0.0)
    manifest = tmp_path / "lists" / "pairs.tsv"
    manifest.parent.mkdir()
    _, found = pairs(tmp_path)
    manifest.write_bytes(serialize(found.rows(manifest)))
    rows = list(rows_of(manifest))
    assert [row.source for row in rows] == sorted(row.source for row in rows)
    assert all((manifest.parent / name).is_file() for row in rows for name in (row.source, row.target))
    assert [row.id for row in rows][:2] == ["000", "001"]


def test_documents_that_say_the_same_are_named_and_paired_once(tmp_path):
    write(tmp_path, 12, alone=0.0)
    text = (tmp_path / "id" / "003.txt").read_text("utf-8")
    (tmp_path / "id" / "zz-copy.txt").write_text(text.upper().replace("\n", "\r\n\r\n"), "utf-8")
    (tmp_path / "en" / "zz-more.txt").write_text(
        (tmp_path / "en" / "005.txt").read_text("utf-8") + "The end.\n", "utf-8"
    )
    found, folders = pairs(tmp_path)
    assert found == {f"{n:03d}.txt": f"{n:03d}.txt" for n in range(12)}
    (same,), (near,) = folders.pairing.twins
    assert folders.source.paths[same.number].name == "zz-copy.txt"
    assert same.same
    assert (folders.target.paths[near.number].name, folders.target.paths[near.of].name) == ("zz-more.txt", "005.txt")
    assert 0.8 <= near.share < 1


def test_one_pair_alone(tmp_path):
    write(tmp_path, 1, alone=0.0, left_out=0.0)
    assert pairs(tmp_path)[0] == {"000.txt": "000.txt"}
    for path in (tmp_path / "en").iterdir():
        path.rename(path.with_name("other.txt"))
    assert pairs(tmp_path)[0] == {"000.txt": "other.txt"}


def test_strangers_are_not_paired(tmp_path):
    for side, number in (("id", 1), ("en", 2)):
        (tmp_path / side).mkdir()
        made = make(number, 0.0, 0.0)
        (tmp_path / side / f"{number}.txt").write_text("\n".join(made.source if side == "id" else made.target), "utf-8")
    assert pairs(tmp_path)[0] == {}


def test_both_languages_in_one_folder(tmp_path):
    made = [make(number, 0.0, 0.0) for number in range(3)]
    for number, document in enumerate(made):
        (tmp_path / f"{number}.id.txt").write_text("\n".join(document.source), "utf-8")
        (tmp_path / f"{number}.en.txt").write_text("\n".join(document.target), "utf-8")
    found = pair_folders((tmp_path, tmp_path), LANGS)
    assert [(m.source, m.target, m.named) for m in found.pairing.matches] == [(0, 0, True), (1, 1, True), (2, 2, True)]


def test_a_document_that_cannot_be_read_is_said_and_costs_itself_only(tmp_path):
    write(tmp_path, 5, alone=0.0)
    (tmp_path / "id" / "bad.docx").write_bytes(b"no archive")
    (tmp_path / "en" / "empty.txt").write_bytes(b"")
    ended = CliRunner().invoke(
        cli, ["corpus", "pair", str(tmp_path / "id"), str(tmp_path / "en"), "-o", str(tmp_path / "p.tsv")]
    )
    assert ended.exit_code == 0, ended.output
    assert "5 pairs of 5 and 5 documents" in ended.stdout
    assert sorted(line.split(":")[1].rsplit("/", 1)[-1] for line in ended.stderr.splitlines()) == [
        "bad.docx",
        "empty.txt",
    ]


def test_json_names_all(tmp_path):
    write(tmp_path, 6)
    out = tmp_path / "p.tsv"
    command = ["corpus", "pair", str(tmp_path / "id"), str(tmp_path / "en"), "-o", str(out), "--format", "json"]
    found = json.loads(CliRunner().invoke(cli, command).stdout)
    assert found.keys() == {"documents", "pairs", "doubtful", "misleading", "duplicates"}
    assert len(found["pairs"]) == len(out.read_text("utf-8").splitlines()) - 1


def test_a_file_that_is_no_manifest_is_not_written_over(tmp_path):
    write(tmp_path, 3)
    out = tmp_path / "notes.tsv"
    out.write_text("mine\n", "utf-8")
    command = ["corpus", "pair", str(tmp_path / "id"), str(tmp_path / "en"), "-o", str(out)]
    ended = CliRunner().invoke(cli, command)
    assert ended.exit_code != 0
    assert out.read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023/09/15/a.txt", date(2023, 9, 15)),
        ("a-2024-02-30.txt", None),
        ("20260701-kurultai.html", date(2026, 7, 1)),
        ("15.09.2023.txt", date(2023, 9, 15)),
        ("id 12345678901.txt", None),
    ],
)
def test_days_in_names(name, day):
    assert day_in(name) == day


NAMES = ["a\tb.txt", "a\\tb.txt", "a\nb.txt", "é \\ .txt", "z.txt"]


def test_a_manifest_keeps_any_name(tmp_path):
    rows = [Row(str(n), name, name, round(n / 7, 3)) for n, name in enumerate(NAMES)]
    path = tmp_path / "m.tsv"
    path.write_bytes(serialize(rows))
    assert list(rows_of(path)) == rows
    for size in (1, 2, 4):
        cut = list(stretches(path, size))
        assert max(stretch.count for stretch in cut) <= 2 * size
        assert [row for stretch in cut for row in rows_of(path, stretch)] == rows
    first = next(stretch for stretch in cut if stretch.count > 1)
    assert [row for half in first.halves(path) for row in rows_of(path, half)] == list(rows_of(path, first))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n", ":1: its first line does not name the columns source and target"),
        ("source\ttarget\na.txt\n", ":2: a row without a source or without a target"),
        ("source\ttarget\tscore\na\tb\tx\n", ":2: 'x' is no score"),
        ("source\ttarget\n", "holds no pair of documents"),
    ],
)
def test_a_bad_manifest_is_one_line(tmp_path, text, message):
    path = tmp_path / "m.tsv"
    path.write_text(text, "utf-8")
    from kztrans.errors import InputError

    with pytest.raises(InputError, match=r"; (see|write|name|begin) ") as told:
        _ = [*rows_of(path), *_planned(path)]
    assert message in str(told.value)


def _planned(path):
    from kztrans.corpus.plan import planned
    from kztrans.corpus.settings import Settings

    return planned(path, path.parent / "out", Settings()).stretches

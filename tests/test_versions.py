"""A project under git: two clones decide on neighbouring rows, and git merges file and history."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary import history
from kztrans.glossary.readers import read
from kztrans.glossary.three_way import marked, merged
from kztrans.jobs.versions import prepare

TABLE = b'concept,id,en,definition\na,satu,one,"First,\nof all."\nb,dua,two,\nc,tiga,three,\n'


def git(folder, *arguments, check=True):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=check, capture_output=True, text=True)


@pytest.fixture
def clones(tmp_path):
    try:
        git(tmp_path, "init", "--bare", "-b", "main", "hub")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git that knows `init -b`")
    found = []
    for name in ("one", "two"):
        git(tmp_path, "clone", "hub", name)
        clone = tmp_path / name
        if name == "one":
            (clone / "glossary").mkdir()
            (clone / "glossary" / "numbers.csv").write_bytes(TABLE)
            git(clone, "add", ".")
            git(clone, "commit", "-m", "first")
            git(clone, "push", "origin", "HEAD:main")
        found.append(clone)
    return found


def decide(clone, who, *decisions):
    for concept, state, why in decisions:
        arguments = ["glossary", "review", str(clone / "glossary" / "numbers.csv"), concept, "--state", state]
        result = CliRunner().invoke(cli, [*arguments, "-r", who, "-m", why, "--date", "2026-03-01"])
        assert result.exit_code == 0, result.output
    git(clone, "add", "-A")
    git(clone, "commit", "-m", who)


def test_decisions_on_neighbouring_rows_merge(clones):
    one, two = clones
    decide(one, "Ani", ("a", "approved", "yes"), ("c", "approved", ""))
    decide(two, "Budi", ("b", "rejected", "no"))
    git(one, "push", "origin", "HEAD:main")
    done = git(two, "pull", "--no-rebase", "origin", "main", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    path = two / "glossary" / "numbers.csv"
    assert [(c.id, c.review, c.reviewer) for c in read(path)] == [
        ("a", "approved", "Ani"),
        ("b", "rejected", "Budi"),
        ("c", "approved", "Ani"),
    ]
    assert sorted((e.concept, e.who) for e in history.read(path)) == [("a", "Ani"), ("b", "Budi"), ("c", "Ani")]
    assert git(two, "status", "--short").stdout == ""


def test_a_folder_that_is_not_under_git_is_left_alone(tmp_path):
    assert not prepare(tmp_path, [tmp_path / "a.csv"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((b"one", b"satu!"), (b"two", b"zwei"), (b"satu!", b"zwei")),
        ((b"a,satu,one", b"a,satu,1"), (b"of all", b"of many"), (b"a,satu,1", b"of many")),
        ((b"b,dua,two,\n", b""), (b"three", b"trois"), (b"a,satu", b"trois")),
        ((b"one", b"uno"), (b"one", b"uno"), (b"uno", b"two")),
        ((b"c,tiga", b"d,empat,four,\nc,tiga"), (b"one", b"uno"), (b"empat", b"uno")),
        ((b"one", b"uno"), (b"c,tiga,three,\n", b"c,tiga,three,\nd,empat,four,\n"), (b"uno", b"empat")),
    ],
)
def test_cells_that_one_side_changed_are_taken(one, other, both):
    ours, theirs = TABLE.replace(*one), TABLE.replace(*other)
    found = merged(TABLE, ours, theirs)
    assert found is not None
    assert all(text in found for text in both)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((b"one", b"uno"), (b"one", b"eins")),
        ((b"b,dua,two,\n", b""), (b"two", b"zwei")),
        ((b"a,satu", b"b,satu"), (b"o", b"p")),
    ],
)
def test_cells_that_both_changed_are_a_conflict(one, other):
    assert merged(TABLE, TABLE.replace(*one), TABLE.replace(*other)) is None


def test_the_same_decision_of_two_is_none():
    base = b"concept,id,en,review,reviewer\na,satu,one,,\n"
    ours, theirs = (base.replace(b"one,,", b"one,approved," + who) for who in (b"Ani", b"Budi"))
    assert merged(base, ours, theirs) == ours


def test_a_conflict_in_git_is_that_of_the_concept_alone(clones):
    one, two = clones
    decide(one, "Ani", ("a", "approved", ""), ("b", "approved", ""))
    decide(two, "Budi", ("b", "rejected", "no"), ("c", "rejected", ""))
    prepare(two, [two / "glossary" / "numbers.csv"])
    git(one, "push", "origin", "HEAD:main")
    assert git(two, "pull", "--no-rebase", "origin", "main", check=False).returncode == 1
    path = two / "glossary" / "numbers.csv"
    before, rest = path.read_text().split("<<<<<<< ours\n")
    between, after = rest.split(">>>>>>> theirs\n")
    assert "satu,one" in before
    assert "approved,Ani" in before
    assert [line.split(",")[:4] for line in between.splitlines() if line[0] != "="] == [["b", "dua", "two", ""]] * 2
    assert "rejected,Budi" in after
    path.write_text(before + between.split("=======\n")[1] + after)
    assert [(c.id, c.review, c.reviewer) for c in read(path)] == [
        ("a", "approved", "Ani"),
        ("b", "approved", "Ani"),
        ("c", "rejected", "Budi"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        ((b"two,", b"zwei,"), (b"two,", b"deux,"), "b,dua,zwei,\n=======\nb,dua,deux,\n"),
        ((b"b,dua,two,\n", b""), (b"two,", b"deux,"), "=======\nb,dua,deux,\n"),
        ((b"two,", b"zwei,"), (b"b,dua,two,\n", b""), "b,dua,zwei,\n=======\n"),
    ],
)
def test_what_both_changed_stands_between_marks(one, other, between):
    ours = TABLE.replace(*one).replace(b"satu", b"esa")
    theirs = TABLE.replace(*other).replace(b"tiga,three,\n", b"tiga,trois,")
    found = marked(TABLE, ours, theirs).decode()
    assert f"<<<<<<< ours\n{between}>>>>>>> theirs\n" in found
    assert "a,esa,one" in found
    assert "c,tiga,trois,\n" in found


def test_two_conflicts_and_a_column_of_theirs():
    ours = TABLE.replace(b"one", b"uno").replace(b"three", b"tre")
    theirs = TABLE.replace(b"one", b"un").replace(b"three,", b"trois,,x").replace(b"definition", b"definition,note")
    found = marked(TABLE, ours, theirs).decode()
    assert found.count("<<<<<<< ours\n") == found.count("\n=======\n") == 2
    assert found.startswith("concept,id,en,definition,note\n")
    assert "c,tiga,tre,\n=======\nc,tiga,trois,,x\n" in found


def test_what_is_no_glossary_is_left_to_git(tmp_path):
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_bytes(b"a,b\n1,2\n")
    arguments = ["glossary", "merge", "--marks", *(str(tmp_path / name) for name in ("base", "ours", "theirs"))]
    assert isinstance(CliRunner().invoke(cli, arguments).exception, InputError)  # exit code 2, and not a conflict's 1
    assert (tmp_path / "ours").read_bytes() == b"a,b\n1,2\n"

"""What a start of the review application need not find out again is kept beside a document, and never trusted."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from itertools import pairwise

import pytest
from test_near import DEEDS, WHEN, done, files, made

from kztrans.review import making, quick
from kztrans.review.kept import keep, kept, made_from, made_kept, noted_from, noted_kept
from kztrans.review.project import Project
from kztrans.review.site import Site
from kztrans.units.stretches import Noted, Text

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")


@pytest.fixture
def long(monkeypatch):
    """Every document counts as long."""
    monkeypatch.setattr(making, "LARGE", 0)
    monkeypatch.setattr(quick, "LONG", 0)
    monkeypatch.setattr(quick, "SOON", 0.0)


def started(site):
    """The same project after a new start, with what is known of its document."""
    again = Site(Project(site.project.folder), "Aigerim", now=lambda: WHEN)
    document = next(iter(again.project.documents().values()))
    again.alignments.get(document, 100)
    again.alignments.prepare(document, again.used(again.project.terms()))
    return again, document


def settled(document, known):
    """Wait until what is known now is kept."""
    place = document.tmx.parent / ".kztrans" / f"{document.tmx.stem}.order.json"
    for _ in range(500):
        key = quick.digest_of(document.po.stem, known.data, known.memory)
        if place.exists() and kept(document.tmx, "order", key) is True and not known_threads("keep"):
            return
        time.sleep(0.01)
    raise AssertionError("nothing was kept")


def known_threads(*names):
    return [thread for thread in threading.enumerate() if thread.name in names]


def joinable(alignment):
    """A pair that can be joined with the next without looking at the rest: neither text is there twice."""
    said = Counter(segment.text for segment in alignment.source.segments)
    return next(
        bead
        for bead, following in pairwise(alignment.beads)
        if bead.source
        and following.source
        and all(said[alignment.source.text(b.source)] == 1 for b in (bead, following))
    )


def test_a_new_start_finds_nothing_out_that_is_kept(tmp_path, long, monkeypatch):
    (site, _), (whole, other) = made(tmp_path, random.Random(5), 30)
    first, document = started(site)
    settled(document, first.alignments.quick.of(document))
    bead = joinable(first.alignments.get(document))
    assert done(whole, other, "join", (bead.source, bead.target)) == ""
    while known_threads("prepare"):
        time.sleep(0.01)
    for module, name in ((making, "_aligned"), (quick.present, "in_order"), (Text, "of")):
        monkeypatch.setattr(module, name, None)
    second, document = started(site)
    assert second.alignments.get(document).beads == first.alignments.get(document).beads
    assert done(second, document, "join", (bead.source, bead.target)) == ""
    assert not known_threads("prepare"), "what is known was not enough, and is found out anew in the background"
    assert files(document) == files(other)


def test_starts_between_deeds_change_nothing_of_what_is_written(tmp_path, long):
    rng = random.Random(8)
    (near, one), (whole, other) = made(tmp_path, rng, 30)
    for number in range(16):
        if number % 4 == 0:
            near, one = started(near)
        bead, operation, choices = rng.choice(near.alignments.get(one, 100).beads), rng.choice(DEEDS), rng.random()
        said = [
            done(*place, operation, (bead.source, bead.target), random.Random(choices))
            for place in ((near, one), (whole, other))
        ]
        assert said[0] == said[1]
        assert files(one) == files(other), operation


def test_with_another_glossary_the_texts_are_aligned_anew(tmp_path, long, monkeypatch):
    (site, _), _ = made(tmp_path, random.Random(5), 12)
    started(site)
    called = []
    plain = making._aligned
    monkeypatch.setattr(making, "_aligned", lambda *given: called.append(given) or plain(*given))
    place = site.project.folder / "glossary" / "g.csv"
    place.write_text(place.read_text().replace("ship", "vessel"))
    again = Site(Project(site.project.folder), "Aigerim", now=lambda: WHEN)
    document = next(iter(again.project.documents().values()))
    again.alignments.get(document, 100)
    assert called


def test_what_was_kept_and_is_damaged_is_found_out_anew(tmp_path):
    (site, document), _ = made(tmp_path, random.Random(3), 12)
    alignment = site.alignments.get(document, 100)
    whole = (alignment.source, alignment.target, list(alignment.beads))
    value = json.loads(json.dumps(made_kept(whole)))
    texts = (alignment.source.document, alignment.target.document)
    assert made_from(value, *texts) == whole
    rng = random.Random(1)
    for _ in range(200):
        bad = json.loads(json.dumps(value))
        part = bad[rng.randrange(3)]
        part[rng.randrange(len(part))] = rng.choice(
            [None, "x", [], [1], [-1, 2, 3, 4], [0, 10**9, 0, 0], [[0], [0], 1.0, 0], {}]
        )
        assert made_from(rng.choice([bad, bad[:2], part, None, 7, {"a": 1}]), *texts) is None
    noted = [Noted(("a", "b"), frozenset({"b", "c"}), "x"), Noted(text="y")]
    assert noted_from(json.loads(json.dumps(noted_kept(noted))), ["x", "y"]) == noted
    for bad in (
        None,
        [],
        [[], []],
        [["a"], [[["a"], [3]], [[], []]]],
        [["a"], [[1, 2], 3]],
        "ab",
        [["a"], [[["a"], [-1]], [[], []]]],
    ):
        assert noted_from(bad, ["x", "y"]) is None


def test_a_file_that_is_no_json_counts_as_nothing(tmp_path):
    tmx = tmp_path / "a.id-en.tmx"
    keep(tmx, "order", "k", True)
    assert kept(tmx, "order", "k") is True
    assert kept(tmx, "order", "other") is None
    place = tmp_path / ".kztrans" / "a.id-en.order.json"
    for data in (b"", b"\xff", b"[1]", b"{", b"[" * 100000, b'{"key": "k"}'):
        place.write_bytes(data)
        assert kept(tmx, "order", "k") is None
    assert (tmp_path / ".kztrans" / ".gitignore").read_bytes() == b"*\n"

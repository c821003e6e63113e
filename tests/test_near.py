"""A change of few entries of a document, worked out on these alone, writes what going through all would write."""

from __future__ import annotations

import random
import threading
from dataclasses import replace

import pytest

from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.glossary.decisions import decide
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging.bead_operations import OPERATIONS
from kztrans.merging.deeds import Deed
from kztrans.merging.edit import replace_unit, save, translate
from kztrans.merging.record import read as read_record
from kztrans.merging.replacing import Replacing, apply_all, found_in, version_of
from kztrans.review import alignments, quick
from kztrans.review.asked import Asked
from kztrans.review.project import Project
from kztrans.review.site import Site
from kztrans.units.notes import term_notes
from kztrans.units.stretches import Text

WORDS = {
    "kapal": "ship", "utusan": "envoy", "jembatan": "bridge", "sungai": "river", "menteri": "minister",
    "gencatan senjata": "ceasefire", "pelabuhan": "harbour", "undang-undang": "law", "kota": "city",
}  # fmt: skip
FRAMES = [
    ("Pada hari ke-{2} {0} itu mencapai {1} di kota tua.", "On day {2} the {0} reached the {1} in the old town."),
    ("Setelah {2} jam {0} meninggalkan {1}.", "After {2} hours the {0} left the {1}."),
    ("{2} orang melihat {0} dan {1}.", "{2} people saw the {0} and the {1}."),
    ("Apakah {0} nomor {2} milik {1}?", "Does {0} number {2} belong to the {1}?"),
]
WHEN = "2026-03-01T09:30:00Z"
ROWS = "concept,pos,id,en,definition\n" + "".join(
    f"c-{n},noun,{a},{b},Thing {n}.\n" for n, (a, b) in enumerate(WORDS.items())
)


def text(rng, size):
    pairs = []
    for n in range(size):
        if pairs and rng.random() < 0.05:
            pairs.append(rng.choice(pairs))
            continue
        a, b = rng.sample(list(WORDS), 2)
        pairs.append(
            tuple(
                f.format(*words, 3 * n + 1)
                for f, words in zip(rng.choice(FRAMES), ((a, b), (WORDS[a], WORDS[b])), strict=True)
            )
        )
    out = [list(side) for side in zip(*pairs, strict=True)]
    for _ in range(size // 20):
        side = out[rng.randrange(2)]
        del side[rng.randrange(1, len(side))]
    return out


def made(folder, rng, size):
    """Two copies of a project, with some translations that a person has changed."""
    source, target = text(rng, size)
    sites = []
    for name in ("near", "whole"):
        here = folder / name
        (here / "glossary").mkdir(parents=True)
        (here / "glossary" / "g.csv").write_text(ROWS)
        (here / "a.id.txt").write_text("\n".join(source) + "\n")
        (here / "a.en.txt").write_text("\n".join(target) + "\n")
        job = AlignJob(
            here / "a.id.txt", here / "a.en.txt", folder=here, glossary=Glossary.load(here / "glossary" / "g.csv")
        )
        write(run(job))
        site = Site(Project(here), "Aigerim", now=lambda: WHEN)
        document = next(iter(site.project.documents().values()))
        site.alignments.get(document, 100)
        units = po.read(document.po).units
        for n in range(3, len(units), 7):
            unit = units[n]
            save(document.po, document.tmx, lambda c, u=unit, n=n: replace_unit(c, u, translate(u, f"By hand {n}.", fuzzy=n % 2 == 0)))  # fmt: skip
        sites.append((site, document))
    return sites


def files(document):
    return [path.read_bytes() if path.exists() else b"" for path in (document.po, document.tmx, document.beads)]


def done(site, document, operation, key, rng=None):
    try:
        if operation in ("undo", "redo"):
            offers = site.deeds.on_documents([document], "Aigerim", translated=rng.random() < 0.5)
            offer = offers[operation == "redo"]
            if offer is not None:
                site.alignments.undo(document, offer.key, "Aigerim", WHEN)
        elif operation == "take back":
            known = site.deeds.of_document(document)
            site.alignments.undo(document, known[rng.randrange(len(known))].key, "Aigerim", WHEN)
        elif operation in ("leave-out", "take-in"):
            site.alignments.leave_out(document, Asked(operation, key), "Aigerim", WHEN)
        elif operation == "translate":
            units = [u for u in site.project.catalog(document).value.units if not u.obsolete]
            unit = units[rng.randrange(len(units))]
            text = rng.choice(["", f"Anew {rng.randrange(99)}.", units[rng.randrange(len(units))].target])
            new = translate(unit, text, fuzzy=rng.random() < 0.3)
            deed = Deed(0, WHEN, "Aigerim", "translate", unit.source[:9])
            site.alignments.saved(document, lambda c: replace_unit(c, unit, new), [unit], deed)
        elif operation == "decide":
            entries = site.project.terms().entries
            entry = entries[rng.randrange(len(entries))]
            decide(entry.path, entry.id, rng.choice(["approved", "rejected", ""]), reviewer="Aigerim", date=WHEN)
        elif operation == "replace":
            wanted = Replacing("the", f"THE {rng.randrange(9)}")
            units = found_in(site.project.catalog(document).value, wanted)
            deed = Deed(0, WHEN, "Aigerim", "replace", "the")
            site.alignments.saved(document, lambda c: apply_all(c, wanted, version_of(units)), units, deed)
        else:
            glossary = site.used(site.project.terms())
            asked = reworded(site.alignments.get(document), key, rng) if operation == "text" else Asked(operation, key)
            site.alignments.change(document, asked, glossary, "Aigerim", WHEN)
    except Exception as error:
        return str(error).partition(": ")[2] or str(error)
    return ""


def reworded(alignment, key, rng):
    """Sentences of either side cut, corrected or put together."""
    texts = []
    for side, indexes in zip((alignment.source, alignment.target), key, strict=True):
        lines, old = [side.segments[n].text for n in indexes], "\n".join(side.segments[n].text for n in indexes)
        n = rng.randrange(len(lines)) if lines else 0
        how = rng.choice(["cut", "correct", "join", "", "cut and correct"]) if lines else ""
        if "cut" in how and " " in lines[n]:
            words = lines[n].split()
            at = rng.randrange(1, len(words))
            lines[n : n + 1] = [" ".join(words[:at]), " ".join(words[at:])]
        if "correct" in how:
            lines[n] = lines[n].replace("a", rng.choice(["a a", "b", "kapal "]), 1)
        if how == "join":
            lines = [" ".join(lines)]
        texts.append((old, "\n".join(lines)))
    return Asked("text", key, texts=tuple(texts))


def bare(catalog):
    """The units but for what a PO does not say of them."""
    return [replace(unit, origin=None, score=None, codes=()) for unit in catalog.units]


DEEDS = [*OPERATIONS, "join", "join", "release", "translate", "translate", "undo", "undo", "redo", "leave-out", "take-in", "replace", "take back", "decide", "decide", "text", "text", "text", "text"]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_write_the_same_bytes(tmp_path, seed, monkeypatch):
    monkeypatch.setattr(quick, "LONG", 10**9)
    rng = random.Random(seed)
    (near, one), (whole, other) = made(tmp_path, rng, 40)
    assert files(one) == files(other)
    used = 0
    for number in range(40):
        beads = near.alignments.get(one, 100).beads
        bead = rng.choice(beads)
        operation = rng.choice(DEEDS)
        choices = rng.randrange(10**9)
        with monkeypatch.context() as patch:
            patch.setattr(quick, "LONG", 0)
            glossary = near.used(near.project.terms())
            if number % 2 == 0:
                near.alignments.prepare(one, glossary)
            patch.setattr(quick, "LONG", 10**9)
            before = near.alignments.quick.of(one)
            assert before is None or before.record == read_record(one.tmx, one.po.stem)
            said = done(near, one, operation, (bead.source, bead.target), random.Random(choices))
            after = near.alignments.quick.of(one)
        assert said == done(whole, other, operation, (bead.source, bead.target), random.Random(choices))
        assert files(one) == files(other), operation
        assert near.alignments.get(one, 100).beads == whole.alignments.get(other, 100).beads
        assert near.alignments.get(one, 100).stale == whole.alignments.get(other, 100).stale
        if after is not None and after is not before:
            used += 1
            assert after.record == read_record(one.tmx, one.po.stem)
            again = po.parse(one.po.read_bytes(), one.po)
            assert bare(after.catalog) == bare(whole.project.catalog(other).value) == bare(again)
            assert [u.line for u in after.catalog.units] == [u.line for u in again.units]
    assert used >= 4, "else this holds nothing"


@pytest.mark.parametrize("seed", range(2))
def test_notes_after_decisions_are_those_of_the_glossary_that_counts_then(tmp_path, seed, monkeypatch):
    monkeypatch.setattr(quick, "LONG", 0)
    rng = random.Random(seed)
    (site, document), _ = made(tmp_path, rng, 40)
    alignment = site.alignments.get(document, 100)
    site.alignments.prepare(document, site.used(site.project.terms()))
    for _ in range(8):
        done(site, document, "decide", None, rng)
        glossary = site.used(site.project.terms())
        known = site.alignments.quick._text(document, alignment, glossary)
        anew = Glossary([c for c in glossary.concepts if c in glossary.used])
        whole = Text.of(alignment.source, alignment.target, alignment.beads, term_notes(anew, "id", "en"), 0.5)
        assert known.noted == whole.noted


def test_what_is_found_out_in_the_background_keeps_no_program_from_ending(tmp_path, monkeypatch):
    (site, document), _ = made(tmp_path, random.Random(1), 12)
    begun, go_on = threading.Event(), threading.Event()

    def slow(*given, patient=False):
        if patient:
            return
        begun.set()
        go_on.wait(30)

    monkeypatch.setattr(site.alignments.quick, "prepare", slow)
    bead = site.alignments.get(document, 100).beads[2]
    assert done(site, document, "join", (bead.source, bead.target)) == ""
    assert begun.wait(30)
    assert [thread.daemon for thread in threading.enumerate() if thread.name == "prepare"] == [True]
    go_on.set()


def test_the_first_change_of_a_document_of_which_nothing_is_known_finds_it_out(tmp_path, monkeypatch):
    monkeypatch.setattr(quick, "LONG", 0)
    (site, document), (whole, other) = made(tmp_path, random.Random(2), 24)
    for number in (5, 9):
        bead = site.alignments.get(document, 100).beads[number]
        key = bead.source, bead.target
        assert (done(site, document, "join", key), done(whole, other, "join", key)) == ("", "")
        assert site.alignments.quick.of(document) is not None
        assert files(document) == files(other)


def test_a_cut_that_is_done_again_is_what_it_was(tmp_path, monkeypatch):
    (site, document), _ = made(tmp_path, random.Random(3), 12)
    for number, operation in ((2, "join"), (6, "text")):
        alignment = site.alignments.get(document, 100)
        bead = alignment.beads[number]
        texts = [side.text(key) for side, key in zip((alignment.source, alignment.target), (bead.source, bead.target), strict=True)]  # fmt: skip
        cut = texts[0].replace(" ", "\n", 1)
        asked = Asked(operation, (bead.source, bead.target), texts=((texts[0], cut), (texts[1], texts[1])))
        site.alignments.change(document, asked, site.used(site.project.terms()), "Aigerim", WHEN)
    before = site.alignments.get(document, 100)
    rng = random.Random(0)
    assert done(site, document, "undo", None, rng) == ""
    assert site.alignments.get(document, 100).beads != before.beads
    monkeypatch.setattr(alignments, "_alignment", None)
    monkeypatch.setattr(alignments, "names_of", None)
    assert done(site, document, "redo", None, rng) == ""
    assert site.alignments.get(document, 100) == before

"""After a deed in the browser the next ``align`` leaves what it did: pairs, memory, and what a person wrote."""

from __future__ import annotations

import random

import pytest
from test_near import done, files, made

from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging.bead_operations import OPERATIONS

DEEDS = [*OPERATIONS, "source-down", "target-up", "text", "text", "translate", "leave-out", "replace"]


def work(document):
    """What a translator has done: all but notes and references."""
    units = po.read(document.po).units
    return [(u.source, u.context, u.target, u.fuzzy, u.comments, u.obsolete) for u in units]


@pytest.mark.parametrize("seed", [0, 1])
def test_align_after_deeds_changes_neither_pairs_nor_memory_nor_work(tmp_path, seed):
    rng = random.Random(seed)
    (site, document), _ = made(tmp_path, rng, 30)
    here, changes = tmp_path / "near", 0
    terms = Glossary.load(here / "glossary" / "g.csv")
    job = AlignJob(here / "a.id.txt", here / "a.en.txt", folder=here, glossary=terms)
    write(run(job))
    for _ in range(9):
        before = files(document)
        bead = rng.choice(site.alignments.get(document, 100).beads)
        operation = rng.choice(DEEDS)
        done(site, document, operation, (bead.source, bead.target), rng)
        after, own = files(document), work(document)
        changes += after != before
        write(run(job))
        assert files(document)[1:] == after[1:], operation
        assert work(document) == own, operation
    assert changes >= 4, "else this holds nothing"

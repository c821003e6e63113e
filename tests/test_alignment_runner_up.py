"""The runner-up of a bead is another reading: whatever the bead is, its segments stand otherwise in it."""

from __future__ import annotations

import pytest
from test_alignment_long import sentences

import kztrans
from kztrans.alignment import Explanation, explain
from kztrans.model import Bead

ROWS = sentences(9)
SOURCE, TARGET = [one for one, _ in ROWS], [two for _, two in ROWS]
SWAPPED = {"source_paragraphs": [*range(9)], "target_paragraphs": [*range(9)]}
TEXTS = {
    "a segment left out": (SOURCE, TARGET[:3] + TARGET[4:], {}),
    "one put in": (SOURCE[:3] + SOURCE[4:], TARGET, {}),
    "one of each": (SOURCE[:2] + SOURCE[3:], TARGET[:6] + TARGET[7:], {}),
    "at both ends": (SOURCE[1:], TARGET[:-1], {}),
    "a passage that moved": (SOURCE, TARGET[3:6] + TARGET[:3] + TARGET[6:], SWAPPED),
    "neighbours that changed places, beside one left out": (
        SOURCE,
        [TARGET[n] for n in (0, 1, 3, 2, 5, 6, 7, 8)],
        {**SWAPPED, "target_paragraphs": [*range(8)]},
    ),
}


def assert_another_reading(told: Explanation, bead: Bead) -> None:
    assert told.runner_up, told.lines()
    held = {n for part in told.runner_up for n in part.source}, {n for part in told.runner_up for n in part.target}
    assert (bead.source, bead.target) not in {(part.source, part.target) for part in told.runner_up}
    assert held[0] & {*bead.source} or held[1] & {*bead.target}


@pytest.mark.parametrize("kind", TEXTS)
def test_each_bead_has_another_reading_as_its_runner_up(kind: str) -> None:
    source, target, more = TEXTS[kind]
    for number, bead in enumerate(kztrans.align(source, target, **more), 1):  # type: ignore[arg-type]
        assert_another_reading(explain(number, source, target, **more), bead)  # type: ignore[arg-type]


def test_the_runner_up_of_a_segment_left_alone_gives_it_a_partner() -> None:
    beads = kztrans.align(SOURCE, TARGET[:3] + TARGET[4:])
    number = beads.index(next(bead for bead in beads if bead.source == (3,)))
    told = explain(number + 1, SOURCE, TARGET[:3] + TARGET[4:])
    assert any(part.target and 3 in part.source for part in told.runner_up)


def test_what_moved_far_in_a_long_text_has_its_own_numbers_in_the_runner_up() -> None:
    rows = sentences(320)
    source, target = [one for one, _ in rows], [two for _, two in rows]
    target = target[:20] + target[40:] + target[20:40]
    beads = kztrans.align(source, target)
    bead = next(bead for bead in beads if bead.source == (30,))
    assert bead.moved
    assert_another_reading(explain(beads.index(bead) + 1, source, target), bead)

"""Long texts: a part of one, texts that do not belong together, and where the path may go."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

import kztrans
from kztrans.alignment.aligner import prepared
from kztrans.alignment.chain import heaviest_chain
from kztrans.alignment.corridor import Corridor, corridor
from kztrans.alignment.lattice import SHAPES, arcs, build
from kztrans.alignment.layout import Band
from kztrans.alignment.layout import laid_out as lay
from kztrans.alignment.monotone import monotone
from kztrans.alignment.pair import read_pair
from kztrans.alignment.paths import Gaps, best_path, posteriors
from kztrans.jobs.warnings import unrelated
from kztrans.model import Bead

Rows = list[tuple[str, str]]


def sentences(size: int, seed: int = 0) -> Rows:
    """Sentences about towns and sums, with their translations; no two alike."""
    rng = random.Random(f"towns {seed}")
    found = []
    for _ in range(size):
        names = ["".join(rng.choice("bdgklmnprst") + rng.choice("aeiou") for _ in range(4)).title() for _ in range(2)]
        number = rng.randrange(1000, 9000)
        found.append(
            rng.choice(
                [
                    (f"Kota {names[0]} menjual {number} ton gandum.", f"The city of {names[0]} sold {number} tons of wheat."),
                    (f"Jalan ke {names[0]} ditutup sejak {number}.", f"The road to {names[0]} has been closed since {number}."),
                    (f"Presiden {names[0]} tiba di {names[1]}.", f"President {names[0]} arrived in {names[1]}."),
                    (f"“Kami tidak tahu,” kata {names[0]}.", f"“We do not know,” said {names[0]}."),
                ]
            )
        )  # fmt: skip
    return found


def repeated(size: int, seed: int = 0) -> Rows:
    """A few documents again and again, in another order each time: only what is around them tells copies apart."""
    rng = random.Random(f"copies {seed}")
    rows = sentences(200, seed)
    documents = [rows[at : at + 10] for at in range(0, 200, 10)]
    found: Rows = []
    while len(found) < size:
        for document in rng.sample(documents, len(documents)):
            found += document
    return found[:size]


def assert_whole(beads: list[Bead], n: int, m: int) -> None:
    assert sorted(i for bead in beads for i in bead.source) == list(range(n))
    assert sorted(j for bead in beads for j in bead.target) == list(range(m))


@pytest.mark.parametrize("kind", [sentences, repeated])
@pytest.mark.parametrize("at", [0, 700, 1650])
def test_a_part_of_a_long_text_is_found_on_either_side(kind, at: int) -> None:  # type: ignore[no-untyped-def]
    rows = kind(2000)
    source, target = [one for one, _ in rows], [two for _, two in rows]
    part = slice(at, at + 350)
    of_target = kztrans.align(source, target[part])
    of_source = kztrans.align(source[part], target)
    assert_whole(of_target, 2000, 350)
    assert_whole(of_source, 350, 2000)
    pairs = {(bead.source, bead.target) for bead in of_target}
    assert len(pairs & {((n + at,), (n,)) for n in range(350)}) >= 342
    pairs = {(bead.source, bead.target) for bead in of_source}
    assert len(pairs & {((n,), (n + at,)) for n in range(350)}) >= 342


@pytest.mark.parametrize(("n", "m"), [(900, 900), (60, 2500), (2500, 60)])
def test_long_texts_that_do_not_belong_together_are_aligned_and_told(n: int, m: int) -> None:
    source, target = [one for one, _ in sentences(n, 1)], [two for _, two in sentences(m, 2)]
    beads = kztrans.align(source, target)
    assert_whole(beads, n, m)
    assert unrelated(beads, "b.txt")


def test_texts_with_no_word_in_common_are_aligned() -> None:
    beads = kztrans.align(["aa bb. xx"] * 500, ["ы ю"] * 700)
    assert_whole(beads, 500, 700)


def test_a_band_that_beads_do_not_lead_through_has_a_path() -> None:
    i, j = (np.array(column) for column in zip(*[(0, 0), (0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (2, 4)], strict=True))
    part = np.zeros(len(i), dtype=np.int64)
    tail, head, shape = arcs(i, j, part)
    none = tail[:0]
    net, _ = build(i, j, part, none, none, none, np.zeros(len(i)))
    assert best_path(net, none, (-1_400_000, 900_000, 0)) == []
    assert posteriors(net, none.astype(float), Gaps(-1.4, 0.9)).total[0] > -100
    single = shape == SHAPES.index((1, 1))
    net, _ = build(i, j, part, tail[single], head[single], shape[single], np.zeros(len(i)))
    weight = np.full(int(single.sum()), -3.0)
    assert len(best_path(net, np.round(weight * 1e6).astype(np.int64), (-1_400_000, 900_000, 0))) >= 1


def test_the_corridor_leads_through_large_gaps_in_small_steps() -> None:
    rows = sentences(3000)
    ready = prepared(
        [one for one, _ in rows[:900] + sentences(900, 5) + rows[2100:]], [two for _, two in rows], "id", "en", None,
        lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None,
    )  # fmt: skip
    assert ready is not None
    route = ready.route
    assert route.cuts == sorted(set(route.cuts))
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(route.cuts))
    sizes = [int((high - low + 1).sum()) for low, high in (route.stretch(*pair) for pair in pairwise(route.cuts))]
    assert max(sizes) <= 60_000
    assert all((low <= high).all() for low, high in (route.stretch(*pair) for pair in pairwise(route.cuts)))


def test_stretches_are_aligned_alike_together_and_one_by_one() -> None:
    rows = sentences(1500)
    source, target = [one for one, _ in rows if one[0] != "P"], [two for _, two in rows]
    ready = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None
    )
    assert ready is not None
    assert len(ready.route.cuts) > 3
    pair, weights, route = ready
    apart = [
        bead
        for begin, end in pairwise(route.cuts)
        for bead in monotone(pair, weights, Corridor(route.low, route.high, [begin, end]))
    ]
    assert monotone(pair, weights, route) == apart


def test_a_short_text_may_go_everywhere() -> None:
    rows = sentences(50)
    ready = prepared(
        [one for one, _ in rows], [two for _, two in rows], "id", "en", None,
        lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None,
    )  # fmt: skip
    assert ready is not None
    assert ready.route.low.max() == 0
    assert ready.route.high.min() == 50
    assert corridor(ready.pair.source, ready.pair.target, ready.pair.matches, ready.weights.beads[:3]).cuts[-1] == (
        50,
        50,
    )
    layout = lay(ready.pair, ready.weights, [Band(0, ready.route.low, ready.route.high)])
    assert len(layout.best_path()) == 50


# --- chains


def test_the_heaviest_chain_without_a_cost_is_the_heaviest_of_all() -> None:
    rng = random.Random(3)
    for _ in range(40):
        points = sorted({(rng.randrange(9), rng.randrange(9)) for _ in range(14)})
        weight = [rng.randrange(1, 20) for _ in points]
        best: list[int] = []
        for number, (i, j) in enumerate(points):
            before = [best[k] for k, (a, b) in enumerate(points[:number]) if a < i and b < j]
            best.append(weight[number] + max(before, default=0))
        i, j = (np.array(side) for side in zip(*points, strict=True))
        chain = heaviest_chain(i, j, np.array(weight))
        assert sum(weight[k] for k in chain) == max(best)
        assert all(points[a][0] < points[b][0] and points[a][1] < points[b][1] for a, b in pairwise(chain.tolist()))


@pytest.mark.parametrize("seed", range(4))
def test_a_chain_that_pays_for_leaving_its_diagonal_stays_together(seed: int) -> None:
    rng = random.Random(seed)
    chance = {(rng.randrange(200), rng.randrange(4000)): rng.randrange(2000, 9000) for _ in range(3000)}
    true = {(n, n + 1500 + n // 40): 14000 for n in range(0, 200, 2)}
    points = chance | true
    i, j = (np.array(side) for side in zip(*points, strict=True))
    chain = heaviest_chain(i, j, np.array(list(points.values())), 1500.0)
    found = {(int(i[k]), int(j[k])) for k in chain}
    assert len(found & set(true)) >= 97
    assert len(found - set(true)) <= 25


# --- languages of which nothing is known


def test_lengths_of_a_language_of_which_nothing_is_known_are_as_usual_in_the_other() -> None:
    source = ["会议现在开始。", "部长们没有回答。", "下一次访问是在秋天。"]
    target = ["The meeting begins now.", "The ministers did not answer.", "The next visit is planned for the autumn."]
    pair = read_pair(source, target, "zh", "en", None, None)
    assert pair.source.length.sum() == pytest.approx(pair.target.length.sum(), rel=0.01)
    known = read_pair(target, target, "en", "id", None, None)
    assert known.source.length.tolist() == [float(len(text)) for text in target]

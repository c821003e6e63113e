"""Noisy pairs of documents with known beads, drawn from pairs of segments: to fit and to measure the aligner."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

__all__ = [
    "ARTICLES",
    "CONDITIONS",
    "EDITS",
    "FREE",
    "OWN",
    "Article",
    "Gold",
    "articles",
    "documents",
    "edited",
    "noisy",
    "paragraphs",
    "rising",
    "shifted",
    "straightened",
]

OWN = tuple(sorted((Path(__file__).parent / "data").glob("*.tsv")))
"""Our own texts with free translations, a kind of text a file: document, source, target."""

ARTICLES = Path(__file__).parent / "data" / "articles"
"""Our own articles as a newsroom would edit them in translating, with their beads: a folder of them."""

Gold = list[tuple[list[int], list[int]]]
"""Beads with both sides, as indexes."""


@dataclass(frozen=True)
class Article:
    """A text and its edited translation."""

    source: list[str]
    target: list[str]
    gold: Gold
    paragraphs: tuple[list[int], list[int]]


def articles(folder: Path = ARTICLES) -> list[Article]:
    """The articles of a folder: in each file language, paragraph, bead and text, a segment a line."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        texts, numbers, beads = ([], []), ([], []), {}  # type: ignore[var-annotated]
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        for lang, paragraph, bead, text in rows:
            side = int(lang != rows[0][0])
            beads.setdefault(int(bead), ([], []))[side].append(len(texts[side]))
            texts[side].append(text)
            numbers[side].append(int(paragraph))
        gold = sorted((s, t) for s, t in beads.values() if s and t)
        found.append(Article(texts[0], texts[1], gold, (numbers[0], numbers[1])))
    return found


def straightened(article: Article) -> Article:
    """The article with what has moved put back: the target in the order of the source."""
    places = {j: s[0] for s, t in article.gold for j in t}
    keys: list[tuple[float, int]] = []
    last = -1.0
    for j in range(len(article.target)):
        last = float(places.get(j, last + 1e-6))
        keys.append((last, j))
    order = [j for _, j in sorted(keys)]
    new = {j: number for number, j in enumerate(order)}
    gold = [(s, sorted(new[j] for j in t)) for s, t in article.gold]
    broken = [
        article.paragraphs[1][a] != article.paragraphs[1][b] for a, b in zip(order[:1] + order, order, strict=False)
    ]
    paragraphs = article.paragraphs[0], list(accumulate(map(int, broken)))
    return Article(article.source, [article.target[j] for j in order], gold, paragraphs)


CONDITIONS: dict[str, dict[str, float]] = {
    "clean": {},
    "merge": {"joined": 0.2},
    "drop": {"dropped": 0.1},
    "hard": {"joined": 0.15, "dropped": 0.15, "foreign": 0.15},
}
"""Probabilities, at each segment pair, of what is done to it; ``dropped`` is that of each side."""

FREE = {"joined": 0.08, "dropped": 0.05, "foreign": 0.05, "tripled": 0.015, "crossed": 0.01}
"""What freer translations do: three segments in one, two that trade places; for fitting only."""


EDITS: dict[str, dict[str, float]] = {
    "edited": {"left_out": 0.03, "put_in": 0.03, "joined": 0.12, "recut": 0.03, "swapped": 0.03, "foreign": 0.03},
    "recut": {"joined": 0.15, "recut": 0.15},
    "moved": {"left_out": 0.02, "put_in": 0.02, "joined": 0.08, "swapped": 0.04, "blocks": 1},
    "background": {"put_in": 0.06, "left_out": 0.01, "joined": 0.08, "recut": 0.02, "swapped": 0.02},
    "summary": {"left_out": 0.2, "joined": 0.08, "recut": 0.02},
    "third": {"third": 1, "joined": 0.05},
    "unrelated": {"unrelated": 1},
}
"""What newsrooms do. Probabilities at each segment pair: runs left out of the target, runs put into it, two to four
segments in one, boundaries that move (2-2, 3-2, 2-3), neighbours that change places, a foreign segment put in on either
side; ``blocks`` that move; only the first ``third`` translated; another document's translation."""


def edited(
    doc: list[tuple[str, str]], rng: random.Random, pool: list[tuple[str, str]], kind: str
) -> tuple[list[str], list[str], Gold]:
    """A pair of documents as an editor leaves it, with the beads that translate each other, some of which may cross."""
    noise = EDITS[kind]
    if "unrelated" in noise:
        others = [pair for pair in pool if pair not in set(doc)]
        at = rng.randrange(max(len(others) - len(doc), 1))
        return [s for s, _ in doc], [t for _, t in others[at : at + len(doc)]], []
    groups = _groups(doc, rng, pool, noise)
    if "third" in noise:
        keep = max(len(groups) // 3, 2)
        groups = [*groups[:keep], _Group([s for g in groups[keep:] for s in g.source], [], [])]
    order = list(range(len(groups)))
    for _ in range(int(noise.get("blocks", 0)) * max(len(doc) // 40, 1)):
        size = rng.randint(2, max(3, len(order) // 5))
        at = rng.randrange(max(len(order) - size, 1))
        block, rest = order[at : at + size], order[:at] + order[at + size :]
        place = rng.randrange(len(rest) + 1)
        order = rest[:place] + block + rest[place:]
    return _laid_out(groups, order)


@dataclass
class _Group:
    """Segments that stay together, with the beads between them by their numbers in the group."""

    source: list[str]
    target: list[str]
    beads: Gold


def _groups(
    doc: list[tuple[str, str]], rng: random.Random, pool: list[tuple[str, str]], noise: dict[str, float]
) -> list[_Group]:
    groups: list[_Group] = []
    at = 0
    while at < len(doc):
        what = _drawn(rng, noise)
        size = {"joined": rng.choices((2, 3, 4), (6, 2, 1))[0], "recut": rng.choice((3, 4)), "swapped": 2}.get(what, 1)
        if what == "left_out":
            size = rng.choices((1, 2, 3, 4, 5), (5, 4, 2, 1, 1))[0]
        part = doc[at : at + size]
        at += len(part)
        source, target = [s for s, _ in part], [t for _, t in part]
        if what == "left_out":
            groups.append(_Group(source, [], []))
        elif what == "joined" and len(part) > 1:
            joined = [" ".join(source)], target, [([0], list(range(len(part))))]
            groups.append(
                _Group(*joined) if rng.random() < 0.5 else _turned(_Group([" ".join(target)], source, joined[2]))
            )
        elif what == "recut" and len(part) == size:
            groups.append(_recut(source, target, rng))
        elif what == "swapped" and len(part) == 2:
            groups.append(_Group(source, target[::-1], [([0], [1]), ([1], [0])]))
        else:
            groups += [_Group([s], [t], [([0], [0])]) for s, t in part]
        if what == "put_in":
            first = rng.randrange(max(len(pool) - 5, 1))
            groups.append(_Group([], [t for _, t in pool[first : first + rng.choice((1, 1, 2, 3, 5))]], []))
        if what == "foreign":
            s, t = rng.choice(pool)
            groups.append(_Group([s], [], []) if rng.random() < 0.5 else _Group([], [t], []))
    return groups


def _drawn(rng: random.Random, noise: dict[str, float]) -> str:
    chance = rng.random()
    for name in ("left_out", "put_in", "joined", "recut", "swapped", "foreign"):
        chance -= noise.get(name, 0.0)
        if chance < 0:
            return name
    return ""


def _turned(group: _Group) -> _Group:
    return _Group(group.target, group.source, [(t, s) for s, t in group.beads])


def _recut(source: list[str], target: list[str], rng: random.Random) -> _Group:
    """Boundaries that move: of three segments AB C against A BC, of four A BC D against AB CD."""
    turned = rng.random() < 0.5
    left, right = (target, source) if turned else (source, target)
    if len(left) == 3:
        group = _Group([f"{left[0]} {left[1]}", left[2]], [right[0], f"{right[1]} {right[2]}"], [([0, 1], [0, 1])])
    else:
        sides = [left[0], f"{left[1]} {left[2]}", left[3]], [f"{right[0]} {right[1]}", f"{right[2]} {right[3]}"]
        group = _Group(*sides, [([0, 1, 2], [0, 1])])
    return _turned(group) if turned else group


def _laid_out(groups: list[_Group], order: list[int]) -> tuple[list[str], list[str], Gold]:
    """The texts of groups in their order, those of the target in another one."""
    places, source, target = {}, [], []
    for number in order:
        places[number] = len(target)
        target += groups[number].target
    gold: Gold = []
    for number, group in enumerate(groups):
        i, j = len(source), places[number]
        source += group.source
        gold += [([x + i for x in s], [y + j for y in t]) for s, t in group.beads]
    return source, target, gold


def rising(gold: Gold) -> Gold:
    """The beads, of those that may cross, that a path without crossings can hold: as many segments as possible."""
    beads = sorted(gold)
    best: list[tuple[int, int]] = []  # segments, number of the bead before
    for number, (s, t) in enumerate(beads):
        before = [k for k in range(number) if beads[k][0][-1] < s[0] and beads[k][1][-1] < t[0]]
        k = max(before, key=lambda k: best[k][0], default=-1)
        best.append((len(s) + len(t) + (best[k][0] if k >= 0 else 0), k))
    at = max(range(len(beads)), key=lambda k: best[k][0], default=-1)
    chain = []
    while at >= 0:
        chain.append(beads[at])
        at = best[at][1]
    return chain[::-1]


def documents(path: Path) -> list[list[tuple[str, str]]]:
    """The segment pairs of each document of a TSV file: document, source, target."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            name, source, target = line.split("\t")
            found.setdefault(name, []).append((source, target))
    return list(found.values())


def noisy(
    doc: list[tuple[str, str]],
    rng: random.Random,
    pool: list[tuple[str, str]],
    *,
    joined: float = 0.0,
    dropped: float = 0.0,
    foreign: float = 0.0,
    tripled: float = 0.0,
    crossed: float = 0.0,
) -> tuple[list[str], list[str], Gold]:
    """A noisy pair: neighbours joined on one side, sides left out, segments of other documents put in."""
    source: list[str] = []
    target: list[str] = []
    gold: Gold = []
    at = 0
    while at < len(doc):
        size = 2 if at + 1 < len(doc) and rng.random() < joined else 1
        if tripled and at + 2 < len(doc) and rng.random() < tripled:
            size = 3
        left, right = [s for s, _ in doc[at : at + size]], [t for _, t in doc[at : at + size]]
        at += size
        if size > 1:
            side = left if rng.random() < 0.5 else right
            side[:] = [" ".join(side)]
        elif crossed and at < len(doc) and rng.random() < crossed:
            left, right = [*left, doc[at][0]], [doc[at][1], *right]
            at += 1
        else:
            chance = rng.random()
            left, right = ([] if chance < dropped else left), ([] if dropped <= chance < 2 * dropped else right)
        if left and right:
            i, j = len(source), len(target)
            gold.append((list(range(i, i + len(left))), list(range(j, j + len(right)))))
        source += left
        target += right
        if foreign and rng.random() < foreign:
            side_number, segment = rng.randrange(2), rng.choice(pool)
            (source, target)[side_number].append(segment[side_number])
    return source, target, gold


def paragraphs(pair: tuple[list[str], list[str], Gold], rng: random.Random) -> tuple[list[int], list[int]]:
    """Paragraphs for a noisy pair, ending after every third bead or so, and not quite alike on the two sides."""
    source, target, gold = pair
    ends = [rng.random() < 0.35 for _ in gold]
    sides = []
    for side, size in ((0, len(source)), (1, len(target))):
        starts = {bead[side][-1] + 1 for bead, end in zip(gold, ends, strict=True) if end and rng.random() < 0.9}
        starts |= {at for at in range(size) if rng.random() < 0.05}
        sides.append(list(accumulate(int(at in starts) for at in range(size))))
    return sides[0], sides[1]


def shifted(pairs: list[tuple[list[str], list[str], Gold]]) -> tuple[list[str], list[str], Gold]:
    """Several pairs of documents as one."""
    source: list[str] = []
    target: list[str] = []
    gold: Gold = []
    for left, right, beads in pairs:
        i, j = len(source), len(target)
        gold += [([x + i for x in s], [y + j for y in t]) for s, t in beads]
        source += left
        target += right
    return source, target, gold

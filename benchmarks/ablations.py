"""What each kind of evidence gives: strict F1 of beads with both sides when it is left out.

    python benchmarks/ablations.py PAIRS.tsv [--articles FOLDER] [--vectors]

Three kinds of text: PAIRS.tsv (document, source and target, a segment pair a line) with the noise of programs (*hard*)
and of editors (*edited*) as ``noise.py`` draws it, and articles that were edited by hand (``noise.articles`` says in
what form; ours are what the weights were fitted on, so give others). The weights stay as they were fitted with
everything.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from noise import ARTICLES, CONDITIONS, Article, articles, documents, edited, noisy

import kztrans
from kztrans.alignment.evidence import FEATURES
from kztrans.alignment.vectors import SentenceVectors, load_vectors

KINDS = (
    "lexicon", "glossary", "derived", "related", "cognate", "same", "number", "mark", "known", "length", "condensed",
    "chance", "paragraph", "ends", "quotes", "alone", "vectors", "weakest",
)  # fmt: skip
"""What is left out in turn, names in `FEATURES`."""


def drawn(path: Path, condition: str, draws: int) -> Iterator[Article]:
    """Noisy pairs of the documents of a file, without paragraphs."""
    docs = documents(path)
    pool = [pair for doc in docs for pair in doc]
    for draw in range(draws):
        rng = random.Random(f"ablation {condition} {draw}")
        for doc in docs:
            hard = condition == "hard"
            source, target, gold = (
                noisy(doc, rng, pool, **CONDITIONS["hard"]) if hard else edited(doc, rng, pool, condition)
            )
            yield Article(source, target, gold, ([], []))


def strict(texts: list[Article], without: frozenset[str], vectors: SentenceVectors | None) -> float:
    """F1 of beads with both sides, in per cent. Where paragraphs are not known, swapped neighbours are one bead."""
    right = found = wanted = 0
    for text in texts:
        marks = text.paragraphs if text.paragraphs[0] else (None, None)
        beads = kztrans.align(
            text.source, text.target, source_paragraphs=marks[0], target_paragraphs=marks[1], without=without,
            vectors=vectors,
        )  # fmt: skip
        full = {(bead.source, bead.target) for bead in beads if bead.source and bead.target}
        known = {(tuple(s), tuple(t)) for s, t in (text.gold if text.paragraphs[0] else as_one(text.gold))}
        right, found, wanted = right + len(full & known), found + len(full), wanted + len(known)
    return 200 * right / max(found + wanted, 1)


def as_one(gold: list[tuple[list[int], list[int]]]) -> list[tuple[list[int], list[int]]]:
    """The beads with neighbours that change places as one."""
    found: list[tuple[list[int], list[int]]] = []
    for s, t in sorted(gold):
        if found and t[-1] + 1 == found[-1][1][0] and found[-1][0][-1] + 1 == s[0] and len(found[-1][0] + s) == 2:
            found[-1] = found[-1][0] + s, t + found[-1][1]
        else:
            found.append((s, t))
    return found


class Remembered:
    """A model that reads each text once."""

    def __init__(self, model: SentenceVectors) -> None:
        self._model, self._known = model, {}  # type: ignore[var-annotated]

    def name(self) -> str:
        return self._model.name()

    def encode(self, texts):  # type: ignore[no-untyped-def]
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._model.encode(new), strict=True))
        return [self._known[text] for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--vectors", action="store_true", help="with sentence vectors")
    parser.add_argument("--draws", type=int, default=1)
    args = parser.parse_args()
    vectors = Remembered(load_vectors()) if args.vectors else None
    sets = {name: list(drawn(args.pairs, name, args.draws)) for name in ("hard", "edited")}
    sets["articles"] = articles(args.articles)
    print(f"| left out | {' | '.join(sets)} |\n|---|{'---|' * len(sets)}")
    for name in ("nothing", *(kind for kind in KINDS if kind in FEATURES)):
        if vectors is None and name in ("vectors", "weakest"):
            continue
        without = frozenset() if name == "nothing" else frozenset({name})
        figures = " | ".join(f"{strict(texts, without, vectors):.1f}" for texts in sets.values())
        print(f"| {name} | {figures} |", flush=True)


if __name__ == "__main__":
    main()

"""Speed and memory of finding terms, beside pyahocorasick's exact matching of the same terms.

    python benchmarks/terms.py [--terms 100000] [--megabytes 10] [--lang id]

The terms are of one to three words, made from syllables, their words' frequencies following Zipf's law; the text is
made of the same words, some inflected, and one word in twelve begins a term. pyahocorasick finds the terms as strings,
with their spans, in the lower-cased text; kztrans finds them as words, inflected, with overlaps resolved. Times are of
the processor; garbage is looked for as seldom as in the command line. The last line gives the ratio of the times of
finding; the aim is at most four.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time

import ahocorasick

from kztrans.glossary import Glossary
from kztrans.model import Concept, Term

_ONSETS = "b c d g h j k l m n p r s t w ng ny".split()
_NUCLEI = "a i u e o".split()
_CODAS = ["", "", "", "n", "r", "s", "t", "k", "ng"]
_ENDINGS = {"id": ["", "", "", "nya", "kan", "lah"], "en": ["", "", "", "s", "ed", "ing"]}


def _vocabulary(count: int, rng: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = rng.choices((1, 2, 3, 4), (1, 6, 6, 2))[0]
        word = "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(syllables))
        words[word] = None
    return list(words)


def _corpus(terms: int, size: int, lang: str) -> tuple[list[str], str]:
    rng = random.Random(7)
    vocabulary = _vocabulary(60_000, rng)
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    lengths = iter(rng.choices((1, 2, 3), (2, 5, 3), k=4 * terms))
    drawn = iter(rng.choices(vocabulary[2000:], k=12 * terms))
    names: dict[str, None] = {}
    while len(names) < terms:
        names[" ".join(next(drawn) for _ in range(next(lengths)))] = None
    pieces: list[str] = []
    length, listed = 0, list(names)
    while length < size:
        words = rng.choices(vocabulary, weights, k=11)
        words = [word + rng.choice(_ENDINGS[lang]) for word in words]
        words.insert(rng.randrange(11), rng.choice(listed))
        pieces.append(" ".join(words).capitalize() + "." + (" " if rng.random() < 0.8 else "\n\n"))
        length += len(pieces[-1])
    return listed, "".join(pieces)


def _exact(names: list[str], text: str) -> tuple[float, float, int]:
    begun = time.process_time()
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    built = time.process_time()
    found = [(end - len(name) + 1, end + 1) for end, name in automaton.iter(text.lower())]
    return built - begun, time.process_time() - built, len(found)


def _inflected(names: list[str], text: str, lang: str) -> tuple[float, float, int]:
    glossary = Glossary(Concept(f"c{number}", (Term(name, lang),), pos="noun") for number, name in enumerate(names))
    begun = time.process_time()
    glossary.find(" " * 40_000, lang)  # for a text that long all terms are made ready at once
    built = time.process_time()
    found = glossary.find(text, lang)
    return built - begun, time.process_time() - built, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)
    names, text = _corpus(options.terms, int(options.megabytes * 1_000_000), options.lang)
    print(f"{len(names)} terms, {len(text) / 1e6:.1f} MB, {len(text.split())} words")
    rows = [("pyahocorasick", *_exact(names, text)), ("kztrans", *_inflected(names, text, options.lang))]
    for name, building, finding, hits in rows:
        print(f"{name:14} building {building:6.2f} s, finding {finding:6.2f} s, {hits} hits")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"ratio {rows[1][2] / rows[0][2]:.1f}")


if __name__ == "__main__":
    main()

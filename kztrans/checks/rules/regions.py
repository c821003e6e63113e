"""British and American spelling in one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, View
from kztrans.languages import codes
from kztrans.wording import form, worded

__all__ = ["CHECK"]

_REGIONS = {"GB": "British", "US": "American"}
_NAMES = {"British": worded("British"), "American": worded("American")}


def find(pair: Pair) -> Iterator[Problem]:
    """Words of the habit that the file has less often; with a region in the language's code, of another region."""
    habits = pair.view.once(_habits)
    told: set[str] = set()
    for word, (habit, side, other) in _words(pair):
        wanted = habits[habit]
        if side != wanted and word not in told:
            told.add(word)
            what = form("“%(word)s” is %(side)s spelling, where the file has %(wanted)s")
            if side[0] == "-":
                what = form("“%(word)s” is spelt with %(side)s, where the file has %(wanted)s")
            yield Problem(
                worded(what, word=word, side=_NAMES.get(side, side), wanted=_NAMES.get(wanted, wanted)),
                worded("write “%(other)s”", other=other),
            )


def _words(pair: Pair) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The words that one region writes so; names, and what the source writes alike, keep their spelling."""
    regional = pair.target.language.regional
    own = pair.source.lower_words
    for number, word in enumerate(pair.target.words):
        if word.islower() or (not number and word[1:].islower()):
            for part in re.split(r"[-‑]|['’]s$", word.lower()):
                found = regional(part) if part and part not in own else None
                if found is not None:
                    yield part, found


def _habits(view: View) -> dict[str, str]:
    """The side of each habit that the file has: its code's region, else the more frequent, else the first."""
    counts: dict[str, Counter[str]] = {}
    for pair in view.translated:
        for _, (habit, side, _) in _words(pair):
            counts.setdefault(habit, Counter())[side] += 1
    usual = {habit: counter.most_common(1)[0][0] for habit, counter in counts.items()}
    region = _REGIONS.get(codes.canonical(view.catalog.target_lang).rpartition("-")[2])
    if region is not None:
        usual["region"] = region
    if usual.get("region") == "American":
        usual["-ise"] = "-ize"
    return usual


CHECK = Check(
    name="regions",
    severity="warning",
    summary="British and American spelling are mixed.",
    help=(
        "Compares words in small letters with the file's own habit (labour or labor, centre or center), or with the "
        "region of the language's code (en-GB, en-US). -ise and -ize are a habit of their own, as -ize is British too. "
        "Names keep their spelling."
    ),
    find=find,
)

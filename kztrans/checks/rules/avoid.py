"""Terms that the glossary says to avoid."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, Side
from kztrans.checks.saying import either
from kztrans.checks.spans import Spans
from kztrans.model import Status, TermHit
from kztrans.wording import worded

__all__ = ["CHECK"]

_APPROVED: tuple[Status, ...] = ("preferred", "admitted")


def find(pair: Pair) -> Iterator[Problem]:
    """In the translation, and for information in the source."""
    meant = {hit.concept.id for hit in pair.source.all_hits}
    same = {(hit.concept.id, hit.term.text) for hit in _avoided(pair.source)}
    for hit in _avoided(pair.target):
        if hit.concept.id in meant or hit.concept.pos == "proper noun":
            written, better = pair.target.text[hit.start : hit.end], _better(hit, pair.target.lang)
            yield Problem(
                worded("“%(written)s” is a term to avoid", written=written),
                worded("use %(better)s", better=better) if better else "use another word",
                "info" if (hit.concept.id, hit.term.text) in same else None,
            )
    for hit in _avoided(pair.source):
        written, better = pair.source.text[hit.start : hit.end], _better(hit, pair.source.lang)
        yield Problem(
            worded("the source's “%(written)s” is a term to avoid; better: %(better)s", written=written, better=better)
            if better
            else worded("the source's “%(written)s” is a term to avoid", written=written),
            "do not carry it over",
            "info",
        )


def _avoided(side: Side) -> Iterator[TermHit]:
    """Hits of terms to avoid, each term once, where no approved term of any concept has the place."""
    approved = Spans((hit.start, hit.end) for hit in side.all_hits if not hit.avoid)
    seen: set[str] = set()
    for hit in side.all_hits:
        if hit.avoid and hit.term.text not in seen and not approved.cover(hit.start, hit.end):
            seen.add(hit.term.text)
            yield hit


def _better(hit: TermHit, lang: str) -> str:
    return either([term.text for term in hit.concept.in_lang(lang, *_APPROVED)])


CHECK = Check(
    name="avoid",
    severity="warning",
    summary="A term that the glossary says to avoid.",
    help=(
        "In the translation such a term is reported where the source has the concept, and names always; in the "
        "source, and where the source has the same term, for information."
    ),
    find=find,
)

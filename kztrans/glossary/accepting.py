"""Moving approved proposals from a file of them into a glossary."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import decisions
from kztrans.glossary.columns import ordered
from kztrans.glossary.readers import read
from kztrans.glossary.store import USED
from kztrans.locking import changing
from kztrans.model import Concept, Term
from kztrans.reading import real

__all__ = ["Accepted", "accept"]

_OF_PROPOSALS = frozenset({"score", "count", "forms", "alternatives", "variant-of", "example", "translation", "places"})
"""Columns of a file of proposals that help to decide, and say nothing once that is done."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done with the approved proposals of a file."""

    moved: tuple[str, ...]
    """The concepts that are in the glossary now, by the identifiers that they have there."""
    known: tuple[tuple[str, str], ...]
    """Those that stay, for the glossary has a concept of the same terms: theirs and its identifier."""
    open: int
    """Proposals that are not decided yet."""
    joined: tuple[tuple[str, str], ...] = ()
    """Those that were further words for a concept of the glossary (``variant-of``), and are terms of its now."""


def accept(
    proposals: Path, target: Path, *, reviewer: str, date: str, only: Collection[str] = (), langs: tuple[str, str]
) -> Accepted:
    """Move the approved concepts of a file of proposals into a glossary's CSV, which is made where there is none.

    A further word for a concept of the glossary (``variant-of``) becomes a term of that concept, as a variant.
    A concept is written to the glossary first and taken out of the proposals then: where the run is killed in between,
    the next one finds it in both and takes it out. Both files have what was done in their histories.

    Args:
        only: identifiers of the concepts to move, rather than all that are approved.
        langs: the languages of the proposed terms and of their translations; examples go with them.

    Raises:
        InputError: a concept named is not there or not approved, or a file cannot be read or written.
    """
    if real(proposals) == real(target):
        raise InputError("proposals would be moved into their own file", path=target, remedy="name another glossary")
    _check(proposals, list(read(proposals)), only)
    with changing(*sorted((target, proposals))):
        return _accepted(proposals, target, {"reviewer": reviewer, "date": date}, only, langs)


def _accepted(
    proposals: Path, target: Path, by: dict[str, str], only: Collection[str], langs: tuple[str, str]
) -> Accepted:
    proposed = list(read(proposals))
    _check(proposals, proposed, only)
    there = list(read(target)) if target.exists() else []
    moved, known, joined = [], [], []
    for concept in proposed:
        if concept.review != "approved" or (only and concept.id not in only):
            continue
        entry = _entry(concept, langs, target.stem)
        same = next((other for other in there if _terms(other) == _terms(entry)), None)
        if same is not None and same.review != "approved":
            known.append((concept.id, same.id))
            continue
        base = _base(concept, there) if same is None else None
        if base is not None:
            there[there.index(base)] = _joined(target, base, entry, proposals.name, by)
            joined.append((concept.id, base.id))
        elif same is None:
            entry = replace(entry, id=_free(entry.id, {other.id for other in there}))
            decisions.add(target, entry, comment=f"from {proposals.name}", **by)
            there.append(entry)
        decisions.remove(proposals, concept, comment=f"moved to {target.name}", **by)
        if base is None:
            moved.append(entry.id if same is None else same.id)
    left = sum(c.review in ("", "proposed") for c in proposed)
    return Accepted(tuple(moved), tuple(known), left, tuple(joined))


def _base(concept: Concept, there: list[Concept]) -> Concept | None:
    """The concept of the glossary that a proposal is a further word for, unless that one may not be used."""
    name = dict(concept.extra).get("variant-of", "")
    return next((other for other in there if name and other.id == name and other.review in USED), None)


def _joined(target: Path, base: Concept, entry: Concept, source: str, by: dict[str, str]) -> Concept:
    """The concept with the proposal's further terms, as it is written; what was approved is so still."""
    known = {(term.lang, term.text.casefold()) for term in base.terms}
    new = [Term(t.text, t.lang, "admitted", "variant") for t in entry.terms if (t.lang, t.text.casefold()) not in known]
    if not new:
        return base
    whole = replace(base, terms=ordered([*base.terms, *new]))
    approved, who, when = base.review == "approved", by["reviewer"], by["date"]
    decisions.edit(target, base, whole, comment=f"from {source}", reviewer=who, date=when, approving=approved)
    if approved:
        decisions.decide(target, base.id, "approved", reviewer=who, date=when)
    return next(concept for concept in read(target) if concept.id == base.id)


def _check(path: Path, proposed: list[Concept], only: Collection[str]) -> None:
    states = {concept.id: concept.review for concept in proposed}
    for name in only:
        if name not in states:
            raise InputError(f"no concept {name!r}", path=path, remedy="see which there are in the file")
        if states[name] != "approved":
            raise InputError(
                f"concept {name!r} is not approved",
                path=path,
                remedy=f"kztrans glossary review {path.name} {name} --state approved",
            )


def _entry(concept: Concept, langs: tuple[str, str], domain: str) -> Concept:
    """A proposal as a concept of a glossary: without what it was proposed for, with its examples."""
    extra = dict(concept.extra)
    sentences = [(lang, extra.get(name, "")) for lang, name in zip(langs, ("example", "translation"), strict=True)]
    examples = concept.examples or tuple((lang, text) for lang, text in sentences if text)
    kept = tuple((name, text) for name, text in concept.extra if name not in _OF_PROPOSALS)
    return replace(concept, domain=domain, examples=examples, extra=kept)


def _terms(concept: Concept) -> frozenset[tuple[str, str]]:
    """What tells two concepts to be one: the preferred terms."""
    return frozenset((term.lang, term.text) for term in concept.terms if term.status == "preferred")


def _free(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free

"""Glossaries for other programs and for people: PO (Poedit, Weblate) and Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kztrans.glossary.columns import BETWEEN
from kztrans.model import Catalog, Concept, Unit

__all__ = ["entry", "to_markdown", "to_po"]


def to_po(concepts: Sequence[Concept], source: str, target: str, avoid: bool = False) -> bytes:
    """A PO glossary: a unit for each term of the source, its translation the preferred one; a term twice has a context.

    Terms to avoid in the target stand in a note; with ``avoid`` each is a unit of its own, too, with Weblate's flag
    ``forbidden``, which Poedit and others do not know.
    """
    from kztrans.formats import po
    from kztrans.languages import get

    units = list(_units(concepts, source, target, avoid))
    counts = Counter(unit.source for unit in units)
    twice = {text for text, number in counts.items() if number > 1}
    units = [_plain(unit) if unit.source not in twice else unit for unit in units]
    headers = (
        ("Project-Id-Version", "kztrans glossary"),
        ("Language", target),
        ("Plural-Forms", get(target).plural_forms),
        ("X-Source-Language", source),
        ("X-Generator", "kztrans"),
    )
    return po.serialize(Catalog(source, target, tuple(units), headers))


def _units(concepts: Iterable[Concept], source: str, target: str, avoid: bool) -> Iterator[Unit]:
    for concept in concepts:
        translations = [term.text for term in concept.in_lang(target)]
        if not translations:
            continue
        for term in concept.in_lang(source):
            yield Unit(
                term.text,
                translations[0],
                context=concept.id,
                notes=tuple(_notes(concept, translations[1:], target)),
                flags=("terminology",),
            )
        for avoided in concept.in_lang(target, "deprecated", "superseded") if avoid else ():
            for term in concept.in_lang(source, "preferred"):
                yield Unit(
                    term.text, avoided.text, context=f"{concept.id}: {avoided.text}", flags=("terminology", "forbidden")
                )


def _notes(concept: Concept, admitted: Sequence[str], target: str) -> Iterator[str]:
    avoided = [term.text for term in concept.in_lang(target, "deprecated", "superseded")]
    lines = (
        concept.pos,
        concept.definition,
        f"Also: {BETWEEN.join(admitted)}" if admitted else "",
        f"Avoid: {BETWEEN.join(avoided)}" if avoided else "",
        concept.advice or concept.note,
    )
    yield from (" ".join(line.split()) for line in lines if line)


def _plain(unit: Unit) -> Unit:
    return Unit(unit.source, unit.target, notes=unit.notes, flags=unit.flags)


def to_markdown(concepts: Sequence[Concept]) -> bytes:
    """A glossary to read: a section a domain, an entry a concept."""
    lines = ["# Glossary", ""]
    for domain in dict.fromkeys(concept.domain for concept in concepts):
        lines += [f"## {_escaped(domain) or 'No domain'}", ""]
        for concept in concepts:
            if concept.domain == domain:
                lines += [*_markdown(concept), ""]
    return "\n".join(lines).rstrip("\n").encode("utf-8") + b"\n"


def _markdown(concept: Concept) -> Iterator[str]:
    heading, *rest = list(entry(concept))
    yield f"### {_escaped(heading)}"
    yield ""
    for line in rest:
        label, colon, text = line.partition(": ")
        yield f"- **{label}**{colon}{_escaped(text)}" if colon else f"- {_escaped(line)}"


def _escaped(text: str) -> str:
    text = " ".join(text.split())
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, "\\" + sign)
    return text


def entry(concept: Concept) -> Iterator[str]:
    """A concept as a terminologist reads it: a heading, then a line of each kind of information that there is.

    >>> from kztrans.model import Term
    >>> terms = (Term("negara semu", "id"), Term("quasi-state", "en"), Term("fake state", "en", "deprecated"))
    >>> list(entry(Concept("quasi-state", terms, pos="noun", domain="states")))
    ['quasi-state (noun, states)', 'id: negara semu', 'en: quasi-state | avoid: fake state']
    """
    about = (concept.pos, concept.domain, concept.subject)
    yield f"{concept.id} ({', '.join(filter(None, dict.fromkeys(about))) or 'no domain'})"
    langs = list(dict.fromkeys(term.lang for term in concept.terms))
    for lang in langs:
        parts = [term.text for term in concept.in_lang(lang)]
        parts += [f"avoid: {term.text}" for term in concept.in_lang(lang, "deprecated")]
        parts += [f"superseded: {term.text}" for term in concept.in_lang(lang, "superseded")]
        yield f"{lang}: {BETWEEN.join(parts)}"
    examples = dict(concept.examples)
    review = " ".join(part for part in (concept.review, concept.reviewer, concept.reviewed) if part)
    fields = (
        ("definition", concept.definition),
        ("advice", concept.advice),
        ("risk", concept.risk),
        *((f"e.g. {lang}", examples[lang]) for lang in sorted(examples, key=[*langs, *sorted(examples)].index)),
        ("valid", concept.valid),
        ("relations", concept.relations),
        ("note", concept.note),
        ("source", concept.source),
        ("review", review),
    )
    for name, text in (*fields, *concept.extra):
        if text:
            yield f"{name}: {' '.join(text.split())}"

"""Names of the source that the translation lacks or spells otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.labels import label_end
from kztrans.checks.pair import WORD, Pair
from kztrans.checks.related import cognate, near, same_root, slipped
from kztrans.checks.spans import Spans
from kztrans.wording import worded

__all__ = ["CHECK"]

_NEXT = re.compile(r" ([^\W\d_]+)")
_BEFORE = re.compile(r"[\w,’'] ([^\W\d_]+) $")
_WORD_LENGTH = 40
_MOST = 12
"""Words of one name."""
_LONGEST = 400
"""Names of a translation that are looked at; a text with more is no sentence."""
_PART = re.compile(r"[^\W\d_]+")


def find(pair: Pair) -> Iterator[Problem]:
    """Names, word by word; of a person's names, all but the last may be left out."""
    if not pair.view.lexicon.entries:
        return  # nothing tells names from other words with capitals
    given = list(dict.fromkeys(part for word in pair.target.words for part in _parts(word)))[:_LONGEST]
    seen: set[str] = set()
    there: dict[str, bool] = {}
    for name in _known_persons(pair):
        if name[-1] not in seen and _replaced(name, pair):
            seen.add(name[-1])
            yield _problem(name, name[:1], given)
    for name in _names(pair):
        for word in name:
            if word not in there:
                there[word] = _present(word, given, pair)
        missing = [word for word in name if not there[word]]
        if not missing or " ".join(name) in seen:
            continue
        seen.add(" ".join(name))
        if name[-1] not in missing and not _misspelt(missing, given) and not _replaced(name, pair):
            continue
        yield _problem(name, missing, given)


def _problem(name: list[str], missing: list[str], given: list[str]) -> Problem:
    for word in missing:
        other = _misspelt([word], given)
        if other:
            return Problem(
                worded("“%(word)s” is written “%(other)s” in the translation", word=word, other=other),
                "make sure of the spelling",
            )
    return Problem(
        worded("the name “%(what)s” of the source is not in the translation", what=" ".join(missing))
        if missing == name or len(name) == 1
        else worded(
            "“%(what)s” of the name “%(what2)s” is not in the translation", what=" ".join(missing), what2=" ".join(name)
        ),
        "put the name in",
    )


def _names(pair: Pair) -> Iterator[list[str]]:
    """Runs of words with capitals that are names, without what the glossary knows."""
    text = pair.source.text
    hits = (hit for hit in pair.source.all_hits if hit.concept.in_lang(pair.target.lang))
    known = Spans([(0, label_end(text)), *((hit.start, hit.end) for hit in hits)])  # a label is speakers' business
    run: list[str] = []
    last = 0
    for match in WORD.finditer(text):
        joined = run and text[last : match.start()] == " "
        is_name = _is_name(match, pair) and match.start() not in known
        if run and (not (joined and is_name) or len(run) > _MOST):
            yield run
            run = []
        if is_name:
            run += _parts(match.group())
            last = match.end()
    if run:
        yield run


def _known_persons(pair: Pair) -> Iterator[list[str]]:
    """Full names that the glossary has: another first name is amiss though the family name is there."""
    for hit in pair.source.hits:
        if hit.concept.pos == "proper noun" and any(
            term.type == "short" for term in hit.concept.in_lang(pair.source.lang)
        ):
            parts = pair.source.text[hit.start : hit.end].split()
            if len(parts) == 2 and all(part[:1].isupper() for part in parts):
                yield parts


def _parts(word: str) -> list[str]:
    bare = re.sub(r"['’]s$|['’]$|-?nya$", "", word)
    return [part for part in re.split(r"[-‑]", bare) if part and part[0].isupper()]


def _is_name(match: re.Match[str], pair: Pair) -> bool:
    """A word with a capital that is not general vocabulary, and not there only because a sentence begins."""
    word, text, vocabulary = match.group(), pair.source.text, pair.source.vocabulary
    lower = word.lower()
    if not word[0].isupper() or len(word) < 3 or (word.isupper() and len(word) <= 5):
        return False
    if lower in vocabulary.titles or lower in vocabulary.months or lower in vocabulary.weekdays:
        return False
    if lower in pair.source.language.function_words or _common(word, pair):
        return False
    if _in_title(match, pair):
        return False
    inside = bool(re.search(r"[\w,’'] [(“\"‘]?$", text[max(0, match.start() - 3) : match.start()]))
    following = _NEXT.match(text, match.end())
    if inside or word in pair.view.names:
        return True
    known = following and any(hit.start == following.start(1) for hit in pair.source.all_hits)
    return bool(following and following.group(1)[0].isupper() and not known)


def _in_title(match: re.Match[str], pair: Pair) -> bool:
    """Has the word before or after it a capital although it is general vocabulary, so that both are a title's?"""
    text = pair.source.text
    before = _BEFORE.search(text[max(0, match.start() - _WORD_LENGTH) : match.start()])
    after = _NEXT.match(text, match.end())
    neighbours = [m.group(1) for m in (before, after) if m]
    plain = pair.source.vocabulary
    return any(
        w[0].isupper()
        and w.lower() not in plain.titles | plain.exonyms.keys() | plain.months.keys()
        and _common(w, pair)
        for w in neighbours
    )


def _common(word: str, pair: Pair) -> bool:
    """Is it in the lexicon as a word that is no name?"""
    entries, exonyms = pair.view.lexicon.entries, pair.source.vocabulary.exonyms
    if word.lower() in exonyms:
        return False
    for form in pair.source.language.lemmas(word):
        translations = entries.get(form, ())
        if any(t[0].islower() for t in translations):
            return True
    return any(form in pair.source.language.function_words for form in pair.source.language.lemmas(word))


def _present(word: str, given: list[str], pair: Pair) -> bool:
    lower = word.lower()
    known = pair.source.vocabulary.exonyms.get(lower, {}).get(pair.target.lang, ())
    known = (*known, *(t for t in pair.view.lexicon.entries.get(lower, ()) if t[:1].isupper()))
    if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", pair.target.text) for form in known):
        return True
    if any(same_root(form, other) for form in known if len(form) >= 4 for other in given):
        return True
    if lower in pair.target.lower_words:
        return True
    if any(cognate(word, other) and not slipped(word, other) for other in given):
        return True
    return any(near(word, other) and other.lower() in pair.view.lexicon.words for other in given)


def _misspelt(words: list[str], given: list[str]) -> str:
    return next((other for word in words for other in given if near(word, other)), "")


def _replaced(name: list[str], pair: Pair) -> bool:
    """Does another name stand before the last one in the translation?"""
    last = name[-1]
    for match in re.finditer(r"(?<!\w)([A-ZÀ-Þ][\w'’-]+)(?= ([A-ZÀ-Þ][\w'’-]+))", pair.target.text):
        first = match.group(1)
        if cognate(last, _PART.findall(match.group(2))[0]) and first.lower() not in pair.target.vocabulary.titles:
            starts = not re.search(r"[\w,’'] $", pair.target.text[max(0, match.start() - 2) : match.start()])
            if any(cognate(part, first) for part in name) or len(name) < 2:
                continue
            slip = any(near(part, first) for part in name[:-1])
            if starts and not slip:
                continue
            return slip or first.lower() not in pair.view.lexicon.words
    return False


CHECK = Check(
    name="names",
    severity="warning",
    summary="A name of the source is missing from the translation, or is written otherwise.",
    help=(
        "Words with a capital inside a sentence that are not general vocabulary. Other spellings of the same sounds "
        "are accepted (Kassym-Jomart, Qasym-Zhomart), names of places in the target language (Jenewa, Geneva), and a "
        "family name without the first name. Names in the glossary are the business of the check glossary."
    ),
    find=find,
)

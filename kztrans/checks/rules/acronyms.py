"""Acronyms of the source that the translation lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_ACRONYM = re.compile(r"(?<![\w$])[A-Z](?:[A-Z]+|[A-Z]*[-&]?\d+)(?:-\d+)?(?![\w$])")


def find(pair: Pair) -> Iterator[Problem]:
    """Words in capitals, each once."""
    if not any(c.islower() for c in pair.source.text):
        return
    lost, given = [], _acronyms(pair.target.text, set())
    for acronym in _unknown(pair):
        if not _present(acronym, pair) and not _word(acronym, pair):
            lost.append(acronym)
    source = _acronyms(pair.source.text, set())
    other = [a for a in given if a not in source and not _explained(a, pair)]
    for acronym in lost:
        yield Problem(
            worded(
                "“%(word)s” of the source is not in the translation; the translation has “%(other)s”",
                word=acronym,
                other=other[0],
            )
            if other
            else worded("“%(word)s” of the source is not in the translation", word=acronym),
            "put it in, or its English form",
        )


def _unknown(pair: Pair) -> list[str]:
    """The acronyms of the source that the glossary does not know: what it knows, the check glossary sees to."""
    known = {
        word
        for hit in pair.source.all_hits
        if hit.concept.in_lang(pair.target.lang)
        for word in pair.source.text[hit.start : hit.end].split()
    }
    return _acronyms(pair.source.text, known)


def _acronyms(text: str, known: set[str]) -> list[str]:
    dateline = re.match(r"([A-Z]{3,}(?:[ ,][A-Z]{3,})*)(?:,| [–—-])", text)
    start = dateline.end() if dateline else 0
    found = dict.fromkeys(match.group() for match in _ACRONYM.finditer(text, start))
    return [a for a in found if a not in known and not (a.isalpha() and len(a) > 6)]


def _word(acronym: str, pair: Pair) -> bool:
    """Is it a word in capitals, for emphasis?"""
    return acronym.lower() in pair.view.lexicon.entries and acronym not in pair.source.vocabulary.acronyms


def _present(acronym: str, pair: Pair) -> bool:
    target = pair.target.text
    dotted = r"\.?".join(re.escape(c) for c in acronym)
    if re.search(rf"(?<!\w){dotted}(?:s|['’]s)?(?!\w)", target, re.IGNORECASE):
        return True
    if "-" in acronym and acronym.replace("-", "") in target.replace("-", ""):
        return True
    if acronym in pair.source.vocabulary.acronyms:
        forms = pair.source.vocabulary.acronyms[acronym].get(pair.target.lang, ())
        return not forms or any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", target, re.IGNORECASE) for form in forms)
    return _spelled_out(acronym, pair)


def _spelled_out(acronym: str, pair: Pair) -> bool:
    """Are there words with these initials in a row, in the translation or (then the acronym may go) in the source?"""
    letters = re.sub(r"[^A-Z]", "", acronym)
    if len(letters) < 2:
        return False
    pattern = r"(?<!\w)" + r"\w*(?:[ -](?:of|the|for|and|on|in|to|dan))*[ -]".join(letters) + r"\w*"
    return bool(re.search(pattern, pair.target.text, re.IGNORECASE)) or _expanded(acronym, pair)


def _expanded(acronym: str, pair: Pair) -> bool:
    """Does the source explain it in parentheses, and the translation have as many acronyms (its own one)?"""
    explained = f"({acronym})" in pair.source.text
    return explained and bool(re.search(r"\([A-Z]{2,6}\)", pair.target.text))


def _explained(acronym: str, pair: Pair) -> bool:
    forms = (f for table in pair.source.vocabulary.acronyms.values() for f in table.get(pair.target.lang, ()))
    return acronym in set(forms)


CHECK = Check(
    name="acronyms",
    severity="warning",
    summary="An acronym of the source is missing from the translation.",
    help=(
        "Words in capitals of up to six letters. Those with a form of their own in the target language (PBB, UN) are "
        "known, words spelled out in full are accepted, and acronyms in the glossary are the business of glossary."
    ),
    find=find,
)
